package data

import (
	"bytes"
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func readFile(t testing.TB, parts ...string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(parts...))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func readNPYBytes(b []byte) (*Tensor, error) { return ReadNPY(bytes.NewReader(b), int64(len(b))) }

func TestReadNPYOfNumPy(t *testing.T) {
	quarters := []float32{-0.5, -0.25, 0, 0.25, 0.5, 0.75}
	signed := []float32{-3, -2, -1, 0, 1, 2}
	thousands := []float32{0, 1000, 2000, 3000, 4000, 5000}
	for _, c := range []struct {
		file  string
		shape []int
		want  []float32
	}{
		{"f4", []int{2, 3}, quarters},
		{"f8-big", []int{2, 3}, quarters},
		{"u1", []int{2, 3}, []float32{0, 51, 102, 153, 204, 255}},
		{"b1", []int{2, 3}, []float32{0, 1, 0, 1, 0, 1}},
		{"i1", []int{2, 3}, signed},
		{"i2", []int{2, 3}, signed},
		{"i4", []int{2, 3}, signed},
		{"i8", []int{2, 3}, signed},
		{"u2", []int{2, 3}, thousands},
		{"u4", []int{2, 3}, thousands},
		{"u8", []int{2, 3}, thousands},
		{"scalar", []int{}, []float32{2.5}},
		{"empty", []int{0, 3}, nil},
	} {
		got, err := readNPYBytes(readFile(t, "testdata/numpy", c.file+".npy"))
		if err != nil {
			t.Errorf("%s: %v", c.file, err)
			continue
		}
		if !slices.Equal(got.Shape, c.shape) || !slices.Equal(got.Data, c.want) {
			t.Errorf("%s is %v %v, want %v %v", c.file, got.Shape, got.Data, c.shape, c.want)
		}
	}
}

func TestReadNPYRefusesByName(t *testing.T) {
	for file, want := range map[string]string{"fortran": "Fortran order", "object": `type "|O"`} {
		if _, err := readNPYBytes(readFile(t, "testdata/numpy", file+".npy")); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: the error is %v, want one with %s", file, err, want)
		}
	}
}

// npyWith makes a file with a header of our own and some bytes.
func npyWith(header string, content ...byte) []byte {
	b := append([]byte(npyMagic), 1, 0)
	b = binary.LittleEndian.AppendUint16(b, uint16(len(header)))
	return append(append(b, header...), content...)
}

func TestReadNPYRefusesHostileHeaders(t *testing.T) {
	for _, header := range []string{
		"", "{}", "{'descr': '<f4'}",
		"{'descr': '<f4', 'fortran_order': False, 'shape': (1)}",
		"{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}",
		"{'descr': '<f4', 'fortran_order': False, 'shape': (01,)}",
		"{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'shape': (1,)}",
		"{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'more': 1}",
		"{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} x",
		"{'descr': '<f4' 'fortran_order': False, 'shape': (1,)}",
		"{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}",
		"{'descr': '<f2', 'fortran_order': False, 'shape': (2,)}",
		"{'descr': '|f4', 'fortran_order': False, 'shape': (1,)}",
		"{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296)}",
		"{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807, 2)}",
		"{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}",
		"{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000,)}",
		"{'descr': '<f4', 'fortran_order': False, 'shape': (" + strings.Repeat("1, ", 33) + ")}",
	} {
		if got, err := readNPYBytes(npyWith(header, 0, 0, 0, 0)); err == nil {
			t.Errorf("the header %q was read as %v", header, got)
		}
	}
	good := "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)}"
	if _, err := readNPYBytes(npyWith(good, 0, 0, 0, 0)); err != nil {
		t.Errorf("the header %q was refused: %v", good, err)
	}
	for _, content := range [][]byte{{}, {0, 0, 0}, {0, 0, 0, 0, 0}} {
		if _, err := readNPYBytes(npyWith(good, content...)); err == nil {
			t.Errorf("%d bytes were read as one number", len(content))
		}
	}
}

