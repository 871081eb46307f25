//go:build !linux || !amd64

package frame

import (
	"errors"
	"time"
)

// TimedDriver is a driver whose functions are timed.
type TimedDriver struct{}

// TimeDriver cannot be done here.
func TimeDriver() (*TimedDriver, error) {
	return nil, errors.New("frames are measured on Linux on an x86-64 processor only")
}

// Spent is nothing.
func (*TimedDriver) Spent() time.Duration { return 0 }
