package data

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"netloom/engine/layer"
	"netloom/engine/text"
)

// maxIDXBytes bounds what a file of the MNIST family may decode to.
const maxIDXBytes = 4 << 30

// IDX is the content of a file of bytes in the IDX format of the MNIST family.
type IDX struct {
	Shape []int
	Data  []uint8
}

// ReadIDX reads an IDX file of unsigned bytes. Memory is taken only as bytes arrive, so that a file that declares more
// than it holds costs nothing.
func ReadIDX(r io.Reader) (*IDX, error) {
	var head [4]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return nil, fmt.Errorf("not an IDX file: it ends inside its header")
	}
	if head[0] != 0 || head[1] != 0 || head[2] != 8 || head[3] < 1 || head[3] > 4 {
		return nil, fmt.Errorf("not an IDX file of bytes: it starts with % x, where 00 00 08 and 1 to 4 dimensions should stand", head)
	}
	x := &IDX{}
	size := uint64(1)
	for range head[3] {
		var d uint32
		if err := binary.Read(r, binary.BigEndian, &d); err != nil {
			return nil, fmt.Errorf("not an IDX file: it ends inside its header")
		}
		size *= uint64(d)
		if d > 1<<30 || size > maxIDXBytes {
			return nil, fmt.Errorf("the IDX file declares more than %d bytes", uint64(maxIDXBytes))
		}
		x.Shape = append(x.Shape, int(d))
	}
	data, err := io.ReadAll(io.LimitReader(r, int64(size)+1))
	if err != nil {
		return nil, fmt.Errorf("the IDX file cannot be read: %w", err)
	}
	if uint64(len(data)) != size {
		return nil, fmt.Errorf("the IDX file declares %d bytes and holds %d", size, len(data))
	}
	x.Data = data
	return x, nil
}

// ReadIDXFile reads an IDX file, plain or gzip'd.
func ReadIDXFile(path string) (*IDX, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b := bufio.NewReaderSize(f, 1<<16)
	var r io.Reader = b
	if magic, _ := b.Peek(2); len(magic) == 2 && magic[0] == 0x1f && magic[1] == 0x8b {
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		r = z
	}
	x, err := ReadIDX(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return x, nil
}

// Folder makes a Source of a folder that holds the four files of the MNIST family, plain or gzip'd.
func Folder(path string) (Source, error) {
	var parts [2]*Dataset
	classes := 0
	for i, name := range []string{"train", "t10k"} {
		d, err := folderPart(path, name)
		if err != nil {
			return Source{}, err
		}
		if i > 0 && !slices.Equal(d.Shape, parts[0].Shape) {
			return Source{}, fmt.Errorf("%s: training images are %v, test images %v", path, parts[0].Shape, d.Shape)
		}
		parts[i] = d
		classes = max(classes, int(slices.Max(d.Labels))+1)
	}
	s := Source{Source: layer.Source{
		ID: path, Name: text.Text{EN: filepath.Base(path), ZH: filepath.Base(path)}, Shape: parts[0].Shape,
		Classes: classes, Train: parts[0].Count(), Test: parts[1].Count(),
	}}
	for c := range classes {
		s.Labels = append(s.Labels, strconv.Itoa(c))
	}
	s.Load = func(context.Context) (*Split, error) { return &Split{Train: parts[0], Test: parts[1]}, nil }
	return s, nil
}

func folderPart(path, name string) (*Dataset, error) {
	images, err := eitherFile(filepath.Join(path, name+"-images-idx3-ubyte"))
	if err != nil {
		return nil, err
	}
	labels, err := eitherFile(filepath.Join(path, name+"-labels-idx1-ubyte"))
	if err != nil {
		return nil, err
	}
	if len(images.Shape) != 3 || len(labels.Shape) != 1 || images.Shape[0] != labels.Shape[0] || labels.Shape[0] == 0 {
		return nil, fmt.Errorf("%s: images of shape %v do not go with labels of shape %v", path, images.Shape, labels.Shape)
	}
	d := &Dataset{Shape: []int{images.Shape[1], images.Shape[2], 1}, Bytes: images.Data, Scale: byteScale}
	for _, l := range labels.Data {
		d.Labels = append(d.Labels, int32(l))
	}
	return d, nil
}

// eitherFile reads a file under its name or with .gz after it.
func eitherFile(path string) (*IDX, error) {
	if _, err := os.Stat(path); err == nil {
		return ReadIDXFile(path)
	}
	if _, err := os.Stat(path + ".gz"); err != nil {
		return nil, fmt.Errorf("%s: there is no such file, nor one with .gz after it", path)
	}
	return ReadIDXFile(path + ".gz")
}
