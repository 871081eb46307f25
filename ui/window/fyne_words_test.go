package window

import (
	"testing"

	"fyne.io/fyne/v2"

	"netloom/engine/text"
	"netloom/ui/kit"
)

// The menu over a field, which is Fyne's, speaks the chosen language whatever the system's is.
func TestStoryTheMenuOverAFieldSpeaksTheChosenLanguage(t *testing.T) {
	for _, system := range []string{"en_US.UTF-8", "zh_CN.UTF-8", "fr_FR.UTF-8", "zh_TW.UTF-8", "C"} {
		t.Run(system, func(t *testing.T) {
			t.Setenv("LC_ALL", system)
			t.Setenv("LANG", system)
			p := sitDown(t, "")
			for _, c := range []struct {
				language text.Language
				word     string
			}{{text.Chinese, "粘贴"}, {text.English, "Paste"}, {text.Chinese, "剪切"}} {
				p.w.words.Use(c.language)
				var field *kit.Field
				p.walk(func(o fyne.CanvasObject) {
					if f, ok := o.(*kit.Field); ok && field == nil {
						field = f
					}
				})
				field.TappedSecondary(&fyne.PointEvent{})
				p.mustRead(c.word)
				p.key("Escape")
			}
		})
	}
}
