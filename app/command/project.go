package command

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"netloom/assets/examples"
	"netloom/engine/data"
	"netloom/engine/graph"
	"netloom/engine/train"
)

// opened is what a command works on: a document, and where it came from a project file, its last checkpoint.
type opened struct {
	document   *graph.Document
	checkpoint *train.Checkpoint
	path       string // "" for an example
}

// source adds the choice between a project file and an example to a command.
type source struct{ example string }

func (s *source) flags(c *cobra.Command) {
	c.Flags().StringVar(&s.example, "example", "", "an example that ships with the program (see netloom examples list)")
	// It fails only for a flag that is not there.
	_ = c.RegisterFlagCompletionFunc("example", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		var names []string
		for _, x := range examples.List() {
			names = append(names, x.Name+"\t"+x.Title.EN)
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	})
}

// open opens what the arguments name.
func (s *source) open(args []string) (*opened, error) {
	switch {
	case s.example != "" && len(args) > 0:
		return nil, usage("give a project or --example, not both")
	case s.example != "":
		d, err := examples.Open(s.example)
		if err != nil {
			return nil, err
		}
		return &opened{document: d}, nil
	case len(args) == 0:
		return nil, usage("name a project file, or an example with --example")
	}
	return openProject(args[0])
}

// dataFor gives the registry with the data that a run was told to use in the place of MNIST.
func (e *env) dataFor(given string) (*data.Registry, error) {
	if given == "" {
		return e.data, nil
	}
	if _, known := e.data.Source(given); known {
		return e.data, nil
	}
	info, err := os.Stat(given)
	if err != nil {
		return nil, fmt.Errorf("--data %s: there is no such data set and no such folder", given)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("--data %s: a folder with the four IDX files of the MNIST family is needed, not a file", given)
	}
	s, err := data.Folder(given)
	if err != nil {
		return nil, err
	}
	return e.data.With("mnist", s), nil
}
