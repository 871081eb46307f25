package projects

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"netloom/engine/train"
)

func TestDocumentComesBack(t *testing.T) {
	t.Parallel()
	f := create(t)
	must(t, f.Save(t.Context(), network(t, "second")))
	f = reopen(t, f)
	d, err := f.Document(t.Context())
	must(t, err)
	want, err := network(t, "second").Encode()
	must(t, err)
	got, err := d.Encode()
	must(t, err)
	if !bytes.Equal(got, want) {
		t.Errorf("the document is\n%s\nwant\n%s", got, want)
	}
	intact(t, f)
}

func TestCreateDoesNotReplaceUnasked(t *testing.T) {
	t.Parallel()
	f := create(t)
	must(t, f.Close())
	_, err := Create(t.Context(), f.Path(), network(t, "other"), false)
	if err == nil || !strings.Contains(err.Error(), "exists already") {
		t.Fatalf("the error is %v", err)
	}
	f = reopen(t, f)
	if got := nameOf(t, f); got != "first" {
		t.Errorf("the project is now %q", got)
	}
	must(t, f.Close())
	g, err := Create(t.Context(), f.Path(), network(t, "other"), true)
	must(t, err)
	t.Cleanup(func() { _ = g.Close() })
	if got := nameOf(t, g); got != "other" {
		t.Errorf("replaced, the project is %q", got)
	}
}

func TestCreateLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	f := create(t)
	folder := filepath.Dir(f.Path())
	if _, err := Create(t.Context(), f.Path(), network(t, "other"), true); err == nil || !strings.Contains(err.Error(), "open in another window") {
		t.Errorf("a project that is open was replaced, or: %v", err)
	}
	if _, err := Create(t.Context(), filepath.Join(folder, "absent", "b.netloom"), network(t, "other"), true); err == nil {
		t.Error("a project was made in a folder that is not there")
	}
	if _, err := Create(t.Context(), folder, network(t, "other"), true); err == nil {
		t.Error("a project was made in the place of a folder")
	}
	must(t, f.Close())
	files, err := os.ReadDir(folder)
	must(t, err)
	if len(files) != 1 {
		t.Errorf("the folder holds %v", files)
	}
}

func TestVersions(t *testing.T) {
	t.Parallel()
	f := create(t)
	must(t, f.KeepVersion(t.Context(), "as opened", network(t, "old")))
	must(t, f.KeepVersion(t.Context(), "better", network(t, "new")))
	f = reopen(t, f)
	list, err := f.Versions(t.Context())
	must(t, err)
	if len(list) != 2 || list[0].Name != "better" || list[1].Name != "as opened" || list[0].Saved.IsZero() {
		t.Fatalf("the versions are %+v", list)
	}
	d, err := f.Version(t.Context(), list[1].ID)
	must(t, err)
	if d.Name() != "old" {
		t.Errorf("the version holds %q", d.Name())
	}
	if _, err := f.Version(t.Context(), 99); err == nil {
		t.Error("a version that was never kept is there")
	}
}

// TestNumbersThatAreNone: a run that diverges must not keep its project from being saved.
func TestNumbersThatAreNone(t *testing.T) {
	t.Parallel()
	f := create(t)
	run, err := f.StartRun(t.Context(), network(t, "x").Settings())
	must(t, err)
	must(t, f.AddEpoch(t.Context(), run, train.Epoch{Epoch: 1, Step: 10, Loss: 0.5, Accuracy: 0.9, ValidationLoss: math.NaN(), ValidationAccuracy: math.NaN(), Seconds: 1}))
	must(t, f.AddEpoch(t.Context(), run, train.Epoch{Epoch: 2, Step: 20, Loss: math.Inf(1), Accuracy: math.NaN(), ValidationLoss: math.Inf(-1), ValidationAccuracy: 0, Seconds: 1}))
	c := checkpointOf(20, 8)
	c.Tensors[0].Data[3] = float32(math.NaN())
	must(t, f.SaveCheckpoint(t.Context(), run, c))
	must(t, f.Save(t.Context(), network(t, "after")))
	f = reopen(t, f)
	list, err := f.Epochs(t.Context())
	must(t, err)
	if len(list) != 2 || list[0].Loss != 0.5 || !math.IsNaN(list[0].ValidationLoss) || !math.IsNaN(list[1].Loss) || !math.IsNaN(list[1].Accuracy) || list[1].ValidationAccuracy != 0 || list[1].Step != 20 {
		t.Errorf("the epochs are %+v", list)
	}
	got, err := f.LatestCheckpoint(t.Context())
	must(t, err)
	if digest(got) != digest(c) {
		t.Error("the weights came back with other bits")
	}
	if nameOf(t, f) != "after" {
		t.Error("the document was not saved")
	}
}

func TestShareCopyHoldsNoHistory(t *testing.T) {
	t.Parallel()
	f := create(t)
	must(t, f.KeepVersion(t.Context(), "a secret attempt", network(t, "secret attempt")))
	must(t, f.SaveCheckpoint(t.Context(), 0, checkpointOf(7, 100)))
	path := filepath.Join(t.TempDir(), "copy.netloom")
	must(t, f.ShareCopy(t.Context(), path))
	b, err := os.ReadFile(path)
	must(t, err)
	for _, private := range []string{"secret attempt", filepath.Dir(f.Path())} {
		if bytes.Contains(b, []byte(private)) {
			t.Errorf("the copy holds %q", private)
		}
	}
	g, err := Open(t.Context(), path)
	must(t, err)
	t.Cleanup(func() { _ = g.Close() })
	c, err := g.LatestCheckpoint(t.Context())
	must(t, err)
	if c == nil || digest(c) != digest(checkpointOf(7, 100)) {
		t.Error("the copy lacks the weights")
	}
}

func TestSecondWindowOnlyReads(t *testing.T) {
	t.Parallel()
	f := create(t)
	g, err := Open(t.Context(), f.Path())
	must(t, err)
	if !g.ReadOnly() {
		t.Fatal("two windows may write the same file")
	}
	if err := g.Save(t.Context(), network(t, "from the second")); err == nil || !strings.Contains(err.Error(), "open elsewhere") {
		t.Errorf("the second window's save ended with %v", err)
	}
	must(t, f.Save(t.Context(), network(t, "from the first")))
	if got := nameOf(t, g); got != "from the first" {
		t.Errorf("the second window reads %q", got)
	}
	must(t, f.Close())
	must(t, g.Close())
	g, err = Open(t.Context(), f.Path())
	must(t, err)
	t.Cleanup(func() { _ = g.Close() })
	if g.ReadOnly() {
		t.Error("the file is locked though no window has it open")
	}
}

func TestSessionsAtOnce(t *testing.T) {
	t.Parallel()
	f := create(t)
	const writers, each = 4, 15
	done := make(chan error)
	for i := range writers {
		go func() {
			for j := range each {
				if err := f.SaveCheckpoint(t.Context(), int64(i), checkpointOf(uint64(j), 1000)); err != nil {
					done <- err
					return
				}
				if _, err := f.Document(t.Context()); err != nil {
					done <- err
					return
				}
			}
			done <- nil
		}()
	}
	for range writers {
		must(t, <-done)
	}
	intact(t, f)
}
