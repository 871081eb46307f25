package loss

import (
	"netloom/engine/op"
	"netloom/engine/text"
)

// wasserstein is a critic's score with a sign.
func wasserstein() *Kind {
	name := text.Text{EN: "Wasserstein", ZH: "Wasserstein"}
	return &Kind{
		ID: "wasserstein", Name: name,
		Help: text.Text{
			EN: "A critic's score itself, taken negative for real samples (target ones) and positive for made-up ones (target zeros): lowering it drives the two apart, and the generator the other way. The critic's last layer is linear, with one unit, and its weights must be kept small. Wired numbers are the sign itself, and labels count as real for class 1.",
			ZH: "评判器的得分本身：真实样本（目标全 1）取负，生成样本（目标全 0）取正；减小它会使两者分开，生成器则相反。评判器最后一层应为一个线性单元，且其权重须保持较小。连线的数值即为符号，标签为 1 类时视为真实。",
		},
		Formula:  `L = \frac{1}{n} \sum_i s_i\, y_i, \quad s_i = \mp 1`,
		Source:   "Arjovsky, Chintala, Bottou: Wasserstein GAN (2017)",
		Constant: true, Fits: fitsPair(name), Lower: pair(op.Product, encoding{-1, 1}, nil),
	}
}
