package compile

import (
	"slices"
	"strings"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/text"
)

// trained finds what is wrong with which objective trains what.
func (c *checker) trained() {
	list := objectivesOf(c.report)
	for _, o := range list {
		c.framesExist(o)
	}
	told := map[graph.NodeID]bool{}
	var by []int
	for i, n := range c.document.Nodes() {
		e := c.report.at(i)
		if !e.trains || e.shares != "" {
			continue
		}
		by = trainers(by[:0], list, n.ID)
		if len(by) == 0 {
			c.untrained(list, n)
			continue
		}
		for _, i := range by[1:] {
			if other := list[i]; !told[other.node.ID] && c.differ(n, list[by[0]], other) {
				told[other.node.ID] = true
			}
		}
	}
}

// framesExist refuses an objective that names a frame which is not there.
func (c *checker) framesExist(o *objective) {
	var titles []string
	for _, f := range c.document.Frames() {
		titles = append(titles, strings.TrimSpace(f.Title))
	}
	for _, name := range framesNamed(o.set) {
		if slices.Contains(titles, name) {
			continue
		}
		if len(titles) == 0 {
			c.fault(o.node, "unknown_frame", text.New("%s trains the frame %q, but there are no frames: select layers and frame them (Ctrl+G)", "%s 训练分组 %q，但没有任何分组：请选中若干层并建立分组（Ctrl+G）", o.node.Name, name))
			continue
		}
		c.fault(o.node, "unknown_frame", text.New("%s trains the frame %q, which is not there: choose of %s", "%s 训练的分组 %q 不存在：请从 %s 中选择", o.node.Name, name, strings.Join(titles, ", ")))
	}
}

// untrained warns of weights that lead to an objective, of which none trains them.
func (c *checker) untrained(list []*objective, n *graph.Node) {
	for _, o := range list {
		if o.reached(n.ID) != notReached {
			c.problem(Problem{
				Severity: Warning, Code: "untrained", Node: n.ID,
				Message: text.New("No objective trains %s: its weights stay as they are. Put it into a frame that one trains, or empty the objective's list", "没有目标训练 %s：其权重保持不变。请将它放入某个目标所训练的分组，或清空目标的训练范围", n.Name),
			})
			return
		}
	}
}

// differ tells of two objectives that train one layer, but not alike.
func (c *checker) differ(n *graph.Node, first, other *objective) bool {
	if first.order() != other.order() {
		c.fault(other.node, "two_orders", text.New("%s and %s both train %s, but in the orders %d and %d: give them the same, or let each train a frame of its own", "%s 和 %s 都训练 %s，但次序分别为 %d 和 %d：请设为相同，或让它们各自训练一个分组", first.node.Name, other.node.Name, n.Name, first.order(), other.order()))
		return true
	}
	for _, id := range layer.TrainingParams() {
		p, _ := first.set.Find(id)
		if first.set.Applies(p) && !first.set.Value(id).Equal(other.set.Value(id)) {
			c.problem(Problem{
				Severity: Warning, Code: "two_optimisers", Node: other.node.ID,
				Message: text.New("%s and %s both train %s, but %s differs: that of %[1]s counts", "%s 和 %s 都训练 %s，但“%s”不同：以 %[1]s 的为准", first.node.Name, other.node.Name, n.Name, p.Name),
			})
			return true
		}
	}
	return false
}
