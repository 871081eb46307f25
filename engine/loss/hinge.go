package loss

import (
	"netloom/engine/op"
	"netloom/engine/text"
)

// hinge asks for a margin and no more.
func hinge() *Kind {
	name := text.Text{EN: "Hinge", ZH: "合页损失"}
	return &Kind{
		ID: "hinge", Name: name,
		Help: text.Text{
			EN: "0 as soon as a score is on the right side by at least 1, and the distance to that margin else. Labels stand for +1 and −1; use it after a linear layer. It makes a support vector machine of one unit, and a steady GAN.",
			ZH: "得分在正确一侧超过 1 时为 0，否则为到该间隔的距离。标签表示 +1 和 −1；请接在线性层之后。单个单元加上它就是支持向量机，也可用于稳定的 GAN。",
		},
		Formula:  `L = \frac{1}{n} \sum_i \max(0, 1 - t_i y_i), \quad t_i = \pm 1`,
		Source:   "Cortes, Vapnik: Support-vector networks (1995)",
		Constant: true, Fits: fitsPair(name), Lower: pair(op.Hinge, plusLess, nil),
	}
}
