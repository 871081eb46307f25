package window

import (
	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"netloom/assets/icons"
	"netloom/engine/param"
	"netloom/engine/text"
	"netloom/engine/train"
	"netloom/ui/action"
	"netloom/ui/kit"
	"netloom/ui/look"
)

// toolbar is the top of the window: menus, undo, the controls of a run, its settings and its progress.
type toolbar struct {
	w                *Window
	box              *fyne.Container
	undo, redo       *kit.Button
	run, step, stop  *kit.Button
	epochs, batch    *kit.Field
	rate             *kit.Field
	figures          map[*kit.Field]func() string // what each of them shows
	progress         *kit.Progress
	where, percent   *fynecanvas.Text
	running          *fyne.Container
	bar              *fyne.Container
	menus            map[action.Menu]*kit.Button
	inOne            *kit.Button // in the place of the menus in a narrow window
	shownWhere       string
	language, scheme *kit.Button
}

func newToolbar(w *Window) *toolbar {
	l, t := w.look, &toolbar{w: w, figures: map[*kit.Field]func() string{}}
	t.undo = w.iconButton("edit.undo", kit.Quiet)
	t.redo = w.iconButton("edit.redo", kit.Quiet)
	t.run = kit.NewButton(l, w.tips, "play-solid", w.words.Get("toolbar.run"), kit.Primary, w.actions.Find("train.run").Run).SetTip(w.tip("train.run"))
	t.run.MinWidth = 88
	t.step = w.iconButton("train.step", kit.Secondary)
	t.stop = w.iconButton("train.stop", kit.Secondary)
	t.epochs = t.setting("epochs")
	t.batch = t.setting("batch")
	t.rate = t.learningRate()
	t.where = kit.Text(l, "", kit.Small, l.Text2)
	t.percent = kit.Text(l, "", kit.Number, l.Text2)
	t.progress = kit.NewProgress(l)
	gap := kit.Space(1, 1)
	t.running = kit.NewColumn(l.S(6), kit.Stretch(l.S(8), gap, t.where, gap, t.percent), t.progress)
	t.language = kit.NewButton(l, w.tips, "globe", "", kit.Quiet, w.nextLanguage).SetTip(w.words.Get("toolbar.language"))
	scheme := map[look.Variant]string{look.Dark: "moon", look.Light: "sun", look.Contrast: "contrast"}[l.Variant]
	t.scheme = kit.NewButton(l, w.tips, scheme, "", kit.Quiet, w.nextTheme).SetTip(w.words.Get("toolbar.theme"))
	t.box = container.New(&kit.Pad{X: l.S(10), Y: l.S(10)}, t.row())
	return t
}

// row lays everything out; in a narrow window what stands elsewhere too is left out, the less needed first.
func (t *toolbar) row() fyne.CanvasObject {
	w, l := t.w, t.w.look
	logo := fynecanvas.NewImageFromResource(fyne.NewStaticResource("logo.svg", icons.Logo()))
	logo.FillMode = fynecanvas.ImageFillContain
	logo.SetMinSize(fyne.NewSquareSize(l.S(26)))
	name := kit.Text(l, "Netloom", kit.Title, l.Text)
	menus := kit.NewRow(0)
	t.menus = map[action.Menu]*kit.Button{}
	for _, m := range action.Menus() {
		t.menus[m] = w.menuButton(m)
		menus.Add(t.menus[m])
	}
	t.bar, t.inOne = menus, w.allMenus()
	inOne, export, exportIcon := t.inOne, w.exportButton(w.words.Get("toolbar.export")), w.exportButton("")
	commands, commandsIcon := w.commandsButton(), w.iconButton("view.commands", kit.Quiet)
	fields := []fyne.CanvasObject{w.labelled("toolbar.epochs", t.epochs), w.labelled("toolbar.batch", t.batch), w.labelled("toolbar.rate", t.rate)}
	progress, gap := container.New(&kit.Cap{Least: l.S(150), Most: l.S(300)}, t.running), kit.Space(1, 1)
	objects := []fyne.CanvasObject{logo, name, menus, inOne, t.undo, t.redo, t.run, t.step, t.stop}
	objects = append(append(objects, fields...), progress, gap, commands, commandsIcon, t.language, t.scheme, export, exportIcon)
	layout := &kit.Row{Gap: l.S(5), Fill: map[fyne.CanvasObject]bool{progress: true, gap: true}}
	layout.Extras = []kit.Extra{{Object: menus, Else: inOne}, {Object: export, Else: exportIcon}, {Object: progress, Else: gap}}
	for _, o := range append(fields, t.language, t.scheme, name) {
		layout.Extras = append(layout.Extras, kit.Extra{Object: o})
	}
	layout.Extras = append(layout.Extras, kit.Extra{Object: commands, Else: commandsIcon})
	return container.New(layout, objects...)
}

