package safetensors

import (
	"bytes"
	"encoding/binary"
	"reflect"
	"strings"
	"testing"
)

func sample() []Tensor {
	return []Tensor{
		{Name: "a", Shape: []int{2, 3}, Data: []float32{1, 2, 3, 4, 5, 6}},
		{Name: "b.scalar", Shape: []int{}, Data: []float32{7}},
		{Name: "c", Shape: []int{0, 4}, Data: []float32{}},
	}
}

func written(t interface {
	Helper()
	Fatal(...any)
}, tensors []Tensor,
) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, tensors, map[string]string{"format": "pt"}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	got, notes, err := Read(written(t, sample()))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, sample()) || notes["format"] != "pt" {
		t.Fatalf("got %v with notes %v", got, notes)
	}
}

func TestWriteRefuses(t *testing.T) {
	for _, c := range [][]Tensor{
		{{Name: "x", Shape: []int{2}, Data: []float32{1}}},
		{{Name: "x", Shape: []int{1}, Data: []float32{1}}, {Name: "x", Shape: []int{1}, Data: []float32{1}}},
		{{Name: "", Shape: []int{1}, Data: []float32{1}}},
	} {
		if Write(&bytes.Buffer{}, c, nil) == nil {
			t.Errorf("%v was written", c)
		}
	}
}

// file makes a file of a header and a body.
func file(header string, body int) []byte {
	b := binary.LittleEndian.AppendUint64(nil, uint64(len(header)))
	return append(append(b, header...), make([]byte, body)...)
}

// hostile lists files that break one rule each.
func hostile() map[string][]byte {
	return map[string][]byte{
		"short":          []byte("abc"),
		"huge header":    binary.LittleEndian.AppendUint64(nil, 1<<62),
		"not JSON":       file("hello", 0),
		"twice":          file(`{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}`, 4),
		"overlap":        file(`{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}`, 4),
		"gap":            file(`{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}`, 8),
		"beyond the end": file(`{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}`, 8),
		"negative":       file(`{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}`, 4),
		"wraps":          file(`{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}`, 0),
		"trailing bytes": file(`{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}`, 9),
		"other type":     file(`{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}`, 8),
		"after header":   file(`{}{}`, 0),
	}
}

func TestReadRefusesHostileFiles(t *testing.T) {
	for name, b := range hostile() {
		if _, _, err := Read(b); err == nil {
			t.Errorf("%s: was read", name)
		} else if strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: the error has several lines: %v", name, err)
		}
	}
}

func TestEveryTruncationIsRefused(t *testing.T) {
	whole := written(t, sample())
	for n := range whole {
		if _, _, err := Read(whole[:n]); err == nil {
			t.Errorf("the first %d of %d bytes were read", n, len(whole))
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(written(f, sample()))
	for _, b := range hostile() {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		tensors, _, err := Read(b)
		if err != nil {
			return
		}
		again, _, err := Read(written(t, tensors))
		if err != nil || len(again) != len(tensors) {
			t.Fatalf("what was read cannot be written and read again: %v", err)
		}
	})
}
