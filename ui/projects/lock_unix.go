//go:build unix

package projects

import (
	"errors"
	"os"
	"syscall"
)

// lock keeps other windows from writing the same file. The kernel lets go of it when the process ends, however it ends.
type lock struct{ file *os.File }

// claim locks a file, or fails at once where another has it or it cannot be written.
func claim(path string) (*lock, error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = f.Close()
		return nil, err
	}
	return &lock{f}, nil
}

// Held tells whether someone has a file open as a project.
func Held(path string) bool {
	l, err := claim(path)
	l.release()
	return errors.Is(err, syscall.EWOULDBLOCK)
}

// alone does something while no other window does anything of the kind in a folder; it waits for its turn.
func alone(folder string, do func() error) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		return err
	}
	return do()
}

// release lets go. It must come after the database is closed: closing any descriptor of a file drops the locks that
// SQLite holds on it in this process.
func (l *lock) release() {
	if l != nil {
		_ = l.file.Close()
	}
}
