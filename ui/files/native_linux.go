package files

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
)

// Native gives the system's dialogs, each shown by a process of its own: GTK, which draws them here, then neither slows
// the start of the program nor shares its display, and cannot take a training run down with it.
func Native() Dialogs { return apart{} }

type apart struct{}

func (apart) Open(title string, f Filter) (string, error) {
	return inProcess("open", title, f.Name, f.Extension)
}

func (apart) Save(title string, f Filter, suggested string) (string, error) {
	return inProcess("save", title, f.Name, f.Extension, suggested)
}

// inProcess runs this program as a file dialog and gives what it prints, the path that was chosen.
func inProcess(args ...string) (string, error) {
	self, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("the file dialog cannot be opened: %w", err)
	}
	// The kernel ends the dialog when the thread that started it ends: this one must live until the answer is there.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var out, said bytes.Buffer
	c := exec.Command(self, append([]string{Command}, args...)...)
	c.Stdout, c.Stderr = &out, &said
	c.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM}
	if err := c.Run(); err != nil {
		lines := strings.Split(strings.TrimSpace(said.String()), "\n")
		if last := strings.TrimPrefix(lines[len(lines)-1], "netloom: "); last != "" {
			err = errors.New(last)
		}
		return "", err
	}
	if out.Len() == 0 {
		return "", ErrCancelled
	}
	return out.String(), nil
}
