package house

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

var (
	// link finds the targets of links and pictures in Markdown.
	link = regexp.MustCompile(`\]\(([^)\s]+)[^)]*\)`)
	// named finds paths of this module that a document names in code: `engine/graph`, `docs/decisions.md`.
	named = regexp.MustCompile("`((?:app|ui|engine|assets|docs|internal|\\.ci)/[A-Za-z0-9_./-]*)`")
	// heading finds headings, to which links may lead.
	heading = regexp.MustCompile(`(?m)^#+ +(.+)$`)
	dropped = regexp.MustCompile(`[^\p{L}\p{N} _-]`)
)

// anchors are the names that links may use for a document's headings.
func anchors(document []byte) map[string]bool {
	found := map[string]bool{}
	for _, m := range heading.FindAllSubmatch(document, -1) {
		name := dropped.ReplaceAllString(strings.ToLower(string(m[1])), "")
		found[strings.ReplaceAll(name, " ", "-")] = true
	}
	return found
}

func TestLinksLeadSomewhere(t *testing.T) {
	t.Parallel()
	for _, name := range sources(t, ".md") {
		b := read(t, name)
		for _, m := range link.FindAllSubmatch(b, -1) {
			target, anchor, _ := strings.Cut(string(m[1]), "#")
			if strings.Contains(target, "://") || strings.HasPrefix(target, "mailto:") {
				continue
			}
			to, document := name, b
			if target != "" {
				to = path.Join(path.Dir(name), target)
				if !exists(filepath.Join(root, filepath.FromSlash(to))) {
					t.Errorf("%s links to %s, which is not there", name, m[1])
					continue
				}
				if anchor != "" {
					document = read(t, to)
				}
			}
			if anchor != "" && !anchors(document)[anchor] {
				t.Errorf("%s links to %s, but %s has no such heading", name, m[1], to)
			}
		}
	}
}

// TestDocumentsNameWhatExists: a document that speaks of a file or a package that is gone is out of date.
func TestDocumentsNameWhatExists(t *testing.T) {
	t.Parallel()
	for _, name := range sources(t, ".md") {
		for _, m := range named.FindAllSubmatch(read(t, name), -1) {
			if p := string(m[1]); !exists(filepath.Join(root, filepath.FromSlash(p))) {
				t.Errorf("%s names %s, which is not there", name, p)
			}
		}
	}
}
