// Package studio holds the state of one open project as the window sees it: the document with its history, what Check
// says of it, what is selected, and the training session. Panels, canvas and views read it, ask it for changes and
// listen; none of them keeps a copy. It belongs to the window's thread.
package studio

import (
	"errors"
	"slices"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/text"
)

// Studio is the state of one open project.
type Studio struct {
	Layers      *layer.Registry
	Environment layer.Environment

	history   *graph.History
	report    *compile.Report
	selection graph.Selection

	trainer *trainer

	checked []*compile.Report // lately, the latest first

	soon             soon
	documentChanged  []func()
	selectionChanged []func()
}

// New opens a document.
func New(layers *layer.Registry, environment layer.Environment, d *graph.Document) *Studio {
	s := &Studio{Layers: layers, Environment: environment}
	s.Open(graph.NewHistory(d))
	return s
}

// Open replaces the document and its history.
func (s *Studio) Open(h *graph.History) {
	s.history = h
	s.selection = graph.Selection{}
	s.refresh()
}

// Document is the present document.
func (s *Studio) Document() *graph.Document { return s.history.Document() }

// History is the list of edits.
func (s *Studio) History() *graph.History { return s.history }

// Report is what Check says of the present document.
func (s *Studio) Report() *compile.Report { return s.report }

// Kind gives the kind of a node, or nil where it is unknown.
func (s *Studio) Kind(n *graph.Node) *layer.Kind { return s.Layers.Find(n.Kind) }

// Do makes an edit as one step of the history. On an error nothing has changed.
func (s *Studio) Do(e graph.Edit) error {
	return s.edit(func() error { return s.history.Do(e) })
}

// Merge makes an edit that joins the newest step if that was made under the same key: typing, scrubbing.
func (s *Studio) Merge(e graph.Edit, key string) error {
	return s.edit(func() error { return s.history.Merge(e, key) })
}

// edit is a change that leaves nothing to be made again.
func (s *Studio) edit(do func() error) error {
	return s.change(func() error {
		first := graph.NodeID(s.Document().NextID())
		err := do()
		if err == nil {
			s.forgetFrom(first)
		}
		return err
	})
}

// Undo takes the newest step back.
func (s *Studio) Undo() { _ = s.change(func() error { s.history.Undo(); return nil }) }

// Redo makes the step again that was taken back last.
func (s *Studio) Redo() { _ = s.change(func() error { s.history.Redo(); return nil }) }

// GoTo goes to where so many steps of the history are done.
func (s *Studio) GoTo(done int) { _ = s.change(func() error { s.history.GoTo(done); return nil }) }

func (s *Studio) change(do func() error) error {
	before := s.Document()
	if err := do(); err != nil {
		return err
	}
	if s.Document() != before {
		s.refresh()
	}
	return nil
}

// refresh checks the document again, drops from the selection what is gone, and tells the listeners.
func (s *Studio) refresh() {
	d := s.Document()
	s.check(d)
	before := s.selection
	s.selection = before.Within(d) // who hears of the document must not find selected what is gone
	for _, f := range s.documentChanged {
		f()
	}
	s.tellSoon()
	if !before.Equal(s.selection) {
		s.tellSelection()
	}
}

// mostChecked is how many reports are kept.
const mostChecked = 8

// check has a document checked. Undo and redo come back to documents that have been checked not long ago: what was found
// then is what most is taken over from.
func (s *Studio) check(d *graph.Document) {
	before := s.report
	for _, r := range s.checked {
		if r.Document == d.Active() {
			before = r
			break
		}
	}
	s.report = compile.Recheck(before, d, s.Layers, s.Environment)
	s.checked = slices.DeleteFunc(s.checked, func(r *compile.Report) bool { return r.Document == s.report.Document })
	s.checked = slices.Insert(s.checked, 0, s.report)
	s.checked = s.checked[:min(len(s.checked), mostChecked)]
}

// Selection is what is selected. Selecting is not an edit and cannot be undone.
func (s *Studio) Selection() graph.Selection { return s.selection }

// Select replaces the selection and tells the listeners if it differs.
func (s *Studio) Select(n graph.Selection) {
	n = n.Within(s.Document())
	if n.Equal(s.selection) {
		return
	}
	s.selection = n
	s.tellSelection()
}

func (s *Studio) tellSelection() {
	for _, f := range s.selectionChanged {
		f()
	}
}

// OnDocument calls f after each change of the document, with the new Report in place.
func (s *Studio) OnDocument(f func()) { s.documentChanged = append(s.documentChanged, f) }

// OnSelection calls f after each change of the selection.
func (s *Studio) OnSelection(f func()) { s.selectionChanged = append(s.selectionChanged, f) }

// Judge tells what would fit into a document: the present one, or what an edit would lead to.
func (s *Studio) Judge(d *graph.Document) *compile.Judge {
	report := s.report
	if d != s.Document() {
		report = compile.Recheck(report, d, s.Layers, s.Environment)
	}
	return compile.NewJudge(d, report, s.Layers, s.Environment)
}

// Undone names the step that Undo would take back.
func (s *Studio) Undone() (text.Message, bool) { return s.history.CanUndo() }

// messageOf gives an error's sentence in both languages where it has them.
func messageOf(err error) text.Message {
	var e *text.Error
	if errors.As(err, &e) {
		return e.Message
	}
	return text.New("%s", "%s", err.Error())
}
