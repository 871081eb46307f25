package kernel

import "math"

// SoftmaxRows sets each row of p, of n columns, to exp(z)/Σexp(z). p may be z.
func (k *Kernels) SoftmaxRows(p, z []float32, n int) {
	for r := 0; r < len(p); r += n {
		row := z[r : r+n]
		top := row[0]
		for _, v := range row {
			top = max(top, v)
		}
		to := p[r : r+n]
		for j, v := range row {
			to[j] = v - top
		}
	}
	k.Exp(p, p)
	for r := 0; r < len(p); r += n {
		to := p[r : r+n]
		sum := float32(0)
		for _, v := range to {
			sum += v
		}
		scale := 1 / sum
		for j := range to {
			to[j] *= scale
		}
	}
}

// SoftmaxCrossEntropy sets down to the gradient (softmax(z) − onehot(label))/rows of the mean cross-entropy of the
// rows of z, which have n columns, and gives that mean and the number of rows whose first largest score is the label's.
func (k *Kernels) SoftmaxCrossEntropy(down, z []float32, labels []int32, n int) (loss float64, hits int) {
	k.SoftmaxRows(down, z, n)
	rows := len(labels)
	share := 1 / float32(rows)
	for r, label := range labels {
		row := down[r*n : (r+1)*n]
		best := 0
		scores := z[r*n : (r+1)*n]
		for j, s := range scores {
			if s > scores[best] {
				best = j
			}
		}
		if best == int(label) {
			hits++
		}
		// The best score's probability cannot underflow; from there it is the distance of scores to the label's.
		loss += float64(scores[best]) - float64(scores[label]) - math.Log(float64(row[best]))
		for j := range row {
			row[j] *= share
		}
		row[label] -= share
	}
	return loss / float64(rows), hits
}
