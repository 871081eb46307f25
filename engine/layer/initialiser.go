package layer

import (
	"math"

	"netloom/engine/param"
	"netloom/engine/text"
)

// Initialiser draws the values that a weight has before training.
type Initialiser struct {
	ID   string
	Name text.Text
	// Limit gives the half-width a of the uniform distribution over (−a, a), from the number of inputs and outputs of
	// a unit; 0 means that all values are 0.
	Limit  func(fanIn, fanOut float64) float64
	Source string
}

// Initialisers lists those that can be chosen.
func Initialisers() []Initialiser {
	return []Initialiser{
		{
			ID: "glorot_uniform", Name: text.Text{EN: "Glorot uniform", ZH: "Glorot 均匀"},
			Limit:  func(in, out float64) float64 { return math.Sqrt(6 / (in + out)) },
			Source: "Glorot, Bengio: Understanding the difficulty of training deep feedforward neural networks (2010)",
		},
		{
			ID: "he_uniform", Name: text.Text{EN: "He uniform", ZH: "He 均匀"},
			Limit:  func(in, _ float64) float64 { return math.Sqrt(6 / in) },
			Source: "He, Zhang, Ren, Sun: Delving deep into rectifiers (2015)",
		},
		{
			ID: "zeros", Name: text.Text{EN: "Zeros", ZH: "零"},
			Limit:  func(float64, float64) float64 { return 0 },
			Source: "a lesson in symmetry: units that start alike stay alike",
		},
	}
}

// FindInitialiser gives an initialiser by its id, or false.
func FindInitialiser(id string) (Initialiser, bool) {
	for _, i := range Initialisers() {
		if i.ID == id {
			return i, true
		}
	}
	return Initialiser{}, false
}

// Fans counts the inputs and outputs of a unit from a weight's shape, as Keras does: the last dimension is the outputs,
// the one before it the inputs, and both count once for each place of the window that the dimensions before span.
func Fans(shape []int) (in, out float64) {
	in, out = 1, 1
	for i, d := range shape {
		if i != len(shape)-1 {
			in *= float64(d)
		}
		if i != len(shape)-2 {
			out *= float64(d)
		}
	}
	return in, out
}

func initialiserOptions() []param.Option {
	var o []param.Option
	for _, i := range Initialisers() {
		o = append(o, param.Option{ID: i.ID, Name: i.Name})
	}
	return o
}
