//go:build headless

package main

import "netloom/app/command"

// window is absent from a build for servers.
func window() command.Window { return nil }
