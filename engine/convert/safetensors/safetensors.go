// Package safetensors reads and writes named arrays in the safetensors format: an 8-byte little-endian header length, a
// JSON header, and the numbers (https://huggingface.co/docs/safetensors).
package safetensors

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/bits"
	"slices"
	"strings"
)

// Tensor is one named array of float32.
type Tensor struct {
	Name  string
	Shape []int
	Data  []float32
}

// maxHeader is the largest header that the reference implementation accepts.
const maxHeader = 100_000_000

// alignment of the numbers behind the header, as the reference implementation pads it.
const alignment = 8

// metadataKey is reserved for notes about the whole file.
const metadataKey = "__metadata__"

// Write writes tensors in the order of their names, with notes about the whole file.
func Write(w io.Writer, tensors []Tensor, notes map[string]string) error {
	sorted := slices.Clone(tensors)
	slices.SortFunc(sorted, func(a, b Tensor) int { return strings.Compare(a.Name, b.Name) })
	header, err := headerOf(sorted, notes)
	if err != nil {
		return err
	}
	if err := binary.Write(w, binary.LittleEndian, uint64(len(header))); err != nil {
		return err
	}
	if _, err := w.Write(header); err != nil {
		return err
	}
	buffer := make([]byte, 0, 1<<16)
	for _, t := range sorted {
		for i, v := range t.Data {
			buffer = binary.LittleEndian.AppendUint32(buffer, math.Float32bits(v))
			if len(buffer) == cap(buffer) || i == len(t.Data)-1 {
				if _, err := w.Write(buffer); err != nil {
					return err
				}
				buffer = buffer[:0]
			}
		}
	}
	return nil
}

func headerOf(tensors []Tensor, notes map[string]string) ([]byte, error) {
	entries := map[string]any{}
	if len(notes) > 0 {
		entries[metadataKey] = notes
	}
	offset := 0
	for _, t := range tensors {
		size := 1
		for _, d := range t.Shape {
			size *= d
		}
		if size != len(t.Data) {
			return nil, fmt.Errorf("tensor %q of shape %v cannot hold %d numbers", t.Name, t.Shape, len(t.Data))
		}
		if _, twice := entries[t.Name]; twice || t.Name == "" {
			return nil, fmt.Errorf("tensor name %q is empty, reserved or used twice", t.Name)
		}
		shape := t.Shape
		if shape == nil {
			shape = []int{}
		}
		end := offset + 4*len(t.Data)
		entries[t.Name] = entry{DType: "F32", Shape: shape, Offsets: [2]int{offset, end}}
		offset = end
	}
	b, err := json.Marshal(entries)
	if err != nil {
		return nil, err
	}
	for len(b)%alignment != 0 {
		b = append(b, ' ')
	}
	return b, nil
}

type entry struct {
	DType   string `json:"dtype"`
	Shape   []int  `json:"shape"`
	Offsets [2]int `json:"data_offsets"`
}

// Read reads a whole file of float32 tensors. Everything that the header declares is checked against the bytes that
// are there before any memory is taken: names used once, no gaps, no overlaps, shapes that fit.
func Read(b []byte) ([]Tensor, map[string]string, error) {
	if len(b) < 8 {
		return nil, nil, fmt.Errorf("not a safetensors file: %d bytes are too few", len(b))
	}
	n := binary.LittleEndian.Uint64(b)
	if n > maxHeader || n > uint64(len(b)-8) {
		return nil, nil, fmt.Errorf("not a safetensors file: its header claims %d bytes of %d", n, len(b)-8)
	}
	entries, notes, err := parseHeader(b[8 : 8+n])
	if err != nil {
		return nil, nil, err
	}
	body := b[8+n:]
	slices.SortFunc(entries, func(a, b named) int { return a.Offsets[0] - b.Offsets[0] })
	at := 0
	tensors := make([]Tensor, 0, len(entries))
	for _, e := range entries {
		size, ok := elements(e.Shape)
		if !ok || e.DType != "F32" {
			return nil, nil, fmt.Errorf("tensor %q has type %s and shape %v: only float32 of a possible shape can be read", e.name, e.DType, e.Shape)
		}
		if e.Offsets[0] != at || e.Offsets[1] < at || e.Offsets[1] > len(body) || uint64(e.Offsets[1]-at) != 4*size {
			return nil, nil, fmt.Errorf("tensor %q claims bytes %d to %d, which do not hold shape %v", e.name, e.Offsets[0], e.Offsets[1], e.Shape)
		}
		data := make([]float32, size)
		for i := range data {
			data[i] = math.Float32frombits(binary.LittleEndian.Uint32(body[at+4*i:]))
		}
		tensors = append(tensors, Tensor{Name: e.name, Shape: e.Shape, Data: data})
		at = e.Offsets[1]
	}
	if at != len(body) {
		return nil, nil, fmt.Errorf("the file has %d bytes that belong to no tensor", len(body)-at)
	}
	return tensors, notes, nil
}

type named struct {
	entry
	name string
}

// elements multiplies dimensions; false where one is negative or the product is more than any file holds.
func elements(shape []int) (uint64, bool) {
	n := uint64(1)
	for _, d := range shape {
		hi, lo := bits.Mul64(n, uint64(d))
		if d < 0 || hi != 0 || lo > math.MaxInt64/8 {
			return 0, false
		}
		n = lo
	}
	return n, true
}

// parseHeader reads the JSON object key by key, so that a name that stands twice is refused rather than the last taken.
func parseHeader(b []byte) ([]named, map[string]string, error) {
	d := json.NewDecoder(bytes.NewReader(b))
	bad := func(err error) ([]named, map[string]string, error) {
		return nil, nil, fmt.Errorf("not a safetensors file: its header cannot be read: %w", err)
	}
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return bad(fmt.Errorf("it is no JSON object"))
	}
	var entries []named
	var notes map[string]string
	seen := map[string]bool{}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return bad(err)
		}
		name, _ := key.(string)
		if seen[name] {
			return bad(fmt.Errorf("the name %q stands twice", name))
		}
		seen[name] = true
		if name == metadataKey {
			err = d.Decode(&notes)
		} else {
			e := named{name: name}
			err = d.Decode(&e.entry)
			entries = append(entries, e)
		}
		if err != nil {
			return bad(err)
		}
	}
	if _, err := d.Token(); err != nil {
		return bad(err)
	}
	if rest, _ := io.ReadAll(d.Buffered()); len(bytes.TrimSpace(rest)) > 0 {
		return bad(fmt.Errorf("there is more after it"))
	}
	return entries, notes, nil
}
