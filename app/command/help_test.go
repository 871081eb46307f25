package command

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"netloom/engine/layer"
)

// commands lists every command below one, itself included.
func commands(c *cobra.Command) []*cobra.Command {
	list := []*cobra.Command{c}
	for _, sub := range c.Commands() {
		list = append(list, commands(sub)...)
	}
	return list
}

// TestEveryCommandHasHelp: a sentence for the list, more for who asks, an example that names real flags, and every flag
// explained.
func TestEveryCommandHasHelp(t *testing.T) {
	t.Parallel()
	e := &env{out: io.Discard, err: io.Discard, layers: layer.Standard()}
	for _, c := range commands(e.root()) {
		if c.Hidden {
			continue
		}
		name := c.CommandPath()
		if c.Short == "" || c.Short[:1] != strings.ToUpper(c.Short[:1]) || strings.HasSuffix(c.Short, ".") || c.Long == "" {
			t.Errorf("%s: the help is %q and %q", name, c.Short, c.Long)
		}
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if f.Usage == "" {
				t.Errorf("%s --%s is not explained", name, f.Name)
			}
		})
		for line := range strings.Lines(c.Example) {
			words := strings.Fields(line)
			sub, _, err := e.root().Find(words[1:])
			if err != nil || words[0] != "netloom" {
				t.Errorf("%s: the example %q names no command: %v", name, line, err)
				continue
			}
			for _, w := range words {
				if flag, is := strings.CutPrefix(w, "--"); is && sub.Flag(flag) == nil {
					t.Errorf("%s: the example %q has a flag that %s lacks", name, line, sub.CommandPath())
				}
			}
		}
	}
}

// TestHelpCanBeRead: no line is longer than a terminal of 120 columns.
func TestHelpCanBeRead(t *testing.T) {
	t.Parallel()
	e := &env{out: io.Discard, err: io.Discard, layers: layer.Standard()}
	for _, c := range commands(e.root()) {
		var b bytes.Buffer
		c.SetOut(&b)
		if err := c.Help(); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if len(line) > 121 {
				t.Errorf("%s --help has a line of %d characters: %s", c.CommandPath(), len(line), line)
			}
		}
	}
}
