package compile

import (
	"slices"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/op"
	"netloom/engine/text"
)

// owner is the layer whose weights a layer uses: itself, or the one that it names.
func owner(r *Report, n *graph.Node) *graph.Node {
	name := r.Nodes[n.ID].shares
	if name == "" {
		return n
	}
	for _, other := range r.Document.Nodes() {
		if other.Name == name && other.Kind == n.Kind && other.ID != n.ID {
			return other
		}
	}
	return n
}

// Owner is the layer whose weights a layer uses: its own, or those of the one that it names.
func (r *Report) Owner(id graph.NodeID) graph.NodeID {
	if n := r.Document.Node(id); n != nil {
		return owner(r, n).ID
	}
	return id
}

// sharedWith is the name of the layer whose weights a layer uses; empty for weights of its own.
func sharedWith(k *layer.Kind, n *graph.Node) string {
	if k == nil || k.Weights == nil {
		return ""
	}
	return k.Set(n).Text(layer.SharesID)
}

// weightsOf lists the weights that a layer declares.
func weightsOf(e *NodeReport, n *graph.Node) []layer.Weight {
	if e.Kind == nil || e.Kind.Weights == nil {
		return nil
	}
	return e.Kind.Weights(&layer.Context{Params: e.Kind.Set(n), In: e.In})
}

// shared finds layers that cannot use the weights which they name.
func (c *checker) shared() {
	for i, n := range c.document.Nodes() {
		e := c.report.at(i)
		name := e.shares
		if name == "" || !e.Known {
			continue
		}
		from := owner(c.report, n)
		other := c.report.Nodes[from.ID]
		switch {
		case from.ID == n.ID:
			c.fault(n, "shares", text.New("%s is to use the weights of %q, but there is no other layer of its kind with that name", "%s 要使用 %q 的权重，但没有同类的其他层叫这个名字", n.Name, name))
		case sharedWith(other.Kind, from) != "":
			c.fault(n, "shares", text.New("%s is to use the weights of %s, which uses another layer's itself: name that one", "%s 要使用 %s 的权重，但后者也在使用其他层的权重：请直接指定那一层", n.Name, from.Name))
		case other.Known && !slices.EqualFunc(weightsOf(e, n), weightsOf(other, from), func(a, b layer.Weight) bool { return a.Name == b.Name && slices.Equal(a.Shape, b.Shape) }):
			c.fault(n, "shares", text.New("%s cannot use the weights of %s: they have other shapes. Give both the same parameters and inputs of one shape", "%s 不能使用 %s 的权重：形状不同。请使两者参数相同且输入形状一致", n.Name, from.Name))
		}
	}
}

// weight gives the value of a weight, made when first asked for: layers that share weights share values.
func (l *lowered) weight(r *Report, n *graph.Node, s layer.Weight) *op.Value {
	from := owner(r, n)
	name := WeightName(from.ID, s.Name)
	if v := l.byName[name]; v != nil {
		return v
	}
	v := l.graph.NewValue(name, op.Parameter, op.Float32, s.Shape...)
	v.Node = from.ID
	l.byName[name] = v
	set := r.Nodes[from.ID].Kind.Set(from)
	l.weights = append(l.weights, &weight{spec: s, node: from.ID, name: name, value: v, trainable: trainable(set) && !s.Kept})
	return v
}
