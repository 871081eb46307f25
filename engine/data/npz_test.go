package data

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func readNPZBytes(b []byte) ([]Named, error) { return ReadNPZ(bytes.NewReader(b), int64(len(b))) }

func TestReadNPZOfNumPy(t *testing.T) {
	plain, err := readNPZBytes(readFile(t, "testdata/numpy/plain.npz"))
	if err != nil {
		t.Fatal(err)
	}
	if len(plain) != 2 || plain[0].Name != "left" || plain[1].Name != "right" ||
		!slices.Equal(plain[0].Tensor.Data, []float32{0, 1, 2, 3, 4, 5}) || !slices.Equal(plain[1].Tensor.Shape, []int{3, 2}) ||
		!slices.Equal(plain[1].Tensor.Data, []float32{0, 6, 2, 8, 4, 10}) {
		t.Errorf("plain.npz holds %+v", plain)
	}
	packed, err := readNPZBytes(readFile(t, "testdata/numpy/packed.npz"))
	if err != nil {
		t.Fatal(err)
	}
	if len(packed) != 2 || packed[1].Name != "zeros" || len(packed[1].Tensor.Data) != 10_000 {
		t.Errorf("packed.npz holds %d arrays", len(packed))
	}
}

// zipped makes a zip file of entries, packed with deflate.
func zipped(t *testing.T, names []string, contents ...[]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i, name := range names {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(contents[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestReadNPZRefusesHostileEntries(t *testing.T) {
	one := readFile(t, "testdata/numpy/f4.npy")
	for _, names := range [][]string{{"a.npy", "a.npy"}, {"a"}, {"a.exe"}, {"folder/"}} {
		contents := slices.Repeat([][]byte{one}, len(names))
		if names[0] == "folder/" {
			contents[0] = nil
		}
		if _, err := readNPZBytes(zipped(t, names, contents...)); err == nil {
			t.Errorf("a file with the entries %q was read", names)
		}
	}
}

func TestReadNPZRefusesWhatIsBehindOtherContent(t *testing.T) {
	b := append([]byte("#!/bin/sh\n"), readFile(t, "testdata/numpy/plain.npz")...)
	if _, err := readNPZBytes(b); err == nil {
		t.Error("an archive behind a script was read")
	}
}

// claiming makes a .npz file whose one entry claims to unpack to far more than it holds.
func claiming(t *testing.T, header string, size uint64) []byte {
	t.Helper()
	var packed, b bytes.Buffer
	deflate, err := flate.NewWriter(&packed, flate.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := deflate.Write(npyWith(header, make([]byte, 64<<10)...)); err != nil {
		t.Fatal(err)
	}
	if err := deflate.Close(); err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(&b)
	w, err := z.CreateRaw(&zip.FileHeader{Name: "a.npy", Method: zip.Deflate, UncompressedSize64: size, CompressedSize64: uint64(packed.Len())})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(packed.Bytes()); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestReadNPZRefusesBombs(t *testing.T) {
	for _, count := range []uint64{10 << 20, 100 << 20, 1 << 40} {
		header := fmt.Sprintf("{'descr': '<f4', 'fortran_order': False, 'shape': (%d,)}", count)
		bomb := claiming(t, header, 10+uint64(len(header))+4*count)
		if _, err := readNPZBytes(bomb); err == nil || !strings.Contains(err.Error(), "allowed") && !strings.Contains(err.Error(), "may hold") {
			t.Errorf("%d bytes that claim to unpack to %d numbers were answered by %v", len(bomb), count, err)
		}
	}
	const third = 2_621_440 // of what a small file may unpack to, nearly a third
	part := npyWith("{'descr': '|u1', 'fortran_order': False, 'shape': (2621440,)}", make([]byte, third)...)
	names, contents := []string{}, [][]byte{}
	for i := range 5 {
		names, contents = append(names, string(rune('a'+i))+".npy"), append(contents, part)
	}
	if _, err := readNPZBytes(zipped(t, names, contents...)); err == nil {
		t.Error("arrays that together are too large were read")
	}
	if _, err := readNPZBytes(zipped(t, names[:1], part)); err != nil {
		t.Errorf("one array of zeros within the limit was refused: %v", err)
	}
}

func TestReadNPZChecksItsSum(t *testing.T) {
	b := readFile(t, "testdata/numpy/plain.npz")
	at := bytes.Index(b, []byte("\x00\x00\x80\x3f")) // the number 1
	b[at] ^= 1
	if _, err := readNPZBytes(b); err == nil {
		t.Error("a changed number was not noticed")
	}
}

func TestNPZReadsWhatItWrote(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-z ß中_.]{1,8}x`), 0, 4, rapid.ID[string]).Draw(t, "names")
		var want []Named
		for _, name := range names {
			want = append(want, Named{Name: name, Tensor: drawTensor(t)})
		}
		var b bytes.Buffer
		if err := WriteNPZ(&b, want); err != nil {
			t.Fatal(err)
		}
		got, err := readNPZBytes(b.Bytes())
		if err != nil || len(got) != len(want) {
			t.Fatalf("wrote %d arrays, read %d, %v", len(want), len(got), err)
		}
		for i := range want {
			if got[i].Name != want[i].Name || !same(got[i].Tensor, want[i].Tensor) {
				t.Fatalf("wrote %v, read %v", want[i], got[i])
			}
		}
	})
}

func TestWriteNPZNamesNoPaths(t *testing.T) {
	x := &Tensor{Shape: []int{1}, Data: []float32{1}}
	for name, want := range map[string]string{
		"../../x": ".._.._x", `C:\x`: "C__x", "/etc/passwd": "_etc_passwd", "..": "_", "": "_", "a\nb": "a_b", "Dense 1": "Dense 1", "全连接": "全连接",
	} {
		var b bytes.Buffer
		if err := WriteNPZ(&b, []Named{{name, x}}); err != nil {
			t.Errorf("%q: %v", name, err)
			continue
		}
		if got, err := readNPZBytes(b.Bytes()); err != nil || got[0].Name != want {
			t.Errorf("%q was written as %+v, %v, want %q", name, got, err, want)
		}
	}
	if err := WriteNPZ(&bytes.Buffer{}, []Named{{"a/b", x}, {"a_b", x}}); err == nil {
		t.Error("two arrays were written under one name")
	}
}

func TestNPZSurvivesDamage(t *testing.T) {
	damage(t, readFile(t, "testdata/numpy/plain.npz"), func(b []byte) error {
		_, err := readNPZBytes(b)
		return err
	})
}

func FuzzReadNPZ(f *testing.F) {
	f.Fuzz(func(t *testing.T, b []byte) {
		arrays, err := readNPZBytes(b)
		if err != nil {
			return
		}
		total := int64(0)
		for _, a := range arrays {
			n, ok := product(a.Tensor.Shape, maxDecoded)
			if total += 4 * n; !ok || n != int64(len(a.Tensor.Data)) || total > allowance(int64(len(b))) {
				t.Fatalf("%d bytes were read as arrays of %d bytes", len(b), total)
			}
		}
	})
}
