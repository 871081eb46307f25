package window

import (
	"strings"

	"fyne.io/fyne/v2"

	"netloom/engine/compile"
	"netloom/engine/convert/fragment"
	"netloom/engine/graph"
	"netloom/ui/action"
	"netloom/ui/studio"
)

// clipboardActions copy parts of drawings, as text that any window and any file can hold.
func (w *Window) clipboardActions() []*action.Action {
	nothing := w.unless("why.nothing_to_copy", func() bool { s := w.studio.Selection(); return len(s.Nodes)+len(s.Notes) > 0 })
	return []*action.Action{
		{ID: "clipboard.cut", Key: "action.cut", Icon: "scissors", Keys: mainKey(fyne.KeyX), Menu: action.Edit, Group: 1, Why: nothing, Run: w.cut},
		{ID: "clipboard.copy", Key: "action.copy", Icon: "copy", Keys: mainKey(fyne.KeyC), Menu: action.Edit, Group: 1, Why: nothing, Run: func() { w.copy() }},
		{ID: "clipboard.paste", Key: "action.paste", Icon: "clipboard-paste", Keys: mainKey(fyne.KeyV), Menu: action.Edit, Group: 1, Run: func() { w.paste(pasting{}) }},
		{ID: "clipboard.paste_wired", Key: "action.paste_wired", Keys: shiftKey(fyne.KeyV), Menu: action.Edit, Group: 1, Run: func() { w.paste(pasting{incoming: true}) }},
		{ID: "clipboard.paste_weights", Key: "action.paste_weights", Keys: action.Keys{Key: fyne.KeyV, Main: true, Alt: true}, Menu: action.Edit, Group: 1, Why: w.whyNoWeightsCopied, Run: func() { w.paste(pasting{weights: true}) }},
		{ID: "clipboard.duplicate", Key: "action.duplicate", Keys: mainKey(fyne.KeyD), Menu: action.Edit, Group: 1, Why: nothing, Run: func() { w.canvas.Duplicate() }},
	}
}

// copy puts what is selected on the clipboard; false where it could not. Trained weights always go along where they are not
// too large, as the wires from outside do: a person copies before knowing where it will be pasted, and chooses there.
func (w *Window) copy() bool {
	f := w.canvas.Copied()
	if f == nil {
		return false
	}
	var without error
	if trained := w.studio.Trained(); trained != nil {
		without = fragment.Pack(f, trained, w.studio.Report())
	}
	b, err := f.Encode()
	if err != nil {
		w.Refused(err)
		return false
	}
	w.options.App.Clipboard().SetContent(string(b))
	if without != nil {
		w.Refused(without)
	}
	return true
}

func (w *Window) cut() {
	if w.copy() {
		w.canvas.DeleteSelection()
	}
}

// pasting is what comes along with copied layers.
type pasting struct{ incoming, weights bool }

// paste puts in what the clipboard holds.
func (w *Window) paste(with pasting) {
	f, err := graph.DecodeFragment([]byte(w.options.App.Clipboard().Content()))
	var weights *compile.State
	if err == nil && with.weights {
		weights, err = fragment.Unpack(f)
	}
	if err != nil {
		w.Refused(err)
		return
	}
	first := graph.NodeID(w.studio.Document().NextID())
	if w.canvas.Paste(f, with.incoming) && weights != nil {
		w.tellGiven(w.studio.Give(fragment.Renamed(f, weights, first)))
	}
}

// whyNoWeightsCopied says why nothing can be pasted with weights, or "".
func (w *Window) whyNoWeightsCopied() string {
	switch layers, weights := graph.TellFragment(w.options.App.Clipboard().Content()); {
	case !layers:
		return w.words.Get("why.no_layers_copied")
	case !weights:
		return w.words.Get("why.no_weights_copied")
	}
	return ""
}

// tellGiven says which of the pasted layers have taken their weights.
func (w *Window) tellGiven(g studio.Given) {
	var said []string
	for _, part := range []struct {
		key    string
		layers []graph.NodeID
	}{{"paste.fit", g.Fit}, {"paste.misfit", g.Misfit}, {"paste.open", g.Open}} {
		if len(part.layers) > 0 {
			said = append(said, w.words.Get(part.key, w.listed(part.layers)))
		}
	}
	w.toast(strings.Join(said, " "))
}
