package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"netloom/ui/look"
)

// Lines break between words, between signs of Chinese but not before a mark that closes, and long names where they must;
// nothing is lost and nothing is wider than it may be.
func TestWrap(t *testing.T) {
	app := test.NewApp()
	t.Cleanup(app.Quit)
	l := look.New(look.Dark, 1, func(x fyne.Theme) { app.Settings().SetTheme(x) })
	const width = 120
	for _, s := range []string{
		"A unit multiplies each input by a weight, adds them up with a bias, and bends the sum by its activation.",
		"单元将输入乘以权重并加上偏置，再经过激活函数。单元越多表达能力越强，但需要更多数据。",
		"torch.distributions.Normal.rsample and transforms.RandomHorizontalFlip", "Pneumonoultramicroscopicsilicovolcanoconiosis", "", "one",
	} {
		lines := Wrap(l, s, Small, width)
		plain := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if got := plain(strings.Join(lines, "")); got != plain(s) {
			t.Errorf("%q became %q", s, got)
		}
		for i, line := range lines {
			if w := Measure(l, line, Small).Width; w > width+0.5 {
				t.Errorf("the line %q of %q is %v wide", line, s, w)
			}
			if i > 0 && line != "" && closes([]rune(line)[0]) {
				t.Errorf("a line begins with a mark that closes: %q", line)
			}
		}
	}
	if got := Wrap(l, "abc", Small, -1); strings.Join(got, "") != "abc" {
		t.Errorf("without any width there is %q", got)
	}
	if got := Wrap(l, "one\ntwo", Small, width); len(got) != 2 {
		t.Errorf("two lines became %q", got)
	}
}
