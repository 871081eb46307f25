package layer

import (
	"slices"

	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// stackBatches makes one batch of two, so that one network judges both.
func stackBatches() *Kind {
	name := text.Text{EN: "Stack batches", ZH: "堆叠批次"}
	return &Kind{
		ID: "stack_batches", Category: Merge, Name: name, Stacks: true,
		Summary: text.Text{EN: "Makes one batch of two, such as real and generated images for a discriminator.", ZH: "将两批样本合为一批，例如供判别器使用的真实图像与生成图像。"},
		Help: text.Text{
			EN: "A discriminator must judge real and generated samples alike, with the same weights. Stacked, they pass through it as one batch of twice the samples. The second output says which is which, 1 for real and 0 for fake: wire it to the objective as the target. What comes behind has two rows for each sample.",
			ZH: "判别器必须用同样的权重判断真实样本与生成样本。堆叠后，它们作为两倍大小的一批通过判别器。第二个输出标明来源：真实为 1，生成为 0；可作为目标值连到目标。之后的各层对每个样本有两行。",
		},
		Formula:  `y_{2i} = r_i, \quad y_{2i+1} = f_i`,
		Source:   "Goodfellow et al.: Generative adversarial nets, NIPS (2014)",
		Names:    Names{Keras: "ops.concatenate(axis=0)", PyTorch: "torch.cat(dim=0)", ONNX: "Reshape, Concat"},
		Keywords: []string{"gan", "discriminator", "real", "fake", "batch", "判别器", "生成对抗"},
		In: []Port{
			{ID: "real", Name: text.Text{EN: "Real", ZH: "真实"}, Type: Any},
			{ID: "fake", Name: text.Text{EN: "Fake", ZH: "生成"}, Type: Any},
		},
		Out: []Port{
			{ID: "out", Name: text.Text{EN: "Both", ZH: "两者"}, Type: Any},
			{ID: "origin", Name: text.Text{EN: "Which is real", ZH: "来源标签"}, Type: Labels},
		},
		Describe: func(param.Set) text.Message { return text.New("real beside fake", "真实与生成并列") },
		Infer: func(c *Context) (map[string]Signal, error) {
			a, _ := c.One("real")
			b, _ := c.One("fake")
			if !slices.Equal(a.Shape, b.Shape) || (a.Type == Labels) != (b.Type == Labels) || a.Classes != b.Classes {
				return nil, &Problem{Message: text.New("%s: real and fake samples must have one shape, but %s and %s arrive",
					"%s：真实样本与生成样本的形状必须相同，但收到的是 %s 与 %s", name, ShapeText(a.Shape), ShapeText(b.Shape)), Port: "fake"}
			}
			a.Rows = a.PerSample() + b.PerSample()
			return map[string]Signal{"out": a, "origin": {Type: Labels, Classes: 2, Rows: a.Rows}}, nil
		},
		FLOPs: func(*Context) float64 { return 0 },
		Sight: seesPlace,
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			a, b := l.One("real"), l.One("fake")
			shape := slices.Clone(a.Shape)
			shape[0] += b.Shape[0]
			both, err := l.Graph.Add(op.Concat, op.ConcatForm{Shape: shape, Widths: []int{a.Size() / l.Batch, b.Size() / l.Batch}}, a, b)
			if err != nil {
				return nil, err
			}
			origin, err := l.Graph.Add(op.GroupOf, op.Groups{Batch: l.Batch, Rows: []int{a.Shape[0] / l.Batch, b.Shape[0] / l.Batch}})
			if err != nil {
				return nil, err
			}
			return map[string]*op.Value{"out": both[0], "origin": origin[0]}, nil
		},
	}
}
