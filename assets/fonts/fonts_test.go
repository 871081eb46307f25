package fonts

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// face is a parsed font with the family that it must bear.
type face struct {
	name, family string
	font         *sfnt.Font
	buffer       sfnt.Buffer
}

func faces(t *testing.T) []*face {
	t.Helper()
	var list []*face
	for _, f := range []struct {
		name, family string
		content      []byte
	}{
		{"SansRegular", "Netloom Sans", SansRegular()},
		{"SansSemiBold", "Netloom Sans", SansSemiBold()},
		{"MonoRegular", "Netloom Mono", MonoRegular()},
	} {
		parsed, err := sfnt.Parse(f.content)
		if err != nil {
			t.Fatalf("%s: %v", f.name, err)
		}
		list = append(list, &face{name: f.name, family: f.family, font: parsed})
	}
	return list
}

// has tells whether the font draws a character.
func (f *face) has(r rune) bool {
	i, err := f.font.GlyphIndex(&f.buffer, r)
	if err != nil || i == 0 {
		return false
	}
	segments, err := f.font.LoadGlyph(&f.buffer, i, fixed.I(20), nil)
	return err == nil && (len(segments) > 0 || unicode.IsSpace(r))
}

func (f *face) advance(t *testing.T, r rune) fixed.Int26_6 {
	t.Helper()
	i, err := f.font.GlyphIndex(&f.buffer, r)
	if err != nil {
		t.Fatal(err)
	}
	a, err := f.font.GlyphAdvance(&f.buffer, i, fixed.I(1000), font.HintingNone)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestFontsHaveTheirCharacters(t *testing.T) {
	for _, f := range faces(t) {
		for _, r := range "A0 →×·全练层训éßηβσΣ∂∇²≠≤…“”—−，。：（）《》¥" {
			if !f.has(r) {
				t.Errorf("%s does not draw %c (%U)", f.name, r, r)
			}
		}
	}
}

func TestFontsBearTheirNames(t *testing.T) {
	for _, f := range faces(t) {
		family, err := f.font.Name(&f.buffer, sfnt.NameIDTypographicFamily)
		if err != nil || family != f.family {
			t.Errorf("%s is of the family %q, want %q: %v", f.name, family, f.family, err)
		}
		if licence, err := f.font.Name(&f.buffer, sfnt.NameIDLicense); err != nil || licence == "" {
			t.Errorf("%s does not name its licence: %v", f.name, err)
		}
	}
}

func TestMonoHasOneWidth(t *testing.T) {
	mono := faces(t)[2]
	want := mono.advance(t, '0')
	for _, r := range "1iWm×.-→" {
		if got := mono.advance(t, r); got != want {
			t.Errorf("%c is %v wide, 0 is %v", r, got, want)
		}
	}
}

// TestIdeographsKeepWithinTheLine makes sure that Chinese is not clipped above or below.
func TestIdeographsKeepWithinTheLine(t *testing.T) {
	for _, f := range faces(t) {
		m, err := f.font.Metrics(&f.buffer, fixed.I(1000), font.HintingNone)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range "全练层警默鱼" {
			i, err := f.font.GlyphIndex(&f.buffer, r)
			if err != nil {
				t.Fatal(err)
			}
			b, _, err := f.font.GlyphBounds(&f.buffer, i, fixed.I(1000), font.HintingNone)
			if err != nil {
				t.Fatal(err)
			}
			if -b.Min.Y > m.Ascent || b.Max.Y > m.Descent {
				t.Errorf("%s: %c reaches from %v to %v, the line from %v to %v", f.name, r, b.Min.Y, b.Max.Y, -m.Ascent, m.Descent)
			}
		}
	}
}

// TestAllChineseOfTheProductShows reads every source and translation: a character that is missing is put in by running
// make.py with that file as TEXT.
func TestAllChineseOfTheProductShows(t *testing.T) {
	seen := map[rune]string{}
	for _, folder := range []string{"../../engine", "../../ui", "../../app", "../../assets"} {
		err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if !slices.Contains([]string{".go", ".json", ".md"}, filepath.Ext(path)) {
				return nil
			}
			content, err := os.ReadFile(path)
			for _, r := range string(content) {
				if unicode.Is(unicode.Han, r) {
					seen[r] = path
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(seen) < 100 {
		t.Fatalf("only %d Chinese characters were found: the folders are not where they were", len(seen))
	}
	for _, f := range faces(t) {
		for r, path := range seen {
			if !f.has(r) {
				t.Errorf("%s does not draw %c (%U), which stands in %s", f.name, r, r, path)
			}
		}
	}
}
