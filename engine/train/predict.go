package train

import (
	"context"
	"errors"
	"fmt"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/pool"
)

// Evaluate measures the present weights on the test data.
func (s *Session) Evaluate(ctx context.Context) (Result, error) {
	var r Result
	var failure error
	err := s.ask(ctx, func() { r, failure = s.run.evaluate.result(s) })
	return r, errors.Join(err, failure)
}

// Predictor runs a trained network on samples that are handed to it.
type Predictor struct {
	report   *compile.Report
	weights  *compile.State
	kernels  *kernel.Kernels
	pool     *pool.Pool
	programs map[int]*compile.Program
}

// NewPredictor makes a predictor of a checked network with the given weights. Close it when done.
func NewPredictor(r *compile.Report, weights *compile.State, threads int) *Predictor {
	return &Predictor{
		report: r, weights: weights, kernels: kernel.For(kernel.Best()), pool: pool.New(threads), programs: map[int]*compile.Program{},
	}
}

// Close ends the predictor's workers.
func (p *Predictor) Close() { p.pool.Close() }

// Port is an input or an answer of the network, with the shape of one sample.
type Port struct {
	Endpoint graph.Endpoint
	Name     string // of the layer
	Shape    []int
}

// Ports lists the inputs that must be given and the answers that come back.
func (p *Predictor) Ports() (inputs, answers []Port, err error) {
	program, err := p.program(1)
	if err != nil {
		return nil, nil, err
	}
	describe := func(e graph.Endpoint, shape []int) Port {
		return Port{Endpoint: e, Name: p.report.Document.Node(e.Node).Name, Shape: shape}
	}
	for _, e := range InputPorts(program) {
		inputs = append(inputs, describe(e, p.report.Nodes[e.Node].Out[e.Port].Shape))
	}
	for _, e := range program.Answers() {
		_, shape := program.Output(e)
		answers = append(answers, describe(e, shape[1:]))
	}
	return inputs, answers, nil
}

func (p *Predictor) program(batch int) (*compile.Program, error) {
	if x := p.programs[batch]; x != nil {
		return x, nil
	}
	x, err := compile.Build(p.report, p.weights, compile.Options{Mode: compile.Predict, Batch: batch, Kernels: p.kernels, Workers: p.pool.Threads()})
	if err == nil {
		p.programs[batch] = x
	}
	return x, err
}

// Run predicts n samples. Each input holds n samples, one after the other; so does each answer.
func (p *Predictor) Run(ctx context.Context, inputs map[graph.Endpoint][]float32, n int) (map[graph.Endpoint][]float32, error) {
	ports, answers, err := p.Ports()
	if err != nil {
		return nil, err
	}
	for _, port := range ports {
		if want := n * size(port.Shape); len(inputs[port.Endpoint]) != want {
			return nil, fmt.Errorf("input %s needs %d numbers for %d samples of shape %v, got %d", port.Name, want, n, port.Shape, len(inputs[port.Endpoint]))
		}
	}
	first, err := p.program(1)
	if err != nil {
		return nil, err
	}
	whole := measuredAtOnce(first, p.report.Document.Settings().Batch)
	out := map[graph.Endpoint][]float32{}
	var before *compile.Program
	for from := 0; from < n; from += whole {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		batch := min(whole, n-from)
		program, err := p.program(batch)
		if err != nil {
			return nil, err
		}
		program.Moment.Step = uint64(from / whole)
		goOn(program, before)
		for _, port := range ports {
			width := size(port.Shape)
			copy(program.Samples(port.Endpoint), inputs[port.Endpoint][from*width:(from+batch)*width])
		}
		if err := program.Run(p.pool); err != nil {
			return nil, err
		}
		before = program
		for _, port := range answers {
			y, _ := program.Output(port.Endpoint)
			out[port.Endpoint] = append(out[port.Endpoint], y...)
		}
	}
	return out, nil
}

func size(shape []int) int {
	n := 1
	for _, d := range shape {
		n *= d
	}
	return n
}
