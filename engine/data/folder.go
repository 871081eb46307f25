package data

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"

	"netloom/engine/layer"
	"netloom/engine/text"
)

// folder is a data set in the four files of the MNIST family. Images are read when they are first asked for.
type folder struct {
	path   string
	name   string
	parts  [2]folderPart // training, test
	mu     sync.Mutex
	loaded *Split
}

// folderPart is one part: where its images are, what they are like, and their labels.
type folderPart struct {
	images string
	shape  []int // count, height, width, and channels if the file has them
	labels []int32
}

// Folder makes a Source of a folder that holds the four files of the MNIST family (train and t10k, images and labels),
// plain or gzip'd. It reads the labels and the headers of the images; the images are read by the first Load.
func Folder(path string) (Source, error) {
	f := &folder{path: path, name: filepath.Base(path)}
	classes := 0
	for i, name := range []string{"train", "t10k"} {
		if err := f.parts[i].read(path, name); err != nil {
			return Source{}, err
		}
		classes = max(classes, int(slices.Max(f.parts[i].labels))+1)
	}
	train, test := f.parts[0], f.parts[1]
	if !slices.Equal(train.sample(), test.sample()) {
		return Source{}, text.Errorf("%s: training images are %s, test images %s: they must be alike",
			"%s：训练图像为 %s，测试图像为 %s：两者必须一致", path, times(train.sample()), times(test.sample()))
	}
	return Source{
		Source: layer.Source{
			ID: path, Name: text.Text{EN: f.name, ZH: f.name}, Shape: train.sample(), Classes: classes,
			Train: len(train.labels), Test: len(test.labels), Labels: numbers(classes),
		},
		Load: f.load,
	}, nil
}

// numbers names n classes by their numbers.
func numbers(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = strconv.Itoa(i)
	}
	return names
}

// sample is the shape of one image: height, width, channels.
func (p *folderPart) sample() []int {
	if len(p.shape) == 3 {
		return []int{p.shape[1], p.shape[2], 1}
	}
	return p.shape[1:]
}

// read reads all but the images.
func (p *folderPart) read(path, name string) error {
	labels, err := oneOf(path, name+"-labels-idx1-ubyte", name+"-labels.idx1-ubyte")
	if err != nil {
		return err
	}
	if p.images, err = oneOf(path, name+"-images-idx3-ubyte", name+"-images.idx3-ubyte", name+"-images-idx4-ubyte"); err != nil {
		return err
	}
	l, err := ReadIDXFile(context.Background(), labels)
	if err != nil {
		return err
	}
	err = withIDXFile(context.Background(), p.images, func(r io.Reader, limit int64) error {
		x, err := readIDXHeader(r, limit)
		if err == nil {
			p.shape = x.Shape
		}
		return err
	})
	if err != nil {
		return err
	}
	if len(l.Shape) != 1 || len(p.shape) < 3 || p.shape[0] != l.Shape[0] {
		return text.Errorf("%s: images of shape %s do not go with labels of shape %s: give one label an image",
			"%s：形状为 %s 的图像与形状为 %s 的标签不符：每幅图像应有一个标签", p.images, times(p.shape), times(l.Shape))
	}
	p.labels = make([]int32, len(l.Data))
	for i, x := range l.Data {
		p.labels[i] = int32(x)
	}
	return nil
}

// load reads the images once; a load that fails or is cancelled leaves nothing behind.
func (f *folder) load(ctx context.Context) (*Split, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.loaded != nil {
		return f.loaded, nil
	}
	var sets [2]*Dataset
	for i := range f.parts {
		p := &f.parts[i]
		x, err := ReadIDXFile(ctx, p.images)
		if err != nil {
			return nil, err
		}
		if !slices.Equal(x.Shape, p.shape) {
			return nil, text.Errorf("%s changed since it was opened: open it again", "%s 打开后已被更改：请重新打开", p.images)
		}
		sets[i] = &Dataset{Name: f.name, Shape: p.sample(), Bytes: x.Data, Scale: byteScale, Labels: p.labels}
	}
	f.loaded = &Split{Train: sets[0], Test: sets[1]}
	return f.loaded, nil
}

// ReadIDXFile reads an IDX file, plain or gzip'd.
func ReadIDXFile(ctx context.Context, path string) (*IDX, error) {
	var x *IDX
	err := withIDXFile(ctx, path, func(r io.Reader, limit int64) (err error) {
		x, err = ReadIDX(r, limit)
		return err
	})
	return x, err
}

// withIDXFile hands a file's content on, with the number of bytes that it may hold.
func withIDXFile(ctx context.Context, path string, read func(r io.Reader, limit int64) error) error {
	f, size, err := open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	b := bufio.NewReaderSize(cancellable{ctx, f}, 1<<16)
	var r io.Reader = b
	limit := size
	if magic, _ := b.Peek(2); len(magic) == 2 && magic[0] == 0x1f && magic[1] == 0x8b {
		z, err := gzip.NewReader(b)
		if err != nil {
			return inFile(path, err)
		}
		r, limit = z, allowance(size)
	}
	err = read(r, limit)
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return inFile(path, err)
}

// oneOf finds a file under one of its names, or with .gz after it.
func oneOf(path string, names ...string) (string, error) {
	for _, name := range names {
		for _, end := range []string{"", ".gz"} {
			if _, err := os.Stat(filepath.Join(path, name+end)); err == nil {
				return filepath.Join(path, name+end), nil
			}
		}
	}
	return "", text.Errorf("%s holds no file %s, nor one with .gz after it: four files of the MNIST family are needed",
		"%s 中没有文件 %s，也没有带 .gz 后缀的文件：需要 MNIST 系列的四个文件", path, names[0])
}
