package layer

import (
	"slices"

	"netloom/engine/graph"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// concat puts what several wires carry side by side.
func concat() *Kind {
	name := text.Text{EN: "Concatenate", ZH: "拼接"}
	return &Kind{
		ID: "concat", Category: Merge, Name: name,
		Summary: text.Text{EN: "Puts what several wires carry side by side into one array.", ZH: "将多条连线的内容并排拼成一个数组。"},
		Help: text.Text{
			EN: "Nothing is lost and nothing mixed: the next layer sees all and weighs it itself. Along the last dimension, features stand beside features and channels beside channels; U-Net and DenseNet bring early maps to late layers that way. All other dimensions must agree. The order of the wires is the order of the parts.",
			ZH: "既不丢失也不混合：下一层看到全部内容并自行加权。沿最后一维拼接时，特征与特征、通道与通道并列；U-Net 与 DenseNet 就是这样把前面的特征图带到后面的层。其余各维必须相同。拼接顺序即连线的顺序。",
		},
		Formula:  `y = (x_1, x_2, \dots, x_n)`,
		Source:   "Ronneberger, Fischer, Brox: U-Net, MICCAI (2015)",
		Names:    Names{Keras: "Concatenate", PyTorch: "torch.cat", ONNX: "Concat"},
		Keywords: []string{"merge", "join", "skip", "cat", "合并"},
		In:       severalIn(), Out: anyOut(),
		Params: []param.Param{{
			ID: "axis", Type: param.Integer, Default: graph.Number(-1), Min: -8, Max: 8,
			Name: text.Text{EN: "Dimension", ZH: "维度"},
			Help: text.Text{EN: "Along which dimension of a sample: 1 is the first, −1 the last.", ZH: "沿样本的哪一维拼接：1 为第一维，−1 为最后一维。"},
		}},
		Describe: func(s param.Set) text.Message {
			if s.Int("axis") == -1 {
				return text.New("last dimension", "最后一维")
			}
			return text.New("dimension %d", "第 %d 维", s.Int("axis"))
		},
		Infer: func(c *Context) (map[string]Signal, error) {
			in := c.In["in"]
			if err := numbersOnly(name, in); err != nil {
				return nil, err
			}
			axis, ok := placeOf(c.Params.Int("axis"), len(in[0].Shape))
			if !ok {
				return nil, &Problem{Message: text.New("%s: there is no dimension %d in %s: choose 1 to %d, or −1 for the last",
					"%[1]s：%[3]s 没有第 %[2]d 维：请选择 1 到 %[4]d，或以 −1 表示最后一维", name, c.Params.Int("axis"), ShapeText(in[0].Shape), len(in[0].Shape)), Port: "in"}
			}
			out := slices.Clone(in[0].Shape)
			for _, s := range in[1:] {
				if !agreeBut(in[0].Shape, s.Shape, axis) {
					return nil, &Problem{Message: text.New("%s: %s and %s must agree in all dimensions but number %d",
						"%s：%s 与 %s 除第 %d 维外各维必须相同", name, ShapeText(in[0].Shape), ShapeText(s.Shape), axis+1), Port: "in"}
				}
				out[axis] += s.Shape[axis]
			}
			return map[string]Signal{"out": SignalOf(out...)}, nil
		},
		FLOPs: func(*Context) float64 { return 0 },
		Sight: seesPlace,
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			in := l.In["in"]
			axis, _ := placeOf(l.Params.Int("axis"), len(in[0].Shape)-1)
			axis++ // the batch
			f := op.ConcatForm{Axis: axis, Shape: slices.Clone(in[0].Shape), Widths: make([]int, len(in))}
			f.Shape[axis] = 0
			for i, v := range in {
				f.Shape[axis] += v.Shape[axis]
				f.Widths[i] = SignalOf(v.Shape[axis:]...).Size()
			}
			return single(l.Graph.Add(op.Concat, f, in...))
		},
	}
}

// severalIn declares an input that takes any number of wires.
func severalIn() []Port {
	p := onePort("in", "Inputs", "输入", Any)
	p[0].Several = true
	return p
}

// placeOf turns a dimension's number, 1 the first and −1 the last, into its place from 0.
func placeOf(number, rank int) (int, bool) {
	if number < 0 {
		number += rank + 1
	}
	return number - 1, number >= 1 && number <= rank
}

// agreeBut tells whether shapes are the same in all places but one.
func agreeBut(a, b []int, place int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] && i != place {
			return false
		}
	}
	return true
}

// numbersOnly refuses labels among what arrives.
func numbersOnly(who text.Text, in []Signal) error {
	for _, s := range in {
		if s.Type == Labels {
			return noLabels(who)
		}
	}
	return nil
}
