package train

import (
	"errors"
	"maps"
	"math"
	"slices"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/text"
)

// diverged pauses a run whose loss is no longer a number, and says in which layer that arose and what to try.
func (s *Session) diverged(p *compile.Program) {
	node := s.firstBroken(p)
	name := "?"
	if n := s.document.Node(node); n != nil {
		name = n.Name
	}
	s.run.enter(s, Paused)
	s.tellProblem(Problem{Node: node, Message: text.New(
		"The numbers in %s have grown beyond all bounds, so the loss is no longer a number. Training is paused. Stop, lower the learning rate, and run again from new weights.",
		"%s 中的数值已超出范围，损失不再是有效数字。训练已暂停。请停止，降低学习率，并用新的权重重新训练。", name)})
}

// firstBroken finds the first layer, in the network's order, whose weights or output are not finite.
func (s *Session) firstBroken(failed *compile.Program) graph.NodeID {
	for _, t := range s.weights.Tensors() {
		if !allFinite(t.Data) {
			return compile.LayerOf(t.Name)
		}
	}
	whole, err := s.program(compile.Inspect, failed.Batch)
	if err != nil {
		return 0
	}
	for _, port := range whole.Feeds() {
		copy(whole.Samples(port), failed.Samples(port))
		copy(whole.Labels(port), failed.Labels(port))
	}
	s.pool.GoOn() // a command that has come can wait for this
	if err := whole.Run(s.pool); err != nil {
		return 0
	}
	order, _ := s.document.Order()
	for _, n := range order {
		for port := range s.report.Nodes[n.ID].Out {
			if data, _ := whole.Output(graph.Endpoint{Node: n.ID, Port: port}); !allFinite(data) {
				return n.ID
			}
		}
	}
	return 0
}

func allFinite(data []float32) bool {
	for _, v := range data {
		if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
			return false
		}
	}
	return true
}

// messageOf gives an error's sentence in both languages where it has them.
func messageOf(err error) text.Message {
	var e *text.Error
	if errors.As(err, &e) {
		return e.Message
	}
	return text.New("%s", "%s", err.Error())
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
