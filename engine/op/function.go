package op

import (
	"math"

	"netloom/engine/kernel"
	"netloom/engine/text"
)

// Function is one activation function together with its derivative, so that the two cannot drift apart.
type Function struct {
	ID     string
	Name   text.Text
	Of     func(x float64) float64
	Slope  func(x, y float64) float64 // the derivative at x, where y = Of(x) is known already
	Source string
}

// apply sets y = f(x).
func (f *Function) apply(k *kernel.Kernels, y, x []float32) {
	if f.ID == "relu" {
		k.ReLU(y, x)
		return
	}
	for i, v := range x {
		y[i] = float32(f.Of(float64(v)))
	}
}

// applySlope sets down = up·f′(x) where y = f(x).
func (f *Function) applySlope(k *kernel.Kernels, down, up, x, y []float32) {
	if f.ID == "relu" {
		k.ReLUGradient(down, up, x)
		return
	}
	for i := range down {
		down[i] = up[i] * float32(f.Slope(float64(x[i]), float64(y[i])))
	}
}

func relu(x float64) float64 { return max(0, x) }

// Functions lists the activation functions.
func Functions() []*Function {
	same := func(s string) text.Text { return text.Text{EN: s, ZH: s} }
	return []*Function{
		{
			ID: "linear", Name: text.Text{EN: "linear", ZH: "线性"},
			Of:    func(x float64) float64 { return x },
			Slope: func(float64, float64) float64 { return 1 },
		},
		{
			ID: "relu", Name: same("ReLU"), Of: relu,
			Slope: func(x, _ float64) float64 {
				if x > 0 {
					return 1
				}
				return 0
			},
			Source: "Nair, Hinton (2010)",
		},
		{
			ID: "leaky_relu", Name: same("leaky ReLU"),
			Of: func(x float64) float64 { return max(x, leak*x) },
			Slope: func(x, _ float64) float64 {
				if x > 0 {
					return 1
				}
				return leak
			},
			Source: "Maas, Hannun, Ng (2013), slope 0.2",
		},
		{
			ID: "sigmoid", Name: same("sigmoid"),
			Of:    func(x float64) float64 { return 1 / (1 + math.Exp(-x)) },
			Slope: func(_, y float64) float64 { return y * (1 - y) },
		},
		{
			ID: "tanh", Name: same("tanh"), Of: math.Tanh,
			Slope: func(_, y float64) float64 { return 1 - y*y },
		},
	}
}

// leak is the slope of leaky ReLU below 0, that of Keras' negative_slope examples and of the GAN literature.
const leak = 0.2

// FindFunction gives a function by its id, or nil.
func FindFunction(id string) *Function {
	for _, f := range functions {
		if f.ID == id {
			return f
		}
	}
	return nil
}

// functions is made once, so that equal ids give equal pointers.
var functions = Functions()
