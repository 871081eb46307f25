package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"netloom/engine/compile"
	"netloom/ui/kit"
)

// Problems lists all that is wrong with the network, each with what would mend it.
type Problems struct {
	*kit.List
	env  *Env
	list []compile.Problem
	more int // that are not listed
	// OnGo goes to what a problem is about.
	OnGo func(compile.Problem)
}

// maxProblems bounds how many are listed: nobody mends more at a time, and each is measured.
const maxProblems = 100

// NewProblems makes the list of the present problems.
func NewProblems(e *Env) *Problems {
	p := &Problems{List: kit.NewList(e.Look), env: e}
	p.Make, p.Height = p.line, func(i int, width float32) float32 { return p.content(i, width).MinSize().Height + e.Look.S(14) }
	p.Choose = func(i int) {
		if i < len(p.list) {
			p.OnGo(p.list[i])
		}
	}
	p.Refill()
	return p
}

// Refill lists the problems that there are now, and tells how many.
func (p *Problems) Refill() int {
	all := p.env.Studio.Report().Problems
	p.list = all[:min(len(all), maxProblems)]
	p.more = len(all) - len(p.list)
	rows := len(p.list)
	if p.more > 0 {
		rows++
	}
	p.Fill(rows)
	return len(all)
}

func (p *Problems) line(i int, width float32) *kit.Line {
	line := kit.NewLine(p.env.Look, p.env.Tips, 29, p.content(i, width))
	if i < len(p.list) {
		line.Tap = func() { p.OnGo(p.list[i]) }
	}
	return line
}

// content is a problem: which layer it is about, the sentence, and a button for each repair.
func (p *Problems) content(i int, width float32) fyne.CanvasObject {
	l, w := p.env.Look, p.env.Words
	if i == len(p.list) {
		return kit.Text(l, w.Get("problems.more", p.more), kit.Small, l.Text3)
	}
	x := p.list[i]
	words := kit.NewColumn(l.S(3))
	inner := width - l.S(16) - l.S(24)
	if n := p.env.Studio.Document().Node(x.Node); n != nil {
		name := kit.Text(l, kit.Fit(l, n.Name, kit.Strong, inner-l.S(24)), kit.Strong, l.Text)
		row := kit.NewRow(l.S(7), name)
		if k := p.env.Studio.Kind(n); k != nil {
			row = kit.NewRow(l.S(7), kit.NewTile(l, k.Category, 16), name)
		}
		words.Add(row)
	}
	for _, s := range kit.Wrap(l, w.Message(x.Message), kit.Small, inner) {
		words.Add(kit.Text(l, s, kit.Small, l.Text2))
	}
	for _, r := range x.Repairs {
		mend := kit.NewButton(l, p.env.Tips, "wand-sparkles", w.Message(r.Name), kit.Secondary, func() {
			if err := p.env.Studio.Do(r.Edit); err != nil {
				p.env.Refused(err)
			}
		}).Small()
		words.Add(container.New(&kit.Pad{Y: l.S(2)}, kit.NewRow(0, mend)))
	}
	row := kit.NewRow(l.S(8), glyph(l, "triangle-alert", severityInk(l, x.Severity), 16), words)
	row.Layout = &kit.Row{Gap: l.S(8), Top: true}
	return row
}
