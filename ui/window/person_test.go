package window

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"netloom/assets/data/mnist"
	"netloom/engine/data"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/ui/canvas"
	"netloom/ui/files"
	"netloom/ui/kit"
)

// person sits before the window: looks at it, and uses mouse and keyboard. What happens by itself meanwhile is waited
// for by what the program tells, never by the clock.
type person struct {
	t       *testing.T
	w       *Window
	queue   chan func()
	dialogs *dialogs
	home    string
	held    fyne.KeyModifier
}

// dialogs answers the file dialogs as the person would.
type dialogs struct{ answer string }

func (d *dialogs) Open(string, files.Filter) (string, error) { return d.reply() }
func (d *dialogs) Save(string, files.Filter, string) (string, error) {
	return d.reply()
}

func (d *dialogs) reply() (string, error) {
	if d.answer == "" {
		return "", files.ErrCancelled
	}
	return d.answer, nil
}

// images are the digits, read once for all stories: Fyne remembers the widgets of windows that are closed, and with them
// all that these held.
var images = sync.OnceValue(func() *data.Registry { return data.NewRegistry(mnist.Source()) })

// sitDown opens the window as at a first start, or again in a home that was used before.
func sitDown(t *testing.T, home string) *person {
	t.Helper()
	p := sitDownWith(t, Options{Home: home})
	p.w.studio.Ready()
	return p
}

// sitDownWith opens the window in another way. Nothing is made ready for training yet.
func sitDownWith(t *testing.T, o Options) *person {
	t.Helper()
	p := &person{t: t, queue: make(chan func(), 4096), dialogs: &dialogs{}, home: o.Home}
	app := test.NewApp()
	o.App, o.Layers, o.Data, o.Dialogs, o.Version = app, layer.Standard(), images(), p.dialogs, "test"
	o.Do = func(f func()) { p.queue <- f }
	w, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	p.w = w
	w.keyboard.held = func() fyne.KeyModifier { return p.held }
	w.window.Resize(fyne.NewSize(1280, 800))
	w.canvas.FitAll()
	w.look.SetReducedMotion(true) // what is seen is where it will stay
	t.Cleanup(func() {
		p.leave()
		app.Quit()
	})
	return p
}

// leave closes the window, unless it is closed already.
func (p *person) leave() {
	if p.w != nil {
		p.w.close()
		p.w = nil
	}
}

// tooLong bounds how long anything may take: a test that waits for what never comes ends.
const tooLong = time.Minute

// until lets the window live until something holds.
func (p *person) until(what string, holds func() bool) {
	p.t.Helper()
	end := time.After(tooLong)
	for !holds() {
		select {
		case f := <-p.queue:
			f()
		case <-end:
			p.t.Fatalf("it never came to this: %s; the window shows: %s", what, strings.Join(p.words(), " | "))
		}
	}
}

// untilReady waits until the network can be looked at.
func (p *person) untilReady() {
	p.t.Helper()
	p.until("a session", func() bool { return p.w.studio.Session() != nil })
}

// walk calls f with every object in sight, the uppermost last.
func (p *person) walk(f func(fyne.CanvasObject)) {
	var visit func(fyne.CanvasObject)
	visit = func(o fyne.CanvasObject) {
		if o == nil || !o.Visible() {
			return
		}
		f(o)
		switch o := o.(type) {
		case *fyne.Container:
			for _, child := range slices.Clone(o.Objects) {
				visit(child)
			}
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				visit(child)
			}
		}
	}
	visit(p.w.window.Canvas().Content())
	for _, o := range p.w.window.Canvas().Overlays().List() {
		visit(o)
	}
}

// words are all that can be read.
func (p *person) words() []string {
	var list []string
	p.walk(func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *fynecanvas.Text:
			list = append(list, o.Text)
		case *widget.Label:
			list = append(list, o.Text)
		case *kit.Field:
			list = append(list, o.Text)
		case *canvas.Canvas:
			for _, x := range o.Texts() {
				list = append(list, x.Text)
			}
		}
	})
	return list
}

