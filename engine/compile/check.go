package compile

import (
	"errors"
	"slices"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/text"
)

// checker goes through a document in order and fills a Report.
type checker struct {
	document    *graph.Document
	layers      *layer.Registry
	environment layer.Environment
	report      *Report
	earlier     *earlier // nil where nothing has been checked before
}

// Check infers shapes, counts cost and finds problems. It never fails: what is wrong is in the Report.
func Check(d *graph.Document, r *layer.Registry, env layer.Environment) *Report {
	return Recheck(nil, d, r, env)
}

// Recheck is Check of a document that mostly is as one that has been checked before: what that found about nodes whose
// own parameters and inputs are as they were is taken over. The earlier Report may be nil and is not changed; the result is
// the same as that of Check.
func Recheck(before *Report, d *graph.Document, r *layer.Registry, env layer.Environment) *Report {
	active := d.Active()
	c := &checker{document: active, layers: r, environment: env, report: &Report{
		Document: active, layers: r, entries: make([]*NodeReport, len(active.Nodes())),
	}}
	if before != nil && before.layers == r && before.entries != nil {
		c.earlier = newEarlier(before, active)
	}
	c.report.Nodes = c.earlier.reports(d)
	order, cycle := active.Order()
	for _, n := range order {
		i := active.Position(n.ID)
		if !c.takeOver(n, i) {
			c.node(n)
			c.earlier.compare(c, n, i)
		}
		c.report.add(c.report.entries[i])
	}
	for _, n := range cycle {
		c.entry(n)
	}
	if len(cycle) > 0 {
		c.loop(cycle)
	}
	c.network()
	c.resting(d)
	slices.SortStableFunc(c.report.Problems, func(a, b Problem) int {
		if a.Severity != b.Severity {
			return int(b.Severity) - int(a.Severity)
		}
		return int(a.Node) - int(b.Node)
	})
	return c.report
}

// entry starts the report of one node.
func (c *checker) entry(n *graph.Node) *NodeReport {
	e := &NodeReport{Kind: c.layers.Find(n.Kind), In: map[string][]layer.Signal{}}
	if k := e.Kind; k != nil {
		set := k.Set(n)
		_, bends := set.Find("activation")
		e.flat = bends && set.Text("activation") == "step"
		if k.Weights != nil {
			e.shares, e.trains = set.Text(layer.SharesID), trainable(set)
		}
	}
	c.report.enter(n.ID, e)
	return e
}

func (c *checker) problem(p Problem) {
	c.report.Problems = append(c.report.Problems, p)
	if p.Severity == Error {
		c.report.Errors++
	} else {
		c.report.Warnings++
	}
	if e := c.report.Nodes[p.Node]; e != nil {
		if c.earlier.has(p.Node, e) { // what was found before is not touched
			copied := *e
			e = &copied
			c.report.enter(p.Node, e)
		}
		e.Fault = true
		e.Worst = max(e.Worst, p.Severity)
	}
}

func (c *checker) fault(n *graph.Node, code string, m text.Message, repairs ...Repair) {
	c.problem(Problem{Severity: Error, Code: code, Node: n.ID, Message: m, Repairs: repairs})
}

// node infers one node whose feeders have been seen already.
func (c *checker) node(n *graph.Node) {
	e := c.entry(n)
	e.node, e.wires = n, slices.Clone(c.document.Into(n.ID))
	from := len(c.report.Problems)
	defer func() { e.problems = slices.Clone(c.report.Problems[from:]) }()
	if e.Kind == nil {
		c.fault(n, "unknown_kind", text.New("%s is a layer of the kind %q, which this version does not have", "%s 的类型 %q 在此版本中不存在", n.Name, n.Kind))
		return
	}
	ready := c.params(n, e.Kind)
	ready = c.inputs(n, e) && ready
	if !ready {
		return
	}
	rows, err := rowsOf(e)
	if err != nil {
		c.fault(n, "shape", messageOf(err))
		return
	}
	ctx := &layer.Context{Params: e.Kind.Set(n), Environment: c.environment, In: e.In}
	out, err := e.Kind.Infer(ctx)
	if err != nil {
		c.shapeFault(n, err)
		return
	}
	for port, s := range out {
		if !e.Kind.Stacks && rows > 1 {
			s.Rows = rows
		}
		out[port] = s
	}
	e.Out, e.Known = out, true
	c.cost(n, e, ctx)
}

// rowsOf is how many rows all that arrives has for each sample.
func rowsOf(e *NodeReport) (int, error) {
	rows := 0
	for _, p := range e.Kind.In {
		for _, s := range e.In[p.ID] {
			if rows > 0 && s.PerSample() != rows && !e.Kind.Stacks {
				return 0, text.Errorf("%s reads stacked batches, %d rows a sample, beside others with %d: stack them alike, or read from before the stacking",
					"%s 同时收到每个样本 %d 行的堆叠批次与每个样本 %d 行的批次：请以同样方式堆叠，或从堆叠之前读取", e.Kind.Name, max(rows, s.PerSample()), min(rows, s.PerSample()))
			}
			rows = s.PerSample()
		}
	}
	return rows, nil
}

