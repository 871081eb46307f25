package data

import (
	"slices"
	"testing"
)

func TestSliceAndSelectOfNumbers(t *testing.T) {
	d := &Dataset{Name: "n", Shape: []int{2}, Floats: []float32{0, 1, 10, 11, 20, 21}, Labels: []int32{5, 6, 7}, Classes: []string{"x"}}
	s := d.Slice(1, 3)
	if !slices.Equal(s.Floats, []float32{10, 11, 20, 21}) || !slices.Equal(s.Labels, []int32{6, 7}) || s.Name != "n" || len(s.Classes) != 1 {
		t.Errorf("slice is %+v", s)
	}
	s = d.Select([]int32{2, 0})
	if !slices.Equal(s.Floats, []float32{20, 21, 0, 1}) || !slices.Equal(s.Labels, []int32{7, 5}) {
		t.Errorf("selection is %+v", s)
	}
	s.Floats[0] = 99
	if d.Floats[4] != 20 {
		t.Error("the selection shares memory with its set")
	}
}

func TestFirst(t *testing.T) {
	d := numbered(1, 2, 3)
	for n, want := range map[int]int{-1: 3, 0: 0, 2: 2, 3: 3, 9: 3} {
		if got := d.First(n).Count(); got != want {
			t.Errorf("the first %d of 3 are %d, want %d", n, got, want)
		}
	}
}

func TestSampleIsScaled(t *testing.T) {
	d := NewBytes([]int{1, 2}, 2)
	copy(d.Bytes, []uint8{0, 0, 255, 51})
	got := make([]float32, 2)
	d.Sample(1, got)
	if got[0] != 1 || got[1] != float32(51)*d.Scale {
		t.Errorf("sample is %v, want 1 and a fifth", got)
	}
	d = &Dataset{Shape: []int{2}, Floats: []float32{1, 2, 3, 4}, Labels: make([]int32, 2)}
	if d.Sample(1, got); !slices.Equal(got, []float32{3, 4}) {
		t.Errorf("sample is %v, want 3 and 4", got)
	}
}
