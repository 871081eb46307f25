package data

import (
	"slices"

	"netloom/engine/text"
)

// Tensor is an array of numbers in row-major order.
type Tensor struct {
	Shape []int
	Data  []float32
	// bytes is set where the file held unsigned bytes, which are grey values where an image is wanted.
	bytes bool
}

// Named is a tensor under a name.
type Named struct {
	Name   string
	Tensor *Tensor
}

// Samples gives the tensor as samples of a shape, [N, sample...], sharing its numbers. It takes one sample or several,
// dimensions of size 1 written or not, and samples written as rows. Bytes of images are brought to 0 … 1, as the images
// of data sets are.
func (t *Tensor) Samples(sample []int) (*Tensor, error) {
	n, ok := countSamples(t.Shape, sample)
	if !ok {
		return nil, text.Errorf("an array of shape %s does not hold samples of shape %s: give N×%s",
			"形状为 %s 的数组不是形状为 %s 的样本：请给出 N×%s", times(t.Shape), times(sample), times(sample))
	}
	if n == 0 {
		return nil, text.Errorf("there are no samples in it: give at least 1", "其中没有样本：请至少给出 1 个")
	}
	if t.bytes && isImage(sample) {
		for i := range t.Data {
			t.Data[i] *= byteScale
		}
		t.bytes = false
	}
	return &Tensor{Shape: append([]int{n}, sample...), Data: t.Data, bytes: t.bytes}, nil
}

// isImage tells whether a shape is height, width and one or three channels.
func isImage(sample []int) bool {
	return len(sample) == 3 && (sample[2] == 1 || sample[2] == 3)
}

// countSamples is how many samples an array of a shape holds; ok is false where it holds something else.
func countSamples(shape, sample []int) (n int, ok bool) {
	width := 1
	for _, d := range sample {
		width *= d
	}
	want := squeeze(sample)
	switch {
	case len(shape) > 0 && slices.Equal(squeeze(shape[1:]), want):
		return shape[0], true
	case slices.Equal(squeeze(shape), want):
		return 1, true
	case len(shape) == 2 && shape[1] == width:
		return shape[0], true
	case len(shape) == 1 && shape[0] == width:
		return 1, true
	}
	return 0, false
}

// squeeze leaves out dimensions of size 1.
func squeeze(shape []int) []int {
	return slices.DeleteFunc(slices.Clone(shape), func(d int) bool { return d == 1 })
}
