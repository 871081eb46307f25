// Package pool runs the chunks of a region of work on several cores. The caller works too and takes what is left, so
// that a busy machine costs speed, never a stall.
package pool

import (
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// spins is how often an idle helper looks for work before it sleeps: about two milliseconds. Waking a sleeper takes
// some 100 µs, so helpers should not fall asleep between two steps of training.
const spins = 20_000

// Pool is a set of helpers. One goroutine at a time may call Run.
type Pool struct {
	threads int
	helpers []*helper
	work    region
	fault   atomic.Pointer[PanicError]
	halted  atomic.Bool
	closing atomic.Bool
	ended   sync.WaitGroup
}

// ErrHalted is returned when Halt was called before all chunks were done.
var ErrHalted = errors.New("the work was halted")

// Halt asks RunUntilHalted to leave out what is left of its work; any goroutine may call it. It stays in force until
// GoOn.
func (p *Pool) Halt() { p.halted.Store(true) }

// GoOn ends what Halt began.
func (p *Pool) GoOn() { p.halted.Store(false) }

// region is the work at hand: chunks 0 to n−1, taken from both ends. The caller takes the low ones, helpers the high
// ones, so that from step to step a chunk tends to stay on the core whose cache holds its data.
type region struct {
	_    [64]byte
	ends atomic.Uint64 // low 32 bits: next low chunk; high 32 bits: number of chunks not yet taken from the top
	_    [64]byte
	body func(chunk, worker int)
	stop *atomic.Bool // nil for work that must be done
}

// takeLow gives the lowest chunk that is left, or false.
func (r *region) takeLow() (int, bool) {
	for {
		e := r.ends.Load()
		low, high := uint32(e), uint32(e>>32)
		if low >= high {
			return 0, false
		}
		if r.ends.CompareAndSwap(e, uint64(high)<<32|uint64(low+1)) {
			return int(low), true
		}
	}
}

// takeHigh gives the highest chunk that is left, or false.
func (r *region) takeHigh() (int, bool) {
	for {
		e := r.ends.Load()
		low, high := uint32(e), uint32(e>>32)
		if low >= high {
			return 0, false
		}
		if r.ends.CompareAndSwap(e, uint64(high-1)<<32|uint64(low)) {
			return int(high - 1), true
		}
	}
}

// The states of a helper's door.
const (
	closed uint32 = iota // nothing to do
	open                 // there is work; the helper may enter
	inside               // the helper works
)

type helper struct {
	door   atomic.Uint32
	_      [60]byte
	asleep atomic.Bool
	_      [63]byte
	wake   chan struct{}
	worker int
}

// PanicError is a panic in a chunk, caught so that it ends the work and not the program.
type PanicError struct {
	Chunk  int
	Worker int
	Value  any
	Stack  []byte
}

// Error says what the panic said.
func (e *PanicError) Error() string { return fmt.Sprintf("internal error: %v", e.Value) }

// New makes a pool for a number of threads, the caller's included; fewer than 1 is taken as 1. More threads than cores
// that Go may use bring nothing, and helpers beyond them are not started.
func New(threads int) *Pool {
	threads = max(1, threads)
	p := &Pool{threads: threads}
	for i := 1; i < min(threads, runtime.GOMAXPROCS(0)); i++ {
		h := &helper{wake: make(chan struct{}, 1), worker: i}
		p.helpers = append(p.helpers, h)
		p.ended.Add(1)
		go p.help(h)
	}
	return p
}

// Threads is the number of workers that chunks may be given.
func (p *Pool) Threads() int { return p.threads }

// Run calls body for each chunk from 0 to chunks−1 and returns when all are done. worker is below Threads and differs
// between chunks that run at the same time. After a panic in a chunk the rest may be left out, and the panic comes back
// as a *PanicError.
func (p *Pool) Run(chunks int, body func(chunk, worker int)) error { return p.run(chunks, body, nil) }

// RunUntilHalted is Run for work that may be left unfinished: after Halt it returns ErrHalted as soon as the chunks at
// hand are done.
func (p *Pool) RunUntilHalted(chunks int, body func(chunk, worker int)) error {
	return p.run(chunks, body, &p.halted)
}

func (p *Pool) run(chunks int, body func(chunk, worker int), stop *atomic.Bool) error {
	if stop != nil && stop.Load() {
		return ErrHalted
	}
	if len(p.helpers) == 0 || chunks <= 1 {
		return inline(chunks, body, stop)
	}
	p.work.body, p.work.stop = body, stop
	p.work.ends.Store(uint64(chunks) << 32)
	woke := false
	for _, h := range p.helpers {
		h.door.Store(open)
		if h.asleep.Load() && h.asleep.CompareAndSwap(true, false) {
			h.wake <- struct{}{}
			woke = true
		}
	}
	if woke {
		runtime.Gosched() // lets the scheduler start the sleeper now rather than at its next tick
	}
	p.labour(0, p.work.takeLow)
	for _, h := range p.helpers {
		if h.door.CompareAndSwap(open, closed) {
			continue // it never came: nothing is left for it
		}
		for n := 0; h.door.Load() != closed; n++ {
			if n > 100 {
				relax()
			}
			if n&4095 == 4095 {
				runtime.Gosched()
			}
		}
	}
	if fault := p.fault.Swap(nil); fault != nil {
		return fault
	}
	if stop != nil && stop.Load() {
		return ErrHalted
	}
	return nil
}

// Inline calls body for each chunk on the caller alone, with the same protection.
func Inline(chunks int, body func(chunk, worker int)) error { return inline(chunks, body, nil) }

func inline(chunks int, body func(chunk, worker int), stop *atomic.Bool) (err error) {
	chunk := 0
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Chunk: chunk, Value: v, Stack: debug.Stack()}
		}
	}()
	for ; chunk < chunks; chunk++ {
		if stop != nil && stop.Load() {
			return ErrHalted
		}
		body(chunk, 0)
	}
	return nil
}

// labour takes chunks until none is left.
func (p *Pool) labour(worker int, take func() (int, bool)) {
	chunk := 0
	defer func() {
		if v := recover(); v != nil {
			p.fault.CompareAndSwap(nil, &PanicError{Chunk: chunk, Worker: worker, Value: v, Stack: debug.Stack()})
			p.work.ends.Store(0)
		}
	}()
	for {
		c, ok := take()
		if !ok || p.work.stop != nil && p.work.stop.Load() {
			return
		}
		chunk = c
		p.work.body(c, worker)
	}
}

// help is the life of one helper.
func (p *Pool) help(h *helper) {
	defer p.ended.Done()
	take := p.work.takeHigh
	for n := 0; ; n++ {
		if h.door.Load() == open && h.door.CompareAndSwap(open, inside) {
			p.labour(h.worker, take)
			h.door.Store(closed)
			n = 0
			continue
		}
		relax()
		if n&1023 == 1023 {
			runtime.Gosched()
		}
		if n < spins {
			continue
		}
		if p.closing.Load() {
			return
		}
		h.asleep.Store(true)
		if (h.door.Load() == open || p.closing.Load()) && h.asleep.CompareAndSwap(true, false) {
			continue // work or the end came while it lay down
		}
		<-h.wake
		if p.closing.Load() {
			return
		}
		n = 0
	}
}

// Close ends the helpers and waits for them. The pool must not be running.
func (p *Pool) Close() {
	p.closing.Store(true)
	for _, h := range p.helpers {
		if h.asleep.CompareAndSwap(true, false) {
			h.wake <- struct{}{}
		}
	}
	p.ended.Wait()
}
