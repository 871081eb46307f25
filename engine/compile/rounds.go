package compile

import (
	"errors"
	"fmt"
	"slices"

	"netloom/engine/op"
)

// trainee is a weight with the objectives that train it, by their places.
type trainee struct {
	*weight
	by []int
}

// train adds, for each order of objectives one after the other, the backward calls and the updates, and gives the values
// that must outlive a run. Within an order all gradients are taken before any weight changes; an objective of a later
// order runs forward anew where weights have changed since.
func (l *lowered) train(r *Report) ([]*op.Value, error) {
	if len(l.terms) == 0 {
		return nil, errors.New("there is no objective to train by")
	}
	list := objectivesOf(r)
	forward := slices.Clone(l.graph.Calls)
	changed := map[*op.Value]bool{}
	for turn, order := range orders(list) {
		l.renew(forward, changed, list, order, turn)
		var weights []trainee
		for _, w := range l.weights {
			by := trainers(nil, list, w.node)
			if w.trainable && len(by) > 0 && list[by[0]].order() == order {
				weights = append(weights, trainee{w, by})
			}
		}
		gradients := l.gradients(weights)
		for i := range list {
			l.update(list[i], i, weights, gradients)
		}
		for _, w := range weights {
			changed[w.value] = true
		}
	}
	keep := l.results(r, Train)
	prune(l.graph, keep)
	fuseBackward(l.graph, keep)
	return keep, nil
}

