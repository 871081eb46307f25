// Package files asks the person for files: by the system's own dialogs, behind a seam that tests replace.
package files

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/sqweek/dialog"
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

// Native gives the system's dialogs.
func Native() Dialogs { return native{} }

type native struct{}

func (native) Open(title string, f Filter) (string, error) {
	return ask(func() (string, error) {
		return dialog.File().Filter(f.Name, f.Extension).Title(title).Load()
	})
}

func (native) Save(title string, f Filter, suggested string) (string, error) {
	path, err := ask(func() (string, error) {
		return dialog.File().Filter(f.Name, f.Extension).Title(title).SetStartFile(suggested).Save()
	})
	if err == nil && filepath.Ext(path) == "" {
		path += "." + f.Extension
	}
	return path, err
}

// ask guards the call: without a display the library panics.
func ask(show func() (string, error)) (path string, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("the file dialog cannot be opened: %v", fault)
		}
	}()
	path, err = show()
	if errors.Is(err, dialog.ErrCancelled) {
		return "", ErrCancelled
	}
	return path, err
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
