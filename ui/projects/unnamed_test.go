package projects

import (
	"path/filepath"
	"testing"
)

func TestProjectsWithoutANameLieSideBySide(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	var seen []string
	for range 3 {
		f, err := CreateUnnamed(t.Context(), home, network(t, "x"))
		must(t, err)
		must(t, f.Close())
		if !IsUnnamed(home, f.Path()) || filepath.Ext(f.Path()) != ".netloom" {
			t.Errorf("%s does not count as without a name", f.Path())
		}
		seen = append(seen, filepath.Base(f.Path()))
	}
	if seen[0] == seen[1] || seen[1] == seen[2] || seen[0] == seen[2] {
		t.Errorf("they lie at %v", seen)
	}
	for _, other := range []string{filepath.Join(home, "mine.netloom"), filepath.Join(home, "a", "unnamed.netloom"), ""} {
		if IsUnnamed(home, other) {
			t.Errorf("%q counts as without a name", other)
		}
	}
	if IsUnnamed("", "unnamed.netloom") {
		t.Error("without a home a project counts as without a name")
	}
}
