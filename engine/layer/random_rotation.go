package layer

import (
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// randomRotation turns images.
func randomRotation() *Kind {
	name := text.Text{EN: "Random rotation", ZH: "随机旋转"}
	angle := valueRange{"from", "to"}
	unit := text.Text{EN: "°", ZH: "°"}
	help := text.Text{EN: "Bounds between which the angle is drawn for each image; above 0 is counter-clockwise.", ZH: "为每幅图像抽取角度的上下限；正值为逆时针。"}
	return imageAugmenter(Kind{
		ID: "random_rotation", Name: name,
		Summary: text.Text{EN: "Turns images by a random angle while training, against overfitting.", ZH: "训练时将图像随机旋转一个角度，以防止过拟合。"},
		Help: text.Text{
			EN: "Handwriting leans this way and that: shown each digit at another angle every time, the network learns what stays. Some ten degrees suit digits; a 6 turned far enough is a 9. When the network predicts, nothing is turned. Pixels are blended from their four neighbours, and gradients pass back the same way.",
			ZH: "手写字迹有的左倾有的右倾：每次以不同角度展示同一数字，网络便学会其中不变的部分。数字适合十度左右；6 转得太多就成了 9。预测时不旋转。像素由四个相邻像素混合而成，梯度按同样方式传回。",
		},
		Formula:  `y(p) = x(R_{a}\, p), \quad a \sim U(a_0, a_1)`,
		Source:   "Simard, Steinkraus, Platt: Best practices for convolutional neural networks applied to visual document analysis, ICDAR (2003)",
		Names:    Names{Keras: "RandomRotation", PyTorch: "transforms.RandomRotation"},
		Keywords: []string{"turn", "angle", "旋转", "角度"},
		Params: append(angle.params(text.Text{EN: "Least angle", ZH: "最小角度"}, text.Text{EN: "Greatest angle", ZH: "最大角度"}, help, -10, 10, -180, 180, unit),
			fillParam()),
		Describe: func(s param.Set) text.Message {
			return text.New("%v° to %v°", "%v° 到 %v°", s.Float("from"), s.Float("to"))
		},
		Infer: inferAugment(name, angle),
		FLOPs: perNumber(16),
		Sight: seesPlace,
		Lower: randomly(op.Warp, func(s param.Set, image []int) (op.Drawn, any) {
			r := still(image)
			r.Angle = angle.of(s)
			return r, warpOf(fillOf(s), image)
		}),
	})
}
