package data

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func save(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func npyOf(t *testing.T, shape []int, numbers ...float32) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteNPY(&b, &Tensor{Shape: shape, Data: numbers}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSamplesTakesEveryForm(t *testing.T) {
	for _, c := range []struct {
		shape, sample []int
		want          int // samples; 0 for a refusal
	}{
		{[]int{7, 28, 28, 1}, []int{28, 28, 1}, 7},
		{[]int{7, 28, 28}, []int{28, 28, 1}, 7},
		{[]int{7, 1, 28, 28}, []int{28, 28, 1}, 7},
		{[]int{28, 28}, []int{28, 28, 1}, 1},
		{[]int{28, 28, 1}, []int{28, 28, 1}, 1},
		{[]int{7, 784}, []int{28, 28, 1}, 7},
		{[]int{784}, []int{28, 28, 1}, 1},
		{[]int{10, 10}, []int{10}, 10},
		{[]int{10}, []int{10}, 1},
		{[]int{5}, []int{1}, 5},
		{[]int{}, []int{1}, 1},
		{[]int{0, 3}, []int{3}, 0},
		{[]int{3, 28, 28}, []int{28, 28, 3}, 0},
		{[]int{7, 785}, []int{28, 28, 1}, 0},
		{[]int{2, 7, 784}, []int{28, 28, 1}, 0},
		{[]int{}, []int{2}, 0},
	} {
		n, _ := product(c.shape, 1<<20)
		got, err := (&Tensor{Shape: c.shape, Data: make([]float32, n)}).Samples(c.sample)
		switch {
		case c.want == 0 && err == nil:
			t.Errorf("%v was taken for samples of %v: %v", c.shape, c.sample, got.Shape)
		case c.want > 0 && (err != nil || !slices.Equal(got.Shape, append([]int{c.want}, c.sample...))):
			t.Errorf("%v as samples of %v gave %v, %v", c.shape, c.sample, got, err)
		}
	}
}

func TestReadInput(t *testing.T) {
	sample := []int{2, 3, 1}
	six := []float32{0, 0.2, 0.4, 0.6, 0.8, 1}
	var packed bytes.Buffer
	if err := WriteNPZ(&packed, []Named{{"x", &Tensor{Shape: []int{2, 3}, Data: six}}}); err != nil {
		t.Fatal(err)
	}
	img := ramp(3, 2)
	for i := range img.Pix {
		img.Pix[i] *= 51
	}
	for name, content := range map[string][]byte{
		"a.npy":     npyOf(t, []int{1, 6}, six...),
		"bytes.npy": readFile(t, "testdata/numpy/u1.npy"),
		"a.npz":     packed.Bytes(),
		"a.csv":     []byte("0,0.2,0.4,0.6,0.8,1\n"),
		"a.PNG":     encodePNG(t, img),
	} {
		got, err := ReadInput(save(t, name, content), sample)
		if err != nil || !slices.Equal(got.Shape, []int{1, 2, 3, 1}) || !near(got.Data, 0, 0.2, 0.4, 0.6, 0.8, 1) {
			t.Errorf("%s was read as %v, %v", name, got, err)
		}
	}
}

func TestReadInputNamesFileAndFault(t *testing.T) {
	for name, want := range map[string]string{"a.npy": "not a .npy file", "a.npz": "not a .npz file", "a.csv": "no rows", "a.jpg": "does not fit", "a.gif": `type ".gif"`, "a": `type ""`} {
		path := save(t, name, nil)
		if _, err := ReadInput(path, []int{2}); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) {
			t.Errorf("an empty %s gave %v", name, err)
		}
	}
	for _, path := range []string{filepath.Join(t.TempDir(), "missing.npy"), t.TempDir()} {
		if _, err := ReadInput(path, []int{2}); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("%s gave %v", path, err)
		}
	}
}

func TestReadInputs(t *testing.T) {
	pack := func(arrays ...Named) string {
		var b bytes.Buffer
		if err := WriteNPZ(&b, arrays); err != nil {
			t.Fatal(err)
		}
		return save(t, "in.npz", b.Bytes())
	}
	array := func(name string, shape ...int) Named {
		n, _ := product(shape, 1000)
		return Named{name, &Tensor{Shape: shape, Data: make([]float32, n)}}
	}
	wanted := map[string][]int{"a": {2}, "b": {3}}
	got, err := ReadInputs(pack(array("b", 4, 3), array("a", 4, 2)), wanted)
	if err != nil || !slices.Equal(got["a"].Shape, []int{4, 2}) || !slices.Equal(got["b"].Shape, []int{4, 3}) {
		t.Errorf("read %v, %v", got, err)
	}
	for fault, path := range map[string]string{
		`no array "b"`:  pack(array("a", 4, 2)),
		`no input "c"`:  pack(array("a", 4, 2), array("b", 4, 3), array("c", 1)),
		"same number":   pack(array("a", 4, 2), array("b", 5, 3)),
		"does not hold": pack(array("a", 4, 3), array("b", 4, 3)),
		"2 inputs":      save(t, "a.npy", npyOf(t, []int{2}, 1, 2)),
	} {
		if _, err := ReadInputs(path, wanted); err == nil || !strings.Contains(err.Error(), fault) {
			t.Errorf("%s: the error is %v", fault, err)
		}
	}
	one, err := ReadInputs(save(t, "a.npy", npyOf(t, []int{2}, 1, 2)), map[string][]int{"only": {2}})
	if err != nil || !slices.Equal(one["only"].Data, []float32{1, 2}) {
		t.Errorf("one input was read as %v, %v", one, err)
	}
}

func TestWriteOutput(t *testing.T) {
	outputs := []Named{{"p", &Tensor{Shape: []int{2, 2}, Data: []float32{1, 2, 3, 4}}}}
	for _, extension := range []string{".npy", ".npz", ".CSV"} {
		var b bytes.Buffer
		if err := WriteOutput(&b, extension, outputs); err != nil {
			t.Errorf("%s: %v", extension, err)
			continue
		}
		got, err := ReadInput(save(t, "p"+extension, b.Bytes()), []int{2})
		if err != nil || !same(got, outputs[0].Tensor) {
			t.Errorf("%s was read back as %v, %v", extension, got, err)
		}
	}
	if err := WriteOutput(io.Discard, ".npy", append(outputs, outputs...)); err == nil {
		t.Error("two outputs were written to one .npy file")
	}
	if err := WriteOutput(io.Discard, ".txt", outputs); err == nil {
		t.Error("a .txt file was written")
	}
}

func TestProductNeverWraps(t *testing.T) {
	const huge = int(^uint(0) >> 1)
	for _, shape := range [][]int{{huge, huge}, {huge, 2}, {1 << 31, 1 << 31, 1 << 31}, {-1}, {2, -1}, {huge, 0, huge}, {11}} {
		if n, ok := product(shape, 10); ok {
			t.Errorf("%v has the product %d within 10", shape, n)
		}
	}
	if n, ok := product([]int{2, 5}, 10); !ok || n != 10 {
		t.Errorf("2×5 is %d, %v", n, ok)
	}
}
