package window

import (
	"encoding/json"

	"fyne.io/fyne/v2/lang"
)

// teachFyne gives Fyne the words of the menu that it opens over a field, in the chosen language: its own are in the
// system's, whatever the person has chosen here.
func (w *Window) teachFyne() {
	if lang.L("Paste") == w.words.Get("field.paste") {
		return // Fyne says it so already
	}
	words := map[string]string{}
	for fyneKey, key := range map[string]string{
		"Cut": "field.cut", "Copy": "field.copy", "Paste": "field.paste", "Select all": "field.select_all", "Undo": "action.undo", "Redo": "action.redo",
	} {
		words[fyneKey] = w.words.Get(key)
	}
	b, err := json.Marshal(words)
	if err == nil {
		err = lang.AddTranslationsForLocale(b, lang.SystemLocale())
	}
	if err != nil {
		w.Refused(err)
	}
}
