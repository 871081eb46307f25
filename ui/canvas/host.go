// Package canvas is the node editor: a widget that draws a graph.Document with what Check says of it, and turns
// gestures into edits. It keeps no copy of the document; the drawing follows it. What lies where is worked out by
// package geometry, which knows no screen. Everything here belongs to Fyne's thread.
package canvas

import (
	"time"

	"fyne.io/fyne/v2"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/layer"
)

// Host is what the canvas asks of the window.
type Host interface {
	// Document is the present document, and Report what Check says of it.
	Document() *graph.Document
	Report() *compile.Report
	// Kind gives the kind of a node, or nil where it is unknown.
	Kind(*graph.Node) *layer.Kind
	// Do makes an edit as one step of the history; the host then calls DocumentChanged.
	Do(graph.Edit) error
	// Merge makes an edit that joins the newest step if that was made under the same key.
	Merge(e graph.Edit, key string) error
	// Selection is what is selected, and Select replaces it; the host then calls SelectionChanged.
	Selection() graph.Selection
	Select(graph.Selection)
	// Judge tells what would fit into a document: the present one, or what an edit would lead to.
	Judge(*graph.Document) *compile.Judge
	// Kinds lists what can be added, in palette order, and Preferred the ids of the favourites and of those that were added
	// last, the newest first. Added hears of each that is added.
	Kinds() []*layer.Kind
	Preferred() (favourites, recent []string)
	Added(*layer.Kind)
	// Check judges a document that is not shown: what an edit would lead to.
	Check(*graph.Document) *compile.Report
	// Refused says an error that an edit met.
	Refused(error)
	// ContextMenu opens the menu for what was clicked, at an absolute position.
	ContextMenu(Target, fyne.Position)
	// Pace is the time to leave between two frames of what moves by itself.
	Pace() time.Duration
	// OnThread runs a function on the window's thread; any goroutine may call it.
	OnThread(func())
	// StartFromExample is the empty canvas's button.
	StartFromExample()
}

// Target is what a context menu is for. Without anything it is the empty canvas.
type Target struct {
	Node  graph.NodeID
	Wire  graph.WireID
	Frame graph.FrameID // drawn as such or as a block
	Note  graph.NoteID
	At    graph.Point // the place that was clicked
}
