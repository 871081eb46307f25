package onnx

import "netloom/engine/op"

// emitters is the table of how each op is written. An op that is not here cannot be part of a network that predicts,
// or says so in missing.
func emitters() map[*op.Op]func(w *writer, c *op.Call) error {
	return map[*op.Op]func(w *writer, c *op.Call) error{
		op.Reshape:      reshape,
		op.Concat:       concat,
		op.Permute:      permute,
		op.Repeat:       repeat,
		op.MatMul:       matMul,
		op.AddBias:      func(w *writer, c *op.Call) error { w.simple("Add", c); return nil },
		op.Add:          func(w *writer, c *op.Call) error { w.simple("Add", c); return nil },
		op.Multiply:     func(w *writer, c *op.Call) error { w.simple("Mul", c); return nil },
		op.Softmax:      func(w *writer, c *op.Call) error { w.simple("Softmax", c, integer("axis", -1)); return nil },
		op.Activation:   anyLayout(activation),
		op.Threshold:    anyLayout(func(w *writer, c *op.Call) error { step(w, c); return nil }),
		op.RNN:          recurrent,
		op.LSTM:         recurrent,
		op.GRU:          recurrent,
		op.PickStep:     pickStep,
		op.RealSteps:    realSteps,
		op.KeepSteps:    keepSteps,
		op.StepMean:     stepMean,
		op.Conv2D:       conv,
		op.ConvInput:    convTranspose,
		op.ConvTurn:     convTurn,
		op.MaxPool:      pool("MaxPool"),
		op.AveragePool:  pool("AveragePool"),
		op.Resample:     resample,
		op.Border:       border,
		op.PReLU:        func(w *writer, c *op.Call) error { w.simple("PRelu", c); return nil },
		op.NormScale:    func(*writer, *op.Call) error { return nil }, // BatchNormalization works it out
		op.BatchNorm:    batchNorm,
		op.Standardise:  standardise,
		op.ScaleColumns: func(w *writer, c *op.Call) error { w.simple("Mul", c); return nil },
		op.Maximum:      func(w *writer, c *op.Call) error { w.simple("Max", c); return nil },
		op.Pairs:        rowPairs,
		op.Embed:        embed,
		op.AddPositions: addPositions,
		op.Attention:    attention,
		op.Scale: func(w *writer, c *op.Call) error {
			w.node("Mul", []string{w.name(c.In[0]), w.scalar("factor", float32(c.Attr.(op.Factor)))}, []string{w.name(c.Out[0])})
			return nil
		},
	}
}

// matMul joins the bias that follows, if it does, to one Gemm.
func matMul(w *writer, c *op.Call) error {
	form := c.Attr.(op.MatMulForm)
	if next := w.soleReader(c.Out[0]); next != nil && next.Op == op.AddBias && next.In[0] == c.Out[0] {
		w.done[next] = true
		w.node("Gemm", []string{w.name(c.In[0]), w.name(c.In[1]), w.name(next.In[1])}, []string{w.name(next.Out[0])}, transposed(form)...)
		return nil
	}
	if form == (op.MatMulForm{}) {
		w.simple("MatMul", c)
	} else {
		w.simple("Gemm", c, transposed(form)...)
	}
	return nil
}

func transposed(f op.MatMulForm) []attribute {
	var a []attribute
	if f.TransA {
		a = append(a, integer("transA", 1))
	}
	if f.TransB {
		a = append(a, integer("transB", 1))
	}
	return a
}
