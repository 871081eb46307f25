package files

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/sqweek/dialog"
)

// System gives the system's dialogs, shown by this process.
func System() Dialogs { return system{} }

type system struct{}

func (system) Open(title string, f Filter) (string, error) {
	return ask(func() (string, error) {
		return dialog.File().Filter(f.Name, f.Extension).Title(title).Load()
	})
}

func (system) Save(title string, f Filter, suggested string) (string, error) {
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
