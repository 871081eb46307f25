package layer

import (
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// randomZoom makes what is seen larger or smaller.
func randomZoom() *Kind {
	name := text.Text{EN: "Random zoom", ZH: "随机缩放"}
	times := valueRange{"from", "to"}
	help := text.Text{EN: "Bounds of how many times larger it appears; below 1 is smaller.", ZH: "放大倍数的上下限；小于 1 为缩小。"}
	return imageAugmenter(Kind{
		ID: "random_zoom", Name: name,
		Summary: text.Text{EN: "Shows images larger or smaller at random while training, against overfitting.", ZH: "训练时随机放大或缩小图像，以防止过拟合。"},
		Help: text.Text{
			EN: "Some write large and some small: seen at another size every time, a digit stays the same digit. The image keeps its size; what it shows grows or shrinks about the middle. A tenth more or less is usual. When the network predicts, nothing is zoomed. Pixels are blended from their four neighbours, and gradients pass back the same way.",
			ZH: "有人写得大，有人写得小：每次以不同大小展示，数字仍是同一个数字。图像尺寸不变，其内容以中心为准放大或缩小。通常为上下一成。预测时不缩放。像素由四个相邻像素混合而成，梯度按同样方式传回。",
		},
		Formula:  `y(p) = x(p / z), \quad \frac{1}{z} \sim U\left(\frac{1}{z_1}, \frac{1}{z_0}\right)`,
		Source:   "Simonyan, Zisserman: Very deep convolutional networks for large-scale image recognition, ICLR (2015)",
		Names:    Names{Keras: "RandomZoom", PyTorch: "transforms.RandomAffine(scale)"},
		Keywords: []string{"scale", "resize", "enlarge", "放大", "缩小"},
		Params: append(times.params(text.Text{EN: "Least", ZH: "最小倍数"}, text.Text{EN: "Greatest", ZH: "最大倍数"}, help, 0.9, 1.1, 0.05, 20, text.Text{}),
			fillParam()),
		Describe: func(s param.Set) text.Message {
			return text.New("×%v to ×%v", "×%v 到 ×%v", s.Float("from"), s.Float("to"))
		},
		Infer: inferAugment(name, times),
		FLOPs: perNumber(16),
		Sight: seesPlace,
		Lower: randomly(op.Warp, func(s param.Set, image []int) (op.Drawn, any) {
			r := still(image)
			r.Zoom = times.of(s)
			return r, warpOf(fillOf(s), image)
		}),
	})
}
