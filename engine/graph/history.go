package graph

import "netloom/engine/text"

// History is the list of documents that edits have led through. It is a value of one owner (the window's thread); the
// documents in it are shared freely. Undo and redo move along the list, so nothing has to be inverted.
type History struct {
	steps  []step
	at     int
	weight int  // of all steps
	merged bool // the newest step may take further edits with its key
}

type step struct {
	document *Document
	label    text.Message
	key      string
}

// historyLimit bounds the list, and historyWeight the layers and wires that its documents list, which are 8 bytes each: at
// most 128 MiB. The oldest steps are forgotten first.
const (
	historyLimit  = 20_000
	historyWeight = 16 << 20
)

// NewHistory starts with a document that cannot be undone.
func NewHistory(d *Document) *History {
	return &History{steps: []step{{document: d}}, weight: weight(d)}
}

func weight(d *Document) int { return len(d.nodes.items) + len(d.wires.items) }

// Document is the present one.
func (h *History) Document() *Document { return h.steps[h.at].document }

// Do applies an edit as one step; what had been undone can no longer be redone.
func (h *History) Do(e Edit) error { return h.do(e, "") }

// Merge applies an edit and, if the newest step was made under the same key and not sealed since, joins it to that
// step: typing and scrubbing become one step.
func (h *History) Merge(e Edit, key string) error { return h.do(e, key) }

// Seal ends the merging of further edits into the newest step.
func (h *History) Seal() { h.merged = false }

func (h *History) do(e Edit, key string) error {
	d, err := e.Apply(h.Document())
	if err != nil {
		return err
	}
	if d == h.Document() {
		return nil
	}
	if key != "" && h.merged && h.at > 0 && h.at == len(h.steps)-1 && h.steps[h.at].key == key {
		h.weight += weight(d) - weight(h.Document())
		h.steps[h.at].document = d
		return nil
	}
	for _, undone := range h.steps[h.at+1:] {
		h.weight -= weight(undone.document)
	}
	h.Document().release()
	h.steps = append(h.steps[:h.at+1:h.at+1], step{document: d, label: e.Label(), key: key})
	h.weight += weight(d)
	h.shorten()
	h.at = len(h.steps) - 1
	h.merged = key != ""
	return nil
}

// shorten forgets the oldest steps where there are too many, a tenth at a time, so that it is seldom done.
func (h *History) shorten() {
	if len(h.steps) <= historyLimit && h.weight <= historyWeight {
		return
	}
	drop := 0
	for drop < len(h.steps)-2 && (len(h.steps)-drop > historyLimit*9/10 || h.weight > historyWeight*9/10) {
		h.weight -= weight(h.steps[drop].document)
		drop++
	}
	h.steps = append([]step(nil), h.steps[drop:]...)
}

// CanUndo tells whether there is a step to take back, and its name.
func (h *History) CanUndo() (text.Message, bool) {
	if h.at == 0 {
		return text.Message{}, false
	}
	return h.steps[h.at].label, true
}

// CanRedo tells whether there is a step to make again, and its name.
func (h *History) CanRedo() (text.Message, bool) {
	if h.at == len(h.steps)-1 {
		return text.Message{}, false
	}
	return h.steps[h.at+1].label, true
}

// Undo goes one step back; false at the start.
func (h *History) Undo() bool {
	h.merged = false
	if h.at == 0 {
		return false
	}
	h.Document().release()
	h.at--
	return true
}

// Redo goes one step on; false at the end.
func (h *History) Redo() bool {
	h.merged = false
	if h.at == len(h.steps)-1 {
		return false
	}
	h.Document().release()
	h.at++
	return true
}

// Label names a step: the first that can be undone is 1, the newest Len.
func (h *History) Label(i int) text.Message { return h.steps[i].label }

// GoTo goes back or on to where so many steps are done, 0 to Len; false where that is how it is.
func (h *History) GoTo(done int) bool {
	done = max(min(done, h.Len()), 0)
	if done == h.at {
		return false
	}
	h.merged = false
	h.Document().release()
	h.at = done
	return true
}

// Len is the number of steps that can be undone or redone, and At how many of them are done.
func (h *History) Len() int { return len(h.steps) - 1 }

// At is the number of steps done.
func (h *History) At() int { return h.at }
