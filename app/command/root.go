// Package command is the command line: one file a command. None of it opens a display; the window is handed in by the
// binary that has one.
package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"netloom/assets/data/mnist"
	"netloom/engine/data"
	"netloom/engine/layer"
)

// Version is the version of the program.
const Version = "0.1.0"

// Exit statuses.
const (
	ok     = 0
	failed = 1
	misuse = 2
)

// Window opens the window and draws pictures of it; a build without one has none.
type Window interface {
	// Run opens the window on a project file, or on an example if path is empty, and returns when it is closed. What it
	// shows is written to follow, as JSON lines, unless that is nil.
	Run(path string, follow io.Writer) error
	// Shot draws the window without a display and writes a PNG.
	Shot(r ShotRequest, to io.Writer) error
	// BenchCanvas measures the canvas in the real window and hands on each result.
	BenchCanvas(b CanvasBench, told func(any) error) error
	// FileDialog shows a file dialog of the window and writes the path that was chosen.
	FileDialog(args []string, to io.Writer) error
}

// env is what commands work with.
type env struct {
	out, err io.Writer
	layers   *layer.Registry
	data     *data.Registry
	window   Window
}

// usageError is wrong usage: exit status 2.
type usageError struct{ error }

func usage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// Main runs the command line and gives the exit status. What goes wrong is said in one line on err.
func Main(args []string, out, err io.Writer, w Window) (status int) {
	defer func() {
		if fault := recover(); fault != nil {
			fmt.Fprintf(err, "netloom: internal error: %v; please report it with the command that you gave\n", fault)
			status = failed
		}
	}()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	e := &env{out: out, err: err, layers: layer.Standard(), data: data.NewRegistry(mnist.Source()), window: w}
	root := e.root()
	root.SetArgs(args)
	root.SetOut(out)
	root.SetErr(err)
	switch fault := root.ExecuteContext(ctx); {
	case fault == nil:
		return ok
	case isUsage(fault):
		fmt.Fprintf(err, "netloom: %s\n", oneLine(fault))
		return misuse
	default:
		fmt.Fprintf(err, "netloom: %s\n", oneLine(fault))
		return failed
	}
}

// isUsage tells wrong usage from failure: what cobra itself refuses, and what a command says is misuse.
func isUsage(err error) bool {
	var u usageError
	return errors.As(err, &u) || strings.HasPrefix(err.Error(), "unknown command") ||
		strings.HasPrefix(err.Error(), "unknown flag") || strings.HasPrefix(err.Error(), "unknown shorthand") ||
		strings.HasPrefix(err.Error(), "invalid argument") || strings.HasPrefix(err.Error(), "flag needs an argument") ||
		strings.HasPrefix(err.Error(), "accepts ") || strings.HasPrefix(err.Error(), "required flag")
}

func oneLine(err error) string { return strings.ReplaceAll(strings.TrimSpace(err.Error()), "\n", "; ") }

// root is the command tree.
func (e *env) root() *cobra.Command {
	var trace string
	c := &cobra.Command{
		Use:   "netloom [PROJECT]",
		Short: "See neural networks: draw them, train them, watch them, take them away",
		Long: "Netloom opens its window on a project, or on the MNIST example.\n" +
			"The commands below do the same work in a terminal; none of them opens a display.",
		Example: "  netloom                                            the window, on the MNIST example\n" +
			"  netloom mine.netloom                               the window, on a project\n" +
			"  netloom train --example mnist-mlp --out mine.netloom\n" +
			"  netloom evaluate mine.netloom",
		Args: cobra.MaximumNArgs(1), SilenceUsage: true, SilenceErrors: true,
		RunE: func(_ *cobra.Command, args []string) error { return e.openWindow(args, trace) },
	}
	c.Flags().StringVar(&trace, "trace", "", "write what the window shows, and where, to this file as JSON lines")
	c.AddCommand(e.train(), e.evaluate(), e.predict(), e.check(), e.export(), e.examples(), e.layerKinds(), e.bench(), e.shot(), e.fileDialog(), completion(), version())
	c.CompletionOptions.DisableDefaultCmd = true
	return c
}

// openWindow opens the window on a project, or on the example.
func (e *env) openWindow(args []string, trace string) error {
	if e.window == nil {
		return usage("this build has no window: use a command, such as train; see netloom --help")
	}
	path := ""
	if len(args) > 0 {
		path = args[0]
		if _, err := os.Stat(path); err != nil {
			return fmt.Errorf("%s: there is no such file, and no such command", path)
		}
	}
	if trace == "" {
		return e.window.Run(path, nil)
	}
	f, err := os.Create(trace)
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", trace, plain(err))
	}
	return errors.Join(e.window.Run(path, f), f.Close())
}

func version() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Print the version", Long: "Print the program's name and version.", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			_, err := fmt.Fprintln(c.OutOrStdout(), "netloom "+Version)
			return err
		},
	}
}
