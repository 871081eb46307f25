package locale

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"netloom/assets/translations"
	"netloom/engine/text"
)

// used finds keys such as "toolbar.run" in calls of Get and in fields that hold a key.
var used = regexp.MustCompile(`(?:\bGet\(|Key:\s*|Keys?\{)"([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+)"`)

var verbs = regexp.MustCompile(`%(\[\d+\])?[-+# 0]*[\d.]*[a-zA-Z%]`)

func TestEveryKeyIsTranslated(t *testing.T) {
	w, err := Load(translations.Files)
	if err != nil {
		t.Fatal(err)
	}
	english := w.Catalogue(text.English)
	for _, l := range w.Languages() {
		c := w.Catalogue(l)
		for k, sentence := range english {
			if c[k] == "" {
				t.Errorf("%s lacks %q", l, k)
				continue
			}
			if a, b := sorted(verbs.FindAllString(sentence, -1)), sorted(verbs.FindAllString(c[k], -1)); fmt.Sprint(a) != fmt.Sprint(b) {
				t.Errorf("%s: %q takes %v, English takes %v", l, k, b, a)
			}
		}
		for k := range c {
			if english[k] == "" {
				t.Errorf("%s has %q, which English lacks", l, k)
			}
		}
	}
}

// sorted compares verbs regardless of order and of explicit indexes.
func sorted(v []string) []string {
	for i, s := range v {
		if j := strings.IndexByte(s, ']'); j >= 0 {
			v[i] = "%" + s[j+1:]
		}
	}
	slices.Sort(v)
	return v
}

func TestEveryUsedKeyExists(t *testing.T) {
	w, err := Load(translations.Files)
	if err != nil {
		t.Fatal(err)
	}
	c := w.Catalogue(text.English)
	for _, root := range []string{"../../ui", "../../app"} {
		err := filepath.WalkDir(root, func(path string, e os.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			b, err := os.ReadFile(path)
			for _, m := range used.FindAllStringSubmatch(string(b), -1) {
				if c[m[1]] == "" {
					t.Errorf("%s uses the key %q, which has no sentence", path, m[1])
				}
			}
			return err
		})
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
}

func TestUseChangesAndFallsBack(t *testing.T) {
	w, err := Load(translations.Files)
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	w.OnChange(func() { told++ })
	w.Use(text.Chinese)
	w.Use(text.Chinese)
	w.Use("xx")
	if got := w.Get("common.ok"); got != "确定" || told != 1 {
		t.Fatalf("got %q, told %d times", got, told)
	}
}
