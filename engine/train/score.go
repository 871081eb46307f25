package train

import (
	"math"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/metric"
)

// Score is a metric of one objective over a part of the data. Values has one number, or a table row after row.
type Score struct {
	Node   graph.NodeID // the objective
	Kind   *metric.Kind
	Values []float64
}

// FindScore gives the number of the first score of a metric; NaN where it was not measured.
func FindScore(list []Score, id string) float64 {
	for _, s := range list {
		if s.Kind.ID == id && len(s.Values) == 1 {
			return s.Values[0]
		}
	}
	return math.NaN()
}

// tally gathers one metric over the batches of an evaluation.
type tally struct {
	node   graph.NodeID
	kind   *metric.Kind
	values [][]float64
	rows   int
}

// gather adds what a run of a program has measured; each leaves room for metrics that keep all rows.
func gather(list []*tally, p *compile.Program, each bool) []*tally {
	at := 0
	for _, m := range p.Measured() {
		if m.Kind.Gather == metric.Each && !each {
			continue
		}
		if at == len(list) {
			list = append(list, &tally{node: m.Node, kind: m.Kind, values: make([][]float64, len(m.Values))})
		}
		list[at].add(m)
		at++
	}
	return list
}

func (t *tally) add(m compile.Measured) {
	t.rows += m.Rows
	weight := 1.0
	if t.kind.Gather == metric.Mean {
		weight = float64(m.Rows)
	}
	for i, from := range m.Values {
		if t.kind.Gather == metric.Each || t.values[i] == nil {
			for _, v := range from {
				t.values[i] = append(t.values[i], float64(v)*weight)
			}
			continue
		}
		for j, v := range from {
			t.values[i][j] += float64(v) * weight
		}
	}
}

// scores finishes the metrics.
func scores(list []*tally) []Score {
	var done []Score
	for _, t := range list {
		done = append(done, Score{Node: t.node, Kind: t.kind, Values: t.kind.Finish(t.values, t.rows)})
	}
	return done
}
