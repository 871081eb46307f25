// Package layer says what can be put on the canvas. Each kind is one file that holds the whole of it: name, category,
// ports, parameters, shape rule, weights, how it is lowered to ops, formula, source, and what other tools call it.
// From these declarations come the palette, the inspector, help, the command line, and the exporters.
package layer

import (
	"math"
	"math/bits"

	"netloom/engine/graph"
	"netloom/engine/metric"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// Category groups kinds in the palette and colours them on the canvas.
type Category string

// The categories in palette order.
const (
	InputOutput    Category = "input_output"
	Core           Category = "core"
	Convolution    Category = "convolution"
	Pooling        Category = "pooling"
	Normalisation  Category = "normalisation"
	Recurrent      Category = "recurrent"
	Attention      Category = "attention"
	Regularisation Category = "regularisation"
	Shape          Category = "shape"
	Merge          Category = "merge"
	Objective      Category = "objective"
)

// Categories lists all categories in palette order.
func Categories() []Category {
	return []Category{InputOutput, Core, Convolution, Pooling, Normalisation, Recurrent, Attention, Regularisation, Shape, Merge, Objective}
}

// PortType says what a port carries; the canvas gives each type a form of its own.
type PortType string

// The types of ports. An Any port takes whatever its shape rule allows and shows the form of what is wired to it.
const (
	Any      PortType = "any"
	Image    PortType = "image"    // height × width × channels
	Vector   PortType = "vector"   // features
	Sequence PortType = "sequence" // steps × features
	Labels   PortType = "labels"   // one whole number a sample, or the target of a loss
	Loss     PortType = "loss"     // one number a batch
)

// Port declares one input or output.
type Port struct {
	ID       string
	Name     text.Text
	Type     PortType
	Optional bool // an input that may stay unwired
	Several  bool // an input that takes any number of wires
}

// Signal describes what a wire carries: the shape of one sample, without the batch.
type Signal struct {
	Shape   []int
	Type    PortType
	Classes int // for Labels: how many classes there are
	// Rows is how many rows there are for each sample of the batch, where batches have been stacked; 0 stands for 1.
	Rows int
}

// PerSample is the number of rows for each sample.
func (s Signal) PerSample() int { return max(1, s.Rows) }

// Size is the number of elements of one sample; the largest whole number where it is beyond that, so that a shape that is
// refused as too large never looks small.
func (s Signal) Size() int {
	n, over := uint64(1), false
	for _, d := range s.Shape {
		hi, lo := bits.Mul64(n, uint64(d))
		over = (over || hi != 0 || lo > math.MaxInt) && d != 0
		n = lo
	}
	if over {
		return math.MaxInt
	}
	return int(n)
}

// SignalOf gives a shape the port type that its rank suggests.
func SignalOf(shape ...int) Signal {
	t := Any
	switch len(shape) {
	case 1:
		t = Vector
	case 2:
		t = Sequence
	case 3:
		t = Image
	}
	return Signal{Shape: shape, Type: t}
}

// Source describes a data set that an input can draw from, without loading it.
type Source struct {
	ID      string
	Name    text.Text
	Shape   []int
	Classes int
	Train   int // number of training samples
	Test    int
	Labels  []string // names of the classes
}

// Environment answers what a shape rule may ask of the world.
type Environment interface {
	// Source finds a data set by its id.
	Source(id string) (Source, bool)
	// Sources lists the ids of all data sets.
	Sources() []string
}

// Context is what a shape rule sees.
type Context struct {
	Params      param.Set
	Environment Environment
	In          map[string][]Signal // by port; empty where nothing is wired
}

// One is the signal at a port that takes a single wire; ok is false where nothing is wired.
func (c *Context) One(port string) (Signal, bool) {
	if s := c.In[port]; len(s) > 0 {
		return s[0], true
	}
	return Signal{}, false
}

// Weight declares one trainable array of a layer.
type Weight struct {
	Name  string
	Shape []int
	Init  string // glorot_uniform, zeros, …: see Initialisers
	// Ones is a range of elements, from and to, that start at 1 whatever the initialiser draws.
	Ones [2]int
	// Kept marks what the layer itself changes in training, such as a moving average, and no optimiser.
	Kept bool
}

// Lowering is what a kind lowers itself into.
type Lowering struct {
	Graph  *op.Graph
	Params param.Set
	In     map[string][]*op.Value
	// Weight finds a weight that the kind has declared.
	Weight func(name string) *op.Value
	// Source is the value that an input port of the network is fed with; only input kinds use it.
	Source func(port string) *op.Value
	// Signals describe what In carries.
	Signals map[string][]Signal
	// Metric reports what is measured beside the loss.
	Metric func(metric.Measure)
	// Carry gives a value of some shape, rows of the batch first, that a run finds as the run before has left it; the
	// first finds zeros. What is to be left is handed to leave. It is nil where nothing goes from one run to the next, as
	// in an exported network.
	Carry func(name string, shape ...int) (found *op.Value, leave func(*op.Value))
	// Batch is the number of samples.
	Batch int
	// Training is false where the network only predicts; layers such as dropout then pass their input on.
	Training bool
}

// One is the value at a port that takes a single wire.
func (l *Lowering) One(port string) *op.Value { return l.In[port][0] }

// Names says what other tools call the kind, as it is typed there: one name, or several with commas between. A kind that an
// ONNX file does not hold says why in ONNXNone.
type Names struct {
	Keras, PyTorch, ONNX string
	ONNXNone             text.Text
}

// onlyInTraining is why an exported model goes without a kind.
var onlyInTraining = text.Text{EN: "left out when predicting", ZH: "预测时省略"}

// Kind declares one kind of layer.
type Kind struct {
	ID       string
	Name     text.Text
	Category Category
	Summary  text.Text // one line, for the palette and for search
	Help     text.Text // when to use it, what goes wrong
	Formula  string    // LaTeX
	Source   string    // paper or book
	Names    Names
	Keywords []string // further words that search finds it by
	In, Out  []Port
	Params   []param.Param
	// Stacks marks the kind whose inputs may have different numbers of rows for each sample, and that says itself how
	// many its outputs have; all others have the rows of their inputs.
	Stacks bool
	// Describe is the one line under the name on the canvas.
	Describe func(param.Set) text.Message
	// Infer gives the signal at each output port, or an error that a beginner understands (a *Problem where a repair
	// can be offered). It is called only when every input that is not optional is wired.
	Infer func(*Context) (map[string]Signal, error)
	// Weights lists the trainable arrays; nil for a layer without any.
	Weights func(*Context) []Weight
	// FLOPs counts the floating point operations of one sample going forward.
	FLOPs func(c *Context) float64
	// Sight says how much of its input one place of the output depends on; nil where places have no meaning.
	Sight func(*Context) Sight
	// Lower adds the calls that compute the outputs.
	Lower func(*Lowering) (map[string]*op.Value, error)
}

// Input finds the declaration of an input port.
func (k *Kind) Input(id string) (Port, bool) { return findPort(k.In, id) }

// Output finds the declaration of an output port.
func (k *Kind) Output(id string) (Port, bool) { return findPort(k.Out, id) }

func findPort(ports []Port, id string) (Port, bool) {
	for _, p := range ports {
		if p.ID == id {
			return p, true
		}
	}
	return Port{}, false
}

// Called lists what the kind is called: its id, its name in every language and in other tools, and further words that
// searches find it by.
func (k *Kind) Called() []string {
	return append([]string{k.ID, k.Name.EN, k.Name.ZH, k.Names.Keras, k.Names.PyTorch, k.Names.ONNX}, k.Keywords...)
}

// Set joins the kind's declarations with the values that a node gives.
func (k *Kind) Set(n *graph.Node) param.Set {
	return param.Set{Declared: k.Params, Given: n.Params}
}

// Problem is a shape error together with what would mend it.
type Problem struct {
	text.Message
	// Insert names kinds of which one, put into the wire at Port, would make it fit.
	Insert []string
	Port   string
	// Missing marks a problem that only says what is not wired yet: whatever is wired may well be right.
	Missing bool
}

// Error is the English sentence.
func (p *Problem) Error() string { return p.String() }
