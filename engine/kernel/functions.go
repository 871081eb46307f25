package kernel

import "math"

// Function is a function of one number with its derivative, so that the two cannot drift apart. Of and Slope are its
// definition; Apply and Slope of Kernels are the loops that must agree with them.
type Function struct {
	loop  place
	Of    func(x float64) float64
	Needs Needs
	// Slope is the derivative at x, where y = Of(x). It looks at that one of them alone which Needs names.
	Slope func(x, y float64) float64
}

// Needs says what a function's slope is told from, so that the other need not be kept.
type Needs uint8

// What a slope is told from.
const (
	NeedsOutput Needs = iota
	NeedsInput
)

// place numbers the functions in the tables of loops.
type place uint8

const (
	placeLinear place = iota
	placeStep
	placeReLU
	placeReLU6
	placeLeakyReLU
	placeHardSigmoid
	placeSigmoid
	placeTanh
	placeELU
	placeSELU
	placeSoftplus
	placeSoftsign
	placeSwish
	placeHardSwish
	placeGELU
	placeMish
	places
)

// loops are those of one function. The numbers of elements may be any above 0. The slope reads what Needs names.
type loops struct {
	apply func(n int, y, x *float32)
	slope func(n int, down, up, s *float32)
}

// Apply sets y = f(x), to within some units in the last place over the whole range; results too small for the normal
// form may come out as 0. y may be x.
func (k *Kernels) Apply(f *Function, y, x []float32) {
	if len(y) > 0 {
		k.functions[f.loop].apply(len(y), &y[0], &x[0])
	}
}

// Slope sets down = up·f′, told from s: the function's output or input, as its Needs says. down may be up or s.
func (k *Kernels) Slope(f *Function, down, up, s []float32) {
	if len(down) > 0 {
		k.functions[f.loop].slope(len(down), &down[0], &up[0], &s[0])
	}
}

// Tanh sets y = tanh x, to within three units in the last place. y may be x.
func (k *Kernels) Tanh(y, x []float32) { k.Apply(Tanh, y, x) }

// Sigmoid sets y = 1/(1 + exp(−x)), to within three units in the last place. y may be x.
func (k *Kernels) Sigmoid(y, x []float32) { k.Apply(Sigmoid, y, x) }

// The functions, as Keras 3 defines them.
var (
	Linear = &Function{
		loop: placeLinear,
		Of:   func(x float64) float64 { return x }, Slope: func(_, _ float64) float64 { return 1 },
	}
	// Step is 1 above 0. Its slope is 0 wherever it has one.
	Step = &Function{loop: placeStep, Of: step, Slope: func(_, y float64) float64 { return 0 * y }}
	ReLU = &Function{
		loop: placeReLU,
		Of:   func(x float64) float64 { return max(x, 0) }, Slope: func(_, y float64) float64 { return step(y) },
	}
	ReLU6 = &Function{
		loop: placeReLU6,
		Of:   func(x float64) float64 { return min(max(x, 0), 6) }, Slope: func(_, y float64) float64 { return step(y) * step(6-y) },
	}
	LeakyReLU = &Function{
		loop: placeLeakyReLU,
		Of:   func(x float64) float64 { return max(x, leak*x) }, Slope: func(_, y float64) float64 { return max(step(y), leak) },
	}
	HardSigmoid = &Function{
		loop: placeHardSigmoid,
		Of:   hardSigmoid, Slope: func(_, y float64) float64 { return step(y) * step(1-y) / 6 },
	}
	Sigmoid = &Function{loop: placeSigmoid, Of: sigmoid, Slope: func(_, y float64) float64 { return y * (1 - y) }}
	Tanh    = &Function{loop: placeTanh, Of: math.Tanh, Slope: func(_, y float64) float64 { return 1 - y*y }}
	ELU     = &Function{
		loop: placeELU,
		Of:   func(x float64) float64 { return max(x, 0) + math.Expm1(min(x, 0)) }, Slope: func(_, y float64) float64 { return 1 + min(y, 0) },
	}
	SELU = &Function{
		loop:  placeSELU,
		Of:    func(x float64) float64 { return seluScale * (max(x, 0) + seluAlpha*math.Expm1(min(x, 0))) },
		Slope: seluSlope,
	}
	Softplus = &Function{
		loop: placeSoftplus,
		Of:   func(x float64) float64 { return max(x, 0) + math.Log1p(math.Exp(-math.Abs(x))) }, Slope: func(_, y float64) float64 { return -math.Expm1(-y) },
	}
	Softsign = &Function{loop: placeSoftsign, Needs: NeedsInput, Of: softsign, Slope: softsignSlope}
	Swish    = &Function{loop: placeSwish, Needs: NeedsInput, Of: swish, Slope: swishSlope}
	// HardSwish is x·hard sigmoid(x).
	HardSwish = &Function{loop: placeHardSwish, Needs: NeedsInput, Of: hardSwish, Slope: hardSwishSlope}
	// GELU is the exact one, x·Φ(x) with Φ the normal distribution, not its approximation by tanh.
	GELU = &Function{loop: placeGELU, Needs: NeedsInput, Of: gelu, Slope: geluSlope}
	Mish = &Function{loop: placeMish, Needs: NeedsInput, Of: mish, Slope: mishSlope}
)

