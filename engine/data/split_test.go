package data

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// numbered makes a set of two-byte samples whose first byte is the sample's number.
func numbered(labels ...int32) *Dataset {
	d := NewBytes([]int{2}, len(labels))
	d.Labels = labels
	for i := range labels {
		d.Bytes[2*i] = uint8(i)
	}
	return d
}

func TestHoldOutTakesTheLastPart(t *testing.T) {
	whole := &Split{Train: numbered(0, 1, 2, 3, 4, 5, 6), Test: numbered(9)}
	s, err := whole.HoldOut(0.3)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(s.Train.Labels, []int32{0, 1, 2, 3, 4}) || !slices.Equal(s.Validation.Labels, []int32{5, 6}) || s.Test != whole.Test {
		t.Errorf("trains with %v and validates with %v", s.Train.Labels, s.Validation.Labels)
	}
	if s.Validation.Bytes[0] != 5 || len(s.Validation.Bytes) != 4 {
		t.Errorf("the held-out samples are %v", s.Validation.Bytes)
	}
}

func TestHoldOutNothing(t *testing.T) {
	whole := &Split{Train: numbered(0, 1, 2)}
	for _, fraction := range []float64{0, 0.1} {
		if s, err := whole.HoldOut(fraction); err != nil || s.Validation != nil || s.Train.Count() != 3 {
			t.Errorf("holding out %v of 3 samples gave %v, %v", fraction, s, err)
		}
	}
}

func TestHoldOutRefusesImpossibleFractions(t *testing.T) {
	whole := &Split{Train: numbered(0, 1, 2)}
	for _, fraction := range []float64{-0.1, 1, 2, math.NaN(), math.Inf(1)} {
		if _, err := whole.HoldOut(fraction); err == nil {
			t.Errorf("the fraction %v was accepted", fraction)
		}
		if _, err := whole.HoldOutStratified(fraction, 1); err == nil {
			t.Errorf("the stratified fraction %v was accepted", fraction)
		}
	}
}

func TestStratifiedKeepsProportions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		labels := rapid.SliceOfN(rapid.Int32Range(0, 4), 1, 200).Draw(t, "labels")
		fraction := rapid.Float64Range(0, 0.99).Draw(t, "fraction")
		whole := &Split{Train: numbered(labels...)}
		s, err := whole.HoldOutStratified(fraction, rapid.Uint64().Draw(t, "seed"))
		if err != nil {
			t.Fatal(err)
		}
		held := int(fraction * float64(len(labels)))
		if held == 0 {
			return
		}
		if s.Validation.Count() != held || s.Train.Count() != len(labels)-held {
			t.Fatalf("held out %d of %d, want %d", s.Validation.Count(), len(labels), held)
		}
		numbers := append(firstBytes(s.Train), firstBytes(s.Validation)...)
		slices.Sort(numbers)
		for i, x := range numbers {
			if x != uint8(i) {
				t.Fatalf("the two parts hold the samples %v", numbers)
			}
		}
		for class := range int32(5) {
			exact := float64(held) * float64(count(labels, class)) / float64(len(labels))
			if got := float64(count(s.Validation.Labels, class)); math.Abs(got-exact) >= 1 {
				t.Fatalf("class %d: held out %v samples where %.2f are its share", class, got, exact)
			}
		}
	})
}

func TestStratifiedIsDecidedBySeed(t *testing.T) {
	whole := &Split{Train: numbered(make([]int32, 100)...)}
	held := func(seed uint64) []uint8 {
		s, err := whole.HoldOutStratified(0.2, seed)
		if err != nil {
			t.Fatal(err)
		}
		return firstBytes(s.Validation)
	}
	if !slices.Equal(held(1), held(1)) {
		t.Error("one seed held out two different parts")
	}
	if slices.Equal(held(1), held(2)) {
		t.Error("two seeds held out the same part")
	}
}

func count(labels []int32, class int32) (n int) {
	for _, l := range labels {
		if l == class {
			n++
		}
	}
	return n
}

func firstBytes(d *Dataset) []uint8 {
	var x []uint8
	for i := range d.Count() {
		x = append(x, d.Bytes[2*i])
	}
	return x
}
