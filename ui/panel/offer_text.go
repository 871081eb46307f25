package panel

import (
	"strings"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/ui/canvas"
	"netloom/ui/format"
	"netloom/ui/locale"
)

// offerText says in a sentence or two how a layer would take the wire in the person's hand, or why it does not.
func offerText(e *Env, h canvas.Hand, o canvas.Offer) string {
	w := e.Words
	if o.Home {
		return w.Get("fits.home")
	}
	if !o.Verdict.OK {
		return refusalText(e, h, o)
	}
	var parts []string
	if h.Forward {
		parts = append(parts, takesText(e, o.End))
	} else if s := o.Verdict.Signal; s.Type != "" {
		parts = append(parts, w.Get("fits.source", signalText(w, s)))
	}
	parts = append(parts, resultText(e, h, o))
	if n := e.Studio.Document().Node(o.Replaces); n != nil {
		parts = append(parts, w.Get("fits.replaces", n.Name))
	}
	return joined(w, parts)
}

// takesText says what kind of thing a port reads; "" where that is not known.
func takesText(e *Env, to graph.Endpoint) string {
	if p, ok := inputPort(e, to); ok && p.Type != layer.Loss {
		return e.Words.Get("fits.takes." + string(p.Type))
	}
	return ""
}

func inputPort(e *Env, to graph.Endpoint) (layer.Port, bool) {
	n := e.Studio.Document().Node(to.Node)
	if n == nil {
		return layer.Port{}, false
	}
	k := e.Studio.Kind(n)
	if k == nil {
		return layer.Port{}, false
	}
	return k.Input(to.Port)
}

// resultText says what the layer that reads the wire would make of it.
func resultText(e *Env, h canvas.Hand, o canvas.Offer) string {
	w, x := e.Words, o.Verdict.Taker
	if x == nil || !x.Known {
		return w.Get("fits.open")
	}
	if len(x.Kind.Out) == 0 {
		return ""
	}
	out := x.Out[x.Kind.Out[0].ID]
	if out.Type == layer.Loss {
		return ""
	}
	shape, key := signalText(w, out), "fits.gives"
	if in := o.Verdict.Signal; in.Type == out.Type && shape == signalText(w, in) {
		key = "fits.keeps"
	}
	if x.Parameters > 0 {
		return w.Get(key+".parameters", shape, format.Count(x.Parameters))
	}
	return w.Get(key, shape)
}

// refusalText says why a layer does not take the wire: shortly where the kinds of things do not agree, since the canvas says
// more, else in the words of the check. A layer that would mend it is named.
func refusalText(e *Env, h canvas.Hand, o canvas.Offer) string {
	w, s := e.Words, o.Verdict.Signal
	to := o.End
	if !h.Forward {
		to = h.Fixed
	}
	why := w.Sentence(o.Verdict.Reason)
	if p, ok := inputPort(e, to); ok && s.Type != "" && p.Type != s.Type && len(o.Verdict.Repairs) > 0 {
		why = w.Get("fits.needs." + string(p.Type))
	}
	parts := []string{ended(w, why)}
	for _, r := range o.Verdict.Repairs[:min(1, len(o.Verdict.Repairs))] {
		if r.Inserts != nil {
			parts = append(parts, w.Get("fits.mends", w.Text(r.Inserts.Name)))
		}
	}
	return joined(w, parts)
}

// ended puts a full stop behind a sentence that has none.
func ended(w *locale.Words, s string) string {
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?") || strings.HasSuffix(s, "。") || strings.HasSuffix(s, "？") || strings.HasSuffix(s, "！") {
		return s
	}
	return s + w.Get("fits.stop")
}

// joined puts sentences one after the other.
func joined(w *locale.Words, parts []string) string {
	text := ""
	for _, p := range parts {
		switch {
		case text == "":
			text = p
		case p != "":
			text = w.Get("fits.two", text, p)
		}
	}
	return text
}
