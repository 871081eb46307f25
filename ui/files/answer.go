package files

import (
	"errors"
	"fmt"
	"io"
)

// Command is the command by which the program shows one file dialog and prints the path that was chosen, or nothing
// where the person changed their mind.
const Command = "file-dialog"

// Answer is that command: open TITLE NAME EXTENSION, or save TITLE NAME EXTENSION SUGGESTED.
func Answer(d Dialogs, args []string, out io.Writer) error {
	var path string
	var err error
	switch {
	case len(args) == 4 && args[0] == "open":
		path, err = d.Open(args[1], Filter{Name: args[2], Extension: args[3]})
	case len(args) == 5 && args[0] == "save":
		path, err = d.Save(args[1], Filter{Name: args[2], Extension: args[3]}, args[4])
	default:
		return fmt.Errorf("%s is for the program's own use", Command)
	}
	if errors.Is(err, ErrCancelled) {
		return nil
	}
	if err == nil {
		_, err = io.WriteString(out, path)
	}
	return err
}
