package projects

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"netloom/engine/graph"
	"netloom/engine/text"
)

// blockExtension ends the names of the files in which a person's own blocks are kept.
const blockExtension = ".json"

// blocksFolder is where they are.
func blocksFolder(home string) string { return filepath.Join(home, "blocks") }

// Blocks lists the names of a person's own blocks, in order.
func Blocks(home string) []string {
	list, err := os.ReadDir(blocksFolder(home))
	if err != nil {
		return nil
	}
	var names []string
	for _, f := range list {
		if name, ok := strings.CutSuffix(f.Name(), blockExtension); ok && !f.IsDir() {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// OpenBlock reads a block of one's own.
func OpenBlock(home, name string) (*graph.Fragment, error) {
	b, err := os.ReadFile(filepath.Join(blocksFolder(home), name+blockExtension))
	if err != nil {
		return nil, err
	}
	return graph.DecodeFragment(b)
}

// SaveBlock keeps a block under a name, whole or not at all. One that has the name already is replaced.
func SaveBlock(home, name string, f *graph.Fragment) error {
	if err := checkBlockName(name); err != nil {
		return err
	}
	b, err := f.Encode()
	if err != nil {
		return err
	}
	folder := blocksFolder(home)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	return replace(filepath.Join(folder, name+blockExtension), b)
}

// RemoveBlock forgets a block.
func RemoveBlock(home, name string) error {
	return os.Remove(filepath.Join(blocksFolder(home), name+blockExtension))
}

// checkBlockName keeps to names that every file system takes.
func checkBlockName(name string) error {
	bad := strings.ContainsFunc(name, func(r rune) bool { return strings.ContainsRune(`/\:*?"<>|`, r) || !unicode.IsPrint(r) })
	if bad || strings.TrimSpace(name) != name || name == "" || len(name) > 100 || strings.HasPrefix(name, ".") {
		return text.Errorf("a block cannot be called %q: use up to 100 letters, digits and spaces", "模块不能命名为 %q：请使用不超过 100 个字母、数字和空格", name)
	}
	return nil
}

// replace writes a file whole or not at all.
func replace(path string, b []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}
