package window

import (
	"fyne.io/fyne/v2"

	"netloom/ui/action"
)

// helpActions explain the program.
func (w *Window) helpActions() []*action.Action {
	return []*action.Action{
		{ID: "help.keys", Key: "action.keys", Icon: "keyboard", Keys: action.Keys{Key: fyne.KeySlash, Shift: true}, Menu: action.Help, Run: w.showKeys},
		{ID: "help.about", Key: "action.about", Icon: "info", Menu: action.Help, Group: 1, Run: w.showAbout},
	}
}