func TestReadNPYRefusesNumbersTooLarge(t *testing.T) {
	number := func(x float64) []byte { return binary.LittleEndian.AppendUint64(nil, math.Float64bits(x)) }
	header := "{'descr': '<f8', 'fortran_order': False, 'shape': (1,)}"
	if got, err := readNPYBytes(npyWith(header, number(1e300)...)); err == nil {
		t.Errorf("1e300 was read as %v", got.Data)
	}
	if got, err := readNPYBytes(npyWith(header, number(math.Inf(-1))...)); err != nil || !math.IsInf(float64(got.Data[0]), -1) {
		t.Errorf("-inf was read as %v, %v", got, err)
	}
}

func TestWriteNPYIsWhatNumPyWrites(t *testing.T) {
	for _, file := range []string{"f4", "scalar", "empty"} {
		want := readFile(t, "testdata/numpy", file+".npy")
		tensor, err := readNPYBytes(want)
		if err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		if err := WriteNPY(&got, tensor); err != nil || !bytes.Equal(got.Bytes(), want) {
			t.Errorf("%s was written as %q, %v; NumPy writes %q", file, got.Bytes(), err, want)
		}
	}
}

// drawTensor draws a tensor of any rank with any numbers, NaN among them.
func drawTensor(t *rapid.T) *Tensor {
	shape := rapid.SliceOfN(rapid.IntRange(0, 5), 0, 4).Draw(t, "shape")
	n, _ := product(shape, 1000)
	bits := rapid.SliceOfN(rapid.Uint32(), int(n), int(n)).Draw(t, "bits")
	x := &Tensor{Shape: shape, Data: make([]float32, n)}
	for i, b := range bits {
		x.Data[i] = math.Float32frombits(b)
	}
	return x
}

// same compares bit for bit, all NaN being alike.
func same(a, b *Tensor) bool {
	return slices.Equal(a.Shape, b.Shape) && slices.EqualFunc(a.Data, b.Data, func(x, y float32) bool {
		return math.Float32bits(x) == math.Float32bits(y) || x != x && y != y
	})
}

func TestNPYReadsWhatItWrote(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := drawTensor(t)
		var b bytes.Buffer
		if err := WriteNPY(&b, want); err != nil {
			t.Fatal(err)
		}
		if got, err := readNPYBytes(b.Bytes()); err != nil || !same(got, want) {
			t.Fatalf("wrote %v, read %v, %v", want, got, err)
		}
	})
}

func TestNPYSurvivesDamage(t *testing.T) {
	damage(t, readFile(t, "testdata/numpy/f4.npy"), func(b []byte) error {
		_, err := readNPYBytes(b)
		return err
	})
}

// damage tries a file cut off at every length, which must be refused, and with every byte changed, which must not crash.
func damage(t *testing.T, good []byte, read func([]byte) error) {
	t.Helper()
	if err := read(good); err != nil {
		t.Fatalf("the file itself is refused: %v", err)
	}
	for n := range good {
		if err := read(slices.Clone(good[:n])); err == nil {
			t.Errorf("cut off after %d of %d bytes it was read", n, len(good))
		}
	}
	for i := range good {
		for _, flip := range []byte{0x01, 0x80, 0xff} {
			b := slices.Clone(good)
			b[i] ^= flip
			_ = read(b) // any answer will do
		}
	}
}

func FuzzReadNPY(f *testing.F) {
	f.Fuzz(func(t *testing.T, b []byte) {
		x, err := readNPYBytes(b)
		if err != nil {
			return
		}
		if n, ok := product(x.Shape, maxDecoded); !ok || n != int64(len(x.Data)) || n > int64(len(b)) {
			t.Fatalf("%d bytes were read as shape %v with %d numbers", len(b), x.Shape, len(x.Data))
		}
	})
}
