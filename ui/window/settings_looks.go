package window

import (
	"fmt"

	"fyne.io/fyne/v2"

	"netloom/engine/text"
	"netloom/ui/look"
)

// scales are those of the interface.
var scales = []float64{0.8, 1, 1.25, 1.5, 2}

// looksSection chooses theme, interface scale, language and motion.
func (s *settings) looksSection() fyne.CanvasObject {
	w := s.w
	var themes, sizes []string
	theme, scale, language, motion := 0, 1, 0, 0
	for i, v := range look.Variants() {
		themes = append(themes, w.words.Get("settings.theme."+string(v)))
		if v == w.look.Variant {
			theme = i
		}
	}
	for i, v := range scales {
		sizes = append(sizes, fmt.Sprintf("%.0f %%", 100*v))
		if float32(v) == w.look.Scale() {
			scale = i
		}
	}
	languages := []text.Language{text.English, text.Chinese}
	if w.words.Language() == text.Chinese {
		language = 1
	}
	if w.look.ReducedMotion() {
		motion = 1
	}
	names := []string{w.words.Get("action.language.en"), w.words.Get("action.language.zh")}
	motions := []string{w.words.Get("settings.motion.full"), w.words.Get("settings.motion.reduced")}
	return s.options(
		s.option("theme", w.words.Get("settings.theme"), "", themes, theme, func(i int) {
			w.look.Use(look.Variants()[i], float64(w.look.Scale()))
			w.remember()
		}),
		s.option("scale", w.words.Get("settings.scale"), "", sizes, scale, func(i int) {
			w.look.Use(w.look.Variant, scales[i])
			w.remember()
		}),
		s.option("language", w.words.Get("settings.language"), "", names, language, func(i int) {
			w.words.Use(languages[i])
			w.remember()
		}),
		s.option("motion", w.words.Get("settings.motion"), w.words.Get("settings.motion.meaning"), motions, motion, func(i int) {
			w.look.SetReducedMotion(i == 1)
			w.remember()
		}),
	)
}
