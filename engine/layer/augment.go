package layer

import (
	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// What the kinds that change images at random share. They work in training alone; what they draw for a sample follows
// from the run's seed, the step, the layer and the sample.

// imageAugmenter is a kind that changes images and leaves their shape.
func imageAugmenter(k Kind) *Kind {
	k.Category = Regularisation
	k.In, k.Out = onePort("in", "Image", "图像", Image), onePort("out", "Image", "图像", Image)
	k.Keywords = append(k.Keywords, "augmentation", "overfitting", "random", "数据增强", "过拟合")
	k.Names.ONNXNone = onlyInTraining
	return &k
}

// inferAugment checks that an image arrives and that ranges are the right way round.
func inferAugment(name text.Text, ranges ...valueRange) func(*Context) (map[string]Signal, error) {
	return func(c *Context) (map[string]Signal, error) {
		in, err := imageIn(name, c)
		if err != nil {
			return nil, err
		}
		for _, r := range ranges {
			if v := r.of(c.Params); v[0] > v[1] {
				return nil, &Problem{Message: text.New("%s: the least, %v, is above the most, %v. Exchange them.", "%s：最小值 %v 大于最大值 %v。请交换两者。", name, v[0], v[1]), Port: "in"}
			}
		}
		return map[string]Signal{"out": in}, nil
	}
}

// valueRange is a pair of parameters between which numbers are drawn.
type valueRange struct{ from, to string }

func (r valueRange) of(s param.Set) [2]float64 { return [2]float64{s.Float(r.from), s.Float(r.to)} }

// params declares the pair.
func (r valueRange) params(from, to text.Text, help text.Text, least, most, lowest, highest float64, unit text.Text) []param.Param {
	one := func(id string, name text.Text, preset float64) param.Param {
		return param.Param{ID: id, Type: param.Real, Default: graph.Number(preset), Min: lowest, Max: highest, Name: name, Help: help, Unit: unit}
	}
	return []param.Param{one(r.from, from, least), one(r.to, to, most)}
}

func fillParam() param.Param {
	return param.Param{
		ID: "fill", Type: param.Choice, Default: graph.String("constant"), Name: text.Text{EN: "Fill", ZH: "边缘填充"},
		Options: []param.Option{
			{ID: "constant", Name: text.Text{EN: "zeros", ZH: "零"}}, {ID: "nearest", Name: text.Text{EN: "nearest", ZH: "最近像素"}}, {ID: "reflect", Name: text.Text{EN: "mirror", ZH: "镜像"}},
		},
		Help: text.Text{EN: "What is seen where the image ends: zeros, which suit dark grounds, its last pixels, or its mirror image.", ZH: "图像之外显示什么：零（适合深色背景）、最边缘的像素，或镜像。"},
	}
}

func fillOf(s param.Set) kernel.Fill {
	switch s.Text("fill") {
	case "nearest":
		return kernel.FillNearest
	case "reflect":
		return kernel.FillReflect
	default:
		return kernel.FillZero
	}
}

// randomly changes images in training by an op that takes numbers drawn for each sample; of makes both attributes.
func randomly(change *op.Op, of func(s param.Set, image []int) (op.Drawn, any)) func(*Lowering) (map[string]*op.Value, error) {
	return func(l *Lowering) (map[string]*op.Value, error) {
		in := l.One("in")
		if !l.Training {
			return map[string]*op.Value{"out": in}, nil
		}
		drawn, attr := of(l.Params, in.Shape[1:])
		numbers, err := l.first(op.Draw, drawn, in)
		if err != nil {
			return nil, err
		}
		return single(l.Graph.Add(change, attr, in, numbers))
	}
}

// warpOf is the attribute of a Warp over images of a shape.
func warpOf(fill kernel.Fill, image []int) op.WarpForm {
	return op.WarpForm{Warp: kernel.Warp{Height: image[0], Width: image[1], Channels: image[2], Fill: fill}}
}

// still is the range of matrices that leave an image as it is.
func still(image []int) op.AffineRange {
	return op.AffineRange{Height: image[0], Width: image[1], Zoom: [2]float64{1, 1}}
}

func perNumber(n float64) func(*Context) float64 {
	return func(c *Context) float64 { in, _ := c.One("in"); return n * float64(in.Size()) }
}
