package data

import (
	"archive/zip"
	"io"
	"strings"

	"netloom/engine/text"
)

// maxArrays bounds how many arrays a .npz file holds.
const maxArrays = 1024

// ReadNPZ reads the arrays of a .npz file of size bytes, in its order. Nothing is unpacked to disk. What all arrays take
// together is bounded by the file's size, so that a small file cannot fill the memory.
func ReadNPZ(r io.ReaderAt, size int64) ([]Named, error) {
	var start [4]byte
	if _, err := r.ReadAt(start[:], 0); err != nil || start != [4]byte{'P', 'K', 3, 4} && start != [4]byte{'P', 'K', 5, 6} {
		// Go's reader would look for an archive behind whatever else the file begins with.
		return nil, text.Errorf("not a .npz file: it does not begin as one", "不是 .npz 文件：开头不符")
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, text.Errorf("not a .npz file: %v", "不是 .npz 文件：%v", err)
	}
	if len(z.File) > maxArrays {
		return nil, text.Errorf("it holds %d arrays: at most %d are read", "其中有 %d 个数组：最多读取 %d 个", len(z.File), maxArrays)
	}
	left := allowance(size)
	seen := map[string]bool{}
	var list []Named
	for _, entry := range z.File {
		name, ok := strings.CutSuffix(entry.Name, ".npy")
		if !ok || seen[name] {
			return nil, text.Errorf("its entry %q is not a .npy file or is there twice", "其中的条目 %q 不是 .npy 文件或重复出现", entry.Name)
		}
		seen[name] = true
		t, err := readNPZEntry(entry, left)
		if err != nil {
			return nil, inFile(entry.Name, err)
		}
		left -= 4 * int64(len(t.Data))
		list = append(list, Named{Name: name, Tensor: t})
	}
	return list, nil
}

// readNPZEntry reads one array. The reader of the entry checks its length and its CRC at the end, to which readNPY goes.
func readNPZEntry(entry *zip.File, left int64) (*Tensor, error) {
	r, err := entry.Open()
	if err != nil {
		return nil, text.Errorf("cannot be unpacked: %v", "无法解压：%v", err)
	}
	defer r.Close()
	size := entry.UncompressedSize64
	if size > 2*uint64(left)+maxNPYHeader { // float64 takes twice what is kept of it
		return nil, text.Errorf("unpacks to %d bytes, more than a file of this size may hold", "解压后为 %d 字节，超过该大小文件允许的范围", size)
	}
	return readNPY(r, int64(size), left)
}
