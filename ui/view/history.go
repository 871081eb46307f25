package view

import "math"

// maxHistory bounds the steps that a curve remembers; beyond it neighbours are averaged.
const maxHistory = 16384

// The weight of a new step in the smoothed curve: it lessens as the run grows, so that the curve follows the first steps
// closely, and its grain stays the same in a picture of the same width.
const (
	mostSmoothed   = 0.3
	smoothingSteps = 16 // divided by the steps so far
	leastSmoothed  = 0.004
)

// sample is one point of a curve.
type sample struct{ step, value float64 }

// history is one curve: every step, and its running mean.
type history struct {
	raw, smooth []sample
	mean        float64
	seen        int
	started     bool
}

func (h *history) add(step uint64, v float64) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return
	}
	h.started = true
	h.seen++
	// The mean of the first steps weighs them alike; it turns into a running one as steps come.
	weight := max(min(mostSmoothed, smoothingSteps/float64(h.seen)), leastSmoothed)
	h.mean += max(weight, 1/float64(h.seen)) * (v - h.mean)
	h.put(step, v)
}

// recall takes the mean of an epoch whose steps nobody has seen, as after a project is opened again.
func (h *history) recall(step uint64, v float64) {
	if math.IsNaN(v) || math.IsInf(v, 0) || len(h.raw) > 0 && h.raw[len(h.raw)-1].step >= float64(step) {
		return
	}
	h.started, h.mean = true, v
	h.seen++
	h.put(step, v)
}

// put appends a step beside the mean so far.
func (h *history) put(step uint64, v float64) {
	if len(h.raw) >= maxHistory {
		h.raw, h.smooth = halve(h.raw), halve(h.smooth)
	}
	h.raw = append(h.raw, sample{float64(step), v})
	h.smooth = append(h.smooth, sample{float64(step), h.mean})
}

func halve(s []sample) []sample {
	for i := 0; i+1 < len(s); i += 2 {
		s[i/2] = sample{s[i+1].step, (s[i].value + s[i+1].value) / 2}
	}
	return s[:len(s)/2]
}

// reduce keeps the least and the greatest point of each of so many columns, in their order: a curve of any length
// then looks the same and costs the same to draw.
func reduce(s []sample, columns int) []sample {
	if len(s) <= 2*columns || columns < 1 {
		return append([]sample(nil), s...)
	}
	first, last := s[0].step, s[len(s)-1].step
	out := make([]sample, 0, 2*columns)
	for i := 0; i < len(s); {
		column := int((s[i].step - first) / (last - first) * float64(columns))
		low, high := i, i
		j := i
		for ; j < len(s) && int((s[j].step-first)/(last-first)*float64(columns)) == column; j++ {
			if s[j].value < s[low].value {
				low = j
			}
			if s[j].value > s[high].value {
				high = j
			}
		}
		a, b := min(low, high), max(low, high)
		out = append(out, s[a])
		if a != b {
			out = append(out, s[b])
		}
		i = j
	}
	return out
}

// curves is what a run has given of one quantity.
type curves struct {
	training   history
	validation []sample
}

func (c *curves) validated(step uint64, v float64) {
	if !math.IsNaN(v) && !math.IsInf(v, 0) {
		c.validation = append(c.validation, sample{float64(step), v})
	}
}

// empty tells whether there is nothing to draw.
func (c *curves) empty() bool { return !c.training.started && len(c.validation) == 0 }
