package panel

import (
	"math"
	"slices"
	"strings"

	"netloom/engine/graph"
	"netloom/engine/param"
)

// How a parameter's range maps to a slider, to the keys Up and Down, and to dragging.

// natural tells whether a parameter has a range in which a slider makes sense: a rate, a share, or what is set by its
// order of magnitude.
func natural(p param.Param) bool {
	bounded := p.Min != 0 || p.Max != 0
	return p.Type == param.Real && bounded && (p.Max-p.Min <= 1 || p.Logarithmic)
}

// sliderBounds is the range of a slider: that of a logarithmic one begins at a millionth.
func sliderBounds(p param.Param) (low, high float64) {
	low, high = p.Min, p.Max
	if p.Logarithmic && low <= 0 {
		low = 1e-6
		high = min(high, 1)
	}
	return low, high
}

func toSlider(p param.Param, v float64) float64 {
	low, high := sliderBounds(p)
	v = min(max(v, low), high)
	if p.Logarithmic {
		return math.Log(v/low) / math.Log(high/low)
	}
	return (v - low) / (high - low)
}

func fromSlider(p param.Param, t float64) float64 {
	low, high := sliderBounds(p)
	v := low + t*(high-low)
	if p.Logarithmic {
		v = low * math.Pow(high/low, t)
	}
	return held(p, rounded(v, 3))
}

// Stepped is the next value of a number up or down, or of all numbers of a list.
func Stepped(p param.Param, from graph.Value, by int) graph.Value {
	return each(from, func(v float64) float64 { return steppedNumber(p, v, by) })
}

func steppedNumber(p param.Param, v float64, by int) float64 {
	switch {
	case p.Type != param.Real:
		v += float64(by)
	case p.Logarithmic:
		low, _ := sliderBounds(p)
		v = roundStep(max(v, low), by)
	default:
		v += float64(by) * gain(p)
	}
	return held(p, math.Round(v*1e9)/1e9)
}

// roundStep is the next number above or below a positive one in the row 1, 2, 5, 10, 20, …: what one tries where the order
// of magnitude counts.
func roundStep(v float64, by int) float64 {
	const close = 1e-9
	tens := math.Floor(math.Log10(v))
	row := []float64{0.5, 1, 2, 5, 10, 20}
	if by < 0 {
		slices.Reverse(row)
	}
	for _, m := range row {
		next := rounded(m*math.Pow(10, tens), 3)
		if by > 0 && next > v*(1+close) || by < 0 && next < v*(1-close) {
			return next
		}
	}
	return v
}

// gain is how much a step of a linear parameter is: a twentieth of a range, or a plain 0.05.
func gain(p param.Param) float64 {
	if span := p.Max - p.Min; span > 1 && span <= 1000 {
		return span / 20
	}
	return 0.05
}

// Dragging: how many units at 100 % a whole number takes, double a logarithmic one, and cross a range.
const (
	dragWhole  = 6.0
	dragDouble = 60.0
	dragRange  = 300.0
)

// Dragged is a value after dragging by so many units at 100 % from where it began.
func Dragged(p param.Param, from graph.Value, by float64) graph.Value {
	return each(from, func(v float64) float64 { return draggedNumber(p, v, by) })
}

// each changes a number, or every number of a list.
func each(v graph.Value, change func(float64) float64) graph.Value {
	if v.Kind() != graph.ListValue {
		return graph.Number(change(v.Float()))
	}
	list := v.Numbers()
	for i := range list {
		list[i] = change(list[i])
	}
	return graph.List(list...)
}

func draggedNumber(p param.Param, v, by float64) float64 {
	switch {
	case p.Type != param.Real && p.Logarithmic:
		far, near := max(1, v)*math.Exp2(by/dragDouble), v+by/dragWhole
		if by > 0 {
			return held(p, math.Round(max(far, near)))
		}
		return held(p, math.Round(min(far, near)))
	case p.Type != param.Real:
		return held(p, math.Round(v+by/dragWhole))
	case p.Logarithmic:
		low, _ := sliderBounds(p)
		return held(p, rounded(max(v, low)*math.Exp2(by/dragDouble), 3))
	case p.Min != 0 || p.Max != 0:
		span := min(p.Max-p.Min, max(1, 4*math.Abs(v)))
		v += by * span / dragRange
		return held(p, math.Round(v/span*1000)/1000*span)
	default:
		return rounded(v+by*max(0.01, math.Abs(v)/dragRange), 4)
	}
}

// held keeps a value within the parameter's bounds.
func held(p param.Param, v float64) float64 {
	if p.Min == 0 && p.Max == 0 {
		return v
	}
	v = min(max(v, p.Min), p.Max)
	inside := min(p.Max-p.Min, 1) / 1000
	if p.OpenMax && v >= p.Max {
		v = p.Max - inside
	}
	if p.OpenMin && v <= p.Min {
		v = p.Min + inside
	}
	return v
}

// rounded keeps so many figures.
func rounded(v float64, figures float64) float64 {
	if v == 0 {
		return 0
	}
	places := math.Pow(10, figures-1-math.Floor(math.Log10(math.Abs(v))))
	if math.IsInf(places, 0) {
		return v
	}
	return math.Round(v*places) / places
}

// calculated tells whether a text is more than a plain number or list.
func calculated(s string) bool {
	s = strings.TrimLeft(strings.TrimSpace(s), "-−")
	return strings.ContainsAny(s, "+*/^()%÷−·⋅＋＊／（）") || strings.Contains(strings.ReplaceAll(strings.ReplaceAll(s, "e-", "e"), "E-", "E"), "-")
}
