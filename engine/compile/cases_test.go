package compile

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/tools/txtar"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/text"
)

// TestCases checks each drawing of testdata and compares what is said of it, in both languages. The comment on top of a
// file says what it is about; its data set is that of images of 28×28×1 in ten classes. With UPDATE set in the
// environment the files are written anew, to be read before they are kept.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no cases: %v", err)
	}
	for _, path := range files {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			d, err := graph.Decode(archive.Files[0].Data)
			if err != nil {
				t.Fatal(err)
			}
			r := Check(d, layer.Standard(), data{shape: []int{28, 28, 1}, classes: 10})
			said := []txtar.File{archive.Files[0]}
			for _, l := range []text.Language{text.English, text.Chinese} {
				said = append(said, txtar.File{Name: string(l), Data: []byte(account(r, l))})
			}
			got := txtar.Format(&txtar.Archive{Comment: archive.Comment, Files: said})
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(path, got, 0o600); err != nil {
					t.Fatal(err)
				}
			} else if want, err := os.ReadFile(path); err != nil || string(got) != string(want) {
				t.Errorf("Check says:\n%s", got)
			}
			translated(t, r)
			mended(t, r)
		})
	}
}

// account writes a report as a person reads it.
func account(r *Report, l text.Language) string {
	var b strings.Builder
	for _, n := range r.Document.Nodes() {
		e := r.Nodes[n.ID]
		fmt.Fprintf(&b, "%d %s:", n.ID, n.Name)
		if !e.Known {
			b.WriteString(" not known\n")
			continue
		}
		for _, p := range e.Kind.Out {
			s := e.Out[p.ID]
			fmt.Fprintf(&b, " %s %s", p.ID, layer.ShapeText(s.Shape))
		}
		fmt.Fprintf(&b, "; %d parameters, %d + %d bytes, %v FLOPs\n", e.Parameters, e.WeightBytes, e.ActivationBytes, e.FLOPs)
	}
	fmt.Fprintf(&b, "all: %d parameters, %d + %d bytes, %v FLOPs; trainable: %t\n", r.Parameters, r.WeightBytes, r.ActivationBytes, r.FLOPs, r.Trainable())
	for _, p := range r.Problems {
		severity := "warning"
		if p.Severity == Error {
			severity = "error"
		}
		fmt.Fprintf(&b, "%s %s, layer %d, wire %d: %s\n", severity, p.Code, p.Node, p.Wire, p.Message.In(l))
		for _, repair := range p.Repairs {
			fmt.Fprintf(&b, "  repair: %s\n", repair.Name.In(l))
		}
	}
	return b.String()
}

// translated fails for a problem or repair whose Chinese is missing, or holds a verb that its arguments did not fit.
func translated(t *testing.T, r *Report) {
	t.Helper()
	for _, p := range r.Problems {
		messages := []text.Message{p.Message}
		for _, repair := range p.Repairs {
			messages = append(messages, repair.Name)
		}
		for _, m := range messages {
			en, zh := m.In(text.English), m.In(text.Chinese)
			if strings.ContainsFunc(en, isHan) && !strings.ContainsFunc(r.Document.Name(), isHan) || !strings.ContainsFunc(zh, isHan) || strings.Contains(en+zh, "%!") {
				t.Errorf("%q and %q are no translations of each other", en, zh)
			}
		}
	}
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// mended applies every repair that is offered: the layer's problem must be gone, and no other error of it come instead.
// Layers behind it, which could not be judged before, may have errors of their own.
func mended(t *testing.T, r *Report) {
	t.Helper()
	for _, p := range r.Problems {
		for _, repair := range p.Repairs {
			d, err := repair.Edit.Apply(r.Document)
			if err != nil {
				t.Errorf("the repair %q cannot be made: %v", repair.Name, err)
				continue
			}
			if err := d.Check(); err != nil {
				t.Errorf("the repair %q breaks the document: %v", repair.Name, err)
			}
			after := Check(d, layer.Standard(), data{shape: []int{28, 28, 1}, classes: 10})
			for _, q := range after.Of(p.Node) {
				if q.Severity == Error {
					t.Errorf("after the repair %q it still says: %s", repair.Name, q.Message)
				}
			}
		}
	}
}
