package onnx

import (
	"errors"

	"netloom/engine/kernel"
	"netloom/engine/op"
)

// conv joins the bias that follows, if it does.
func conv(w *writer, c *op.Call) error {
	f := c.Attr.(op.ConvForm).Conv
	return w.convolution("Conv", c, f, pads(f.Top, f.Left, f.Bottom, f.Right))
}

// convTranspose pads where more is painted than the image holds, and adds what is missing.
func convTranspose(w *writer, c *op.Call) error {
	f := c.Attr.(op.ConvForm).Conv
	side := func(length, places, size, stride, gap, before int) (after, missing int) {
		painted := stride*(places-1) + gap*(size-1) + 1 - before
		return max(0, painted-length), max(0, length-painted)
	}
	bottom, missingY := side(f.Height, f.OutHeight(), f.KernelHeight, f.StrideY, f.DilationY, f.Top)
	right, missingX := side(f.Width, f.OutWidth(), f.KernelWidth, f.StrideX, f.DilationX, f.Left)
	return w.convolution("ConvTranspose", c, f, pads(f.Top, f.Left, bottom, right), integers("output_padding", missingY, missingX))
}

func (w *writer) convolution(operator string, c *op.Call, f kernel.Conv, more ...attribute) error {
	filters, err := w.filters(c.In[1], f)
	if err != nil {
		return err
	}
	in, out := []string{w.channelsFirst(c.In[0]), filters}, c.Out[0]
	if next := w.soleReader(out); next != nil && next.Op == op.AddBias && next.In[0] == out {
		w.done[next] = true
		in, out = append(in, w.name(next.In[1])), next.Out[0]
	}
	a := []attribute{
		integers("kernel_shape", f.KernelHeight, f.KernelWidth), integers("strides", f.StrideY, f.StrideX),
		integers("dilations", f.DilationY, f.DilationX), integer("group", int64(f.Groups)),
	}
	w.node(operator, in, []string{w.givesFirst(out)}, append(a, more...)...)
	return nil
}

// filters stores windows as ONNX has them: [filters, channels of a group, height, width], and gives their name.
func (w *writer) filters(v *op.Value, f kernel.Conv) (string, error) {
	if w.first[v] != "" {
		return w.first[v], nil
	}
	t, err := w.take(v)
	if err != nil {
		return "", err
	}
	channels, window := f.Channels/f.Groups, f.KernelHeight*f.KernelWidth
	turned := make([]float32, 0, len(t.Data))
	for filter := range f.Filters {
		for channel := range channels {
			for place := range window {
				turned = append(turned, t.Data[(place*channels+channel)*f.Filters+filter])
			}
		}
	}
	w.first[v] = w.array(t, []int{f.Filters, channels, f.KernelHeight, f.KernelWidth}, turned)
	return w.first[v], nil
}

// convTurn turns windows for our own loops; ONNX' operator reads them as they are.
func convTurn(*writer, *op.Call) error { return nil }

func pool(operator string) func(w *writer, c *op.Call) error {
	return func(w *writer, c *op.Call) error {
		f := c.Attr.(op.WindowForm)
		w.node(operator, []string{w.channelsFirst(c.In[0])}, []string{w.givesFirst(c.Out[0])},
			integers("kernel_shape", f.WindowHeight, f.WindowWidth), integers("strides", f.StrideY, f.StrideX),
			pads(f.Top, f.Left, f.Bottom, f.Right))
		return nil
	}
}

func pads(top, left, bottom, right int) attribute {
	return integers("pads", top, left, bottom, right)
}

// resample takes each pixel again, or blends between centres.
func resample(w *writer, c *op.Call) error {
	f := c.Attr.(op.ResampleForm)
	scales := w.unique.Identifier("scales")
	w.constants.nested(5, func(m *message) { floats(m, scales, []int{4}, []float32{1, 1, float32(f.FactorY), float32(f.FactorX)}) })
	a := []attribute{words("mode", "nearest"), words("coordinate_transformation_mode", "asymmetric"), words("nearest_mode", "floor")}
	if f.Bilinear {
		a = []attribute{words("mode", "linear"), words("coordinate_transformation_mode", "half_pixel")}
	}
	w.node("Resize", []string{w.channelsFirst(c.In[0]), "", scales}, []string{w.givesFirst(c.Out[0])}, a...)
	return nil
}

// border pads or slices, in the order that the images have.
func border(w *writer, c *op.Call) error {
	f := c.Attr.(op.BorderForm)
	rows, columns := 1, 2
	in, out := "", ""
	if w.isFirst(c.In[0]) {
		rows, columns = 2, 3
		in, out = w.channelsFirst(c.In[0]), w.givesFirst(c.Out[0])
	} else {
		in, out = w.name(c.In[0]), w.name(c.Out[0])
	}
	put, cut := make([]int64, 8), false
	put[rows], put[columns], put[4+rows], put[4+columns] = int64(f.Top), int64(f.Left), int64(f.Bottom), int64(f.Right)
	for _, n := range put {
		cut = cut || n < 0
	}
	if !cut {
		w.node("Pad", []string{in, w.constant("pads", put)}, []string{out})
		return nil
	}
	if max(f.Top, f.Bottom, f.Left, f.Right) > 0 {
		return errors.New("padding on one side and cropping on another has no ONNX form in one")
	}
	w.node("Slice", []string{
		in, w.constant("from", []int64{int64(-f.Top), int64(-f.Left)}),
		w.constant("to", []int64{int64(f.Height + f.Bottom), int64(f.Width + f.Right)}), w.constant("axes", []int64{int64(rows), int64(columns)}),
	}, []string{out})
	return nil
}
