package window

import (
	"net"
	"os"
	"strings"

	"netloom/engine/text"
)

// checkDisplay finds out whether there is a screen to open a window on: the library that opens it would only panic.
func checkDisplay() error {
	name := os.Getenv("DISPLAY")
	if name == "" {
		return text.Errorf("there is no display to open the window on: set DISPLAY, or use a command such as train; see netloom --help",
			"没有可用的显示器：请设置 DISPLAY，或使用 train 等命令；参见 netloom --help")
	}
	number, local := strings.CutPrefix(name, ":")
	if !local {
		return nil // on another machine: the connection tells
	}
	number, _, _ = strings.Cut(number, ".")
	socket := "/tmp/.X11-unix/X" + number
	for _, path := range []string{"@" + socket, socket} {
		if c, err := net.Dial("unix", path); err == nil {
			return c.Close()
		}
	}
	return text.Errorf("the display %s does not answer: set DISPLAY to one that does, or use a command such as train; see netloom --help",
		"显示器 %s 没有响应：请设置正确的 DISPLAY，或使用 train 等命令；参见 netloom --help", name)
}
