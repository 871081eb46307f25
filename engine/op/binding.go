package op

import "netloom/engine/kernel"

// Step is work that Chunks workers may share: Run does one chunk. Chunks do not depend on the number of workers and
// write disjoint memory, so the result never depends on who runs what. Worker numbers a scratch buffer.
type Step struct {
	Chunks int
	Run    func(chunk, worker int)
	// Stage orders the steps of one call: those of a later stage start when all of the one before are done.
	Stage int
}

// Once is a step of a single chunk.
func Once(run func()) []Step {
	return []Step{{Chunks: 1, Run: func(int, int) { run() }}}
}

// Moment is what changes from one training step to the next; bound steps read it when they run.
type Moment struct {
	Seed         uint64  // of the run
	Step         uint64  // training steps done before this one
	LearningRate float32 // as the schedule or the person sets it now
}

// Binding gives a call its memory.
type Binding struct {
	Kernels *kernel.Kernels
	Moment  *Moment
	Workers int
	floats  func(*Value) []float32
	ints    func(*Value) []int32
	before  []func()
}

// NewBinding makes a Binding over two look-ups.
func NewBinding(k *kernel.Kernels, m *Moment, workers int, floats func(*Value) []float32, ints func(*Value) []int32) *Binding {
	return &Binding{Kernels: k, Moment: m, Workers: workers, floats: floats, ints: ints}
}

// Float is the memory of a Float32 value.
func (b *Binding) Float(v *Value) []float32 { return b.floats(v) }

// Int is the memory of an Int32 value.
func (b *Binding) Int(v *Value) []int32 { return b.ints(v) }

// Before has work done at the start of each run, ahead of all steps: what changes from one training step to the next.
func (b *Binding) Before(work func()) { b.before = append(b.before, work) }

// Begin does the work that was registered with Before.
func (b *Binding) Begin() {
	for _, work := range b.before {
		work()
	}
}

// Scratch gives one buffer of n floats a worker, for the life of the program.
func (b *Binding) Scratch(n int) [][]float32 {
	s := make([][]float32, b.Workers)
	for i := range s {
		s[i] = make([]float32, n)
	}
	return s
}
