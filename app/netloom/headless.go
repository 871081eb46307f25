//go:build headless

package main

import "netloom/app/command"

// newWindow gives nothing: the window is absent from a build for servers.
func newWindow() command.Window { return nil }
