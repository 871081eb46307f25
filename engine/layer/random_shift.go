package layer

import (
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// randomShift moves images.
func randomShift() *Kind {
	name := text.Text{EN: "Random shift", ZH: "随机平移"}
	down, right := valueRange{"down_from", "down_to"}, valueRange{"right_from", "right_to"}
	none := text.Text{}
	return imageAugmenter(Kind{
		ID: "random_shift", Name: name,
		Summary: text.Text{EN: "Moves images a little way at random while training, against overfitting.", ZH: "训练时将图像随机移动一小段距离，以防止过拟合。"},
		Help: text.Text{
			EN: "No one writes a digit in the very middle: moved by another way each time, it teaches the network not to count on the place. A tenth of the size is usual; what is moved out of sight cannot be learned. When the network predicts, nothing is moved. Between pixels it is blended, and gradients pass back the same way.",
			ZH: "没有人总把数字写在正中央：每次移动不同的距离，可使网络不依赖位置。通常为图像大小的十分之一；移出视野的部分无法学习。预测时不移动。像素之间采用插值，梯度按同样方式传回。",
		},
		Formula:  `y(p) = x(p - d), \quad d \sim U(d_0, d_1)`,
		Source:   "Simard, Steinkraus, Platt: Best practices for convolutional neural networks applied to visual document analysis, ICDAR (2003)",
		Names:    Names{Keras: "RandomTranslation", PyTorch: "transforms.RandomAffine(translate)"},
		Keywords: []string{"move", "translate", "translation", "移动"},
		Params: append(append(
			down.params(text.Text{EN: "Least down", ZH: "向下最小值"}, text.Text{EN: "Greatest down", ZH: "向下最大值"},
				text.Text{EN: "Bounds of how far down it goes, as a share of the height; below 0 is up.", ZH: "向下移动的范围，以高度的比例计；负值为向上。"}, -0.1, 0.1, -1, 1, none),
			right.params(text.Text{EN: "Least right", ZH: "向右最小值"}, text.Text{EN: "Greatest right", ZH: "向右最大值"},
				text.Text{EN: "Bounds of how far right it goes, as a share of the width; below 0 is left.", ZH: "向右移动的范围，以宽度的比例计；负值为向左。"}, -0.1, 0.1, -1, 1, none)...),
			fillParam()),
		Describe: func(s param.Set) text.Message {
			return text.New("down %v to %v · right %v to %v", "下 %v 到 %v · 右 %v 到 %v", s.Float("down_from"), s.Float("down_to"), s.Float("right_from"), s.Float("right_to"))
		},
		Infer: inferAugment(name, down, right),
		FLOPs: perNumber(16),
		Sight: seesPlace,
		Lower: randomly(op.Warp, func(s param.Set, image []int) (op.Drawn, any) {
			r := still(image)
			r.Down, r.Right = down.of(s), right.of(s)
			return r, warpOf(fillOf(s), image)
		}),
	})
}
