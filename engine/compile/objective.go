package compile

import (
	"slices"
	"strings"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/optim"
	"netloom/engine/param"
)

// objective is an objective node with what it trains.
type objective struct {
	node *graph.Node
	set  param.Set
	// reach tells of each layer, by its position, whether something leads from it to the objective, and whether its weights
	// are trained: where the objective names frames, only those of layers that stand in one of them.
	reach    []reaching
	document *graph.Document
}

// reaching is what an objective does with a layer.
type reaching uint8

const (
	notReached reaching = iota
	notTrained
	isTrained
)

func (o *objective) reached(id graph.NodeID) reaching {
	if i := o.document.Position(id); i >= 0 {
		return o.reach[i]
	}
	return notReached
}

// trains tells whether the objective trains a layer's weights.
func (o *objective) trains(id graph.NodeID) bool { return o.reached(id) == isTrained }

// order says when in a training step it has its turn: those of a later order see weights that the earlier ones have
// changed.
func (o *objective) order() int { return o.set.Int("order") }

// optimiser gives the objective's optimiser.
func (o *objective) optimiser() *optim.Kind { return optim.Find(o.set.Text("optimizer")) }

// Objectives lists the objectives of a network. Their places in the list are those of their learning rates in a
// Program's Moment.
func Objectives(r *Report) []*graph.Node {
	order, _ := r.Document.Order()
	var list []*graph.Node
	for _, n := range order {
		if e := r.Nodes[n.ID]; e.Kind != nil && e.Kind.Category == layer.Objective {
			list = append(list, n)
		}
	}
	return list
}

// objectivesOf lists the same with what each trains.
func objectivesOf(r *Report) []*objective {
	var list []*objective
	for _, n := range Objectives(r) {
		o := &objective{node: n, set: r.Nodes[n.ID].Kind.Set(n), reach: make([]reaching, len(r.Document.Nodes())), document: r.Document}
		inside := framed(r.Document, framesNamed(o.set))
		var mark func(graph.NodeID)
		seen := make([]bool, len(o.reach))
		mark = func(id graph.NodeID) {
			i := r.Document.Position(id)
			if i < 0 || seen[i] {
				return
			}
			seen[i], o.reach[i] = true, notTrained
			if inside == nil || inside[id] {
				o.reach[i] = isTrained
				if e := r.at(i); e.Kind != nil && e.shares != "" {
					o.reach[r.Document.Position(owner(r, r.Document.Nodes()[i]).ID)] = isTrained
				}
			}
			for _, w := range r.Document.Into(id) {
				mark(w.From.Node)
			}
		}
		mark(n.ID)
		list = append(list, o)
	}
	return list
}

// framesNamed lists the frames that an objective names; none means all layers.
func framesNamed(s param.Set) []string {
	return param.SplitNames(s.Text("trains"))
}

// TrainedFrames lists the titles of the frames that an objective trains; none where it trains everything or is none.
func TrainedFrames(n *graph.Node) []string { return param.SplitNames(n.Params["trains"].Text()) }

// Retitled are the edits that give a frame another title, in the objectives that name it too.
func Retitled(d *graph.Document, f *graph.Frame, title string) []graph.Edit {
	changed := *f
	changed.Title = title
	edits, before := []graph.Edit{graph.ChangeFrame{Frame: changed}}, strings.TrimSpace(f.Title)
	for _, n := range d.Nodes() {
		if names := TrainedFrames(n); slices.Contains(names, before) {
			names[slices.Index(names, before)] = title
			edits = append(edits, graph.SetParam{Nodes: []graph.NodeID{n.ID}, Param: "trains", Value: graph.String(param.JoinNames(names))})
		}
	}
	return edits
}

// framed is the layers in the frames of some titles; nil for no titles, which means all.
func framed(d *graph.Document, titles []string) map[graph.NodeID]bool {
	if len(titles) == 0 {
		return nil
	}
	inside := map[graph.NodeID]bool{}
	for _, f := range d.Frames() {
		if slices.Contains(titles, strings.TrimSpace(f.Title)) {
			for _, id := range f.Nodes {
				inside[id] = true
			}
		}
	}
	return inside
}

// trainers adds the objectives that train a layer's weights to a list, by their places. The first says how.
func trainers(places []int, list []*objective, id graph.NodeID) []int {
	for i, o := range list {
		if o.trains(id) {
			places = append(places, i)
		}
	}
	return places
}
