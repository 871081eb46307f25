package op

import "math"

// The losses that compare number by number, each the mean over a row.
var (
	SquaredError = withLoops(squaredLoops(), elementLoss("squared_error", func(_ *LossForm, p, t float64) float64 { return (p - t) * (p - t) },
		func(_ *LossForm, p, t float64) (float64, float64) { return 2 * (p - t), -2 * (p - t) }))
	AbsoluteError = withLoops(absoluteLoops(), elementLoss("absolute_error", func(_ *LossForm, p, t float64) float64 { return math.Abs(p - t) },
		func(_ *LossForm, p, t float64) (float64, float64) { return sign(p - t), -sign(p - t) }))
	// Huber is the squared error, halved, up to the distance δ, and goes on straight (Huber 1964).
	Huber = elementLoss("huber", func(f *LossForm, p, t float64) float64 {
		e := math.Abs(p - t)
		if e <= f.Parameter {
			return e * e / 2
		}
		return f.Parameter * (e - f.Parameter/2)
	}, func(f *LossForm, p, t float64) (float64, float64) {
		d := max(-f.Parameter, min(f.Parameter, p-t))
		return d, -d
	})
	// LogCosh is ln cosh e = |e| + ln(1 + exp(−2|e|)) − ln 2, in the form that does not overflow.
	LogCosh = elementLoss("log_cosh", func(_ *LossForm, p, t float64) float64 {
		e := math.Abs(p - t)
		return e + math.Log1p(math.Exp(-2*e)) - math.Ln2
	}, func(_ *LossForm, p, t float64) (float64, float64) { return math.Tanh(p - t), -math.Tanh(p - t) })
	// Hinge is max(0, 1 − t·p) for targets of 1 and −1.
	Hinge = elementLoss("hinge", func(_ *LossForm, p, t float64) float64 { return max(0, 1-t*p) },
		func(_ *LossForm, p, t float64) (float64, float64) {
			if t*p >= 1 {
				return 0, 0
			}
			return -t, -p
		})
	// Product is t·p, the critic's score with the sign of the target (Arjovsky, Chintala, Bottou 2017).
	Product = elementLoss("product", func(_ *LossForm, p, t float64) float64 { return t * p },
		func(_ *LossForm, p, t float64) (float64, float64) { return t, p })
	// BinaryCrossEntropy is −t ln p − (1 − t) ln(1 − p), with probabilities kept from 0 and 1 as in Keras.
	BinaryCrossEntropy = elementLoss("binary_cross_entropy", func(f *LossForm, p, t float64) float64 {
		t, w := f.smoothedBinary(t)
		p = within(p)
		return -w * (t*math.Log(p) + (1-t)*math.Log(1-p))
	}, func(f *LossForm, p, t float64) (float64, float64) {
		s, w := f.smoothedBinary(t)
		p = within(p)
		of := -math.Log(p / (1 - p))
		loss := -(s*math.Log(p) + (1-s)*math.Log(1-p))
		return w * (p - s) / (p * (1 - p)), w*of*(1-f.Smoothing) + f.binarySlope()*loss
	})
	// BinaryScores is BinaryCrossEntropy of the sigmoid of z: ln(1 + eᶻ) − t·z.
	BinaryScores = withLoops(binaryLoops(), elementLoss("binary_scores", func(f *LossForm, z, t float64) float64 {
		t, w := f.smoothedBinary(t)
		return w * (softplus(z) - t*z)
	}, func(f *LossForm, z, t float64) (float64, float64) {
		s, w := f.smoothedBinary(t)
		return w * (1/(1+math.Exp(-z)) - s), -w*z*(1-f.Smoothing) + f.binarySlope()*(softplus(z)-s*z)
	}))
)

// LossFunctions lists the functions of Loss.
func LossFunctions() []*LossFunction {
	return []*LossFunction{
		SquaredError, AbsoluteError, Huber, LogCosh, Hinge, Product, BinaryCrossEntropy, BinaryScores,
		CategoricalScores, Divergence, GaussianDivergence, CosineDistance, TripletMargin,
	}
}

// elementLoss makes a function that is the mean over a row of a function of two numbers, whose slope gives the
// derivatives in both.
func elementLoss(id string, of func(f *LossForm, p, t float64) float64, slope func(f *LossForm, p, t float64) (inP, inT float64)) *LossFunction {
	return &LossFunction{
		ID: id,
		Of: func(f *LossForm, p, t []float64) float64 {
			sum := 0.0
			for i := range p {
				sum += of(f, p[i], t[i])
			}
			return sum / float64(len(p))
		},
		Slope: func(f *LossForm, p, t, d []float64, ofTarget bool) {
			for i := range p {
				inP, inT := slope(f, p[i], t[i])
				if ofTarget {
					inP = inT
				}
				d[i] = inP / float64(len(p))
			}
		},
	}
}

func withLoops(l *lossLoops, f *LossFunction) *LossFunction {
	f.loops = l
	return f
}

func sign(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	default:
		return x // 0, or NaN
	}
}

func softplus(x float64) float64 { return max(x, 0) + math.Log1p(math.Exp(-math.Abs(x))) }

// within keeps a probability from 0 and 1, where its logarithm or that of its rest has no bound.
func within(p float64) float64 { return max(smallest, min(1-smallest, p)) }

// smoothedBinary moves a target of 0 or 1 towards ½, and weighs it by the weights of the two classes.
func (f *LossForm) smoothedBinary(t float64) (smoothed, weight float64) {
	weight = 1
	if len(f.Classes) == 2 {
		weight = f.Classes[0] + t*(f.Classes[1]-f.Classes[0])
	}
	return t*(1-f.Smoothing) + f.Smoothing/2, weight
}

// binarySlope is the derivative of the weight in the target.
func (f *LossForm) binarySlope() float64 {
	if len(f.Classes) == 2 {
		return f.Classes[1] - f.Classes[0]
	}
	return 0
}
