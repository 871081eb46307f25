package layer

import (
	"math"

	"netloom/engine/param"
	"netloom/engine/text"
)

// Initialiser draws the values that a weight has before training. The same random numbers give the same values on every
// machine. Those called normal are truncated, as in Keras: values beyond two standard deviations are drawn again, and the
// deviation is raised so that it comes out as the paper wants it; random_normal is not.
type Initialiser struct {
	ID     string
	Name   text.Text
	Source string
	// Fill draws the values of a weight of the given shape.
	Fill func(r Random, shape []int, to []float32)
}

// Initialisers lists those that can be chosen.
func Initialisers() []Initialiser {
	const (
		glorot = "Glorot, Bengio: Understanding the difficulty of training deep feedforward neural networks (2010)"
		he     = "He, Zhang, Ren, Sun: Delving deep into rectifiers (2015)"
		lecun  = "LeCun, Bottou, Orr, Müller: Efficient backprop (1998)"
		plain  = "what was usual before the size of a layer was heeded"
	)
	both := func(in, out float64) float64 { return (in + out) / 2 }
	inputs := func(in, _ float64) float64 { return in }
	return []Initialiser{
		{"glorot_uniform", text.Text{EN: "Glorot uniform", ZH: "Glorot 均匀"}, glorot, uniformOver(1, both)},
		{"glorot_normal", text.Text{EN: "Glorot normal", ZH: "Glorot 正态"}, glorot, truncatedOver(1, both)},
		{"he_uniform", text.Text{EN: "He uniform", ZH: "He 均匀"}, he, uniformOver(2, inputs)},
		{"he_normal", text.Text{EN: "He normal", ZH: "He 正态"}, he, truncatedOver(2, inputs)},
		{"lecun_uniform", text.Text{EN: "LeCun uniform", ZH: "LeCun 均匀"}, lecun, uniformOver(1, inputs)},
		{"lecun_normal", text.Text{EN: "LeCun normal", ZH: "LeCun 正态"}, lecun, truncatedOver(1, inputs)},
		{
			"orthogonal",
			text.Text{EN: "Orthogonal", ZH: "正交"},
			"Saxe, McClelland, Ganguli: Exact solutions to the nonlinear dynamics of learning in deep linear neural networks (2014)", fillOrthogonal,
		},
		{"random_uniform", text.Text{EN: "Uniform ±0.05", ZH: "均匀 ±0.05"}, plain, func(r Random, _ []int, to []float32) { fillUniform(r, 0.05, to) }},
		{"random_normal", text.Text{EN: "Normal 0.05", ZH: "正态 0.05"}, plain, func(r Random, _ []int, to []float32) {
			for i := range to {
				to[i] = float32(0.05 * r.Normal())
			}
		}},
		{"zeros", text.Text{EN: "Zeros", ZH: "零"}, "a lesson in symmetry: units that start alike stay alike", fillWith(0)},
		{"ones", text.Text{EN: "Ones", ZH: "一"}, "a lesson in symmetry: units that start alike stay alike", fillWith(1)},
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

// Fans counts the inputs and outputs of a unit from a weight's shape, as Keras does: the last two dimensions are inputs
// and outputs, and those before, such as a window's height and width, multiply both.
func Fans(shape []int) (in, out float64) {
	switch n := len(shape); n {
	case 0:
		return 1, 1
	case 1:
		return float64(shape[0]), float64(shape[0])
	default:
		window := 1.0
		for _, d := range shape[:n-2] {
			window *= float64(d)
		}
		return window * float64(shape[n-2]), window * float64(shape[n-1])
	}
}

func fillWith(v float32) func(Random, []int, []float32) {
	return func(_ Random, _ []int, to []float32) {
		for i := range to {
			to[i] = v
		}
	}
}

// fillUniform draws evenly from −limit to limit.
func fillUniform(r Random, limit float64, to []float32) {
	for i := range to {
		to[i] = float32(limit * r.Even())
	}
}

// uniformOver draws evenly with a variance of scale over a number of units: the limit is √3 deviations.
func uniformOver(scale float64, units func(in, out float64) float64) func(Random, []int, []float32) {
	return func(r Random, shape []int, to []float32) {
		fillUniform(r, math.Sqrt(3*scale/max(1, units(Fans(shape)))), to)
	}
}

// truncatedOver draws from a truncated normal distribution with a variance of scale over a number of units.
func truncatedOver(scale float64, units func(in, out float64) float64) func(Random, []int, []float32) {
	// The deviation of a standard normal distribution that is cut off at ±2.
	const cut = 0.87962566103423978
	return func(r Random, shape []int, to []float32) {
		deviation := math.Sqrt(scale/max(1, units(Fans(shape)))) / cut
		for i := range to {
			z := r.Normal()
			for math.Abs(z) > 2 {
				z = r.Normal()
			}
			to[i] = float32(deviation * z)
		}
	}
}

func initialiserOptions() []param.Option {
	var o []param.Option
	for _, i := range Initialisers() {
		o = append(o, param.Option{ID: i.ID, Name: i.Name})
	}
	return o
}
