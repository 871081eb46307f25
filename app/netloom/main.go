// Command netloom is the program: its window, and the command line.
package main

import (
	"os"

	"netloom/app/command"
)

func main() { os.Exit(command.Main(os.Args[1:], os.Stdout, os.Stderr, newWindow())) }
