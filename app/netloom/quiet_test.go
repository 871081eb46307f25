//go:build linux && !headless

package main

import (
	"bytes"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"netloom/app/prelude"
	"netloom/ui/files"
)

// commandsAreQuiet runs commands of the real program, with all that its window links, under locales of every kind
// and with a display that must not be opened.
func commandsAreQuiet(t *testing.T, binary string) {
	t.Helper()
	var listen net.ListenConfig
	server, err := listen.Listen(t.Context(), "tcp", "127.0.0.1:0")
	check(t, err)
	opened := make(chan struct{})
	go func() {
		defer close(opened)
		c, err := server.Accept()
		if err == nil {
			t.Error("a command opened the display")
			_ = c.Close()
		}
	}()
	// X displays are TCP ports from 6000 on.
	display := server.Addr().(*net.TCPAddr).Port - 6000
	if display < 0 {
		t.Fatalf("port %v is no display's", server.Addr())
	}
	for _, locale := range []string{"", "C", "POSIX", "C.UTF-8", "en_US.UTF-8", "zh_CN.UTF-8", "de_DE@euro", "nonsense"} {
		for _, args := range [][]string{{"version"}, {"train", "--example", "mnist-mlp", "--epochs", "1", "--samples", "64"}, {"--help"}} {
			c := exec.CommandContext(t.Context(), binary, args...)
			c.Env = append(os.Environ(), "LANG="+locale, "LC_ALL=", "LANGUAGE=", "DISPLAY=127.0.0.1:"+strconv.Itoa(display), "XDG_RUNTIME_DIR="+t.TempDir())
			var out, said bytes.Buffer
			c.Stdout, c.Stderr = &out, &said
			if err := c.Run(); err != nil || said.Len() > 0 || out.Len() == 0 {
				t.Errorf("LANG=%s netloom %v: %v, %d bytes of output, and said: %s", locale, args, err, out.Len(), &said)
			}
		}
	}
	check(t, server.Close())
	<-opened
}

// preludeComesFirst looks at the order in which packages are loaded.
func preludeComesFirst(t *testing.T, binary string) {
	t.Helper()
	c := exec.CommandContext(t.Context(), binary, "version")
	c.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := c.CombinedOutput()
	check(t, err)
	first := bytes.Index(out, []byte("init netloom/app/prelude @"))
	for _, later := range []string{"github.com/sqweek/dialog", "fyne.io/fyne/v2/lang"} {
		if at := bytes.Index(out, []byte("init "+later+" @")); first < 0 || at < first {
			t.Errorf("prelude is loaded at %d, %s at %d of\n%s", first, later, at, out)
		}
	}
}

func TestFileDialogHasOneName(t *testing.T) {
	t.Parallel()
	if files.Command != prelude.FileDialog {
		t.Errorf("the window starts %q, the program knows %q", files.Command, prelude.FileDialog)
	}
}

// dialogWithoutDisplay: a dialog that cannot be shown says so in one line.
func dialogWithoutDisplay(t *testing.T, binary string) {
	t.Helper()
	c := exec.CommandContext(t.Context(), binary, prelude.FileDialog, "open", "Open", "Project", "netloom")
	c.Env = append(os.Environ(), "DISPLAY=", "WAYLAND_DISPLAY=", "LC_ALL=C", "XDG_RUNTIME_DIR="+t.TempDir())
	out, err := c.CombinedOutput()
	if err == nil || !strings.Contains(string(out), "the file dialog cannot be opened") {
		t.Errorf("it ended with %v and said %q", err, out)
	}
}

// dialogIsCancelled opens the system's dialog and cancels it.
func dialogIsCancelled(t *testing.T, binary string) {
	t.Helper()
	s := newScreen(t)
	c := exec.CommandContext(t.Context(), binary, prelude.FileDialog, "open", "Open", "Project", "netloom")
	c.Env = append(os.Environ(), "DISPLAY="+s.display, "LANG=C.UTF-8", "HOME="+t.TempDir(), "XDG_CONFIG_HOME="+filepath.Join(t.TempDir(), "c"))
	var out bytes.Buffer
	c.Stdout = &out
	check(t, c.Start())
	s.untilMapped(t)
	s.press(t, keyEscape)
	if err := c.Wait(); err != nil || out.Len() > 0 {
		t.Errorf("cancelled, it ended with %v and printed %q", err, &out)
	}
}