// Definitions lists the functions.
func Definitions() []*Function {
	return []*Function{
		Linear, Step, ReLU, ReLU6, LeakyReLU, HardSigmoid, Sigmoid, Tanh, ELU, SELU, Softplus, Softsign, Swish, HardSwish, GELU, Mish,
	}
}

const (
	// leak is the slope of leaky ReLU below 0: Keras' activation and the GAN literature have 0.2, PyTorch 0.01.
	leak = 0.2
	// The constants for which mean 0 and variance 1 are kept (Klambauer and others 2017).
	seluScale = 1.0507009873554804934193349852946
	seluAlpha = 1.6732632423543772848170429916717
	// far is beyond what a factor of a product with an infinity must be held at for the product to be the limit.
	far = 1000
)

func step(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x <= 0:
		return 0
	default:
		return x // NaN
	}
}

func sigmoid(x float64) float64     { return 1 / (1 + math.Exp(-x)) }
func hardSigmoid(x float64) float64 { return min(max(x+3, 0), 6) / 6 }

func seluSlope(_, y float64) float64 {
	if y > 0 {
		return seluScale
	}
	return y + seluScale*seluAlpha
}

func softsign(x float64) float64 {
	a := min(math.Abs(x), math.MaxFloat64)
	return math.Copysign(a/(1+a), x)
}

func softsignSlope(x, _ float64) float64 {
	d := 1 + math.Abs(x)
	return 1 / (d * d)
}

func swish(x float64) float64 { return max(x, -far) * sigmoid(x) }

func swishSlope(x, _ float64) float64 {
	x = min(max(x, -far), far)
	return sigmoid(x) * (1 + x*sigmoid(-x))
}

func hardSwish(x float64) float64 { return max(x, -far) * hardSigmoid(x) }

func hardSwishSlope(x, _ float64) float64 {
	switch {
	case x <= -3:
		return 0
	case x >= 3:
		return 1
	default:
		return (2*x + 3) / 6
	}
}

func gelu(x float64) float64 { return max(x, -far) * math.Erfc(-x/math.Sqrt2) / 2 }

func geluSlope(x, _ float64) float64 {
	x = min(max(x, -far), far)
	return math.Erfc(-x/math.Sqrt2)/2 + x*math.Exp(-x*x/2)/math.Sqrt(2*math.Pi)
}

func mish(x float64) float64 { return max(x, -far) * math.Tanh(Softplus.Of(x)) }

func mishSlope(x, _ float64) float64 {
	x = min(max(x, -far), far)
	t := math.Tanh(Softplus.Of(x))
	return t + x*(1-t*t)*sigmoid(x)
}

// portableFunctions are loops in Go alone, of every function.
func portableFunctions() []loops {
	table := make([]loops, places)
	for _, f := range Definitions() {
		table[f.loop] = loops{
			apply: func(n int, y, x *float32) {
				ys, xs := view(y, n), view(x, n)
				for i, v := range xs {
					ys[i] = float32(f.Of(float64(v)))
				}
			},
			slope: func(n int, down, up, s *float32) {
				downs, ups, ss := view(down, n), view(up, n), view(s, n)
				for i, v := range ss {
					downs[i] = ups[i] * float32(f.Slope(float64(v), float64(v)))
				}
			},
		}
	}
	table[placeLinear] = loops{
		apply: func(n int, y, x *float32) { copy(view(y, n), view(x, n)) },
		slope: func(n int, down, up, _ *float32) { copy(view(down, n), view(up, n)) },
	}
	return table
}
