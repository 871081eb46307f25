package train

import (
	"time"

	"netloom/engine/graph"
	"netloom/engine/text"
)

// State is what a session is doing.
type State uint8

// The states of a session.
const (
	Ready   State = iota // built, nothing trained yet or stopped by the person; can run
	Running              // training
	Paused               // between two steps; can go on
	Done                 // all epochs trained and the test data measured
	Failed               // ended by a problem
)

// Active tells whether a run is under way, moving or paused.
func (s State) Active() bool { return s == Running || s == Paused }

// Point is the result of one training step, or the mean of several neighbouring ones.
type Point struct {
	Step     uint64 // training steps done, 1 after the first
	Loss     float64
	Accuracy float64 // share of samples, 0 to 1; NaN where the network has none
}

// Epoch is the result of one pass over the training data. Accuracies are NaN where the network has none.
type Epoch struct {
	Epoch              int // 1 after the first
	Step               uint64
	Loss, Accuracy     float64 // over the training data, while the weights moved
	ValidationLoss     float64 // after the epoch, with the weights held still
	ValidationAccuracy float64
	Scores             []Score // the metrics on the same data, but those that look at all samples together
	Seconds            float64 // of training, validation not counted
	SamplesPerSecond   float64
}

// Result is what a finished run reaches on the test data.
type Result struct {
	TestLoss, TestAccuracy float64
	Scores                 []Score // every metric
	Seconds                float64 // of training and validation
	SamplesPerSecond       float64 // of the fastest epoch
	// BestEpoch is the epoch whose weights were put back at the end, where early stopping watches; else 0.
	BestEpoch int
}

// Problem is what stopped or troubled a run.
type Problem struct {
	Node    graph.NodeID // 0 where no layer is to blame
	Message text.Message
	Fatal   bool
}

// Progress says how far a run is.
type Progress struct {
	State            State
	Epoch, Epochs    int // the epoch under way, from 1
	Step, Steps      int // done in this epoch, and all of an epoch
	GlobalStep       uint64
	SamplesPerSecond float64
	Elapsed          time.Duration // of training, pauses not counted
	Left             time.Duration // estimate to the end; 0 where not known
}

// Fraction is how much of the run is done, 0 to 1.
func (p Progress) Fraction() float64 {
	if p.Epochs == 0 || p.Steps == 0 {
		return 0
	}
	return (float64(p.Epoch-1) + float64(p.Step)/float64(p.Steps)) / float64(p.Epochs)
}

// What tells which values of a layer a probe reads.
type What uint8

// What a probe can read.
const (
	OutputOf What = iota // the output of a port for the samples
	WeightOf             // a trainable array
)

// Probe asks a session for values while it trains. What nobody probes is not computed.
type Probe struct {
	Node    graph.NodeID
	Port    string  // for OutputOf; "" is the first output
	What    What    //
	Weight  string  // for WeightOf: the weight's name
	Samples []int   // for OutputOf: indices into the test data
	Rate    float64 // readings a second at most; 0 means 4
}

// Reading is the answer to a probe. Data belongs to the receiver.
type Reading struct {
	Probe  Probe
	Step   uint64 // training steps that the weights had seen
	Shape  []int  // for OutputOf: samples first
	Data   []float32
	Labels []int32 // for OutputOf: the samples' true classes, if the data has any
}

// Digest is all that happened since the last one was taken. It is bounded however long nobody takes one: neighbouring
// points are averaged, and a newer reading replaces an older one of the same probe.
type Digest struct {
	Progress    Progress
	Points      []Point
	Epochs      []Epoch
	Readings    map[int]Reading // by the id that Watch gave
	Checkpoints int             // how many were offered since
	Problems    []Problem
	Result      *Result // set once, when the run is done
}
