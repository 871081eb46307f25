package projects

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"go.uber.org/goleak"

	"netloom/assets/examples"
	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/train"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(victimFile); path != "" {
		os.Exit(victim(path))
	}
	goleak.VerifyTestMain(m)
}

// network is the example mnist-mlp under a name.
func network(t testing.TB, name string) *graph.Document {
	t.Helper()
	d, err := examples.Open("mnist-mlp")
	if err == nil {
		d, err = graph.RenameDocument{Name: name}.Apply(d)
	}
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// create makes a project in a folder of its own; it is closed with the test.
func create(t testing.TB) *File {
	t.Helper()
	f, err := Create(context.Background(), filepath.Join(t.TempDir(), "a.netloom"), network(t, "first"), false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// reopen closes a project and opens it again.
func reopen(t testing.TB, f *File) *File {
	t.Helper()
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	g, err := Open(context.Background(), f.Path())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = g.Close() })
	return g
}

// checkpointOf makes a checkpoint with tensors of so many numbers, all of them told by step.
func checkpointOf(step uint64, numbers int) *train.Checkpoint {
	data := make([]float32, numbers)
	for i := range data {
		data[i] = float32(step) + float32(i)/float32(numbers)
	}
	return &train.Checkpoint{
		Epoch: 1, GlobalStep: step, Batch: 32, Samples: 100, Seed: 1, Network: "n",
		Tensors: []compile.Tensor{{Name: "a", Shape: []int{numbers}, Data: data}, {Name: "b", Shape: []int{1, 2}, Data: []float32{1, float32(math.Inf(1))}}},
	}
}

// digest identifies a checkpoint by the bits of its tensors; their order in a file is that of their names.
func digest(c *train.Checkpoint) string {
	h := sha256.New()
	byName := func(a, b compile.Tensor) int { return cmp.Compare(a.Name, b.Name) }
	for _, t := range slices.SortedFunc(slices.Values(c.Tensors), byName) {
		fmt.Fprintln(h, t.Name, t.Shape)
		b := make([]byte, 0, 4*len(t.Data))
		for _, v := range t.Data {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
		}
		h.Write(b)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// intact fails unless the whole database is sound.
func intact(t testing.TB, f *File) {
	t.Helper()
	var verdict string
	if err := f.db.QueryRowContext(t.Context(), "PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
		t.Fatalf("integrity check: %q, %v", verdict, err)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func nameOf(t testing.TB, f *File) string {
	t.Helper()
	d, err := f.Document(t.Context())
	must(t, err)
	return d.Name()
}
