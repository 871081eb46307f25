package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"netloom/engine/text"
)

// FormatVersion is the version of the document's JSON form.
const FormatVersion = 1

// maxDocumentBytes bounds what Decode reads.
const maxDocumentBytes = 64 << 20

// stored is the canonical JSON form: fields in this order, nodes by id, parameter names sorted.
type stored struct {
	Format   int      `json:"format"`
	Name     string   `json:"name"`
	NextID   int      `json:"next_id"`
	Settings Settings `json:"settings"`
	Nodes    []*Node  `json:"nodes"`
	Wires    []*Wire  `json:"wires"`
	Frames   []*Frame `json:"frames"`
	Notes    []*Note  `json:"notes"`
}

// Encode writes the canonical JSON form: equal documents give equal bytes.
func (d *Document) Encode() ([]byte, error) {
	b, err := encode(stored{
		Format: FormatVersion, Name: d.name, NextID: d.nextID, Settings: d.settings,
		Nodes: listed(d.nodes.items), Wires: listed(d.wires.items), Frames: listed(d.frames), Notes: listed(d.notes),
	})
	if err != nil {
		return nil, fmt.Errorf("document %q cannot be written: %w", d.name, err)
	}
	return b, nil
}

// encode writes JSON on one line, with its signs as they are.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// listed keeps an empty list from being written as null.
func listed[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// Decode reads the JSON form. It refuses what is not a document, unknown fields, a newer format and anything that
// breaks a document's invariants, and takes no more memory than a small multiple of the input.
func Decode(b []byte) (*Document, error) {
	if len(b) > maxDocumentBytes {
		return nil, text.Errorf("the document has %d bytes, more than the %d that can be read", "文档有 %d 字节，超过可读取的 %d 字节", len(b), maxDocumentBytes)
	}
	var s stored
	if err := decodeAll(b, &s, "this is not a Netloom document"); err != nil {
		return nil, err
	}
	if s.Format > FormatVersion {
		return nil, newer(s.Format)
	}
	if s.Format < 1 {
		return nil, fmt.Errorf("this is not a Netloom document: it names no format")
	}
	d := &Document{name: s.Name, nextID: s.NextID, settings: s.Settings, nodes: list[*Node]{items: s.Nodes}, wires: list[*Wire]{items: s.Wires}, frames: s.Frames, notes: s.Notes}
	if err := d.settle(); err != nil {
		return nil, fmt.Errorf("the document is damaged: %w", err)
	}
	return d, nil
}

// errMore says that something follows what was to be read.
var errMore = errors.New("there is more after its end")

// decodeAll reads one JSON value, which knows no other fields and is all that there is; where it is no such value the error
// begins with what it is not, unless a newer program has written it.
func decodeAll(b []byte, v any, not string) error {
	r := json.NewDecoder(bytes.NewReader(b))
	r.DisallowUnknownFields()
	if err := r.Decode(v); err != nil {
		if version := formatOf(b); version > FormatVersion {
			return newer(version)
		}
		return fmt.Errorf("%s: %w", not, err)
	}
	if _, err := r.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: %w", not, errMore)
	}
	return nil
}

// settle brings what was read into order, and tells which invariant of a document it breaks.
func (d *Document) settle() error {
	if slices.Contains(d.nodes.items, nil) || slices.Contains(d.wires.items, nil) || slices.Contains(d.frames, nil) || slices.Contains(d.notes, nil) {
		return errors.New("it lists an item that is empty")
	}
	slices.SortStableFunc(d.nodes.items, func(a, b *Node) int { return int(a.ID) - int(b.ID) })
	for _, f := range d.frames {
		slices.Sort(f.Nodes)
	}
	return d.seal().Check()
}

func newer(version int) error {
	return text.Errorf("the document has format %d, made by a newer Netloom (this one reads up to %d): install the newer version to open it",
		"文档格式为 %d，由更新版本的 Netloom 创建（当前版本最高支持 %d）：请安装新版本后再打开", version, FormatVersion)
}

func formatOf(b []byte) int {
	var v struct {
		Format int `json:"format"`
	}
	if json.Unmarshal(b, &v) != nil {
		return 0
	}
	return v.Format
}
