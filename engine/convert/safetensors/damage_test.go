package safetensors

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestEveryDamagedByte flips bits of each byte of a small file: it is refused, or read as tensors that the file can hold.
func TestEveryDamagedByte(t *testing.T) {
	whole := written(t, sample())
	for i := range whole {
		for _, flip := range []byte{1, 4, 0x20, 0x80, 0xff} {
			b := slices.Clone(whole)
			b[i] ^= flip
			tensors, _, err := Read(b)
			if err != nil {
				continue
			}
			numbers := 0
			for _, x := range tensors {
				numbers += len(x.Data)
			}
			if 4*numbers > len(b) {
				t.Fatalf("byte %d changed by %#x: %d numbers were read from %d bytes", i, flip, numbers, len(b))
			}
		}
	}
}

// TestAnyTensorsComeBack writes and reads tensors of any shape, name and bit pattern, NaN and infinities included.
func TestAnyTensorsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var list []Tensor
		names := rapid.SliceOfNDistinct(rapid.StringMatching(`[ -~层ß"\\]{1,12}`), 0, 5, rapid.ID[string]).Draw(t, "names")
		for _, name := range names {
			x := Tensor{Name: name, Shape: rapid.SliceOfN(rapid.IntRange(0, 4), 0, 4).Draw(t, "shape")}
			size := 1
			for _, d := range x.Shape {
				size *= d
			}
			for range size {
				x.Data = append(x.Data, math.Float32frombits(rapid.Uint32().Draw(t, "bits")))
			}
			list = append(list, x)
		}
		read, notes, err := Read(written(t, list))
		if err != nil || len(read) != len(list) || notes["format"] != "pt" {
			t.Fatalf("%d of %d tensors came back with %v: %v", len(read), len(list), notes, err)
		}
		for _, x := range list {
			i := slices.IndexFunc(read, func(y Tensor) bool { return y.Name == x.Name })
			if i < 0 || !slices.Equal(read[i].Shape, x.Shape) || !slices.EqualFunc(read[i].Data, x.Data, func(a, b float32) bool { return math.Float32bits(a) == math.Float32bits(b) }) {
				t.Fatalf("%+v did not come back as it was", x)
			}
		}
	})
}
