package layer

import (
	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// randomFlip turns images over.
func randomFlip() *Kind {
	name := text.Text{EN: "Random flip", ZH: "随机翻转"}
	return imageAugmenter(Kind{
		ID: "random_flip", Name: name,
		Summary: text.Text{EN: "Mirrors images at random while training, against overfitting.", ZH: "训练时随机翻转图像，以防止过拟合。"},
		Help: text.Text{
			EN: "A cat seen in a mirror is still a cat: each image is shown both ways, as if there were twice as many. Choose only what keeps the meaning: a mirrored 2 is no 2, so digits and letters must not be flipped, and photographs seldom stand on their heads. When the network predicts, nothing is flipped. Gradients pass through, turned back.",
			ZH: "镜中的猫仍是猫：每幅图像以两种方式出现，仿佛数据多了一倍。只选择不改变含义的翻转：镜像的 2 不再是 2，因此数字和字母不应翻转；照片也很少上下颠倒。预测时不翻转。梯度会按相反方向传回。",
		},
		Formula:  `y_{ijc} = x_{i,\; w - 1 - j,\; c}`,
		Source:   "Krizhevsky, Sutskever, Hinton: ImageNet classification with deep convolutional neural networks, NIPS (2012)",
		Names:    Names{Keras: "RandomFlip", PyTorch: "transforms.RandomHorizontalFlip, transforms.RandomVerticalFlip"},
		Keywords: []string{"mirror", "镜像"},
		Params: []param.Param{
			{
				ID: "mode", Type: param.Choice, Default: graph.String("horizontal"), Name: text.Text{EN: "Direction", ZH: "方向"},
				Options: []param.Option{
					{ID: "horizontal", Name: text.Text{EN: "left and right", ZH: "左右"}},
					{ID: "vertical", Name: text.Text{EN: "top and bottom", ZH: "上下"}},
					{ID: "horizontal_and_vertical", Name: text.Text{EN: "both", ZH: "两者"}},
				},
				Help: text.Text{EN: "Which sides may change places; both are drawn apart.", ZH: "哪些方向可以对调；选择两者时分别抽取。"},
			},
			probabilityParam(0.5),
		},
		Describe: func(s param.Set) text.Message {
			switch s.Text("mode") {
			case "horizontal":
				return text.New("left and right", "左右")
			case "vertical":
				return text.New("top and bottom", "上下")
			default:
				return text.New("both ways", "上下左右")
			}
		},
		Infer: inferAugment(name),
		FLOPs: perNumber(0),
		Sight: seesPlace,
		Lower: randomly(op.Warp, func(s param.Set, image []int) (op.Drawn, any) {
			r, mode, p := still(image), s.Text("mode"), s.Float("probability")
			if mode != "vertical" {
				r.FlipX = p
			}
			if mode != "horizontal" {
				r.FlipY = p
			}
			return r, warpOf(kernel.FillZero, image)
		}),
	})
}

func probabilityParam(preset float64) param.Param {
	return param.Param{
		ID: "probability", Type: param.Real, Default: graph.Number(preset), Min: 0, Max: 1,
		Name: text.Text{EN: "Probability", ZH: "概率"},
		Help: text.Text{EN: "In which share of the images it happens.", ZH: "发生在多大比例的图像上。"},
	}
}
