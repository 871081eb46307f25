// Package op holds the primitives that layers are made of. A layer is lowered to calls of ops; each op declares its
// shapes, its gradient, a plain float64 reference, its cost, and how it is bound to memory as steps that workers run.
package op

import (
	"fmt"
	"slices"

	"netloom/engine/graph"
)

// Type is the type of a value's elements.
type Type uint8

// The element types.
const (
	Float32 Type = iota
	Int32
)

// Role says where a value comes from and how long it lives.
type Role uint8

// The roles of values.
const (
	Temporary Role = iota // made by a call, needed until its last reader
	Input                 // filled before each run
	Parameter             // kept between runs, changed by training
	Slot                  // kept between runs: an optimiser's memory of a parameter
)

// Value is one array in a Graph. Shape includes the batch as first dimension where there is one.
type Value struct {
	ID    int
	Name  string
	Shape []int
	Type  Type
	Role  Role
	Node  graph.NodeID // the layer that it belongs to
	Maker *Call        // nil for inputs, parameters and slots
	// Batched marks a value that holds something for each sample: its first dimension is the batch, or a multiple of
	// it with the rows of one sample together.
	Batched bool
}

// Size is the number of elements.
func (v *Value) Size() int {
	n := 1
	for _, d := range v.Shape {
		n *= d
	}
	return n
}

// Rows is the first dimension, and Columns the product of the others: the value seen as a matrix.
func (v *Value) Rows() int {
	if len(v.Shape) == 0 {
		return 1
	}
	return v.Shape[0]
}

// Columns is the number of elements in a row.
func (v *Value) Columns() int {
	if v.Rows() == 0 {
		return 0
	}
	return v.Size() / v.Rows()
}

// Last is the last dimension.
func (v *Value) Last() int {
	if len(v.Shape) == 0 {
		return 1
	}
	return v.Shape[len(v.Shape)-1]
}

// Spec is the shape and type of an output.
type Spec struct {
	Shape []int
	Type  Type
	Sum   bool // over the batch: holds nothing for each sample even where the inputs do
	// Batched marks what holds something for each sample although no input does.
	Batched bool
}

// Op is one primitive.
type Op struct {
	Name string
	// Shapes gives the outputs' shapes, or says why the inputs do not fit.
	Shapes func(attr any, in []*Value) ([]Spec, error)
	// Reference computes the outputs in float64, plainly, as the definition reads.
	Reference func(attr any, in []Array) []Array
	// FLOPs counts the floating point operations of a call; a multiplication with addition counts 2.
	FLOPs func(c *Call) float64
	// Bind gives the steps that compute the call; none for a view.
	Bind func(b *Binding, c *Call) []Step
	// Form says how a call's work is divided; nil means Whole.
	Form func(c *Call) Form
	// View marks an op whose output is its first input under another shape: both share memory.
	View bool
}

// Call is one use of an op.
type Call struct {
	Op   *Op
	Attr any
	In   []*Value
	Out  []*Value
	// Updates are kept values that the call changes in place; whatever reads them as they were comes before.
	Updates []*Value
	Node    graph.NodeID
	// Turn counts how often the call has been made before in one training step, on other weights: what it draws at random
	// differs from turn to turn.
	Turn int
}

// Graph is a list of calls in an order in which they can run.
type Graph struct {
	Calls  []*Call
	nextID int
	node   graph.NodeID
}

// At sets the layer to which the calls and values added from now on belong.
func (g *Graph) At(id graph.NodeID) { g.node = id }

// NewValue adds a value that no call makes.
func (g *Graph) NewValue(name string, role Role, t Type, shape ...int) *Value {
	v := &Value{ID: g.nextID, Name: name, Shape: slices.Clone(shape), Type: t, Role: role, Node: g.node}
	g.nextID++
	return v
}

// NewLike adds a temporary value of another's shape.
func (g *Graph) NewLike(name string, like *Value) *Value {
	v := g.NewValue(name, Temporary, like.Type, like.Shape...)
	v.Batched = like.Batched
	return v
}

// Add calls an op and gives its outputs. Shapes that do not fit are a mistake of the caller's, since layers have
// checked what a person drew: they come back as an error that names the op.
func (g *Graph) Add(o *Op, attr any, in ...*Value) ([]*Value, error) {
	specs, err := o.Shapes(attr, in)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", o.Name, err)
	}
	c := &Call{Op: o, Attr: attr, In: slices.Clone(in), Node: g.node}
	for i, s := range specs {
		v := g.NewValue(fmt.Sprintf("%s.%d", o.Name, i), Temporary, s.Type, s.Shape...)
		v.Maker = c
		v.Batched = !s.Sum && (s.Batched || anyBatched(in))
		c.Out = append(c.Out, v)
	}
	g.Calls = append(g.Calls, c)
	return c.Out, nil
}

func anyBatched(values []*Value) bool {
	return slices.ContainsFunc(values, func(v *Value) bool { return v.Batched })
}

// FormOf says how a call's work is divided.
func (c *Call) FormOf() Form {
	if c.Op.Form == nil {
		return Whole
	}
	return c.Op.Form(c)
}

// Array is a float64 array for references.
type Array struct {
	Shape []int
	Data  []float64
}

// NewArray makes an array of zeros.
func NewArray(shape ...int) Array {
	n := 1
	for _, d := range shape {
		n *= d
	}
	return Array{Shape: slices.Clone(shape), Data: make([]float64, n)}
}
