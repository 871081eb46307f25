package op

import "math"

// The losses that look at a whole row.
var (
	// CategoricalScores is the cross-entropy of a distribution t and the softmax of scores z: Σ t·(ln Σ eᶻ − z). It is
	// weighed by the target's classes.
	CategoricalScores = &LossFunction{ID: "categorical_scores", Of: categorical, Slope: categoricalSlope}
	// Divergence is Σ t·ln(t/p) of distributions, both kept from 0 as in Keras (Kullback, Leibler 1951).
	Divergence = &LossFunction{
		ID: "divergence",
		Of: func(_ *LossForm, p, t []float64) float64 {
			sum := 0.0
			for i := range p {
				sum += inside(t[i]) * math.Log(inside(t[i])/inside(p[i]))
			}
			return sum
		},
		Slope: func(_ *LossForm, p, t, d []float64, ofTarget bool) {
			for i := range p {
				if ofTarget {
					d[i] = math.Log(inside(t[i])/inside(p[i])) + 1
				} else {
					d[i] = -inside(t[i]) / inside(p[i])
				}
			}
		},
	}
	// GaussianDivergence is that of the normal distributions whose means are the first half of a row and whose
	// logarithms of variances are the second, from the unit normal distribution: ½ Σ (μ² + σ² − 1 − ln σ²) (Kingma,
	// Welling 2014).
	GaussianDivergence = &LossFunction{
		ID: "gaussian_divergence",
		Of: func(_ *LossForm, p, _ []float64) float64 {
			sum, half := 0.0, len(p)/2
			for i, mean := range p[:half] {
				log := p[half+i]
				sum += (mean*mean + math.Expm1(log) - log) / 2
			}
			return sum
		},
		Slope: func(_ *LossForm, p, _, d []float64, _ bool) {
			half := len(p) / 2
			for i, mean := range p[:half] {
				d[i], d[half+i] = mean, math.Expm1(p[half+i])/2
			}
		},
	}
	// CosineDistance is 1 − cos of the angle between p and t.
	CosineDistance = &LossFunction{ID: "cosine_distance", Of: cosineDistance, Slope: cosineSlope}
	// TripletMargin is max(0, |a − p| − |a − n| + margin) of a row that holds an anchor a, a positive p and a negative n
	// (Schroff, Kalenichenko, Philbin 2015), in PyTorch's form.
	TripletMargin = &LossFunction{ID: "triplet_margin", Of: triplet, Slope: tripletSlope}
)

// inside keeps a probability from 0.
func inside(p float64) float64 { return max(smallest, min(1, p)) }

// smoothed is entry i of a target distribution after label smoothing.
func (f *LossForm) smoothed(t []float64, i int) float64 {
	return t[i]*(1-f.Smoothing) + f.Smoothing/float64(len(t))
}

// weigh is the weight of a target distribution.
func (f *LossForm) weigh(t []float64) float64 {
	if f.Classes == nil {
		return 1
	}
	sum := 0.0
	for i, w := range f.Classes {
		sum += w * t[i]
	}
	return sum
}

// logSum is ln Σ eᶻ.
func logSum(z []float64) float64 {
	top, sum := math.Inf(-1), 0.0
	for _, v := range z {
		top = max(top, v)
	}
	for _, v := range z {
		sum += math.Exp(v - top)
	}
	return top + math.Log(sum)
}

func categorical(f *LossForm, z, t []float64) float64 {
	all, sum := logSum(z), 0.0
	for i, v := range z {
		sum += f.smoothed(t, i) * (all - v)
	}
	return f.weigh(t) * sum
}

func categoricalSlope(f *LossForm, z, t, d []float64, ofTarget bool) {
	all, total, w := logSum(z), 0.0, f.weigh(t)
	for i := range t {
		total += f.smoothed(t, i)
	}
	if !ofTarget {
		for i, v := range z {
			d[i] = w * (math.Exp(v-all)*total - f.smoothed(t, i))
		}
		return
	}
	loss := 0.0
	for i, v := range z {
		loss += f.smoothed(t, i) * (all - v)
	}
	for i, v := range z {
		d[i] = w * (1 - f.Smoothing) * (all - v)
		if f.Classes != nil {
			d[i] += f.Classes[i] * loss
		}
	}
}

// dotProduct is Σ x·y.
func dotProduct(x, y []float64) float64 {
	sum := 0.0
	for i := range x {
		sum += x[i] * y[i]
	}
	return sum
}

// length is that of a vector, kept from 0 as in Keras.
func length(x []float64) float64 { return math.Sqrt(max(dotProduct(x, x), 1e-12)) }

func cosineDistance(_ *LossForm, p, t []float64) float64 {
	return 1 - dotProduct(p, t)/(length(p)*length(t))
}

func cosineSlope(_ *LossForm, p, t, d []float64, ofTarget bool) {
	if ofTarget {
		p, t = t, p
	}
	a, b := length(p), length(t)
	cos := dotProduct(p, t) / (a * b)
	for i := range p {
		d[i] = (cos*p[i]/a - t[i]/b) / a
	}
}

// apart is what PyTorch adds to differences, so that no distance is 0.
const apart = 1e-6

func distance(x, y []float64) float64 {
	sum := 0.0
	for i := range x {
		e := x[i] - y[i] + apart
		sum += e * e
	}
	return math.Sqrt(sum)
}

func triplet(f *LossForm, p, _ []float64) float64 {
	n := len(p) / 3
	return max(0, distance(p[:n], p[n:2*n])-distance(p[:n], p[2*n:])+f.Parameter)
}

func tripletSlope(f *LossForm, p, t, d []float64, _ bool) {
	n := len(p) / 3
	clear(d)
	if triplet(f, p, t) == 0 {
		return
	}
	near, far := distance(p[:n], p[n:2*n]), distance(p[:n], p[2*n:])
	for i := range n {
		a, b := (p[i]-p[n+i]+apart)/near, (p[i]-p[2*n+i]+apart)/far
		d[i], d[n+i], d[2*n+i] = a-b, -a, b
	}
}
