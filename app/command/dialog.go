package command

import (
	"github.com/spf13/cobra"

	"netloom/app/prelude"
)

// fileDialog shows one of the window's file dialogs: on Linux the window runs them in a process of their own.
func (e *env) fileDialog() *cobra.Command {
	return &cobra.Command{
		Use: prelude.FileDialog, Short: "Show a file dialog of the window", Hidden: true, DisableFlagParsing: true,
		RunE: func(_ *cobra.Command, args []string) error {
			if e.window == nil {
				return usage("this build has no window")
			}
			return e.window.FileDialog(args, e.out)
		},
	}
}
