// Package files asks the person for files: by the system's own dialogs, behind a seam that tests replace.
package files

import (
	"errors"
	"os"
	"strings"
)

// ErrCancelled says that the person changed their mind.
var ErrCancelled = errors.New("cancelled")

// Filter is a kind of file.
type Filter struct{ Name, Extension string }

// Dialogs asks for files. Its methods wait for the answer and are called off the window's thread.
type Dialogs interface {
	// Open asks for an existing file.
	Open(title string, f Filter) (string, error)
	// Save asks for a file to write; the extension is added where it is missing.
	Save(title string, f Filter, suggested string) (string, error)
}

// Suggest makes a file name out of a project's name.
func Suggest(name, extension string) string {
	clean := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r == os.PathSeparator {
			return '-'
		}
		return r
	}, name)
	return strings.TrimSpace(clean) + "." + extension
}
