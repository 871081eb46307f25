package data

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"netloom/engine/text"
)

// Split is a data set in its parts.
type Split struct {
	Train      *Dataset
	Validation *Dataset // nil where nothing is held out
	Test       *Dataset
}

// HoldOut gives the split with the last part of the training data, a fraction from 0 to under 1 rounded down to whole
// samples, as validation data. It shares the samples' memory.
func (s *Split) HoldOut(fraction float64) (*Split, error) {
	held, err := heldOut(s.Train.Count(), fraction)
	if err != nil {
		return nil, err
	}
	if held == 0 {
		return s, nil
	}
	n := s.Train.Count() - held
	return &Split{Train: s.Train.Slice(0, n), Validation: s.Train.Slice(n, n+held), Test: s.Test}, nil
}

// HoldOutStratified is HoldOut with samples drawn by seed so that each class is held out in the same proportion. It
// copies the samples.
func (s *Split) HoldOutStratified(fraction float64, seed uint64) (*Split, error) {
	held, err := heldOut(s.Train.Count(), fraction)
	if err != nil {
		return nil, err
	}
	if held == 0 {
		return s, nil
	}
	train, validation := stratify(s.Train.Labels, held, seed)
	return &Split{Train: s.Train.Select(train), Validation: s.Train.Select(validation), Test: s.Test}, nil
}

func heldOut(count int, fraction float64) (int, error) {
	if !(fraction >= 0 && fraction < 1) {
		return 0, text.Errorf("the part held out for validation is %v: use 0 or more, and less than 1",
			"留作验证的比例为 %v：请使用大于等于 0 且小于 1 的数", fraction)
	}
	return int(fraction * float64(count)), nil
}

// stratumStream is the PCG stream that stratified drawing uses; Order's streams begin at 1.
const stratumStream = 0

// stratify parts the rows 0 to len(labels)−1 in those kept and those held out, each in ascending order.
func stratify(labels []int32, held int, seed uint64) (kept, out []int32) {
	rows := map[int32][]int32{}
	for i, l := range labels {
		rows[l] = append(rows[l], int32(i))
	}
	var classes []int32
	for l := range rows {
		classes = append(classes, l)
	}
	slices.Sort(classes)
	var r rand.PCG
	r.Seed(seed, stratumStream)
	take := shares(classes, rows, held, len(labels))
	for i, l := range classes {
		of := rows[l]
		shuffle(&r, of)
		out = append(out, of[:take[i]]...)
		kept = append(kept, of[take[i]:]...)
	}
	slices.Sort(kept)
	slices.Sort(out)
	return kept, out
}

// shares divides held over the classes in proportion to their counts by the method of largest remainders: each gets
// its whole part, then those with the largest fractions left get one more until the sum is held.
func shares(classes []int32, rows map[int32][]int32, held, total int) []int {
	take := make([]int, len(classes))
	order := make([]int, len(classes))
	left := held
	for i, l := range classes {
		take[i] = held * len(rows[l]) / total
		left -= take[i]
		order[i] = i
	}
	remainder := func(i int) int { return held * len(rows[classes[i]]) % total }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(remainder(b), remainder(a)) })
	for _, i := range order[:left] {
		take[i]++
	}
	return take
}
