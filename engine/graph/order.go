package graph

// topological orders nodes by Kahn's algorithm (Communications of the ACM 5(11), 1962) with a heap of positions, so that
// equal documents always have equal orders.
func topological(d *Document, x *ordering) (order, cycle []*Node) {
	nodes := d.nodes.items
	waiting := make([]int32, len(nodes))
	var ready heap
	for i, n := range nodes {
		waiting[i] = int32(len(d.Into(n.ID)))
		if waiting[i] == 0 {
			ready.push(int32(i))
		}
	}
	order = make([]*Node, 0, len(nodes))
	for len(ready) > 0 {
		i := ready.pop()
		order = append(order, nodes[i])
		for _, w := range d.OutOf(nodes[i].ID) {
			to := x.position(d, w.To.Node)
			if to < 0 {
				continue
			}
			if waiting[to]--; waiting[to] == 0 {
				ready.push(int32(to))
			}
		}
	}
	if len(order) < len(nodes) {
		for i, n := range nodes {
			if waiting[i] > 0 {
				cycle = append(cycle, n)
			}
		}
	}
	return order, cycle
}

// heap is a binary heap with the least number on top.
type heap []int32

func (h *heap) push(v int32) {
	*h = append(*h, v)
	s := *h
	for i := len(s) - 1; i > 0; {
		up := (i - 1) / 2
		if s[up] <= s[i] {
			return
		}
		s[up], s[i] = s[i], s[up]
		i = up
	}
}

func (h *heap) pop() int32 {
	s := *h
	top, last := s[0], len(s)-1
	s[0] = s[last]
	s = s[:last]
	*h = s
	for i := 0; ; {
		least := i
		for _, down := range [...]int{2*i + 1, 2*i + 2} {
			if down < last && s[down] < s[least] {
				least = down
			}
		}
		if least == i {
			return top
		}
		s[least], s[i] = s[i], s[least]
		i = least
	}
}
