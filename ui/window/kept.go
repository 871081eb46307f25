package window

import (
	"netloom/engine/graph"
	"netloom/ui/studio"
)

// tellLost says which layers an edit costs their trained weights.
func (w *Window) tellLost(x studio.Lost) {
	key := "inspector.lost.several"
	if len(x.Layers) == 1 {
		key = "inspector.lost.one"
	}
	s := w.words.Get(key, w.listed(x.Layers))
	if x.Others {
		s += " " + w.words.Get("inspector.lost.others")
	} else {
		s += " " + w.words.Get("inspector.lost.all")
	}
	if x.Ended {
		s = w.words.Get("inspector.lost.ended") + " " + s
	}
	w.toast(s)
}

// listed writes the names of layers as a list: of many only the first.
func (w *Window) listed(ids []graph.NodeID) string {
	const most = 4
	s := ""
	for i, id := range ids {
		switch {
		case i == most:
			return s + " …"
		case i > 0 && i == len(ids)-1:
			s += w.words.Get("inspector.and")
		case i > 0:
			s += w.words.Get("inspector.comma")
		}
		s += w.studio.Document().Node(id).Name
	}
	return s
}
