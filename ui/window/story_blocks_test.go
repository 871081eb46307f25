package window

import (
	"testing"

	"netloom/engine/text"
)

// Someone looks for blocks as for layers: by a part of a name, by letters of it, in either language.
func TestFindingABlock(t *testing.T) {
	for _, c := range []struct {
		typed, block string
		in           text.Language
	}{
		{"resid", "Residual", text.English},
		{"trfm", "Transformer", text.English}, // letters left out
		{"残差", "Residual", text.English},
		{"lstm two", "LSTM, two layers", text.English}, // words in any order
		{"inception", "Inception 模块", text.Chinese},
		{"residual", "残差模块", text.Chinese},
	} {
		p := sitDown(t, "")
		p.w.words.Use(c.in)
		p.w.newProject()
		p.w.side.Search()
		p.write(c.typed)
		p.key("Return")
		f := p.w.studio.Document().Frames()
		if label, _ := p.w.studio.Undone(); len(f) != 1 || label.In(c.in) != p.w.words.Message(text.New("Add %s", "添加 %s", c.block)) {
			t.Errorf("typing %q in %s: %q is done, and there are %d frames", c.typed, c.in, label.In(c.in), len(f))
		}
	}
	p := sitDown(t, "")
	p.w.newProject()
	p.w.side.Search()
	p.write("lstm")
	p.key("Return")
	if d := p.w.studio.Document(); len(d.Frames()) != 0 || len(d.Nodes()) != 1 {
		t.Error("a block comes before the layer that is called as was typed")
	}
}
