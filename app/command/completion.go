package command

import (
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// shell is one that can be taught to complete.
type shell struct {
	name, install string
	write         func(root *cobra.Command, to io.Writer) error
}

// shells lists them; a new one is one line here.
func shells() []shell {
	return []shell{
		{"bash", "netloom completion bash > /etc/bash_completion.d/netloom", func(c *cobra.Command, w io.Writer) error { return c.GenBashCompletionV2(w, true) }},
		{"zsh", `netloom completion zsh > "${fpath[1]}/_netloom"`, (*cobra.Command).GenZshCompletion},
		{"fish", "netloom completion fish > ~/.config/fish/completions/netloom.fish", func(c *cobra.Command, w io.Writer) error { return c.GenFishCompletion(w, true) }},
		{"powershell", "netloom completion powershell >> $PROFILE", (*cobra.Command).GenPowerShellCompletionWithDesc},
	}
}

func completion() *cobra.Command {
	var names, installs []string
	for _, s := range shells() {
		names = append(names, s.name)
		installs = append(installs, "  "+s.install)
	}
	choice := strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
	return &cobra.Command{
		Use: "completion SHELL", Short: "Print a script that teaches a shell to complete commands",
		Long:    "Print a script for " + choice + ". The shell then completes netloom's commands, flags and examples.",
		Example: strings.Join(installs, "\n"), ValidArgs: names, Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 1 {
				for _, s := range shells() {
					if s.name == args[0] {
						return s.write(c.Root(), c.OutOrStdout())
					}
				}
			}
			return usage("name a shell: %s", choice)
		},
	}
}
