//go:build !linux

package kernel_test

import "testing"

// guarded gives n elements; only Linux can put forbidden memory behind them.
func guarded[T any](_ *testing.T, n int) []T { return make([]T, n) }