// reads tells whether a text stands somewhere in the window.
func (p *person) reads(part string) bool {
	return slices.ContainsFunc(p.words(), func(s string) bool { return strings.Contains(s, part) })
}

// mustRead fails unless a text stands somewhere in the window.
func (p *person) mustRead(part string) {
	p.t.Helper()
	if !p.reads(part) {
		p.t.Errorf("%q is nowhere to be read among: %s", part, strings.Join(p.words(), " | "))
	}
}

// node finds a layer by its name.
func (p *person) node(name string) *graph.Node {
	p.t.Helper()
	for _, n := range p.w.studio.Document().Nodes() {
		if n.Name == name {
			return n
		}
	}
	p.t.Fatalf("there is no layer %q", name)
	return nil
}

// button finds a button by its word or by what is said when the pointer rests on it.
func (p *person) button(word string) *kit.Button {
	p.t.Helper()
	var found, byTip *kit.Button
	p.walk(func(o fyne.CanvasObject) {
		b, ok := o.(*kit.Button)
		switch {
		case ok && b.Label() == word:
			found = b
		case ok && strings.HasPrefix(b.Tip(), word):
			byTip = b
		}
	})
	if found == nil {
		found = byTip
	}
	if found == nil {
		p.t.Fatalf("there is no button %q", word)
	}
	return found
}

// click presses a button.
func (p *person) click(word string) { p.t.Helper(); test.Tap(p.button(word)) }

// line finds a row of a list or a menu by a word in it.
func (p *person) line(word string) *kit.Line {
	p.t.Helper()
	var found *kit.Line
	p.walk(func(o fyne.CanvasObject) {
		if l, ok := o.(*kit.Line); ok && l.Says(word) {
			found = l
		}
	})
	if found == nil {
		p.t.Fatalf("there is no row %q among: %s", word, strings.Join(p.words(), " | "))
	}
	return found
}

// choose opens a menu and takes one of its commands.
func (p *person) choose(menu, command string) {
	p.t.Helper()
	p.click(menu)
	p.line(command).Tapped(nil)
}

// dragIn drags a kind of layer from the palette to a place of the canvas.
func (p *person) dragIn(kind string, to fyne.Position) {
	p.t.Helper()
	row := p.line(kind)
	from := fyne.CurrentApp().Driver().AbsolutePositionForObject(row)
	end := p.onCanvas(to)
	for i := 1; i <= 6; i++ {
		part := float32(i) / 6
		at := fyne.NewPos(from.X+(end.X-from.X)*part, from.Y+(end.Y-from.Y)*part)
		row.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: at}})
	}
	row.DragEnd()
}

// onCanvas is where a place of the canvas lies in the window.
func (p *person) onCanvas(at fyne.Position) fyne.Position {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(p.w.canvas).Add(at)
}

// port is where a port is drawn on the canvas.
func (p *person) port(name, port string, input bool) fyne.Position {
	p.t.Helper()
	return p.w.canvas.PortPosition(graph.Endpoint{Node: p.node(name).ID, Port: port}, input)
}

// hold drags on the canvas and keeps the button down.
func (p *person) hold(from, to fyne.Position) {
	c := p.w.canvas
	c.PointerMove(from, 0)
	c.PointerDown(from, desktop.MouseButtonPrimary, 0)
	for i := 1; i <= 6; i++ {
		part := float32(i) / 6
		c.PointerMove(fyne.NewPos(from.X+(to.X-from.X)*part, from.Y+(to.Y-from.Y)*part), 0)
	}
}

// drag is hold, and letting go.
func (p *person) drag(from, to fyne.Position) {
	p.hold(from, to)
	p.w.canvas.PointerUp(to, desktop.MouseButtonPrimary, 0)
}

