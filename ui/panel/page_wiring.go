package panel

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/ui/canvas"
	"netloom/ui/format"
	"netloom/ui/kit"
	"netloom/ui/look"
)

// Wiring is the canvas as the inspector needs it while a wire is drawn.
type Wiring interface {
	InHand() (canvas.Hand, bool)
	// Point leads the wire to a port, and Take ends it there.
	Point(graph.Endpoint)
	Take(graph.Endpoint)
	// Takes offers it a key.
	Takes(*fyne.KeyEvent) bool
}

// Sizes of a row of the list at 100 %.
const (
	offerTile    = 20
	offerMark    = 16
	offerMargin  = 8 // above and below
	offerLine    = 17
	offerHeading = 30
	offerLines   = 4 // at most; the tip says the rest
	keyColumn    = 52
)

// wiringPage is the page of the wire in the person's hand: which layers in sight take it, and why others do not.
type wiringPage struct {
	i     *Inspector
	hand  canvas.Hand
	list  *kit.List
	rows  []offerRow
	lines map[string][]string // texts broken into lines, for a width
	width float32
	at    int // the row where the loose end is; -1 for none
}

// offerRow is a layer, or where there is none a heading or a remark.
type offerRow struct {
	offer   *canvas.Offer
	heading string
	count   string
	remark  string
}

// FollowHand shows what has become of the wire in the person's hand.
func (i *Inspector) FollowHand() {
	_, drawing := i.inHand()
	if p := i.wired; p != nil && drawing && p.follow() {
		return
	}
	if drawing || i.wired != nil {
		i.rebuild()
	}
}

func (i *Inspector) inHand() (canvas.Hand, bool) {
	if i.env.Wiring == nil {
		return canvas.Hand{}, false
	}
	return i.env.Wiring.InHand()
}

// wiring makes the page.
func (i *Inspector) wiring(h canvas.Hand) page {
	l := i.env.Look
	p := &wiringPage{i: i, hand: h, list: kit.NewList(l), lines: map[string][]string{}, at: -1}
	p.list.Make, p.list.Height, p.list.Key = p.line, p.height, i.env.Wiring.Takes
	p.fill()
	column := kit.NewColumn(0, p.head(), kit.Rule(l), container.New(&kit.Pad{X: l.S(6), Y: l.S(4)}, p.list), container.New(&kit.Pad{X: l.S(10), Y: l.S(10)}, i.wiringKeys()))
	column.Layout = &kit.Column{Fill: column.Objects[2]}
	i.wired = p
	return page{body: column}
}

// head says which wire it is and what it carries.
func (p *wiringPage) head() fyne.CanvasObject {
	e, l, w := p.i.env, p.i.env.Look, p.i.env.Words
	n := e.Studio.Document().Node(p.hand.Fixed.Node)
	key, what := "fits.from", p.carried()
	if !p.hand.Forward {
		key, what = "fits.to", takesText(e, p.hand.Fixed)
	}
	title := kit.Text(l, kit.Fit(l, w.Get(key, n.Name), kit.Title, l.S(rowWidth-36)), kit.Title, l.Text)
	var tile fyne.CanvasObject = kit.Space(1, 1)
	if k := e.Studio.Kind(n); k != nil {
		tile = kit.NewTile(l, k.Category, 30)
	}
	return p.i.head(tile, title, what)
}

// carried writes what leaves the wire's start: what it is, its shape, how many numbers.
func (p *wiringPage) carried() string {
	w, s := p.i.env.Words, p.hand.Signal
	switch s.Type {
	case "":
		return w.Get("fits.unknown")
	case layer.Labels, layer.Loss:
		return w.Get("fits.carries", w.Get("fits.type."+string(s.Type)), signalText(w, s))
	}
	return w.Get("fits.carries.numbers", w.Get("fits.type."+string(s.Type)), signalText(w, s), format.Count(int64(s.Size())*int64(s.PerSample())))
}

// wiringKeys are the keys that lead the wire.
func (i *Inspector) wiringKeys() fyne.CanvasObject {
	l, w := i.env.Look, i.env.Words
	column := kit.NewColumn(l.S(6))
	for _, k := range [][2]string{{"Tab", "fits.key.tab"}, {"↑ ↓", "fits.key.arrows"}, {"Enter", "fits.key.enter"}, {"Esc", "fits.key.escape"}} {
		keycap := kit.Keycap(l, k[0])
		column.Add(kit.NewRow(0, keycap, kit.Space(max(l.S(keyColumn)-keycap.MinSize().Width, 0), 1), kit.Text(l, w.Get(k[1]), kit.Small, l.Text2)))
	}
	return card(l, column)
}

// follow shows the present state of the same wire; false where another one is drawn.
func (p *wiringPage) follow() bool {
	h, _ := p.i.inHand()
	if h.Fixed != p.hand.Fixed || h.Forward != p.hand.Forward || h.Moved != p.hand.Moved {
		return false
	}
	same := len(h.Offers) == len(p.hand.Offers) && (len(h.Offers) == 0 || &h.Offers[0] == &p.hand.Offers[0]) && h.Left == p.hand.Left
	p.hand = h
	if !same {
		p.fill()
		return true
	}
	p.aim()
	return true
}