// params validates what the node sets against the kind's declarations.
func (c *checker) params(n *graph.Node, k *layer.Kind) bool {
	ok := true
	set := k.Set(n)
	for i := range k.Params { // not copied: declarations are long
		p := &k.Params[i]
		v, given := n.Params[p.ID]
		if !given || !set.Applies(*p) {
			continue
		}
		if err := p.Check(v); err != nil {
			c.fault(n, "parameter", text.New("%s: %s", "%s：%s", n.Name, messageOf(err)))
			ok = false
		}
	}
	var unknown []string
	for id := range n.Params {
		if _, known := set.Find(id); !known {
			unknown = append(unknown, id)
		}
	}
	slices.Sort(unknown)
	for _, id := range unknown {
		c.problem(Problem{
			Severity: Warning, Code: "unknown_parameter", Node: n.ID,
			Message: text.New("%s has a setting %q that its kind does not know; it is left alone", "%s 的设置 %q 未知，将被忽略", n.Name, id),
		})
	}
	return ok
}

// inputs collects the signals at the node's input ports; false where one is missing or not known.
func (c *checker) inputs(n *graph.Node, e *NodeReport) bool {
	ok := true
	for _, w := range c.document.Into(n.ID) {
		port, exists := e.Kind.Input(w.To.Port)
		if !exists {
			c.fault(n, "port", text.New("%s has no input %q", "%s 没有输入端口 %q", n.Name, w.To.Port))
			ok = false
			continue
		}
		s, known := c.report.Signal(w)
		if !known {
			c.unknownSource(n, w)
			ok = false
			continue
		}
		if s.Type == layer.Loss && port.Type != layer.Loss {
			c.problem(Problem{Severity: Error, Code: "shape", Node: n.ID, Wire: w.ID, Message: lossEnds()})
			ok = false
			continue
		}
		e.In[w.To.Port] = append(e.In[w.To.Port], s)
	}
	wired := c.document.Into(n.ID)
	for _, p := range e.Kind.In {
		count := 0
		for _, w := range wired {
			if w.To.Port == p.ID {
				count++
			}
		}
		switch {
		case count == 0 && !p.Optional:
			ok = false
			c.fault(n, "missing_input", text.New("Nothing is wired to %s of %s: drag a wire to it", "%[2]s 的“%[1]s”没有连线：请拖一条连线过来", p.Name, n.Name))
		case count > 1 && !p.Several:
			ok = false
			c.fault(n, "too_many_wires", text.New("%s of %s takes one wire, but %d end there", "%[2]s 的“%[1]s”只接受一条连线，现有 %[3]d 条", p.Name, n.Name, count))
		}
	}
	return ok
}

// unknownSource reports a wire from a port that does not exist; a feeder with a problem of its own is said there.
func (c *checker) unknownSource(n *graph.Node, w *graph.Wire) {
	from := c.report.Nodes[w.From.Node]
	if from == nil || from.Kind == nil {
		return
	}
	if _, exists := from.Kind.Output(w.From.Port); !exists {
		c.problem(Problem{
			Severity: Error, Code: "port", Node: n.ID, Wire: w.ID,
			Message: text.New("A wire comes from an output %q that %s does not have", "连线来自 %[2]s 不存在的输出端口 %[1]q", w.From.Port, c.document.Node(w.From.Node).Name),
		})
	}
}

// shapeFault reports that what arrives does not fit, with the repairs that would make it.
func (c *checker) shapeFault(n *graph.Node, err error) {
	p := Problem{Severity: Error, Code: "shape", Node: n.ID, Message: messageOf(err)}
	var shape *layer.Problem
	if errors.As(err, &shape) {
		if shape.Missing {
			p.Code = "missing_input"
		}
		p.Repairs = c.insertions(n, shape)
		for _, w := range c.document.Into(n.ID) {
			if w.To.Port == shape.Port {
				p.Wire = w.ID
			}
		}
	}
	c.problem(p)
}

// messageOf gives an error's sentence in both languages where it has them.
func messageOf(err error) text.Message {
	var e *text.Error
	var p *layer.Problem
	switch {
	case errors.As(err, &e):
		return e.Message
	case errors.As(err, &p):
		return p.Message
	}
	return text.New("%s", "%s", err.Error())
}

// loop reports the nodes that feed themselves.
func (c *checker) loop(cycle []*graph.Node) {
	first := cycle[0]
	for _, n := range cycle { // nodes behind the loop wait for it but are not on it
		if c.onLoop(n) {
			first = n
			break
		}
	}
	c.fault(first, "loop", text.New("%s feeds itself through a loop of wires: remove one of them", "%s 通过连线环路输入到自身：请删除其中一条连线", first.Name))
}

func (c *checker) onLoop(n *graph.Node) bool {
	for _, w := range c.document.OutOf(n.ID) {
		if c.document.Reaches(w.To.Node, n.ID) {
			return true
		}
	}
	return false
}
