package window

import (
	"fyne.io/fyne/v2"

	"netloom/ui/action"
)

// list is the explicit list of actions; each group is one function, each command one record.
func (w *Window) list() action.List {
	var l action.List
	for _, group := range []func() []*action.Action{w.fileActions, w.editActions, w.clipboardActions, w.settingsActions, w.nudgeActions, w.networkActions, w.structureActions, w.arrangeActions, w.viewActions, w.findActions, w.holdActions, w.tabActions, w.trainActions, w.helpActions} {
		l = append(l, group()...)
	}
	return l
}

func key(k fyne.KeyName) action.Keys      { return action.Keys{Key: k} }
func mainKey(k fyne.KeyName) action.Keys  { return action.Keys{Key: k, Main: true} }
func shiftKey(k fyne.KeyName) action.Keys { return action.Keys{Key: k, Main: true, Shift: true} }
