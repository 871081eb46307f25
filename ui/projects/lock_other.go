//go:build !unix

package projects

import "os"

// lock holds the file open; SQLite's own locks keep writers apart here.
type lock struct{ file *os.File }

func claim(path string) (*lock, error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	return &lock{f}, nil
}

// Held cannot be told here; replacing a file that is open fails by itself.
func Held(string) bool { return false }

// alone does something in a folder; turns cannot be taken here.
func alone(_ string, do func() error) error { return do() }

func (l *lock) release() {
	if l != nil {
		_ = l.file.Close()
	}
}
