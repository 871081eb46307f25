package data

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// Files of at most 1 MiB must not take more than this, whatever they claim. The slowest takes 0.3 s on an idle machine;
// the limit leaves room for a busy one.
const (
	bombBytes   = 1 << 20
	bombMemory  = 128 << 20
	bombSeconds = 10
)

// bomb is a small file that would become large.
type bomb struct {
	name    string
	content []byte
	read    func([]byte) error
}

func bombs(t *testing.T) []bomb {
	t.Helper()
	idx := func(b []byte) error { _, err := readIDXBytes(b); return err }
	npy := func(b []byte) error { _, err := ReadNPY(bytes.NewReader(b), int64(len(b))); return err }
	npz := func(b []byte) error { _, err := readNPZBytes(b); return err }
	table := func(b []byte) error { _, err := ReadCSV(bytes.NewReader(b)); return err }
	small := func(b []byte) error { _, err := ReadImage(b, []int{28, 28, 1}); return err }
	large := func(b []byte) error { _, err := ReadImage(b, []int{224, 224, 3}); return err }
	list := []bomb{
		{"idx of 2³² · 2³²", binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32([]byte{0, 0, 8, 2}, 1<<32-1), 1<<32-1), idx},
		{"gzip'd idx", nil, folderOf(t)},
		{"npy of 2⁴⁰", npyWith("{'descr': '<f4', 'fortran_order': False, 'shape': (1099511627776,)}"), npy},
		{"npy that wraps", npyWith("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296)}"), npy},
		{"npy of many dimensions", npyWith("{'descr': '<f4', 'fortran_order': False, 'shape': (" + strings.Repeat("1, ", 20_000) + ")}"), npy},
		{"npz that claims 4 TB", claiming(t, "{'descr': '<f4', 'fortran_order': False, 'shape': (1099511627776,)}", 1<<42), npz},
		{"npz of entries that overlap", overlapping(t), npz},
		{"csv of one line", bytes.Repeat([]byte("1"), bombBytes), table},
		{"csv of 524,288 columns", bytes.Repeat([]byte("1,"), bombBytes/2), table},
		{"csv of empty rows", bytes.Repeat([]byte("\n"), bombBytes), table},
		{"csv of one column", bytes.Repeat([]byte("1\n"), bombBytes/2), table},
		{"csv of names alone", bytes.Repeat([]byte("a,"), bombBytes/2), table},
		{"csv with an open quote", append([]byte(`"`), bytes.Repeat([]byte("a\n"), bombBytes/2)...), table},
	}
	if raceDetector {
		return list // a picture is decoded by one goroutine: there is no race to find
	}
	list = append(list, bomb{"tall 16-bit png", paddedPNG(t, 1010, 8190), large}, bomb{"square 16-bit png", paddedPNG(t, 2870, 2870), small})
	list = append(list, bomb{"progressive jpeg of four colours", progressiveJPEG(2485, 2485), small},
		bomb{"progressive jpeg of three colours", progressiveJPEG3(2870, 2870), small})
	return list
}

// TestBombsAreDefused reads files that would become large: quickly, and with little memory, whatever the answer.
func TestBombsAreDefused(t *testing.T) {
	for _, b := range bombs(t) {
		if len(b.content) > bombBytes+bombBytes/16 {
			t.Errorf("%s: the bomb itself has %d bytes", b.name, len(b.content))
		}
		runtime.GC()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		err := b.read(b.content)
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		if taken := after.TotalAlloc - before.TotalAlloc; taken > bombMemory || took > bombSeconds*time.Second {
			t.Errorf("%s: took %d MiB and %v, and gave %v", b.name, taken>>20, took, err)
		}
	}
}

// folderOf makes a folder of data whose images unpack to 100 MB of zeros from 100 kB, and reads it.
func folderOf(t *testing.T) func([]byte) error {
	t.Helper()
	const n = 100 << 20
	path := family(t, func(files map[string][]byte) {
		files["train-images-idx3-ubyte.gz"] = gzipped(t, idxFile([]int{n / 100, 10, 10}, make([]byte, n)))
		delete(files, "train-images-idx3-ubyte")
	})
	if info, err := os.Stat(filepath.Join(path, "train-images-idx3-ubyte.gz")); err != nil || info.Size() > bombBytes {
		t.Fatalf("the bomb itself has %v: %v", info, err)
	}
	return func([]byte) error {
		s, err := Folder(path)
		if err == nil {
			_, err = s.Load(context.Background())
		}
		return err
	}
}

// overlapping is a zip file whose thousand entries are all the same packed array of zeros (after Fifield: A better zip
// bomb, 2019).
func overlapping(t *testing.T) []byte {
	t.Helper()
	one := zipped(t, []string{"a.npy"}, npyWith("{'descr': '|u1', 'fortran_order': False, 'shape': (8000000,)}", make([]byte, 8_000_000)...))
	r, err := zip.NewReader(bytes.NewReader(one), int64(len(one)))
	if err != nil {
		t.Fatal(err)
	}
	start := bytes.Index(one, []byte("PK\x01\x02"))
	entry := one[start : start+46+len(r.File[0].Name)+len(r.File[0].Extra)]
	b := slices.Clone(one[:start])
	const count = 1000
	for i := range count {
		e := slices.Clone(entry)
		e[46] = byte('a' + i%26)
		b = append(b, e...)
	}
	end := slices.Clone(one[len(one)-22:])
	binary.LittleEndian.PutUint16(end[8:], count)
	binary.LittleEndian.PutUint16(end[10:], count)
	binary.LittleEndian.PutUint32(end[12:], uint32(count*len(entry)))
	return append(b, end...)
}

// paddedPNG is a picture of one colour, 16 bits a channel, whose file is brought to 1 MiB by bytes behind its end.
func paddedPNG(t *testing.T, width, height int) []byte {
	t.Helper()
	img := image.NewNRGBA64(image.Rect(0, 0, width, height))
	for i := range img.Pix {
		img.Pix[i] = byte(i >> 8)
	}
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return append(b.Bytes(), make([]byte, max(0, bombBytes-b.Len()))...)
}

func progressiveJPEG(width, height int) []byte  { return jpegOf(width, height, 4) }
func progressiveJPEG3(width, height int) []byte { return jpegOf(width, height, 3) }

// jpegOf is the start of a progressive picture: all its memory is taken at its first scan, which is cut off.
func jpegOf(width, height, colours int) []byte {
	segment := func(marker byte, content ...byte) []byte {
		return append([]byte{0xff, marker, byte((len(content) + 2) >> 8), byte(len(content) + 2)}, content...)
	}
	frame := []byte{8, byte(height >> 8), byte(height), byte(width >> 8), byte(width), byte(colours)}
	scan := []byte{byte(colours)}
	for i := range colours {
		frame = append(frame, byte(i+1), 0x11, 0)
		scan = append(scan, byte(i+1), 0)
	}
	b := []byte{0xff, 0xd8}
	b = append(b, segment(0xdb, append([]byte{0}, slices.Repeat([]byte{1}, 64)...)...)...)
	b = append(b, segment(0xc2, frame...)...)
	b = append(b, segment(0xc4, append([]byte{0}, append(append([]byte{1}, make([]byte, 15)...), 0)...)...)...)
	for len(b) < bombBytes-(64<<10) {
		b = append(b, segment(0xfe, make([]byte, 60_000)...)...)
	}
	return append(b, segment(0xda, append(scan, 0, 0, 0)...)...)
}
