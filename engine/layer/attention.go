package layer

import (
	"math"

	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// attention is dot-product attention without weights of its own.
func attention() *Kind {
	name := text.Text{EN: "Attention", ZH: "注意力"}
	return &Kind{
		ID: "attention", Category: Attention, Name: name,
		Summary: text.Text{EN: "Each query looks at all keys and brings the mix of their values that matches best.", ZH: "每个查询查看所有键，并按匹配程度取回其值的混合。"},
		Help: text.Text{
			EN: "The match of a query and a key is the product of the two lists of numbers; softmax turns a query's matches into shares of a whole, and the values are added up in these shares. So a step can reach any other step at once, however far away. The layer has no weights: put Dense layers before it, or use Multi-head attention. Without a wire to Keys the values serve as keys. The mask has a number for each key, 0 where nobody may look." + causalHelp().EN,
			ZH: "查询与键的匹配度是两列数字的内积；softmax 把一个查询的各匹配度变为占比，再按占比对值求和。因此任何一步都能直接看到另一步，无论相距多远。该层没有权重：请在其前加全连接层，或使用多头注意力。“键”未连接时以值作为键。掩码为每个键给出一个数字，0 表示不可查看。" + causalHelp().ZH,
		},
		Formula:  `Y = \mathrm{softmax}\left( \frac{Q K^\top}{\sqrt{d}} \right) V`,
		Source:   "Vaswani and others: Attention is all you need, NeurIPS (2017); Luong, Pham, Manning, EMNLP (2015)",
		Names:    Names{Keras: "Attention", PyTorch: "nn.functional.scaled_dot_product_attention", ONNX: "MatMul, Softmax, MatMul"},
		Keywords: []string{"transformer", "query", "key", "value", "softmax", "自注意力", "查询"},
		In:       attentionIn(false), Out: onePort("out", "Output", "输出", Sequence),
		Params: []param.Param{
			{
				ID: "scale", Type: param.Truth, Default: graph.Bool(true),
				Name: text.Text{EN: "Divide by √d", ZH: "除以 √d"},
				Help: text.Text{EN: "Keeps the matches of long lists from growing so large that softmax sees only one of them. PyTorch does it; Keras' layer of this name does not.", ZH: "防止长列表的匹配度过大而使 softmax 只看到其中一个。PyTorch 会这样做，Keras 的同名层不会。"},
			},
			causalParam(),
			attentionDropoutParam(),
		},
		Describe: func(s param.Set) text.Message {
			if s.Bool("causal") {
				return text.New("causal", "因果")
			}
			return text.New("every step", "所有步")
		},
		Infer: func(c *Context) (map[string]Signal, error) {
			query, value, key, err := attended(name, c)
			if err != nil {
				return nil, err
			}
			if query.Shape[1] != key.Shape[1] {
				return nil, &Problem{Port: "query", Message: text.New("%s: a query of %d numbers cannot be matched with keys of %d: make them equal, for instance with a Dense layer",
					"%s：%d 个数字的查询无法与 %d 个数字的键匹配：请使两者相等，例如加一个全连接层", name, query.Shape[1], key.Shape[1])}
			}
			return map[string]Signal{"out": SignalOf(query.Shape[0], value.Shape[1])}, nil
		},
		FLOPs: func(c *Context) float64 {
			query, value, _, err := attended(name, c)
			if err != nil {
				return 0
			}
			return 2 * float64(query.Shape[0]) * float64(value.Shape[0]) * float64(query.Shape[1]+value.Shape[1])
		},
		Sight: seesWhole,
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			query, value := l.One("query"), l.One("value")
			key := value
			if wired := l.In["key"]; len(wired) > 0 {
				key = wired[0]
			}
			scale := float32(1)
			if l.Params.Bool("scale") {
				scale = float32(1 / math.Sqrt(float64(query.Shape[2])))
			}
			y, err := l.attend(1, scale, query, key, value)
			return map[string]*op.Value{"out": y}, err
		},
	}
}

// attentionIn are the inputs of attention; where a layer may attend to its own queries, only they are needed.
func attentionIn(self bool) []Port {
	return []Port{
		{ID: "query", Name: text.Text{EN: "Queries", ZH: "查询"}, Type: Sequence},
		{ID: "value", Name: text.Text{EN: "Values", ZH: "值"}, Type: Sequence, Optional: self},
		{ID: "key", Name: text.Text{EN: "Keys", ZH: "键"}, Type: Sequence, Optional: true},
		{ID: "mask", Name: text.Text{EN: "Mask", ZH: "掩码"}, Type: Vector, Optional: true},
	}
}

func causalParam() param.Param {
	return param.Param{
		ID: "causal", Type: param.Truth, Default: graph.Bool(false),
		Name: text.Text{EN: "Causal", ZH: "因果"},
		Help: text.Text{EN: "A step sees only itself and the steps before it, as a model that says the next word must.", ZH: "每一步只能看到自身及之前的步，预测下一个词的模型必须如此。"},
	}
}

func causalHelp() text.Text {
	return text.Text{EN: " A query that may look nowhere gets zeros.", ZH: " 没有可查看的键时，结果为零。"}
}

func attentionDropoutParam() param.Param {
	return param.Param{
		ID: "dropout", Type: param.Real, Default: graph.Number(0), Min: 0, Max: 1, OpenMax: true,
		Name: text.Text{EN: "Dropout", ZH: "随机失活"},
		Help: text.Text{EN: "The share of the looks that is dropped in each training step.", ZH: "每个训练步中丢弃的注意力比例。"},
	}
}

// attended finds what goes in: values default to the queries, keys to the values.
func attended(name text.Text, c *Context) (query, value, key Signal, err error) {
	query, _ = c.One("query")
	value, key = query, query
	if s, wired := c.One("value"); wired {
		value, key = s, s
	}
	if s, wired := c.One("key"); wired {
		key = s
	}
	for i, s := range []Signal{query, value, key} {
		port := []string{"query", "value", "key"}[i]
		if s.Type == Labels {
			p := noLabels(name)
			p.Port = port
			return query, value, key, p
		}
		if len(s.Shape) != 2 {
			p := needSequence(name, s)
			p.Port = port
			return query, value, key, p
		}
	}
	if value.Shape[0] != key.Shape[0] {
		return query, value, key, &Problem{Port: "key", Message: text.New("%s needs a key for each value, but there are %d values and %d keys",
			"%s 的每个值都需要一个键，但有 %d 个值和 %d 个键", name, value.Shape[0], key.Shape[0])}
	}
	return query, value, key, checkMask(name, c, key.Shape[0])
}

// attend adds attention with so many heads.
func (l *Lowering) attend(heads int, scale float32, query, key, value *op.Value) (*op.Value, error) {
	f := op.AttentionForm{Attention: kernel.Attention{
		Heads: heads, Queries: query.Shape[1], Keys: key.Shape[1], Depth: query.Shape[2] / heads, ValueDepth: value.Shape[2] / heads,
		Causal: l.Params.Bool("causal"), Scale: scale,
	}}
	if l.Training {
		f.Rate = float32(l.Params.Float("dropout"))
	}
	in := []*op.Value{query, key, value}
	if mask := l.In["mask"]; len(mask) > 0 {
		f.Masked = true
		in = append(in, mask[0])
	}
	return l.first(op.Attention, f, in...)
}
