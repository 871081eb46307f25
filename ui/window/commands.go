package window

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/text"
	"netloom/ui/action"
	"netloom/ui/kit"
	"netloom/ui/match"
)

// command is what can be called from the command palette: an action, a layer to add, or a layer to go to.
type command struct {
	id    string // "" where it is not remembered as used
	names match.Candidate
	show  func(name string) kit.Choice // with what its name is now
	note  string
}

// mostCommands is how many are listed.
const mostCommands = 60

// showCommands opens the palette of all commands.
func (w *Window) showCommands() {
	commands := w.commands()
	words := kit.PickerWords{Placeholder: w.words.Get("commands.placeholder"), Hint: w.words.Get("commands.hint"), Nothing: w.words.Get("commands.nothing")}
	kit.NewPicker(w.look, w.tips, w.window.Canvas(), words, func(typed string) []kit.Choice {
		if typed == "" {
			return w.allCommands(commands)
		}
		return w.matching(commands, typed)
	}).Show()
}

// commands lists everything that can be called now.
func (w *Window) commands() []command {
	var list []command
	for _, a := range w.actions {
		if a.ID != "view.commands" {
			list = append(list, w.actionCommand(a))
		}
	}
	for _, k := range w.options.Layers.All() {
		list = append(list, w.layerCommand(k))
	}
	for _, n := range w.studio.Document().Nodes() {
		list = append(list, w.nodeCommand(n))
	}
	return list
}

// allCommands lists those used last, and then every action by its menu.
func (w *Window) allCommands(commands []command) []kit.Choice {
	var list []kit.Choice
	for _, id := range w.memory.Commands {
		for _, c := range commands {
			if c.id == id {
				list = append(list, w.choice(c))
			}
		}
	}
	if len(list) > 0 {
		list[0].Heading = w.words.Get("commands.recent")
	}
	for _, m := range append(action.Menus(), action.None) {
		first := len(list)
		for _, a := range w.actions.In(m) {
			if a.ID != "view.commands" {
				c := w.choice(w.actionCommand(a))
				c.Note = ""
				list = append(list, c)
			}
		}
		if len(list) > first {
			list[first].Heading = w.menuName(m)
		}
	}
	return list
}

// matching lists what fits, the best first; of what fits equally well, what was used last.
func (w *Window) matching(commands []command, typed string) []kit.Choice {
	type found struct {
		command
		match.Match
	}
	const recently = 40
	var list []found
	for _, c := range commands {
		m, ok := match.Find(typed, c.names)
		if !ok {
			continue
		}
		if i := slices.Index(w.memory.Commands, c.id); i >= 0 {
			m.Score += recently - float64(i)
		}
		list = append(list, found{c, m})
	}
	slices.SortStableFunc(list, func(a, b found) int { return cmp.Compare(b.Score, a.Score) })
	var choices []kit.Choice
	for _, f := range list[:min(len(list), mostCommands)] {
		c := w.choice(f.command)
		switch {
		case f.Name == 0 && c.Name == f.names.Names[0]:
			c.Marks = f.Marks
		case f.Name > 0:
			c.Other = f.names.Names[f.Name]
		}
		choices = append(choices, c)
	}
	return choices
}

// choice is a command as a line; taking it remembers it.
func (w *Window) choice(c command) kit.Choice {
	x := c.show(c.names.Names[0])
	x.Note = c.note
	run := x.Run
	x.Run = func() {
		if c.id != "" {
			w.memory.Called(c.id)
			w.remember()
		}
		run()
	}
	return x
}

// menuName is a menu's name; what stands in none is done on the canvas.
func (w *Window) menuName(m action.Menu) string {
	if m == action.None {
		return w.words.Get("menu.none")
	}
	return w.words.Get("menu." + string(m))
}

// actionCommand is an action, found by its name in every language.
func (w *Window) actionCommand(a *action.Action) command {
	names := []string{w.words.Get(a.Key)}
	for _, l := range w.words.Languages() {
		if name := w.words.Catalogue(l)[a.Key]; !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return command{
		id: a.ID, names: match.Candidate{Names: names}, note: w.menuName(a.Menu),
		show: func(string) kit.Choice {
			icon := a.Icon
			if a.Checked != nil && a.Checked() {
				icon = "check"
			}
			c := kit.Choice{Name: w.name(a), Keys: w.keymap.First(a.ID), Why: a.Reason(), Run: func() { w.invoke(a) }}
			if icon != "" {
				c.Icon = kit.Square(w.look, kit.Icon(w.look, icon, 16, w.look.Text2), 20)
			}
			return c
		},
	}
}

// inBoth gives a text in the chosen language first.
func (w *Window) inBoth(of func(text.Language) string) []string {
	names := []string{of(w.words.Language())}
	for _, l := range w.words.Languages() {
		if n := of(l); !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	return names
}

// layerCommand adds a layer.
func (w *Window) layerCommand(k *layer.Kind) command {
	names := w.inBoth(func(l text.Language) string { return w.words.In(l, "commands.add", k.Name.In(l)) })
	also := append([]string{k.Name.EN, k.Name.ZH, k.Names.Keras, k.Names.PyTorch, k.Names.ONNX}, k.Keywords...)
	return command{
		id: "add:" + k.ID, names: match.Candidate{Names: names, Also: also}, note: w.words.Get("commands.layer"),
		show: func(name string) kit.Choice {
			return kit.Choice{Icon: kit.NewTile(w.look, k.Category, 20), Name: name, Run: func() { w.canvas.AddKind(k) }}
		},
	}
}

// nodeCommand goes to a layer on the canvas.
func (w *Window) nodeCommand(n *graph.Node) command {
	k := w.studio.Kind(n)
	names := w.inBoth(func(l text.Language) string { return w.words.In(l, "commands.go", n.Name) })
	return command{
		names: match.Candidate{Names: names, Also: []string{n.Name}}, note: w.words.Get("commands.here"),
		show: func(name string) kit.Choice {
			var icon fyne.CanvasObject
			if k != nil {
				icon = kit.NewTile(w.look, k.Category, 20)
			}
			return kit.Choice{Icon: icon, Name: name, Run: func() {
				w.studio.Select(graph.Selection{Nodes: []graph.NodeID{n.ID}})
				w.canvas.Reveal(n.ID)
			}}
		},
	}
}
