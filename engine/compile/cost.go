package compile

import (
	"math/bits"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/text"
)

const bytesPerNumber = 4

// cost counts what a node with known shapes takes. Sizes that overflow or exceed what fits are refused here, before
// anything is allocated.
func (c *checker) cost(n *graph.Node, e *NodeReport, ctx *layer.Context) {
	var numbers uint64
	tooLarge := false
	add := func(shape []int) {
		size, ok := product(shape)
		sum, carry := bits.Add64(numbers, size, 0)
		if !ok || carry != 0 || sum > maxWeightBytes/bytesPerNumber {
			tooLarge = true
		}
		numbers = sum
	}
	if e.Kind.Weights != nil {
		for _, w := range e.Kind.Weights(ctx) {
			add(w.Shape)
		}
	}
	weights := numbers
	numbers = 0
	for _, s := range e.Out {
		add(s.Shape)
	}
	if tooLarge {
		e.Known = false
		c.fault(n, "too_large", text.New("%s would need more than %d GiB: make it smaller", "%s 需要超过 %d GiB 内存：请减小其规模", n.Name, maxWeightBytes>>30))
		return
	}
	e.Parameters = int64(weights)
	e.WeightBytes = int64(weights) * bytesPerNumber
	e.ActivationBytes = int64(numbers) * bytesPerNumber
	if e.Kind.FLOPs != nil {
		e.FLOPs = e.Kind.FLOPs(ctx)
	}
	r := c.report
	r.Parameters += e.Parameters
	r.WeightBytes += e.WeightBytes
	r.ActivationBytes += e.ActivationBytes
	r.FLOPs += e.FLOPs
	if r.WeightBytes > maxWeightBytes {
		c.fault(n, "too_large", text.New("With %s the weights would take %d GiB, more than the %d that fit", "加上 %s 后权重需要 %d GiB，超过上限 %d GiB", n.Name, r.WeightBytes>>30, maxWeightBytes>>30))
	}
}

// product multiplies dimensions; false where it overflows or one is negative.
func product(shape []int) (uint64, bool) {
	n := uint64(1)
	for _, d := range shape {
		hi, lo := bits.Mul64(n, uint64(d))
		if d < 0 || hi != 0 {
			return 0, false
		}
		n = lo
	}
	return n, true
}
