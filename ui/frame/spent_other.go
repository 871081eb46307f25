//go:build !linux

package frame

import "time"

// rasterisers are not looked for here: the systems that Netloom runs on besides Linux draw on a GPU.
func rasterisers() []string { return nil }

func spent([]string) time.Duration { return 0 }

func spentByAll() time.Duration { return 0 }

// threadClock tells nothing here.
func threadClock() func() threadTimes { return func() threadTimes { return threadTimes{} } }
