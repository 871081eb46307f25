package command

import (
	"fmt"

	"github.com/spf13/cobra"

	"netloom/assets/examples"
)

func (e *env) examples() *cobra.Command {
	c := &cobra.Command{
		Use: "examples", Short: "The networks that ship with the program", Args: cobra.NoArgs,
		Long:    "List the networks that ship with the program, or copy one to change it.",
		Example: "  netloom examples list\n  netloom examples copy mnist-mlp --out mine.netloom",
		RunE:    func(*cobra.Command, []string) error { return usage("say what to do: list or copy") },
	}
	list := &cobra.Command{
		Use: "list", Short: "List the examples", Long: "List the examples: a name, which commands take with --example, and what it is.", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			for _, x := range examples.List() {
				if _, err := fmt.Fprintf(e.out, "%-20s %s\n", x.Name, x.Title.EN); err != nil {
					return err
				}
			}
			return nil
		},
	}
	var out string
	copied := &cobra.Command{
		Use: "copy NAME --out FILE", Short: "Write an example as a project of your own", Args: cobra.ExactArgs(1),
		Long:    "Write an example as a project of your own. A file that is there already is left alone.",
		Example: "  netloom examples copy mnist-mlp --out mine.netloom",
		RunE: func(_ *cobra.Command, args []string) error {
			if out == "" {
				return usage("say where to write it with --out FILE")
			}
			d, err := examples.Open(args[0])
			if err != nil {
				return err
			}
			return createProject(out, d)
		},
	}
	copied.Flags().StringVar(&out, "out", "", "the project file to write")
	c.AddCommand(list, copied)
	return c
}
