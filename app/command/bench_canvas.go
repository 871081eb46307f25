package command

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
)

// CanvasBench says how the canvas is measured.
type CanvasBench struct {
	Nodes, Frames, Gestures int
	Only                    []string  // gestures; none for all
	Profile                 io.Writer // takes a CPU profile; nil for none
}

// canvasGestures are those that are measured, in this order.
func canvasGestures() []string {
	return []string{"pan", "zoom", "drag", "wire", "edit", "delete", "select-all-move"}
}

func (e *env) benchCanvas() *cobra.Command {
	var b CanvasBench
	var profile string
	c := &cobra.Command{
		Use: "canvas", Short: "Time the frames of gestures on a large network in the real window (JSON lines)", Args: cobra.NoArgs,
		Long: "Open the real window, 1920x1080, on a generated network, make gestures with mouse and keyboard, and print a JSON\n" +
			"line for each: " + strings.Join(canvasGestures(), ", ") + ". It needs a display: an X\n" +
			"server, such as Xvfb. Leave mouse and keyboard alone meanwhile. The events go through the X server (XTEST), so that\n" +
			"they come to the program as a person's do.\n\n" +
			"  frames        how many were drawn; each event is made when the frame that shows the one before is on the screen\n" +
			"  cpu_ms_*      our own code: the processor's time of the window's thread from the end of one frame to the end of\n" +
			"                the painting of the next (taking the event, the edit, Check, laying out, walking through all that is\n" +
			"                seen, building each call of OpenGL), without the time within the graphics driver's functions,\n" +
			"                which are timed one by one\n" +
			"  thread_ms_*   the same with the driver's part on this thread; what the driver's own threads do is in neither\n" +
			"  frame_ms_*    by the clock on the wall, from the beginning of painting until the frame is on the screen\n\n" +
			"The last line compares the memory in use, after a collection of garbage, before, amid and after --gestures gestures.",
		Example: "  netloom bench canvas --nodes 1000\n  netloom bench canvas --nodes 5000",
		RunE: func(*cobra.Command, []string) error {
			if e.window == nil {
				return usage("this build has no window to measure")
			}
			if b.Nodes < 40 || b.Nodes > 20_000 {
				return usage("--nodes must be from 40 to 20000")
			}
			if b.Frames < 8 || b.Gestures < 0 {
				return usage("--frames must be at least 8, --gestures not negative")
			}
			for _, g := range b.Only {
				if !oneOf(g, canvasGestures()...) {
					return usage("--gesture %q: choose of %s", g, strings.Join(canvasGestures(), ", "))
				}
			}
			told := func(line any) error { return printJSON(e.out, line) }
			if profile == "" {
				return e.window.BenchCanvas(b, told)
			}
			f, err := os.Create(profile)
			if err != nil {
				return fmt.Errorf("%s cannot be written: %w", profile, plain(err))
			}
			b.Profile = f
			return errors.Join(e.window.BenchCanvas(b, told), f.Close())
		},
	}
	c.Flags().IntVar(&b.Nodes, "nodes", 1000, "layers of the network")
	c.Flags().IntVar(&b.Frames, "frames", 200, "frames of each gesture, about")
	c.Flags().IntVar(&b.Gestures, "gestures", 10_000, "gestures after which the memory is compared; 0 leaves that out")
	c.Flags().StringSliceVar(&b.Only, "gesture", nil, "measure only this gesture; may be given several times")
	c.Flags().StringVar(&profile, "profile", "", "file for a CPU profile of all of it")
	return c
}
