package data

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"

	"netloom/engine/text"
)

// Limits of a picture. Those per byte keep a small file from unpacking to a large picture; a side is limited because
// scaling takes 32 bytes for each row of the picture and column of the sample.
const (
	maxImageBytes  = 256 << 20
	maxImageSide   = 8192
	freePixels     = 4 << 20
	pixelsPerByte  = 4
	maxImagePixels = 128 << 20
)

// ReadImage reads a PNG or JPEG picture as one sample [1, height, width, channels] with values from 0 to 1, brought to the
// size wanted by the cubic of Catmull and Rom (A class of local interpolating splines, 1974), and to grey if one channel is
// wanted. The picture's proportions are not kept. What is transparent is black.
func ReadImage(content []byte, sample []int) (*Tensor, error) {
	if len(sample) == 2 {
		sample = append(append([]int(nil), sample...), 1)
	}
	if !isImage(sample) || sample[0] < 1 || sample[1] < 1 {
		return nil, text.Errorf("a picture does not fit an input of shape %s: one of height × width × 1 or 3 channels is needed",
			"图片不适用于形状为 %s 的输入：需要 高×宽×1 或 3 通道", times(sample))
	}
	img, err := decodeImage(content)
	if err != nil {
		return nil, err
	}
	height, width, channels := sample[0], sample[1], sample[2]
	t := &Tensor{Shape: []int{1, height, width, channels}, Data: make([]float32, height*width*channels)}
	if b := img.Bounds(); b.Dx() == width && b.Dy() == height {
		if grey, ok := img.(*image.Gray); ok && channels == 1 {
			t.copyGrey(grey)
			return t, nil
		}
	}
	scaled := image.NewRGBA64(image.Rect(0, 0, width, height))
	draw.CatmullRom.Scale(scaled, scaled.Bounds(), img, img.Bounds(), draw.Over, nil)
	t.copyColours(scaled, channels)
	return t, nil
}

// decodeImage decodes a picture after its size was found to be within the limits.
func decodeImage(content []byte) (image.Image, error) {
	var config image.Config
	var err error
	isPNG := bytes.HasPrefix(content, []byte("\x89PNG\r\n\x1a\n"))
	switch {
	case len(content) > maxImageBytes:
		return nil, text.Errorf("it is larger than %d bytes", "文件超过 %d 字节", maxImageBytes)
	case isPNG:
		config, err = png.DecodeConfig(bytes.NewReader(content))
	case bytes.HasPrefix(content, []byte("\xff\xd8")):
		config, err = jpeg.DecodeConfig(bytes.NewReader(content))
	default:
		return nil, text.Errorf("it is neither a PNG nor a JPEG picture", "不是 PNG 或 JPEG 图片")
	}
	if err != nil {
		return nil, text.Errorf("the picture is damaged: %v", "图片已损坏：%v", err)
	}
	most := min(maxImagePixels, freePixels+pixelsPerByte*int64(len(content)))
	if config.ColorModel == color.CMYKModel { // four colours a pixel, and as many coefficients while it is decoded
		most = most / 4 * 3
	}
	if n, ok := product([]int{config.Width, config.Height}, most); !ok || n == 0 || max(config.Width, config.Height) > maxImageSide {
		return nil, text.Errorf("a picture of %d×%d pixels is not read: a file of this size may have %d pixels, and %d a side",
			"不读取 %d×%d 像素的图片：该大小的文件最多 %d 像素，每边最多 %d", config.Width, config.Height, most, maxImageSide)
	}
	decode := jpeg.Decode
	if isPNG {
		decode = png.Decode
	}
	img, err := decode(bytes.NewReader(content))
	if err != nil {
		return nil, text.Errorf("the picture is damaged: %v", "图片已损坏：%v", err)
	}
	return img, nil
}

// copyGrey copies grey values as data sets scale them, bit for bit.
func (t *Tensor) copyGrey(img *image.Gray) {
	b := img.Bounds()
	for i := range t.Data {
		t.Data[i] = float32(img.GrayAt(b.Min.X+i%b.Dx(), b.Min.Y+i/b.Dx()).Y) * byteScale
	}
}

// copyColours copies the colours, or their brightness (ITU-R BT.601) where there is one channel.
func (t *Tensor) copyColours(img *image.RGBA64, channels int) {
	const scale = 1.0 / 0xffff
	width := img.Bounds().Dx()
	for i := range len(t.Data) / channels {
		c := img.RGBA64At(i%width, i/width)
		if channels == 1 {
			t.Data[i] = float32(color.Gray16Model.Convert(c).(color.Gray16).Y) * scale
			continue
		}
		for j, v := range []uint16{c.R, c.G, c.B} {
			t.Data[i*channels+j] = float32(v) * scale
		}
	}
}
