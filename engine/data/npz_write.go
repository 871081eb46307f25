package data

import (
	"archive/zip"
	"io"
	"strings"
	"unicode"

	"netloom/engine/text"
)

// WriteNPZ writes tensors as a .npz file, uncompressed as numpy.savez does; the same tensors give the same bytes. Signs in
// names that a path could be made of become underscores.
func WriteNPZ(w io.Writer, arrays []Named) error {
	z := zip.NewWriter(w)
	seen := map[string]bool{}
	for _, a := range arrays {
		name := entryName(a.Name)
		if seen[name] {
			return text.Errorf("there are two outputs of the name %q: rename one", "有两个名为 %q 的输出：请重命名其中一个", name)
		}
		seen[name] = true
		entry, err := z.CreateHeader(&zip.FileHeader{Name: name + ".npy", Method: zip.Store})
		if err != nil {
			return err
		}
		if err := WriteNPY(entry, a.Tensor); err != nil {
			return err
		}
	}
	return z.Close()
}

// entryName makes a name that is no path, whoever unpacks the file and wherever.
func entryName(name string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || unicode.IsControl(r) || r == unicode.ReplacementChar {
			return '_'
		}
		return r
	}, name)
	if strings.Trim(name, ". ") == "" {
		return "_"
	}
	return name
}
