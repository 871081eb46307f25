package train

import (
	"context"
	"fmt"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/pool"
)

// Evaluate measures the present weights on the test data.
func (s *Session) Evaluate(ctx context.Context) (Result, error) {
	var r Result
	err := s.askPatiently(ctx, func() (err error) { r, err = s.run.evaluate.result(s); return err })
	return r, err
}

// Predictor runs a trained network on samples that are handed to it.
type Predictor struct {
	report   *compile.Report
	weights  *compile.State
	kernels  *kernel.Kernels
	pool     *pool.Pool
	programs map[int]*compile.Program
	inputs   []Port
	answers  []Port
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
	if p.answers != nil {
		return p.inputs, p.answers, nil
	}
	program, err := p.program(1)
	if err != nil {
		return nil, nil, err
	}
	describe := func(e graph.Endpoint, shape []int) Port {
		return Port{Endpoint: e, Name: p.report.Document.Node(e.Node).Name, Shape: shape}
	}
	for _, e := range InputPorts(program) {
		p.inputs = append(p.inputs, describe(e, p.report.Nodes[e.Node].Out[e.Port].Shape))
	}
	for _, e := range program.Answers() {
		_, shape := program.Output(e)
		p.answers = append(p.answers, describe(e, shape[1:]))
	}
	return p.inputs, p.answers, nil
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
	_, answers, err := p.Ports()
	if err != nil {
		return nil, err
	}
	out := map[graph.Endpoint][]float32{}
	for _, port := range answers {
		out[port.Endpoint] = make([]float32, n*size(port.Shape))
	}
	return out, p.RunInto(ctx, inputs, n, out)
}

// RunInto is Run into arrays that are there already: once a batch of a size has been predicted, nothing is allocated.
func (p *Predictor) RunInto(ctx context.Context, inputs map[graph.Endpoint][]float32, n int, out map[graph.Endpoint][]float32) error {
	ports, answers, err := p.Ports()
	if err != nil {
		return err
	}
	for _, port := range ports {
		if want := n * size(port.Shape); len(inputs[port.Endpoint]) != want {
			return fmt.Errorf("input %s needs %d numbers for %d samples of shape %v, got %d", port.Name, want, n, port.Shape, len(inputs[port.Endpoint]))
		}
	}
	for _, port := range answers {
		if want := n * size(port.Shape); len(out[port.Endpoint]) != want {
			return fmt.Errorf("answer %s has %d numbers for %d samples of shape %v, got room for %d", port.Name, want, n, port.Shape, len(out[port.Endpoint]))
		}
	}
	first, err := p.program(1)
	if err != nil {
		return err
	}
	whole := measuredAtOnce(first, p.report.Document.Settings().Batch)
	var before *compile.Program
	for from := 0; from < n; from += whole {
		if err := ctx.Err(); err != nil {
			return err
		}
		batch := min(whole, n-from)
		program, err := p.program(batch)
		if err != nil {
			return err
		}
		program.Moment.Step = uint64(from / whole)
		goOn(program, before)
		for _, port := range ports {
			width := size(port.Shape)
			copy(program.Samples(port.Endpoint), inputs[port.Endpoint][from*width:(from+batch)*width])
		}
		if err := program.Run(p.pool); err != nil {
			return err
		}
		before = program
		for _, port := range answers {
			y, _ := program.Output(port.Endpoint)
			copy(out[port.Endpoint][from*size(port.Shape):], y)
		}
	}
	return nil
}

func size(shape []int) int {
	n := 1
	for _, d := range shape {
		n *= d
	}
	return n
}
