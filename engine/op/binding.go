package op

import "netloom/engine/kernel"

// Step is work that Chunks workers may share: Run does one chunk. Chunks do not depend on the number of workers and
// write disjoint memory, so the result never depends on who runs what. Worker numbers a scratch buffer.
type Step struct {
	Chunks int
	Run    func(chunk, worker int)
	// Part, set in place of Chunks and Run, does the samples of one part; it comes before the call's other steps.
	Part func(Part)
	// Early steps read nothing but weights: they come before everything else in a run, or where the weights have changed
	// in the run already, right before the call's stage.
	Early bool
	// Stage orders the steps of one call: those of a later stage start when all of the one before are done.
	Stage int
}

// Once is a step of a single chunk.
func Once(run func()) []Step {
	return []Step{{Chunks: 1, Run: func(int, int) { run() }}}
}

// Moment is what changes from one training step to the next; bound steps read it when they run.
type Moment struct {
	Seed  uint64    // of the run
	Step  uint64    // training steps done before this one
	Rates []float32 // the learning rate of each objective, as its schedule or the person sets it now
}

// Binding gives a call its memory.
type Binding struct {
	Kernels *kernel.Kernels
	Moment  *Moment
	Workers int
	Batch   int // samples
	// PartSize is how many samples a part has; at most those of a share.
	PartSize int
	memory   Memory
	before   []func()
}

// Memory says where values lie.
type Memory interface {
	// Floats is the memory of a Float32 value that is kept whole.
	Floats(*Value) []float32
	// Ints is the memory of an Int32 value.
	Ints(*Value) []int32
	// Local is the memory, one piece a worker, of a value that only the calls of one chain see, part by part; nil for
	// a value that is kept whole.
	Local(*Value) [][]float32
}

// Arrays is a Memory that keeps every value whole, for calls that stand alone.
type Arrays map[*Value][]float32

// Floats is the array of a value.
func (a Arrays) Floats(v *Value) []float32 { return a[v] }

// Ints is nil: there are only numbers of Float32.
func (a Arrays) Ints(*Value) []int32 { return nil }

// Local is nil: there are no chains.
func (a Arrays) Local(*Value) [][]float32 { return nil }

// NewBinding makes a Binding over a memory.
func NewBinding(k *kernel.Kernels, m *Moment, workers, batch int, memory Memory) *Binding {
	return &Binding{Kernels: k, Moment: m, Workers: workers, Batch: batch, PartSize: ShareSize(batch), memory: memory}
}

// Float is the memory of a Float32 value that is kept whole.
func (b *Binding) Float(v *Value) []float32 { return b.memory.Floats(v) }

// Int is the memory of an Int32 value.
func (b *Binding) Int(v *Value) []int32 { return b.memory.Ints(v) }

// Before has work done at the start of each run, ahead of all steps: what changes from one training step to the next.
func (b *Binding) Before(work func()) { b.before = append(b.before, work) }

// Begin does the work that was registered with Before.
func (b *Binding) Begin() {
	for _, work := range b.before {
		work()
	}
}

// keyOf has a key for what a call draws at random put in place before each run: it follows from the run's seed, the
// step, the layer and the turn, so that who draws does not matter.
func (b *Binding) keyOf(c *Call, key *uint32) { b.markedKey(c, 0, key) }

// markedKey is keyOf for draws of one layer that are not to be the same.
func (b *Binding) markedKey(c *Call, mark int, key *uint32) {
	layer := int(c.Node) + mark + c.Turn<<32
	b.Before(func() { *key = kernel.MaskKey(b.Moment.Seed, b.Moment.Step, layer) })
}

// Scratch gives one buffer of n floats a worker, for the life of the program.
func (b *Binding) Scratch(n int) [][]float32 {
	s := make([][]float32, b.Workers)
	for i := range s {
		s[i] = make([]float32, n)
	}
	return s
}
