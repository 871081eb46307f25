package graph

import "container/heap"

// topological orders nodes by Kahn's algorithm (Communications of the ACM 5(11), 1962) with a heap of ids, so that
// equal documents always have equal orders.
func topological(d *Document, x *index) (order, cycle []*Node) {
	waiting := make(map[NodeID]int, len(d.nodes))
	ready := &idHeap{}
	for _, n := range d.nodes {
		waiting[n.ID] = len(x.into[n.ID])
		if waiting[n.ID] == 0 {
			*ready = append(*ready, n.ID)
		}
	}
	heap.Init(ready)
	order = make([]*Node, 0, len(d.nodes))
	for ready.Len() > 0 {
		id := heap.Pop(ready).(NodeID)
		order = append(order, d.Node(id))
		for _, w := range x.outOf[id] {
			waiting[w.To.Node]--
			if waiting[w.To.Node] == 0 {
				heap.Push(ready, w.To.Node)
			}
		}
	}
	if len(order) < len(d.nodes) {
		for _, n := range d.nodes {
			if waiting[n.ID] > 0 {
				cycle = append(cycle, n)
			}
		}
	}
	return order, cycle
}

type idHeap []NodeID

func (h idHeap) Len() int           { return len(h) }
func (h idHeap) Less(i, j int) bool { return h[i] < h[j] }
func (h idHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *idHeap) Push(v any)        { *h = append(*h, v.(NodeID)) }
func (h *idHeap) Pop() any {
	old := *h
	v := old[len(old)-1]
	*h = old[:len(old)-1]
	return v
}
