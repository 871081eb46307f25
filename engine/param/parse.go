package param

import (
	"math"
	"strconv"
	"strings"

	"netloom/engine/graph"
)

// Parse reads what a person has typed for a parameter that is entered as text, calculations included, and checks it.
// Of numbers of which there must be several, a single one stands for all: 3 is 3 × 3.
func (p Param) Parse(s string) (graph.Value, error) {
	var v graph.Value
	switch p.Type {
	case Integer, Real:
		x, err := Calculate(s)
		if err != nil {
			return v, err
		}
		v = graph.Number(settled(x))
	case Numbers:
		list, err := CalculateList(s)
		if err != nil {
			return v, err
		}
		for len(list) < p.Length && len(list) > 0 && p.single(list) {
			list = append(list, list[0])
		}
		for i := range list {
			list[i] = settled(list[i])
		}
		v = graph.List(list...)
	default:
		v = graph.String(s)
	}
	return v, p.Check(v)
}

// single tells whether a list repeats one number, which may then be repeated further.
func (p Param) single(list []float64) bool {
	for _, x := range list {
		if x != list[0] {
			return false
		}
	}
	return true
}

// settled takes away what binary fractions leave of a calculation, so that 0.1*3 is 0.3.
func settled(x float64) float64 {
	const figures = 14
	short, err := strconv.ParseFloat(strconv.FormatFloat(x, 'e', figures, 64), 64)
	if err != nil {
		return x
	}
	return short
}

// Print writes a value as it can be typed again.
func (p Param) Print(v graph.Value) string {
	switch v.Kind() {
	case graph.NumberValue:
		return PrintNumber(v.Float())
	case graph.ListValue:
		words := make([]string, 0, len(v.Numbers()))
		for _, x := range v.Numbers() {
			words = append(words, PrintNumber(x))
		}
		return strings.Join(words, " × ")
	default:
		return v.String()
	}
}

// PrintNumber writes a number with all its figures and no more: 1000000, 0.001, 1e-07.
func PrintNumber(x float64) string {
	const plainBelow, plainAbove = 1e15, 1e-5
	if x == 0 || math.Abs(x) < plainBelow && math.Abs(x) >= plainAbove {
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}
