package metric

import (
	"math"

	"netloom/engine/op"
	"netloom/engine/text"
)

// erring declares a metric that is read off the sums of errors: rows of n columns with Σ|e|, Σe², Σt and Σt².
func erring(id string, name, help text.Text, source string, finish func(absolute, squared, target, target2 []float64, rows float64) float64) *Kind {
	return &Kind{
		ID: id, Name: name, Help: help, Source: source,
		Fits:  (*Lowering).regresses,
		Lower: func(l *Lowering) ([]*op.Value, error) { return l.once(&l.errors, op.ErrorSums, nil) },
		Finish: func(gathered [][]float64, rows int) []float64 {
			s := gathered[0]
			n := len(s) / 4
			return []float64{finish(s[:n], s[n:2*n], s[2*n:3*n], s[3*n:], float64(rows))}
		},
	}
}

func mae() *Kind {
	return erring("mae", text.Text{EN: "Mean absolute error", ZH: "平均绝对误差"},
		text.Text{EN: "How far off the prediction is on average, in the unit of the target.", ZH: "预测平均偏差多少，与目标同单位。"},
		"scikit-learn: mean_absolute_error", func(absolute, _, _, _ []float64, rows float64) float64 {
			return total(absolute) / (rows * float64(len(absolute)))
		})
}

func rmse() *Kind {
	return erring("rmse", text.Text{EN: "Root mean squared error", ZH: "均方根误差"},
		text.Text{EN: "The root of the mean squared error: in the unit of the target, large mistakes counting more.", ZH: "均方误差的平方根：与目标同单位，大误差影响更大。"},
		"scikit-learn: root_mean_squared_error, of all outputs together", func(_, squared, _, _ []float64, rows float64) float64 {
			return math.Sqrt(total(squared) / (rows * float64(len(squared))))
		})
}

// rSquared is the mean over outputs of 1 − Σe²/Σ(t − mean t)². An output whose target never changes counts 1 where it
// is met and 0 where not, as in scikit-learn.
func rSquared() *Kind {
	return erring("r2", text.Text{EN: "R²", ZH: "R²"},
		text.Text{EN: "The share of the target's variation that the prediction explains: 1 is perfect, 0 no better than its mean.", ZH: "预测所解释的目标变异比例：1 为完美，0 相当于只用平均值。"},
		"scikit-learn: r2_score", func(_, squared, target, target2 []float64, rows float64) float64 {
			sum := 0.0
			for i, e := range squared {
				spread := target2[i] - target[i]*target[i]/rows
				switch {
				case spread > 1e-6*target2[i]:
					sum += 1 - e/spread
				case e == 0:
					sum++
				}
			}
			return sum / float64(len(squared))
		})
}

func total(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum
}
