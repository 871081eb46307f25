package layer

import (
	"netloom/engine/graph"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// embedding gives each whole number a list of numbers of its own.
func embedding() *Kind {
	name := text.Text{EN: "Embedding", ZH: "嵌入"}
	return &Kind{
		ID: "embedding", Category: Core, Name: name,
		Summary: text.Text{EN: "Gives each word, letter or class, a whole number, a list of numbers that is learned.", ZH: "为每个单词、字符或类别（一个整数）学习一列数字。"},
		Help: text.Text{
			EN: "Letters and classes have no size that could be computed with: number 5 is not more than number 4. Embedding looks up, for each number, a row of a table, and the rows are trained: what is used alike comes to lie close. It reads samples that hold whole numbers from 0 up, such as the letters of a text, or labels, as a generator does that is told what to draw. A number beyond the vocabulary ends the run. Where 0 stands for padding, as in texts of different lengths, wire the second output to the mask of the layers behind: it is 0 there, and 1 elsewhere; entry 0 of the table then stands for nothing else.",
			ZH: "字符与类别没有可计算的大小：5 号并不比 4 号更大。嵌入为每个编号查表取出一行，各行通过训练得到：用法相近者彼此靠近。它读取从 0 开始的整数样本（如文本的字符），或读取标签（如按类别生成的生成器）。编号超出词表时训练终止。若以 0 作填充（如长短不一的文本），请把第二个输出连到其后各层的“掩码”：填充处为 0，其余为 1；此时词表的 0 号不再表示别的内容。",
		},
		Formula:  `y_t = E_{x_t}`,
		Source:   "Bengio, Ducharme, Vincent, Jauvin: A neural probabilistic language model, JMLR 3 (2003)",
		Names:    Names{Keras: "Embedding", PyTorch: "nn.Embedding", ONNX: "Gather"},
		Keywords: []string{"word", "token", "vocabulary", "lookup", "词向量", "词表", "查表"},
		In:       onePort("in", "Whole numbers", "整数", Any), Out: append(anyOut(), maskOut()),
		Params: []param.Param{
			{
				ID: "input_dim", Type: param.Integer, Default: graph.Number(256), Min: 1, Max: 1 << 20, Logarithmic: true,
				Name: text.Text{EN: "Vocabulary", ZH: "词表大小"},
				Help: text.Text{EN: "How many different whole numbers there are, from 0.", ZH: "从 0 开始共有多少个不同的整数。"},
			},
			{
				ID: "output_dim", Type: param.Integer, Default: graph.Number(32), Min: 1, Max: 8192, Logarithmic: true,
				Name: text.Text{EN: "Dimensions", ZH: "维数"},
				Help: text.Text{EN: "How many numbers each of them gets.", ZH: "每个整数对应多少个数字。"},
			},
			trainableParam(),
		},
		Describe: func(s param.Set) text.Message {
			return text.New("%d → %d numbers", "%d → %d 个数字", s.Int("input_dim"), s.Int("output_dim"))
		},
		Infer: func(c *Context) (map[string]Signal, error) {
			in, _ := c.One("in")
			rows := c.Params.Int("input_dim")
			if in.Type == Labels && in.Classes > rows {
				return nil, &Problem{Message: text.New("%s has a vocabulary of %d, but the labels name %d classes: raise it to %[3]d",
					"%s 的词表大小为 %d，但标签有 %d 个类别：请增大到 %[3]d", name, rows, in.Classes), Port: "in"}
			}
			if len(in.Shape) > 2 {
				return nil, &Problem{Message: text.New("%s reads single whole numbers or a list of them, but %s arrives", "%s 读取单个整数或一列整数，但收到的是 %s", name, ShapeText(in.Shape)), Port: "in"}
			}
			return map[string]Signal{
				"out": SignalOf(append(append([]int{}, in.Shape...), c.Params.Int("output_dim"))...), "mask": SignalOf(in.Shape...),
			}, nil
		},
		Weights: func(c *Context) []Weight {
			return []Weight{{Name: "embeddings", Shape: []int{c.Params.Int("input_dim"), c.Params.Int("output_dim")}, Init: "random_uniform"}}
		},
		FLOPs: func(*Context) float64 { return 0 },
		Sight: seesPlace,
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			x := l.One("in")
			y, err := l.first(op.Embed, nil, l.Weight("embeddings"), x)
			if err != nil {
				return nil, err
			}
			mask, err := l.first(op.RealSteps, op.Padding{Each: true}, x)
			return map[string]*op.Value{"out": y, "mask": mask}, err
		},
	}
}
