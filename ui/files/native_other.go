//go:build !linux

package files

// Native gives the system's dialogs.
func Native() Dialogs { return System() }