// orders lists the orders of objectives, lowest first.
func orders(list []*objective) []int {
	var all []int
	for _, o := range list {
		all = append(all, o.order())
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// gradients adds the calls that give the gradient of each weight: that of the sum of the losses which train it. Weights
// that the same objectives train share the way back, and so do ways from one loss as far as they are the same.
func (l *lowered) gradients(weights []trainee) map[*op.Value]*op.Value {
	found, before := map[*op.Value]*op.Value{}, len(l.graph.Calls)
	var done [][]int
	for _, first := range weights {
		if slices.ContainsFunc(done, func(by []int) bool { return slices.Equal(by, first.by) }) {
			continue
		}
		done = append(done, first.by)
		var wanted, losses []*op.Value
		for _, w := range weights {
			if slices.Equal(w.by, first.by) {
				wanted = append(wanted, w.value)
			}
		}
		for _, i := range first.by {
			losses = append(losses, l.terms[i].losses()...)
		}
		gradient := differentiate(l.graph, losses, nil, wanted)
		for _, w := range wanted {
			found[w] = gradient[w]
		}
	}
	same := joinAlike(l.graph, before)
	for w, g := range found {
		if s := same[g]; s != nil {
			found[w] = s
		}
	}
	return found
}

// joinAlike leaves out calls, from some place on, that compute what one before them has computed: ways back from one loss
// that were added for the weights of several sets of objectives. It tells which values stand for those that are gone.
func joinAlike(g *op.Graph, from int) map[*op.Value]*op.Value {
	same, first := map[*op.Value]*op.Value{}, map[string]*op.Call{}
	kept := g.Calls[:from:from]
	for _, c := range g.Calls[from:] {
		key := fmt.Sprintf("%s %d %#v", c.Op.Name, c.Node, c.Attr)
		for i, in := range c.In {
			if s := same[in]; s != nil {
				c.In[i] = s
			}
			key += fmt.Sprint(" ", c.In[i].ID)
		}
		if before := first[key]; before != nil {
			for i, v := range c.Out {
				same[v] = before.Out[i]
			}
			continue
		}
		first[key] = c
		kept = append(kept, c)
	}
	g.Calls = kept
	return same
}

// losses lists what a term makes small: its loss, and the penalty on weights where there is one.
func (t term) losses() []*op.Value {
	if t.penalty == nil {
		return []*op.Value{t.loss}
	}
	return []*op.Value{t.loss, t.penalty}
}

// update adds the calls by which the weights that follow an objective's optimiser change: their gradients are held
// within bounds, the step is made, and the norms of the weights are held within theirs.
func (l *lowered) update(o *objective, place int, weights []trainee, gradients map[*op.Value]*op.Value) {
	kind := o.optimiser()
	rule := kind.Rule(o.set)
	var own []*weight
	var norms []*op.Value
	for _, w := range weights {
		g := gradients[w.value]
		if w.by[0] != place || g == nil {
			continue
		}
		if bound := o.set.Float("clip_value"); bound > 0 {
			l.graph.At(w.node)
			g = l.graph.Clip(g, float32(bound))
		}
		own, norms = append(own, w.weight), append(norms, g)
	}
	var factor *op.Value
	if bound := o.set.Float("clip_norm"); bound > 0 && len(norms) > 0 {
		l.graph.At(o.node.ID)
		factor = l.graph.ClipFactor(norms, float32(bound))
	}
	for i, w := range own {
		u := op.UpdateRule{Rule: rule, Objective: place}
		l.graph.At(w.node)
		for _, slot := range kind.SlotsOf(o.set) {
			name := SlotName(w.name, slot)
			v := l.graph.NewValue(name, op.Slot, op.Float32, w.value.Shape...)
			l.byName[name] = v
			u.Slots = append(u.Slots, v)
		}
		l.graph.AddUpdate(w.value, norms[i], factor, u)
		if bound := o.set.Float("max_norm"); bound > 0 && len(w.value.Shape) > 1 {
			l.graph.AddMaxNorm(w.value, float32(bound))
		}
	}
}

// renew adds anew the forward calls whose results are no longer true because weights have changed, as far as the
// objectives of an order need them, and has those objectives read the new ones. Orders have their turns one after the
// other.
func (l *lowered) renew(forward []*op.Call, changed map[*op.Value]bool, list []*objective, order, turn int) {
	if len(changed) == 0 {
		return
	}
	needed := map[*op.Value]bool{}
	for i := range l.terms {
		if list[i].order() == order {
			for _, v := range l.terms[i].results() {
				needed[v] = true
			}
		}
	}
	for _, c := range slices.Backward(forward) {
		if slices.ContainsFunc(c.Out, func(v *op.Value) bool { return needed[v] }) {
			for _, v := range c.In {
				needed[v] = true
			}
		}
	}
	renewed := map[*op.Value]*op.Value{}
	for _, c := range forward {
		stale := slices.ContainsFunc(c.In, func(v *op.Value) bool { return changed[v] || renewed[v] != nil })
		if stale && slices.ContainsFunc(c.Out, func(v *op.Value) bool { return needed[v] }) {
			l.again(c, turn, renewed)
		}
	}
	for i := range l.terms {
		if list[i].order() == order {
			l.terms[i].replace(renewed)
		}
	}
}

// again adds a call once more in a later turn, reading what has been renewed.
func (l *lowered) again(c *op.Call, turn int, renewed map[*op.Value]*op.Value) {
	l.graph.At(c.Node)
	by := &op.Call{Op: c.Op, Attr: c.Attr, Updates: c.Updates, Node: c.Node, Turn: turn}
	for _, v := range c.In {
		if r := renewed[v]; r != nil {
			v = r
		}
		by.In = append(by.In, v)
	}
	for _, v := range c.Out {
		r := l.graph.NewLike(v.Name, v)
		r.Maker, renewed[v] = by, r
		by.Out = append(by.Out, r)
	}
	l.graph.Calls = append(l.graph.Calls, by)
}

// results lists the values that a term is known by.
func (t term) results() []*op.Value {
	list := t.losses()
	for _, m := range t.metrics {
		list = append(list, m.All()...)
	}
	return list
}

// replace has a term known by renewed values.
func (t *term) replace(renewed map[*op.Value]*op.Value) {
	of := func(v *op.Value) *op.Value {
		if r := renewed[v]; r != nil {
			return r
		}
		return v
	}
	t.loss = of(t.loss)
	if t.penalty != nil {
		t.penalty = of(t.penalty)
	}
	for i, m := range t.metrics {
		values := make([]*op.Value, len(m.Values)) // m.Values may be the outputs of the call that stays
		for j, v := range m.Values {
			values[j] = of(v)
		}
		t.metrics[i].Values = values
		if m.Counted != nil {
			t.metrics[i].Counted = of(m.Counted)
		}
	}
}
