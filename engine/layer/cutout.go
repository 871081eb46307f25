package layer

import (
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// cutout hides a box of each image.
func cutout() *Kind {
	name := text.Text{EN: "Cutout", ZH: "随机遮挡"}
	return imageAugmenter(Kind{
		ID: "cutout", Name: name,
		Summary: text.Text{EN: "Hides a box of each image at a random place while training, against overfitting.", ZH: "训练时在图像的随机位置遮住一个方块，以防止过拟合。"},
		Help: text.Text{
			EN: "As dropout for whole regions: a network that looks at one spot alone, such as the loop of a 9, finds it covered now and then and has to learn the rest as well. The box may reach over the edge, so that often less is hidden. Sides of a quarter to a half of the image are usual. When the network predicts, nothing is hidden. No gradient passes through the box.",
			ZH: "相当于对整块区域做随机失活：只看一处（如 9 的圆圈）的网络有时会发现该处被遮住，从而必须学习其他部分。方块可超出边缘，因此实际遮住的常常更少。边长通常为图像的四分之一到一半。预测时不遮挡。梯度不通过方块。",
		},
		Formula:  `y_{ijc} = m_{ij}\, x_{ijc}`,
		Source:   "DeVries, Taylor: Improved regularization of convolutional neural networks with cutout (2017)",
		Names:    Names{Keras: "RandomErasing", PyTorch: "transforms.RandomErasing"},
		Keywords: []string{"erase", "occlusion", "mask", "hide", "遮盖", "擦除"},
		Params: []param.Param{
			pairParam("size", text.Text{EN: "Box", ZH: "方块"}, text.Text{EN: "Height and width of the box, in pixels.", ZH: "方块的高和宽，以像素计。"}, 8, 4096),
			probabilityParam(1),
		},
		Describe: func(s param.Set) text.Message {
			k := s.Ints("size")
			return text.New("%d×%d · in %v of the images", "%d×%d · 占 %v 的图像", k[0], k[1], s.Float("probability"))
		},
		Infer: inferAugment(name),
		FLOPs: perNumber(0),
		Sight: seesPlace,
		Lower: randomly(op.Cutout, func(s param.Set, image []int) (op.Drawn, any) {
			k := s.Ints("size")
			return op.BoxRange{Height: image[0], Width: image[1], Rows: k[0], Columns: k[1], Probability: s.Float("probability")},
				op.ImageForm{Height: image[0], Width: image[1], Channels: image[2]}
		}),
	})
}
