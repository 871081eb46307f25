package data

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// idxFile makes an IDX file of bytes.
func idxFile(shape []int, content []byte) []byte {
	b := []byte{0, 0, 8, byte(len(shape))}
	for _, d := range shape {
		b = binary.BigEndian.AppendUint32(b, uint32(d))
	}
	return append(b, content...)
}

func gzipped(t testing.TB, b []byte) []byte {
	t.Helper()
	var to bytes.Buffer
	z := gzip.NewWriter(&to)
	if _, err := z.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return to.Bytes()
}

func readIDXBytes(b []byte) (*IDX, error) { return ReadIDX(bytes.NewReader(b), 1<<20) }

func TestReadIDX(t *testing.T) {
	x, err := readIDXBytes(idxFile([]int{2, 3}, []byte{1, 2, 3, 4, 5, 6}))
	if err != nil || !slices.Equal(x.Shape, []int{2, 3}) || !slices.Equal(x.Data, []byte{1, 2, 3, 4, 5, 6}) {
		t.Fatalf("read %v, %v", x, err)
	}
}

func TestReadIDXRefuses(t *testing.T) {
	six := []byte{1, 2, 3, 4, 5, 6}
	for name, b := range map[string][]byte{
		"nothing":              {},
		"another kind":         append([]byte{0, 0, 13, 1}, six...),
		"no dimensions":        idxFile(nil, nil),
		"five dimensions":      idxFile([]int{1, 1, 1, 1, 1}, six[:1]),
		"an empty dimension":   idxFile([]int{2, 0}, nil),
		"too few bytes":        idxFile([]int{2, 4}, six),
		"too many bytes":       idxFile([]int{2, 2}, six),
		"more than the limit":  idxFile([]int{1 << 21}, six),
		"a product that wraps": idxFile([]int{1 << 31, 1 << 31, 4}, six),
	} {
		if x, err := readIDXBytes(b); err == nil {
			t.Errorf("%s was read as %v", name, x.Shape)
		}
	}
}

func TestIDXSurvivesDamage(t *testing.T) {
	damage(t, idxFile([]int{2, 3}, []byte{1, 2, 3, 4, 5, 6}), func(b []byte) error {
		_, err := readIDXBytes(b)
		return err
	})
}

// family writes the four files of a small data set with 3×2 images and labels 0 to 2.
func family(t *testing.T, change func(files map[string][]byte)) string {
	t.Helper()
	files := map[string][]byte{
		"train-images-idx3-ubyte": idxFile([]int{3, 3, 2}, bytes.Repeat([]byte{7, 8, 9}, 6)),
		"train-labels-idx1-ubyte": idxFile([]int{3}, []byte{0, 1, 2}),
		"t10k-images-idx3-ubyte":  idxFile([]int{1, 3, 2}, []byte{1, 2, 3, 4, 5, 6}),
		"t10k-labels-idx1-ubyte":  idxFile([]int{1}, []byte{1}),
	}
	change(files)
	folder := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func TestFolder(t *testing.T) {
	for form, change := range map[string]func(map[string][]byte){
		"plain": func(map[string][]byte) {},
		"gzip'd": func(files map[string][]byte) {
			for _, name := range []string{"train-images-idx3-ubyte", "t10k-labels-idx1-ubyte"} {
				files[name+".gz"] = gzipped(t, files[name])
				delete(files, name)
			}
		},
		"other names": func(files map[string][]byte) {
			files["train-images.idx3-ubyte"] = files["train-images-idx3-ubyte"]
			delete(files, "train-images-idx3-ubyte")
		},
	} {
		path := family(t, change)
		s, err := Folder(path)
		if err != nil {
			t.Errorf("%s: %v", form, err)
			continue
		}
		if s.Train != 3 || s.Test != 1 || s.Classes != 3 || !slices.Equal(s.Shape, []int{3, 2, 1}) || !slices.Equal(s.Labels, []string{"0", "1", "2"}) {
			t.Errorf("%s: the source is %+v", form, s.Source)
		}
		split, err := s.Load(context.Background())
		if err != nil {
			t.Errorf("%s: %v", form, err)
			continue
		}
		if !slices.Equal(split.Test.Bytes, []byte{1, 2, 3, 4, 5, 6}) || !slices.Equal(split.Train.Labels, []int32{0, 1, 2}) || split.Train.Scale != byteScale {
			t.Errorf("%s: loaded %+v", form, split)
		}
		if again, err := s.Load(context.Background()); err != nil || again != split {
			t.Errorf("%s: the second load read the files again", form)
		}
	}
}

func TestFolderRefuses(t *testing.T) {
	for want, change := range map[string]func(map[string][]byte){
		"holds no file":      func(f map[string][]byte) { delete(f, "t10k-labels-idx1-ubyte") },
		"do not go with":     func(f map[string][]byte) { f["train-labels-idx1-ubyte"] = idxFile([]int{2}, []byte{0, 1}) },
		"must be alike":      func(f map[string][]byte) { f["t10k-images-idx3-ubyte"] = idxFile([]int{1, 2, 2}, make([]byte, 4)) },
		"not an IDX file":    func(f map[string][]byte) { f["train-labels-idx1-ubyte"] = []byte("hello, world") },
		"is empty":           func(f map[string][]byte) { f["train-images-idx3-ubyte"] = idxFile([]int{3, 0, 2}, nil) },
		"a file of its size": func(f map[string][]byte) { f["train-images-idx3-ubyte"] = idxFile([]int{3, 1 << 20, 1 << 10}, nil) },
	} {
		if _, err := Folder(family(t, change)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %v, want one with %q", err, want)
		}
	}
	if _, err := Folder(filepath.Join(t.TempDir(), "missing")); err == nil {
		t.Error("a folder that is not there was opened")
	}
}

func TestFolderNamesTheFileThatIsCutOff(t *testing.T) {
	path := family(t, func(f map[string][]byte) {
		f["train-images-idx3-ubyte.gz"] = gzipped(t, f["train-images-idx3-ubyte"][:20])
		delete(f, "train-images-idx3-ubyte")
	})
	s, err := Folder(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Load(context.Background()); err == nil || !strings.Contains(err.Error(), "train-images-idx3-ubyte.gz") {
		t.Errorf("the error is %v", err)
	}
}

func TestFolderRefusesBombs(t *testing.T) {
	path := family(t, func(f map[string][]byte) {
		const size = 40 << 20
		f["train-images-idx3-ubyte.gz"] = gzipped(t, idxFile([]int{3, size / 3, 1}, nil))
		delete(f, "train-images-idx3-ubyte")
	})
	if _, err := Folder(path); err == nil || !strings.Contains(err.Error(), "a file of its size") {
		t.Errorf("the error is %v", err)
	}
}

func TestFolderLoadObeysItsContext(t *testing.T) {
	s, err := Folder(family(t, func(map[string][]byte) {}))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Load(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled load gave %v", err)
	}
	if _, err := s.Load(context.Background()); err != nil {
		t.Errorf("after it, loading gave %v", err)
	}
}

func FuzzReadIDX(f *testing.F) {
	f.Fuzz(func(t *testing.T, b []byte) {
		x, err := readIDXBytes(b)
		if err != nil {
			return
		}
		if n, ok := product(x.Shape, 1<<20); !ok || n != int64(len(x.Data)) || len(x.Data) >= len(b) {
			t.Fatalf("%d bytes were read as shape %v with %d bytes", len(b), x.Shape, len(x.Data))
		}
	})
}