// clickNode selects a layer.
func (p *person) clickNode(name string) {
	p.t.Helper()
	at := p.w.canvas.NodePosition(p.node(name).ID)
	p.w.canvas.PointerDown(at, desktop.MouseButtonPrimary, 0)
	p.w.canvas.PointerUp(at, desktop.MouseButtonPrimary, 0)
}

// do calls a command by its id.
func (p *person) do(id string) { p.w.invoke(p.w.actions.Find(id)) }

// key presses a key, with those held that stand before it: "Ctrl+Shift+Z". It takes the way that Fyne's driver takes.
func (p *person) key(keys string) {
	p.t.Helper()
	c := p.w.window.Canvas()
	parts := strings.Split(keys, "+")
	name, held := fyne.KeyName(parts[len(parts)-1]), fyne.KeyModifier(0)
	for _, h := range parts[:len(parts)-1] {
		held |= map[string]fyne.KeyModifier{"Ctrl": fyne.KeyModifierShortcutDefault, "Alt": fyne.KeyModifierAlt, "Shift": fyne.KeyModifierShift}[h]
	}
	p.held = held
	defer func() { p.held = 0 }()
	if held&^fyne.KeyModifierShift != 0 {
		var s fyne.Shortcut = &desktop.CustomShortcut{KeyName: name, Modifier: held}
		if held == fyne.KeyModifierShortcutDefault {
			switch name {
			case fyne.KeyZ:
				s = &fyne.ShortcutUndo{}
			case fyne.KeyY:
				s = &fyne.ShortcutRedo{}
			case fyne.KeyA:
				s = &fyne.ShortcutSelectAll{}
			}
		}
		if focused, ok := c.Focused().(fyne.Shortcutable); ok {
			focused.TypedShortcut(s)
			return
		}
		c.(fyne.Shortcutable).TypedShortcut(s)
		return
	}
	e := &fyne.KeyEvent{Name: name}
	if f := c.Focused(); f != nil {
		f.TypedKey(e)
	} else {
		c.OnTypedKey()(e)
	}
	if len(name) == 1 {
		p.writes(name, held)
	}
}

// writes is the character that follows a key, where the keyboard is by then.
func (p *person) writes(name fyne.KeyName, held fyne.KeyModifier) {
	r := rune(strings.ToLower(string(name))[0])
	if held == fyne.KeyModifierShift {
		r = map[rune]rune{'/': '?', '1': '!', '7': '&'}[r]
		if r == 0 {
			r = rune(name[0])
		}
	}
	c := p.w.window.Canvas()
	if f := c.Focused(); f != nil {
		f.TypedRune(r)
		return
	}
	c.OnTypedRune()(r)
}

// write types a text where the keyboard is.
func (p *person) write(s string) {
	p.t.Helper()
	f := p.w.window.Canvas().Focused()
	if f == nil {
		p.t.Fatal("the keyboard is nowhere")
	}
	for _, r := range s {
		f.TypedRune(r)
	}
}

// saveAs saves under a name in a folder of the test.
func (p *person) saveAs(name string) string {
	p.t.Helper()
	path := filepath.Join(p.t.TempDir(), name)
	p.dialogs.answer = path
	p.key("Ctrl+Shift+S")
	p.until("saved as "+name, func() bool { return p.w.project.path() == path })
	return path
}

// check fails the test on an error.
func (p *person) check(errs ...error) {
	p.t.Helper()
	if err := errors.Join(errs...); err != nil {
		p.t.Fatal(err)
	}
}

// setParameter types a value into the inspector's field of a parameter and presses Enter.
func (p *person) setParameter(name, value string) {
	p.t.Helper()
	var field *kit.Field
	last := ""
	p.walk(func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *fynecanvas.Text:
			last = o.Text
		case *kit.Field:
			if last == name && field == nil {
				field = o
			}
		}
	})
	if field == nil {
		p.t.Fatalf("there is no field %q", name)
	}
	p.w.window.Canvas().Focus(field)
	field.SetText("")
	p.write(value)
	p.key("Return")
	p.w.window.Canvas().Unfocus()
}
