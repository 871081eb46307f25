package compile

import "netloom/engine/op"

// foldUpdates has updates do in passing what is done to a gradient for them alone: the slope of a penalty on the weight
// is added, the numbers are held within bounds. What someone else reads too, such as the norm of all gradients, stays.
func foldUpdates(g *op.Graph, keep []*op.Value) {
	f := newFuser(g, keep)
	for _, c := range append([]*op.Call(nil), g.Calls...) {
		if c.Op == op.Update {
			f.foldClip(c)
		}
	}
	f.sweep()
}

// foldClip folds Clip → Update, and then the penalty before it.
func (f *fuser) foldClip(update *op.Call) {
	u := update.Attr.(op.UpdateRule)
	clip := update.In[0].Maker
	if clip != nil && clip.Op == op.Clip && f.only(clip.Out[0], op.Update) == update {
		u.Clip = float32(clip.Attr.(op.ClipBound))
		update = f.refeed(update, u, clip.In[0], clip)
	}
	f.foldPenalty(update)
}

// foldPenalty folds Add(slope of a penalty on the weight, rest) → Update.
func (f *fuser) foldPenalty(update *op.Call) {
	u := update.Attr.(op.UpdateRule)
	sum := update.In[0].Maker
	if sum == nil || sum.Op != op.Add || f.only(sum.Out[0], op.Update) != update || u.Penalty != (op.PenaltyForm{}) {
		return
	}
	for i, v := range sum.In {
		slope := v.Maker
		if slope == nil || slope.Op != op.PenaltySlope || slope.In[0] != update.In[1] || len(f.readers[v]) != 1 || f.keep[v] {
			continue
		}
		u.Penalty = slope.Attr.(op.PenaltyForm)
		f.refeed(update, u, sum.In[1-i], slope, sum)
		return
	}
}

// refeed puts in the place of an update, and of calls before it, an update by another gradient.
func (f *fuser) refeed(update *op.Call, u op.UpdateRule, gradient *op.Value, before ...*op.Call) *op.Call {
	in := append([]*op.Value{gradient}, update.In[1:]...)
	by := &op.Call{Op: op.Update, Attr: u, In: in, Updates: update.Updates, Node: update.Node}
	f.replace(by, append(before, update)...)
	return by
}
