package optim

import (
	"math"

	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// nadam is Adam with Nesterov's look ahead. Its momentum rises as μₜ = β₁(1 − 0.96ᵗ/2), as in Keras; PyTorch's rises
// 250 times more slowly.
func nadam() *Kind {
	return &Kind{
		ID: "nadam", Name: text.Text{EN: "Nadam", ZH: "Nadam"},
		Help: text.Text{
			EN: "Adam with the look ahead of Nesterov's momentum: the step already counts the momentum that the next one will have. Often a little faster than Adam at the start.",
			ZH: "结合 Nesterov “向前看”的 Adam：这一步已计入下一步的动量。训练初期往往比 Adam 略快。",
		},
		Formula: `w \leftarrow w - \frac{\eta}{\sqrt{\hat v} + \epsilon} \left( \frac{\mu_{t+1} m}{1 - \prod_{i=1}^{t+1} \mu_i} + \frac{(1 - \mu_t) g}{1 - \prod_{i=1}^{t} \mu_i} \right)`,
		Source:  "Dozat: Incorporating Nesterov momentum into Adam, ICLR workshop (2016)",
		Params:  adamParams(),
		Slots:   []string{"m", "v"},
		Rule:    func(s param.Set) op.Rule { return newNadamRule(adamOf(s)) },
	}
}

type nadamRule struct {
	adamRule
	// rising holds Π(1 − 0.96ⁱ/2) up to each step; beyond its end the factors are 1 to float64's last bit.
	rising []float64
}

func newNadamRule(a adamRule) nadamRule {
	r := nadamRule{a, []float64{1}}
	for i := 1; i < 1000; i++ {
		r.rising = append(r.rising, r.rising[i-1]*warmth(i))
	}
	return r
}

func warmth(t int) float64 { return 1 - 0.5*math.Pow(0.96, float64(t)) }

// product is that of the momenta up to step t.
func (r nadamRule) product(t int) float64 {
	return math.Pow(r.beta1, float64(t)) * r.rising[min(t, len(r.rising)-1)]
}

func (nadamRule) Loop() kernel.Optimiser { return kernel.Nadam }

// shares gives what the moment and the gradient count for in step t.
func (r nadamRule) shares(t int, rate float64) (moment, gradient float64) {
	moment = rate * r.beta1 * warmth(t+1) / (1 - r.product(t+1))
	gradient = rate * (1 - r.beta1*warmth(t)) / (1 - r.product(t))
	return moment, gradient
}

// Prepare multiplies the fraction by √(1 − β₂ᵗ) above and below, so that v needs no correction.
func (r nadamRule) Prepare(t int, rate float64, c *kernel.Constants) {
	r.adamRule.Prepare(t, rate, c)
	moment, gradient := r.shares(t, rate)
	correction := math.Sqrt(1 - math.Pow(r.beta2, float64(t)))
	c[4], c[5], c[6] = float32(moment*correction), float32(r.epsilon*correction), float32(gradient*correction)
}

func (r nadamRule) Reference(t int, rate float64, w, g []float64, slots [][]float64) {
	m, v := slots[0], slots[1]
	moment, gradient := r.shares(t, rate)
	for i := range w {
		r.moments(g[i], &m[i], &v[i])
		w[i] -= (moment*m[i] + gradient*g[i]) / (math.Sqrt(v[i]/(1-math.Pow(r.beta2, float64(t)))) + r.epsilon)
	}
}
