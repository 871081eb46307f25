package pool

import "netloom/engine/kernel"

// relax tells the processor that this core waits in a loop.
func relax() { kernel.Pause() }
