package compile

import (
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/text"
)

// network finds what is wrong with the drawing as a whole: nothing to train, nothing that trains, layers that lead
// nowhere.
func (c *checker) network() {
	d := c.document
	var objectives []*graph.Node
	for i, n := range d.Nodes() {
		if e := c.report.at(i); e.Kind != nil && e.Kind.Category == layer.Objective {
			objectives = append(objectives, n)
		}
	}
	switch {
	case len(d.Nodes()) == 0:
		c.problem(Problem{Severity: Error, Code: "empty", Message: text.New("The canvas is empty: drag a layer onto it, or start from an example", "画布为空：请拖入一个层，或从示例开始")})
		return
	case len(objectives) == 0:
		c.problem(Problem{Severity: Error, Code: "no_objective", Message: text.New("There is no objective, so the network has nothing to learn: add one and wire the prediction and the labels to it", "没有目标，网络无从学习：请添加目标并连接预测与标签")})
	case c.report.Errors == 0 && c.report.Parameters == 0:
		c.problem(Problem{Severity: Error, Code: "no_weights", Message: text.New("No layer has weights, so there is nothing to train: add a Dense layer", "没有任何层含有权重，无法训练：请添加全连接层")})
	}
	c.frozen()
	c.memory(objectives)
	c.flat()
	c.unused(objectives)
	c.shared()
	c.trained()
}

// frozen warns of a network of which no weight can change.
func (c *checker) frozen() {
	for i := range c.document.Nodes() {
		if e := c.report.at(i); e.Parameters > 0 && e.trains {
			return
		}
	}
	if c.report.Parameters > 0 {
		c.problem(Problem{Severity: Warning, Code: "frozen", Message: text.New("Every layer with weights is frozen, so training changes nothing: turn Trainable on for one of them", "所有含权重的层都已冻结，训练不会改变任何东西：请为其中一层打开“可训练”")})
	}
}

// flat warns of functions without a slope, before which no weight can learn by gradients.
func (c *checker) flat() {
	for i, n := range c.document.Nodes() {
		if c.report.at(i).flat {
			c.problem(Problem{
				Severity: Warning, Code: "no_slope", Node: n.ID,
				Message: text.New("%s has the step function, which has no slope: no weight before it learns. Choose another function, or a perceptron, which learns by a rule of its own",
					"%s 使用没有斜率的阶跃函数：其之前的权重都无法学习。请改用其他函数，或使用按自身规则学习的感知机", n.Name),
			})
		}
	}
}

// unused warns of layers from which no wire leads to an objective or an output.
func (c *checker) unused(objectives []*graph.Node) {
	useful := make([]bool, len(c.document.Nodes()))
	var mark func(id graph.NodeID)
	mark = func(id graph.NodeID) {
		i := c.document.Position(id)
		if i < 0 || useful[i] {
			return
		}
		useful[i] = true
		for _, w := range c.document.Into(id) {
			mark(w.From.Node)
		}
	}
	for _, n := range objectives {
		mark(n.ID)
	}
	for _, n := range c.document.Nodes() {
		if n.Kind == "output" {
			mark(n.ID)
		}
	}
	for i, n := range c.document.Nodes() {
		if !useful[i] && c.report.at(i).Kind != nil {
			c.problem(Problem{
				Severity: Warning, Code: "unused", Node: n.ID,
				Message: text.New("Nothing reads the output of %s: it will not be trained", "没有层读取 %s 的输出：它不会被训练", n.Name),
			})
		}
	}
}
