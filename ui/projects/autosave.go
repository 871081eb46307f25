package projects

import (
	"context"
	"sync"
	"time"
)

// EditDelay is how long edits are gathered before they are written; together with the write it stays below a second.
const EditDelay = 400 * time.Millisecond

// RunRest is the least time from one write of what a training run gives to the next. A write takes the cores and, by the memory that it maps and
// unmaps, halts them: once an epoch of 80 ms it would cost a twentieth of the speed.
const RunRest = 1500 * time.Millisecond

// retryDelay is how long after a failed write the next is tried, as when a disk is full.
const retryDelay = 3 * time.Second

// Autosaver writes the newest document, or whatever else it is given, off the caller's goroutine.
type Autosaver[T any] struct {
	rest time.Duration
	save func(context.Context, *T) error
	told func(error)

	mutex   sync.Mutex
	pending *T
	writing int // writes under way
	wake    chan struct{}
	cancel  context.CancelFunc
	ended   chan struct{}
}

// NewAutosaver starts one that gathers for EditDelay before it writes, and rests at least so long between two writes. told is called after each write, with nil or what went wrong, on the saver's goroutine.
func NewAutosaver[T any](rest time.Duration, save func(context.Context, *T) error, told func(error)) *Autosaver[T] {
	ctx, cancel := context.WithCancel(context.Background())
	a := &Autosaver[T]{rest: rest, save: save, told: told, wake: make(chan struct{}, 1), cancel: cancel, ended: make(chan struct{})}
	go a.loop(ctx)
	return a
}

// Changed hands over the newest.
func (a *Autosaver[T]) Changed(d *T) {
	a.mutex.Lock()
	a.pending = d
	a.mutex.Unlock()
	select {
	case a.wake <- struct{}{}:
	default:
	}
}

// Pending tells whether something has not been written yet, or not to its end.
func (a *Autosaver[T]) Pending() bool {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	return a.pending != nil || a.writing > 0
}

// waits tells whether something waits to be written.
func (a *Autosaver[T]) waits() bool {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	return a.pending != nil
}

// Close writes what is pending and ends the saver.
func (a *Autosaver[T]) Close() error {
	a.cancel()
	<-a.ended
	return a.Flush(context.Background())
}

func (a *Autosaver[T]) loop(ctx context.Context) {
	defer close(a.ended)
	var wrote time.Time // the end of the last write
	for {
		select {
		case <-a.wake:
		case <-ctx.Done():
			return
		}
		delay := max(EditDelay, a.rest-time.Since(wrote))
		for a.waits() {
			select {
			case <-time.After(delay):
			case <-ctx.Done():
				return
			}
			// A write that is under way is not cut off by Close.
			err := a.Flush(context.WithoutCancel(ctx))
			wrote, delay = time.Now(), max(EditDelay, a.rest)
			if err != nil {
				delay = retryDelay
			}
		}
	}
}

// Flush writes what is pending now; after a failure it is pending still, unless something newer has come.
func (a *Autosaver[T]) Flush(ctx context.Context) error {
	a.mutex.Lock()
	d := a.pending
	a.pending = nil
	if d == nil {
		a.mutex.Unlock()
		return nil
	}
	a.writing++
	a.mutex.Unlock()
	err := a.save(ctx, d)
	a.mutex.Lock()
	a.writing--
	if err != nil && a.pending == nil {
		a.pending = d
	}
	a.mutex.Unlock()
	a.told(err)
	return err
}
