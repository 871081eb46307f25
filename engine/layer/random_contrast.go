package layer

import (
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// randomContrast makes light and dark differ more or less.
func randomContrast() *Kind {
	name := text.Text{EN: "Random contrast", ZH: "随机对比度"}
	factor := valueRange{"from", "to"}
	help := text.Text{EN: "Bounds of the factor by which pixels lie farther from their mean; below 1 is paler.", ZH: "像素偏离平均值的倍数的上下限；小于 1 时更淡。"}
	return imageAugmenter(Kind{
		ID: "random_contrast", Name: name,
		Summary: text.Text{EN: "Makes images paler or harsher at random while training, against overfitting.", ZH: "训练时随机减弱或增强图像对比度，以防止过拟合。"},
		Help: text.Text{
			EN: "Light and pens differ from image to image, what is seen does not: each channel's pixels are moved away from their mean or towards it, by one factor an image. Values may leave the range from 0 to 1 a little; nothing is cut off. When the network predicts, nothing is changed. Gradients pass through.",
			ZH: "每幅图像的光线与笔迹不同，内容却不变：每个通道的像素按同一倍数远离或靠近其平均值，每幅图像一个倍数。数值可能略微超出 0 到 1 的范围，不会被截断。预测时不改变。梯度可以通过。",
		},
		Formula:  `y_{ijc} = m_c + f\,(x_{ijc} - m_c), \quad f \sim U(f_0, f_1)`,
		Source:   "Howard: Some improvements on deep convolutional neural network based image classification, ICLR (2014)",
		Names:    Names{Keras: "RandomContrast", PyTorch: "transforms.ColorJitter(contrast)"},
		Keywords: []string{"brightness", "colour", "color", "亮度"},
		Params:   factor.params(text.Text{EN: "Least", ZH: "最小倍数"}, text.Text{EN: "Greatest", ZH: "最大倍数"}, help, 0.8, 1.2, 0, 10, text.Text{}),
		Describe: func(s param.Set) text.Message {
			return text.New("×%v to ×%v", "×%v 到 ×%v", s.Float("from"), s.Float("to"))
		},
		Infer: inferAugment(name, factor),
		FLOPs: perNumber(3),
		Sight: seesPlace,
		Lower: randomly(op.Contrast, func(s param.Set, _ []int) (op.Drawn, any) { return op.FactorRange(factor.of(s)), nil }),
	})
}
