package loss

import (
	"math"
	"strconv"
	"strings"

	"netloom/engine/graph"
	"netloom/engine/param"
	"netloom/engine/text"
)

// Params joins the parameters of all losses: each appears once and applies where a loss that has it is chosen.
func Params() []param.Param {
	choice := param.Param{
		ID: "loss", Type: param.Choice, Name: text.Text{EN: "Loss", ZH: "损失函数"},
		Help: text.Text{EN: "What is measured, and made small.", ZH: "所衡量并使之减小的量。"},
	}
	list, at := []param.Param{choice}, map[string]int{}
	for _, k := range All() {
		list[0].Options = append(list[0].Options, param.Option{ID: k.ID, Name: k.Name})
		own := k.Params
		if k.Constant {
			own = append(own, targetParam())
		}
		for _, p := range own {
			i, seen := at[p.ID]
			if !seen {
				i = len(list)
				at[p.ID] = i
				p.When = []param.When{{Param: "loss"}}
				list = append(list, p)
			}
			list[i].When[0].Is = append(list[i].When[0].Is, k.ID)
		}
	}
	list[0].Default = graph.String(list[0].Options[0].ID)
	return append(list, param.Param{
		ID: "weight", Type: param.Real, Default: graph.Number(1),
		Name: text.Text{EN: "Weight", ZH: "权重"},
		Help: text.Text{
			EN: "What this loss is multiplied by; it matters where several objectives train one network. A negative weight makes the loss large.",
			ZH: "该损失所乘的系数；多个目标训练同一网络时起作用。取负值则使损失增大。",
		},
	})
}

func targetParam() param.Param {
	return param.Param{
		ID: "target", Type: param.Choice, Default: graph.String(wired),
		Options: []param.Option{
			{ID: wired, Name: text.Text{EN: "what is wired", ZH: "来自连线"}},
			{ID: ones, Name: text.Text{EN: "ones (real)", ZH: "全为 1（真）"}},
			{ID: zeros, Name: text.Text{EN: "zeros (made up)", ZH: "全为 0（假）"}},
		},
		Name: text.Text{EN: "Target", ZH: "目标值"},
		Help: text.Text{
			EN: "What the prediction should be. A constant needs no wire: in a GAN the discriminator should say 1 to real samples and 0 to made-up ones, and the generator wants a 1.",
			ZH: "预测应达到的值。常数不需要连线：在 GAN 中，判别器对真实样本应输出 1，对生成样本应输出 0，而生成器希望得到 1。",
		},
	}
}

func smoothingParam() param.Param {
	return param.Param{
		ID: "label_smoothing", Type: param.Real, Default: graph.Number(0), Min: 0, Max: 1, OpenMax: true,
		Name: text.Text{EN: "Label smoothing", ZH: "标签平滑"},
		Help: text.Text{EN: "The share of the right answer that is spread over all classes, so that the network does not grow too sure; 0.1 is usual.", ZH: "从正确答案分摊到所有类别的比例，使网络不至于过分自信；常用 0.1。"},
	}
}

func classWeightsParam() param.Param {
	return param.Param{
		ID: "class_weights", Type: param.Words, Default: graph.String(""),
		Name: text.Text{EN: "Class weights", ZH: "类别权重"},
		Help: text.Text{
			EN: "How much each class counts, such as 1, 1, 5 where the third is rare; empty counts all alike. As in Keras, the weighted losses are divided by the number of samples; PyTorch divides by the sum of the weights.",
			ZH: "每个类别的权重，例如第三类很少时写 1, 1, 5；留空则一视同仁。与 Keras 相同，加权损失除以样本数；PyTorch 则除以权重之和。",
		},
	}
}

func numberParam(id string, preset, most float64, name, help text.Text) param.Param {
	return param.Param{ID: id, Type: param.Real, Default: graph.Number(preset), Min: 0, Max: most, OpenMin: true, Name: name, Help: help}
}

// classWeights reads the weights of the classes; nil where none are given.
func classWeights(s param.Set, classes int) ([]float64, *text.Error) {
	given := strings.TrimSpace(s.Text("class_weights"))
	if given == "" {
		return nil, nil
	}
	fields := strings.FieldsFunc(given, func(r rune) bool { return strings.ContainsRune(",，; ", r) })
	list := make([]float64, len(fields))
	for i, f := range fields {
		v, err := strconv.ParseFloat(f, 64)
		if err != nil || !(v >= 0) || math.IsInf(v, 0) {
			return nil, text.Errorf("Class weights must be numbers of at least 0, not %q", "类别权重必须是不小于 0 的数，而不是 %q", f)
		}
		list[i] = v
	}
	if len(list) != classes {
		return nil, text.Errorf("%d class weights are given for %d classes: give one for each", "给出了 %d 个类别权重，但有 %d 个类别：请为每个类别给出一个", len(list), classes)
	}
	return list, nil
}
