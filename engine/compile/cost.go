package compile

import (
	"math/big"
	"math/bits"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/optim"
	"netloom/engine/text"
)

const bytesPerNumber = 4

// maxBytes bounds what the weights of one network may take, and what training it may, so that a slip of the finger is
// refused before memory is asked for.
const maxBytes = 16 << 30

// cost counts what a node with known shapes takes. Sizes that overflow or exceed what fits are refused here, before
// anything is allocated.
func (c *checker) cost(n *graph.Node, e *NodeReport, ctx *layer.Context) {
	var weights, outputs [][]int
	if e.Kind.Weights != nil && sharedWith(e.Kind, n) == "" {
		for _, w := range e.Kind.Weights(ctx) {
			weights = append(weights, w.Shape)
		}
	}
	for _, s := range e.Out {
		outputs = append(outputs, s.Shape)
	}
	parameters, fit := total(weights)
	activations, small := total(outputs)
	if !fit || !small {
		e.Known = false
		what := text.Text{EN: "the weights", ZH: "权重"}
		if fit {
			what, weights = text.Text{EN: "the output for one sample", ZH: "单个样本的输出"}, outputs
		}
		c.fault(n, "too_large", text.New("%s is too large: %s would take %s bytes, more than the %d GiB that fit. Make it smaller",
			"%s 过大：%s需要 %s 字节，超过上限 %d GiB。请减小其规模", n.Name, what, bytesOf(weights), maxBytes>>30))
		return
	}
	e.Parameters = int64(parameters)
	e.WeightBytes = int64(parameters) * bytesPerNumber
	rows := 1
	for _, s := range e.Out {
		rows = max(rows, s.PerSample())
	}
	e.ActivationBytes = int64(activations) * bytesPerNumber * int64(rows)
	if e.Kind.FLOPs != nil {
		e.FLOPs = e.Kind.FLOPs(ctx) * float64(rows)
	}
	c.training(n, e)
	e.Field = c.field(n, e, ctx)
}

// add counts a node in.
func (r *Report) add(e *NodeReport) {
	r.Parameters += e.Parameters
	r.WeightBytes += e.WeightBytes
	r.ActivationBytes += e.ActivationBytes
	r.FLOPs += e.FLOPs
	r.TrainingFLOPs += e.TrainingFLOPs
}

// training counts the way back: as much again for the gradient of the layer's weights, and as much for that of what it
// reads, where something before it learns.
func (c *checker) training(n *graph.Node, e *NodeReport) {
	passes := 1.0
	e.learns = false
	if trainable(e.Kind.Set(n)) && len(weightsOf(e, n)) > 0 {
		passes, e.learns = 2, true
	}
	for _, w := range c.document.Into(n.ID) {
		if from := c.report.Nodes[w.From.Node]; from != nil && from.learns {
			passes, e.learns = passes+1, true
			break
		}
	}
	e.TrainingFLOPs = passes * e.FLOPs
}

// memory refuses a network whose layers fit one by one but not together: the weights with the optimiser's memory of
// them, and the outputs of all layers for a whole batch.
func (c *checker) memory(objectives []*graph.Node) {
	copies := int64(1)
	for _, n := range objectives {
		if k := c.report.Nodes[n.ID].Kind; k != nil {
			set := k.Set(n)
			copies = 1 + int64(len(optim.Find(set.Text("optimizer")).SlotsOf(set)))
			break
		}
	}
	batch := c.document.Settings().Batch
	bytes := times(c.report.ActivationBytes, int64(batch))
	bytes.Add(bytes, times(c.report.WeightBytes, copies))
	if bytes.IsInt64() {
		c.report.TrainingBytes = bytes.Int64()
	}
	if bytes.Cmp(big.NewInt(maxBytes)) > 0 {
		c.problem(Problem{Severity: Error, Code: "too_large", Message: text.New(
			"Training takes %s bytes with batches of %d samples, more than the %d GiB that fit: make the batch or the layers smaller",
			"每批 %[2]d 个样本时训练需要 %[1]s 字节，超过上限 %[3]d GiB：请减小批量或层的规模", bytes, batch, maxBytes>>30)})
	}
}

func times(a, b int64) *big.Int { return new(big.Int).Mul(big.NewInt(a), big.NewInt(b)) }

// total adds up the elements of some arrays; false where they take more than maxBytes.
func total(shapes [][]int) (uint64, bool) {
	sum := uint64(0)
	for _, s := range shapes {
		n, ok := product(s)
		if !ok || n > maxBytes/bytesPerNumber || sum+n > maxBytes/bytesPerNumber {
			return 0, false
		}
		sum += n
	}
	return sum, true
}

// bytesOf is what some arrays take, however large that is.
func bytesOf(shapes [][]int) *big.Int {
	sum := new(big.Int)
	for _, s := range shapes {
		n := big.NewInt(bytesPerNumber)
		for _, d := range s {
			n.Mul(n, big.NewInt(int64(d)))
		}
		sum.Add(sum, n)
	}
	return sum
}

// product multiplies dimensions; false where the result overflows or a dimension is negative.
func product(shape []int) (uint64, bool) {
	n, over := uint64(1), false
	for _, d := range shape {
		if d < 0 {
			return 0, false
		}
		hi, lo := bits.Mul64(n, uint64(d))
		over = (over || hi != 0) && d != 0
		n = lo
	}
	return n, !over
}
