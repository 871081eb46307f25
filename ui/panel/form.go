package panel

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/param"
	"netloom/ui/kit"
)

// form edits the parameters of a layer, or those that several layers have in common; it is made from their declarations
// alone.
type form struct {
	env   *Env
	nodes []graph.NodeID
	kinds []*layer.Kind // of each node
	rows  []*row
	box   *fyne.Container
	// grown hears that the form needs more height, or less; it may be nil.
	grown func()
}

// newForm makes the form of some nodes, whose kinds are known.
func newForm(e *Env, nodes []*graph.Node) *form {
	f := &form{env: e, box: kit.NewColumn(e.Look.S(8))}
	for _, n := range nodes {
		f.nodes = append(f.nodes, n.ID)
		f.kinds = append(f.kinds, e.Studio.Kind(n))
	}
	for _, shared := range inCommon(f.kinds) {
		v, mixed := f.valueOf(shared, nodes)
		id := shared[0].ID
		r := newRow(e, shared, v, mixed, func(v graph.Value) error { return f.set(id, shared, v) })
		r.reflow = func() {
			kit.Settle(f.box)
			if f.grown != nil {
				f.grown()
			}
		}
		f.rows = append(f.rows, r)
		f.box.Add(r.box)
	}
	f.update()
	return f
}

// first is the first field in which something is typed, or nil.
func (f *form) first() *kit.Field {
	if f != nil {
		for _, r := range f.rows {
			if r.field != nil {
				return r.field
			}
		}
	}
	return nil
}

// fields are those in which something is typed.
func (f *form) fields() []*kit.Field {
	var list []*kit.Field
	for _, r := range f.rows {
		if r.field != nil {
			list = append(list, r.field)
		}
	}
	return list
}

// inCommon lists the parameters that all of some kinds have, each with its declaration by every kind. Ranges and defaults
// may differ; what the parameter means may not.
func inCommon(kinds []*layer.Kind) [][]param.Param {
	var list [][]param.Param
	for _, p := range kinds[0].Params {
		all := []param.Param{p}
		for _, k := range kinds[1:] {
			i := slices.IndexFunc(k.Params, func(q param.Param) bool { return alike(p, q) })
			if i < 0 {
				break
			}
			all = append(all, k.Params[i])
		}
		if len(all) < len(kinds) {
			continue
		}
		if p.Type == param.Choice {
			if all[0].Options = offered(all); len(all[0].Options) == 0 {
				continue
			}
		}
		list = append(list, all)
	}
	return list
}

// offered lists the options that all declarations have.
func offered(all []param.Param) []param.Option {
	var list []param.Option
	for _, o := range all[0].Options {
		everywhere := true
		for _, p := range all[1:] {
			everywhere = everywhere && slices.ContainsFunc(p.Options, func(q param.Option) bool { return q.ID == o.ID })
		}
		if everywhere {
			list = append(list, o)
		}
	}
	return list
}

func alike(p, q param.Param) bool {
	return p.ID == q.ID && p.Type == q.Type && p.Name == q.Name && p.Length == q.Length &&
		slices.EqualFunc(p.When, q.When, func(a, b param.When) bool { return a.Param == b.Param && slices.Equal(a.Is, b.Is) })
}

// valueOf is the first node's value, and whether another's differs.
func (f *form) valueOf(shared []param.Param, nodes []*graph.Node) (graph.Value, bool) {
	first := f.kinds[0].Set(nodes[0]).Value(shared[0].ID)
	for i, n := range nodes[1:] {
		if !f.kinds[i+1].Set(n).Value(shared[0].ID).Equal(first) {
			return first, true
		}
	}
	return first, false
}

// update shows the nodes' values; false where they are no longer those for which the form was made.
func (f *form) update() bool {
	var nodes []*graph.Node
	for i, id := range f.nodes {
		n := f.env.Studio.Document().Node(id)
		if n == nil || n.Kind != f.kinds[i].ID {
			return false
		}
		nodes = append(nodes, n)
	}
	for _, r := range f.rows {
		r.box.Show()
		for i, n := range nodes {
			if !f.kinds[i].Set(n).Applies(r.params[i]) {
				r.box.Hide()
			}
		}
		r.update(f.valueOf(r.params, nodes))
	}
	kit.Settle(f.box)
	return true
}

// set makes the edit, for all nodes as one; what equals a kind's default is not written.
func (f *form) set(id string, shared []param.Param, v graph.Value) error {
	var written, left []graph.NodeID
	for i, n := range f.nodes {
		if v.Equal(shared[i].Default) {
			left = append(left, n)
		} else {
			written = append(written, n)
		}
	}
	edit := graph.Batch{Name: graph.SetParam{Param: id}.Label()}
	for _, e := range []graph.SetParam{{Nodes: written, Param: id, Value: v}, {Nodes: left, Param: id}} {
		if len(e.Nodes) > 0 {
			edit.Edits = append(edit.Edits, e)
		}
	}
	return f.env.Studio.Merge(edit, fmt.Sprint(f.nodes, id))
}
