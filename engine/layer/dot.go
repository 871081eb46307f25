package layer

import (
	"netloom/engine/graph"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// dot measures how alike two lists are, or each step of one sequence and each of another.
func dot() *Kind {
	name := text.Text{EN: "Dot", ZH: "点积"}
	return &Kind{
		ID: "dot", Category: Merge, Name: name,
		Summary: text.Text{EN: "Multiplies two lists number by number and adds up: how much they point the same way.", ZH: "将两列数字逐个相乘并求和：衡量两者方向的一致程度。"},
		Help: text.Text{
			EN: "Of two lists it gives one number; of two sequences a table, each step of A with each step of B, which is the score that attention begins with. Normalised, it is the cosine of the angle between them, from −1 to 1, whatever their lengths. Recommenders compare a user with a film that way.",
			ZH: "两列数字得到一个数；两个序列得到一张表，即 A 的每一步与 B 的每一步的点积，这正是注意力的打分。归一化后为两者夹角的余弦，取值 −1 到 1，与长度无关。推荐系统用它比较用户与影片。",
		},
		Formula:  `y_{ij} = \sum_k a_{ik} b_{jk}`,
		Source:   "Koren, Bell, Volinsky: Matrix factorization techniques for recommender systems, Computer 42 (2009)",
		Names:    Names{Keras: "Dot(axes=-1)", PyTorch: "torch.einsum", ONNX: "MatMul"},
		Keywords: []string{"inner product", "cosine", "similarity", "内积", "余弦", "相似度"},
		In:       twoIn(), Out: anyOut(),
		Params: []param.Param{{
			ID: "normalize", Type: param.Truth, Default: graph.Bool(false),
			Name: text.Text{EN: "Normalise", ZH: "归一化"},
			Help: text.Text{EN: "Divides by the lengths of both: the cosine of the angle between them.", ZH: "除以两者的长度：即夹角的余弦。"},
		}},
		Describe: func(s param.Set) text.Message {
			if s.Bool("normalize") {
				return text.New("cosine", "余弦")
			}
			return text.New("A · B", "A · B")
		},
		Infer: func(c *Context) (map[string]Signal, error) {
			a, _ := c.One("a")
			b, _ := c.One("b")
			if err := numbersOnly(name, []Signal{a, b}); err != nil {
				return nil, err
			}
			rank := len(a.Shape)
			if rank != len(b.Shape) || rank < 1 || rank > 2 || a.Shape[rank-1] != b.Shape[rank-1] {
				return nil, &Problem{Message: text.New("%s multiplies two lists, or two sequences, with as many numbers a step; %s and %s arrive",
					"%s 需要两列数字或两个序列，且每步数字个数相同；收到的是 %s 与 %s", name, ShapeText(a.Shape), ShapeText(b.Shape)), Port: "b"}
			}
			if rank == 1 {
				return map[string]Signal{"out": SignalOf(1)}, nil
			}
			return map[string]Signal{"out": SignalOf(a.Shape[0], b.Shape[0])}, nil
		},
		FLOPs: func(c *Context) float64 {
			a, _ := c.One("a")
			b, _ := c.One("b")
			return 2 * float64(a.Size()) * float64(b.Size()) / float64(max(1, b.Shape[len(b.Shape)-1]))
		},
		Lower: lowerDot,
	}
}

func lowerDot(l *Lowering) (map[string]*op.Value, error) {
	a, b := l.One("a"), l.One("b")
	n := a.Last()
	form := op.PairForm{Left: a.Columns() / n, Right: b.Columns() / n, Length: n}
	sides := []*op.Value{a, b}
	if l.Params.Bool("normalize") {
		const smallest = 1e-12 // of a sum of squares, as Keras has it
		unit := op.StandardForm{Positions: 1, Channels: n, Groups: 1, Epsilon: smallest / float64(n)}
		for i, v := range sides {
			y, err := l.Graph.Add(op.Standardise, unit, v)
			if err != nil {
				return nil, err
			}
			sides[i] = y[0]
		}
	}
	y, err := l.Graph.Add(op.Pairs, form, sides...)
	if err != nil {
		return nil, err
	}
	if l.Params.Bool("normalize") { // the rows have length √n so far
		if y, err = l.Graph.Add(op.Scale, op.Factor(1/float32(n)), y[0]); err != nil {
			return nil, err
		}
	}
	if len(a.Shape) == 2 {
		return single(l.Graph.Add(op.Reshape, op.ReshapeTo{Shape: []int{a.Shape[0], 1}}, y[0]))
	}
	return single(y, nil)
}
