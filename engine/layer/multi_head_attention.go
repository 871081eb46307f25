package layer

import (
	"math"

	"netloom/engine/graph"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// multiHeadAttention is the transformer's attention: several heads, each with weights for queries, keys and values.
func multiHeadAttention() *Kind {
	name := text.Text{EN: "Multi-head attention", ZH: "多头注意力"}
	return &Kind{
		ID: "multi_head_attention", Category: Attention, Name: name,
		Summary: text.Text{EN: "Several heads look over a sequence side by side, each with its own idea of what matches.", ZH: "多个头并行查看序列，各自学习什么是匹配。"},
		Help: text.Text{
			EN: "Each head turns the numbers of a step into a query, a key and a value by weights of its own, and mixes the values by how well query and key match; a last set of weights joins the heads. Wire only Queries and the sequence attends to itself; wire Values too, and one sequence attends to another, as a decoder does to its encoder (cross attention). Alone it does not know in which order the steps come: add a positional encoding. Key size times heads is usually the number of features." + causalHelp().EN,
			ZH: "每个头用自己的权重把每一步的数字变为查询、键和值，并按查询与键的匹配程度混合各值；最后一组权重把各头合并。只连接“查询”时，序列关注自身；再连接“值”时，一个序列关注另一个序列，如解码器关注编码器（交叉注意力）。它本身不知道各步的先后：请加入位置编码。键的大小乘以头数通常等于特征数。" + causalHelp().ZH,
		},
		Formula:  `Y = \left[ \mathrm{softmax}\left( \frac{Q_i K_i^\top}{\sqrt{d}} \right) V_i \right]_{i=1}^{h} W_o, \quad Q_i = X W_i^Q`,
		Source:   "Vaswani and others: Attention is all you need, NeurIPS (2017)",
		Names:    Names{Keras: "MultiHeadAttention", PyTorch: "nn.MultiheadAttention", ONNX: "MatMul, Softmax, MatMul"},
		Keywords: []string{"transformer", "self-attention", "cross attention", "heads", "自注意力", "交叉注意力"},
		In:       attentionIn(true), Out: onePort("out", "Output", "输出", Sequence),
		Params: []param.Param{
			{
				ID: "num_heads", Type: param.Integer, Default: graph.Number(4), Min: 1, Max: 256, Logarithmic: true,
				Name: text.Text{EN: "Heads", ZH: "头数"},
				Help: text.Text{EN: "How many heads look side by side.", ZH: "并行的头的个数。"},
			},
			{
				ID: "key_dim", Type: param.Integer, Default: graph.Number(16), Min: 1, Max: 4096, Logarithmic: true,
				Name: text.Text{EN: "Key size", ZH: "键的大小"},
				Help: text.Text{EN: "How many numbers a head's query, key and value have.", ZH: "每个头的查询、键和值各有多少个数字。"},
			},
			causalParam(),
			attentionDropoutParam(),
			initialiserParam(),
			biasParam(),
			trainableParam(),
		},
		Describe: func(s param.Set) text.Message {
			return text.New("%d heads of %d", "%d 个头，每个 %d", s.Int("num_heads"), s.Int("key_dim"))
		},
		Infer: func(c *Context) (map[string]Signal, error) {
			query, _, _, err := attended(name, c)
			return map[string]Signal{"out": query}, err
		},
		Weights: func(c *Context) []Weight {
			query, value, key, err := attended(name, c)
			if err != nil {
				return nil
			}
			width := c.Params.Int("num_heads") * c.Params.Int("key_dim")
			var list []Weight
			for _, p := range []struct {
				name    string
				in, out int
			}{
				{"query", query.Shape[1], width},
				{"key", key.Shape[1], width},
				{"value", value.Shape[1], width},
				{"output", width, query.Shape[1]},
			} {
				list = append(list, Weight{Name: p.name + "_kernel", Shape: []int{p.in, p.out}, Init: c.Params.Text("initializer")})
				if c.Params.Bool("bias") {
					list = append(list, Weight{Name: p.name + "_bias", Shape: []int{p.out}, Init: "zeros"})
				}
			}
			return list
		},
		FLOPs: func(c *Context) float64 {
			query, value, key, err := attended(name, c)
			if err != nil {
				return 0
			}
			width := float64(c.Params.Int("num_heads") * c.Params.Int("key_dim"))
			steps, keys := float64(query.Shape[0]), float64(key.Shape[0])
			projections := width * (2*float64(query.Size()) + float64(key.Size()) + float64(value.Size()))
			return 2*projections + 4*steps*keys*width
		},
		Sight: seesWhole,
		Lower: lowerMultiHead,
	}
}

func lowerMultiHead(l *Lowering) (map[string]*op.Value, error) {
	from := map[string]*op.Value{"query": l.One("query"), "value": l.One("query")}
	if wired := l.In["value"]; len(wired) > 0 {
		from["value"] = wired[0]
	}
	from["key"] = from["value"]
	if wired := l.In["key"]; len(wired) > 0 {
		from["key"] = wired[0]
	}
	projected := map[string]*op.Value{}
	for _, part := range []string{"query", "key", "value"} {
		y, err := l.eachStep(from[part], l.Weight(part+"_kernel"), l.Weight(part+"_bias"))
		if err != nil {
			return nil, err
		}
		projected[part] = y
	}
	scale := float32(1 / math.Sqrt(float64(l.Params.Int("key_dim"))))
	y, err := l.attend(l.Params.Int("num_heads"), scale, projected["query"], projected["key"], projected["value"])
	if err != nil {
		return nil, err
	}
	y, err = l.eachStep(y, l.Weight("output_kernel"), l.Weight("output_bias"))
	return map[string]*op.Value{"out": y}, err
}
