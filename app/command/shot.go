package command

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

// ShotRequest says what picture of the window to draw.
type ShotRequest struct {
	Path          string // of a project; "" for an example
	Example       string
	View          string // "" is the whole window
	Steps         int    // training steps made before
	Width, Height int
	Theme         string // dark, light, contrast
	Language      string // en, zh
}

func (e *env) shot() *cobra.Command {
	s := &source{}
	r := ShotRequest{}
	var size, out string
	c := &cobra.Command{
		Use: "shot PROJECT | --example NAME --out PNG", Short: "Draw the window without a display", Args: cobra.MaximumNArgs(1),
		Long: "Draw the real window to a PNG without a display, after some steps of training: for documents, for reports and\n" +
			"for looking at a state that is hard to reach.",
		Example: "  netloom shot --example mnist-mlp --steps 900 --theme light --lang zh --out window.png",
		RunE: func(_ *cobra.Command, args []string) error {
			if e.window == nil {
				return usage("this build has no window to draw")
			}
			if out == "" {
				return usage("say where to write the picture with --out PNG")
			}
			if n, err := fmt.Sscanf(size, "%dx%d", &r.Width, &r.Height); n != 2 || err != nil || r.Width < 400 || r.Height < 200 || r.Width > 8000 || r.Height > 8000 {
				return usage("--size %q: write it as 1280x800, from 400x200 to 8000x8000", size)
			}
			if !oneOf(r.Theme, "dark", "light", "contrast") {
				return usage("--theme %q: choose dark, light or contrast", r.Theme)
			}
			if !oneOf(r.Language, "en", "zh") {
				return usage("--lang %q: choose en or zh", r.Language)
			}
			if _, err := s.open(args); err != nil {
				return err
			}
			if len(args) > 0 {
				r.Path = args[0]
			}
			r.Example = s.example
			return writeFile(out, func(w io.Writer) error { return e.window.Shot(r, w) })
		},
	}
	s.flags(c)
	f := c.Flags()
	f.StringVar(&r.View, "view", "", "one view alone: loss, accuracy, activations, predictions, metrics or confusion")
	f.IntVar(&r.Steps, "steps", 0, "training steps to make first")
	f.StringVar(&size, "size", "1280x800", "of the picture")
	f.StringVar(&r.Theme, "theme", "dark", "dark, light or contrast")
	f.StringVar(&r.Language, "lang", "en", "en or zh")
	f.StringVar(&out, "out", "", "the PNG file to write")
	return c
}

func oneOf(s string, list ...string) bool {
	for _, x := range list {
		if s == x {
			return true
		}
	}
	return false
}
