package bench

import (
	"context"
	"slices"
	"time"

	"netloom/engine/graph"
	"netloom/engine/train"
)

// Latency is how long a trained network takes to answer one sample, as a line of JSON.
type Latency struct {
	Peer    string  `json:"peer"`
	Net     string  `json:"net"`
	Threads int     `json:"threads"`
	Runs    int     `json:"runs"`
	P50     float64 `json:"microseconds_p50"`
	P99     float64 `json:"microseconds_p99"`
}

// warmUp is how many answers are given before the clock counts.
const warmUp = 200

// Sample makes one sample for each input of a predictor, and room for the answers. What it holds does not matter for
// the time.
func Sample(p *train.Predictor) (inputs, answers map[graph.Endpoint][]float32, err error) {
	in, out, err := p.Ports()
	if err != nil {
		return nil, nil, err
	}
	inputs, answers = map[graph.Endpoint][]float32{}, map[graph.Endpoint][]float32{}
	for _, port := range in {
		x := make([]float32, count(port.Shape))
		for i := range x {
			x[i] = float32(i%17) / 16
		}
		inputs[port.Endpoint] = x
	}
	for _, port := range out {
		answers[port.Endpoint] = make([]float32, count(port.Shape))
	}
	return inputs, answers, nil
}

func count(shape []int) int {
	n := 1
	for _, d := range shape {
		n *= d
	}
	return n
}

// MeasureLatency times single answers.
func MeasureLatency(ctx context.Context, p *train.Predictor, runs int) (Latency, error) {
	inputs, answers, err := Sample(p)
	if err != nil {
		return Latency{}, err
	}
	spent := make([]float64, runs)
	for i := -warmUp; i < runs; i++ {
		begun := time.Now()
		if err := p.RunInto(ctx, inputs, 1, answers); err != nil {
			return Latency{}, err
		}
		if i >= 0 {
			spent[i] = float64(time.Since(begun).Nanoseconds()) / 1000
		}
	}
	slices.Sort(spent)
	return Latency{Runs: runs, P50: spent[runs/2], P99: spent[runs*99/100]}, nil
}