// commandsButton opens the palette of commands; it looks like the field that opens then.
func (w *Window) commandsButton() *kit.Button {
	b := kit.NewButton(w.look, w.tips, "search", w.words.Get("toolbar.commands"), kit.Secondary, w.showCommands).SetTip(w.tip("view.commands"))
	if keys := w.keymap.First("view.commands"); keys != "" {
		b.Trail(kit.Keycap(w.look, keys))
	}
	return b
}

// refresh shows the present state.
func (t *toolbar) refresh() {
	w := t.w
	for _, b := range []struct {
		button *kit.Button
		id     string
	}{{t.undo, "edit.undo"}, {t.redo, "edit.redo"}, {t.run, "train.run"}, {t.step, "train.step"}, {t.stop, "train.stop"}} {
		b.button.Disable(w.actions.Find(b.id).Reason())
	}
	p := w.studio.Progress()
	if p.State == train.Running {
		t.run.Set("pause-solid", w.words.Get("toolbar.pause"))
	} else {
		t.run.Set("play-solid", w.words.Get("toolbar.run"))
	}
	focused := w.window.Canvas().Focused()
	for field, text := range t.figures {
		if focused != fyne.Focusable(field) {
			field.Put(text())
		}
	}
	t.refreshProgress(p)
}

// refreshProgress shows how far the run is; before the first step nothing.
func (t *toolbar) refreshProgress(p train.Progress) {
	w := t.w
	where, short, percent := "", "", ""
	switch {
	case p.State == train.Done || p.Fraction() >= 1:
		where, percent = w.words.Get("toolbar.done", p.Epochs), "100 %"
		short = where
		t.progress.Set(1)
	case p.GlobalStep > 0:
		where = w.words.Get("toolbar.where", p.Epoch, p.Epochs, p.Step, p.Steps)
		short = w.words.Get("toolbar.where.short", p.Epoch, p.Epochs, p.Step, p.Steps)
		percent = param.PrintNumber(float64(int(100*p.Fraction()))) + " %"
		t.progress.Set(p.Fraction())
	}
	see(t.running, where != "")
	if where == t.shownWhere {
		return
	}
	t.shownWhere = where
	room := t.running.Size().Width - w.look.S(50)
	if p.GlobalStep > 0 && kit.Measure(w.look, where, kit.Small).Width > room {
		where = short
	}
	t.where.Text, t.percent.Text = kit.Fit(w.look, where, kit.Small, max(40, room)), percent
	t.where.Refresh()
	t.percent.Refresh()
	t.running.Refresh()
}

// nextLanguage changes to the other language.
func (w *Window) nextLanguage() {
	next := text.Chinese
	if w.words.Language() == text.Chinese {
		next = text.English
	}
	w.words.Use(next)
	w.remember()
}

// nextTheme changes to the next theme.
func (w *Window) nextTheme() {
	all := look.Variants()
	for i, v := range all {
		if v == w.look.Variant {
			w.look.Use(all[(i+1)%len(all)], float64(w.look.Scale()))
			break
		}
	}
	w.remember()
}
