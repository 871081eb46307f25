package data

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func newBatcher(t rapid.TB, seed uint64, samples, batch int) *Batcher {
	t.Helper()
	b, err := NewBatcher(seed, samples, batch)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestBatchesCoverAnEpochOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 200).Draw(t, "n")
		batch := rapid.IntRange(1, n).Draw(t, "batch")
		b := newBatcher(t, rapid.Uint64().Draw(t, "seed"), n, batch)
		epoch := rapid.IntRange(0, 50).Draw(t, "epoch")
		var rows []int32
		for step := range b.Steps() {
			x := b.Batch(epoch, step)
			if last := step == b.Steps()-1; len(x) != batch && !last || len(x) == 0 {
				t.Fatalf("batch %d of %d has %d rows, want %d", step, b.Steps(), len(x), batch)
			}
			rows = append(rows, x...)
		}
		slices.Sort(rows)
		for i := range n {
			if i >= len(rows) || rows[i] != int32(i) {
				t.Fatalf("the rows of an epoch are %v, want each of %d once", rows, n)
			}
		}
		if len(rows) != n {
			t.Fatalf("%d rows in an epoch, want %d", len(rows), n)
		}
	})
}

func TestBatchIsTheSameFromAnywhere(t *testing.T) {
	through := newBatcher(t, 9, 100, 32)
	for epoch := range 3 {
		for step := range through.Steps() {
			resumed := newBatcher(t, 9, 100, 32)
			if got, want := resumed.Batch(epoch, step), through.Batch(epoch, step); !slices.Equal(got, want) {
				t.Fatalf("epoch %d, step %d: resumed %v, straight through %v", epoch, step, got, want)
			}
		}
	}
}

func TestBatchersDiffer(t *testing.T) {
	first := slices.Clone(newBatcher(t, 1, 100, 100).Batch(0, 0))
	if other := newBatcher(t, 1, 100, 100).Batch(1, 0); slices.Equal(first, other) {
		t.Error("two epochs have one order")
	}
	if other := newBatcher(t, 2, 100, 100).Batch(0, 0); slices.Equal(first, other) {
		t.Error("two seeds have one order")
	}
}

func TestBatchOutsideTheEpochIsEmpty(t *testing.T) {
	b := newBatcher(t, 1, 10, 4)
	for _, step := range []int{-1, 3, 100} {
		if rows := b.Batch(0, step); rows != nil {
			t.Errorf("step %d of 3 has rows %v", step, rows)
		}
	}
}

func TestBatcherRefusesImpossibleSizes(t *testing.T) {
	for _, c := range [][2]int{{0, 1}, {-1, 1}, {10, 0}, {10, -3}, {10, 11}} {
		if _, err := NewBatcher(1, c[0], c[1]); err == nil {
			t.Errorf("%d samples in batches of %d were accepted", c[0], c[1])
		}
	}
}

func TestBatchAllocatesNothing(t *testing.T) {
	b := newBatcher(t, 1, 1000, 32)
	step := 0
	if n := testing.AllocsPerRun(100, func() { b.Batch(step/b.Steps(), step%b.Steps()); step++ }); n != 0 {
		t.Fatalf("%v allocations a batch, want 0", n)
	}
}