// fill lists the offers.
func (p *wiringPage) fill() {
	w := p.i.env.Words
	fits, list := 0, p.hand.Offers
	for fits < len(list) && list[fits].Verdict.OK {
		fits++
	}
	p.rows = p.rows[:0]
	p.heading("fits.fits", fits)
	for k := range list[:fits] {
		p.rows = append(p.rows, offerRow{offer: &list[k]})
	}
	if fits == 0 && p.hand.Left == 0 {
		p.rows = append(p.rows, offerRow{remark: w.Get("fits.none")})
	}
	if fits < len(list) {
		p.heading("fits.not", len(list)-fits)
	}
	for k := fits; k < len(list); k++ {
		p.rows = append(p.rows, offerRow{offer: &list[k]})
	}
	if p.hand.Left > 0 {
		p.rows = append(p.rows, offerRow{remark: w.Get("fits.left", p.hand.Left)})
	}
	p.at = p.aimed()
	p.list.Fill(len(p.rows))
	if p.at >= 0 {
		p.list.Go(p.at)
	}
}

func (p *wiringPage) heading(key string, count int) {
	p.rows = append(p.rows, offerRow{heading: p.i.env.Words.Get(key), count: format.Count(int64(count))})
}

// aimed is the row of the layer where the loose end is, or -1.
func (p *wiringPage) aimed() int {
	for i, r := range p.rows {
		if p.hand.Aimed && r.offer != nil && r.offer.End.Node == p.hand.Aim.Node {
			return i
		}
	}
	return -1
}

// aim moves the light to where the loose end is.
func (p *wiringPage) aim() {
	at := p.aimed()
	if at == p.at {
		return
	}
	before := p.at
	p.at = at
	if before >= 0 {
		p.light(before)
	}
	if at >= 0 {
		p.list.Go(at)
		p.light(at)
	}
}

// light gives a row in sight the ground that it should have.
func (p *wiringPage) light(i int) {
	if line := p.list.Line(i); line != nil {
		p.dress(line, i)
	}
}

func (p *wiringPage) dress(line *kit.Line, i int) {
	l := p.i.env.Look
	switch {
	case i != p.at:
		line.Light(color.NRGBA{}, color.NRGBA{})
	case p.rows[i].offer.Verdict.OK:
		line.Light(l.OKTint, l.OK)
	default:
		line.Light(l.ErrorTint, l.Error)
	}
}

// inner is the room for a row's words.
func (p *wiringPage) inner(width float32) float32 {
	l := p.i.env.Look
	return max(width-l.S(16+offerTile+10+6+offerMark), l.S(60))
}

// broken gives the lines of a row's text.
func (p *wiringPage) broken(o *canvas.Offer, width float32) (lines []string, whole string) {
	l := p.i.env.Look
	if width != p.width {
		clear(p.lines)
		p.width = width
	}
	whole = offerText(p.i.env, p.hand, *o)
	lines, known := p.lines[whole]
	if !known {
		lines = kit.Wrap(l, whole, kit.Small, p.inner(width))
		if len(lines) > offerLines {
			lines = lines[:offerLines]
			lines[offerLines-1] = kit.Fit(l, lines[offerLines-1]+"…", kit.Small, p.inner(width))
		}
		p.lines[whole] = lines
	}
	return lines, whole
}

func (p *wiringPage) height(i int, width float32) float32 {
	l, r := p.i.env.Look, p.rows[i]
	switch {
	case r.heading != "":
		return l.S(offerHeading)
	case r.offer == nil:
		return l.S(offerHeading)
	}
	lines, _ := p.broken(r.offer, width)
	return l.S(offerMargin*2 + offerLine + 2 + float32(len(lines))*offerLine)
}

func (p *wiringPage) line(i int, width float32) *kit.Line {
	e, l, r := p.i.env, p.i.env.Look, p.rows[i]
	height := p.height(i, width) / l.Scale()
	if r.offer == nil {
		return kit.NewLine(l, e.Tips, height, p.remark(r, width))
	}
	lines, whole := p.broken(r.offer, width)
	line := kit.NewLine(l, e.Tips, height, p.offer(r.offer, lines, width))
	if e.Studio.Document().Node(r.offer.End.Node) != nil {
		line.Over = func() { e.Wiring.Point(r.offer.End) }
		line.Tap = func() { e.Wiring.Take(r.offer.End) }
	}
	if len(lines) == offerLines {
		line.Tip = whole
	}
	p.dress(line, i)
	return line
}

// remark is a heading with how many layers stand below it, or a remark.
func (p *wiringPage) remark(r offerRow, width float32) fyne.CanvasObject {
	l := p.i.env.Look
	room := width - l.S(16)
	if r.heading == "" {
		return kit.Text(l, kit.Fit(l, r.remark, kit.Small, room), kit.Small, l.Text3)
	}
	gap := kit.Space(1, 1)
	return kit.Stretch(0, gap, kit.Text(l, r.heading, kit.Style{Size: look.SizeSmall, Bold: true}, l.Text2), gap, kit.Text(l, r.count, kit.Number, l.Text3))
}

// offer is a layer: its tile, its name, what would become of the wire, and a mark.
func (p *wiringPage) offer(o *canvas.Offer, lines []string, width float32) fyne.CanvasObject {
	e, l := p.i.env, p.i.env.Look
	n := e.Studio.Document().Node(o.End.Node)
	if n == nil {
		return kit.Space(1, 1)
	}
	var tile fyne.CanvasObject = kit.Space(l.S(offerTile), l.S(offerTile))
	if k := e.Studio.Kind(n); k != nil {
		tile = kit.NewTile(l, k.Category, offerTile)
	}
	icon, ink := "check", l.OK
	if !o.Verdict.OK {
		icon, ink = "x", l.Error
	}
	words := kit.NewColumn(l.S(1), kit.Text(l, kit.Fit(l, n.Name, kit.Strong, p.inner(width)), kit.Strong, l.Text))
	for _, s := range lines {
		words.Add(kit.Text(l, s, kit.Small, l.Text2))
	}
	row := kit.Stretch(l.S(8), words, tile, words, glyph(l, icon, ink, offerMark))
	row.Layout.(*kit.Row).Top = true
	return row
}
