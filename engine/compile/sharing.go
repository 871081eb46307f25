package compile

import (
	"slices"
	"strconv"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/param"
	"netloom/engine/text"
)

// Owner is the layer whose weights a layer uses: its own, or those of the one that it shares with.
func (r *Report) Owner(id graph.NodeID) graph.NodeID {
	if e := r.Nodes[id]; e != nil && e.Shares != 0 {
		return e.Shares
	}
	return id
}

// sharing settles which layers use the weights of others, once all shapes are known, and takes what they do not have off
// the sums.
func (c *checker) sharing() {
	for _, n := range c.document.Nodes() {
		e := c.report.Nodes[n.ID]
		if e.Kind == nil || e.Kind.Weights == nil || sharesWith(e.Kind.Set(n)) == "" {
			continue
		}
		owner, err := c.owner(n, e)
		if err != nil {
			c.fault(n, "shares", messageOf(err))
			continue
		}
		if owner == nil { // a problem of its own is said elsewhere
			continue
		}
		c.report.Parameters -= e.Parameters
		c.report.WeightBytes -= e.WeightBytes
		e.Shares, e.Parameters, e.WeightBytes = owner.ID, 0, 0
	}
}

// sharesWith is the name or number of the layer whose weights are used; empty for a layer with its own.
func sharesWith(s param.Set) string {
	if _, declared := s.Find(layer.SharesParam); !declared {
		return ""
	}
	return s.Text(layer.SharesParam)
}

// owner finds the layer that a node shares with and tells whether their weights are alike; nil where that is not known.
func (c *checker) owner(n *graph.Node, e *NodeReport) (*graph.Node, error) {
	name := sharesWith(e.Kind.Set(n))
	other := c.called(name)
	if other == nil {
		return nil, text.Errorf("%s uses the weights of %q, which is not there: write the name or the number of a layer", "%s 共用 %q 的权重，但该层不存在：请填写层的名称或编号", n.Name, name)
	}
	theirs := c.report.Nodes[other.ID]
	switch {
	case other == n:
		return nil, text.Errorf("%s cannot use its own weights as another's: empty the field", "%s 不能与自己共用权重：请清空该项", n.Name)
	case theirs.Kind != e.Kind:
		return nil, text.Errorf("%s cannot use the weights of %s, which is a layer of another kind", "%s 不能共用 %s 的权重：两者类型不同", n.Name, other.Name)
	case sharesWith(theirs.Kind.Set(other)) != "":
		return nil, text.Errorf("%s cannot use the weights of %s, which uses another's itself: name that one", "%s 不能共用 %s 的权重，因为后者自己也共用别层的权重：请填写那一层", n.Name, other.Name)
	case !e.Known || !theirs.Known:
		return nil, nil //nolint:nilnil // nothing is wrong here, and nothing is known
	}
	mine, own := c.weights(n, e), c.weights(other, theirs)
	if !slices.EqualFunc(mine, own, func(a, b layer.Weight) bool { return a.Name == b.Name && slices.Equal(a.Shape, b.Shape) }) {
		return nil, text.Errorf("%s cannot use the weights of %s: %s against %s. Both must read and give the same sizes", "%s 不能共用 %s 的权重：%s 与 %s 不同。两者的输入与输出大小必须相同", n.Name, other.Name, sizes(mine), sizes(own))
	}
	return other, nil
}

// called finds the layer of a name, which no two have, or of a number; nil where there is none.
func (c *checker) called(name string) *graph.Node {
	for _, n := range c.document.Nodes() {
		if n.Name == name {
			return n
		}
	}
	id, err := strconv.Atoi(name)
	if err != nil {
		return nil
	}
	return c.document.Node(graph.NodeID(id))
}

func (c *checker) weights(n *graph.Node, e *NodeReport) []layer.Weight {
	return e.Kind.Weights(&layer.Context{Params: e.Kind.Set(n), Environment: c.environment, In: e.In})
}

// sizes writes the shapes of weights.
func sizes(list []layer.Weight) string {
	s := ""
	for i, w := range list {
		if i > 0 {
			s += ", "
		}
		s += w.Name + " " + layer.ShapeText(w.Shape)
	}
	return s
}
