package data

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"netloom/engine/text"
)

// ReadInput reads what a network is to predict from: samples of a shape as [N, sample...]. The file is a .npy, a .npz
// with one array, a .csv with one sample a row, or a .png or .jpg picture. Pictures, and images in arrays of unsigned bytes, are
// brought to 0 … 1; all other numbers are taken as they are.
func ReadInput(path string, sample []int) (*Tensor, error) {
	f, size, err := open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	t, err := readInput(f, size, sample)
	if err != nil {
		return nil, inFile(path, err)
	}
	return t, nil
}

func readInput(f *os.File, size int64, sample []int) (*Tensor, error) {
	switch ext := strings.ToLower(filepath.Ext(f.Name())); ext {
	case ".npy":
		t, err := ReadNPY(f, size)
		if err != nil {
			return nil, err
		}
		return t.Samples(sample)
	case ".npz":
		arrays, err := ReadNPZ(f, size)
		if err != nil {
			return nil, err
		}
		if len(arrays) != 1 {
			return nil, text.Errorf("it holds %d arrays, and the network has one input: give one", "其中有 %d 个数组，而网络只有一个输入：请只给一个", len(arrays))
		}
		return arrays[0].Tensor.Samples(sample)
	case ".csv":
		table, err := ReadCSV(f)
		if err != nil {
			return nil, err
		}
		return table.Values.Samples(sample)
	case ".png", ".jpg", ".jpeg":
		content, err := io.ReadAll(io.LimitReader(f, maxImageBytes+1))
		if err != nil {
			return nil, err
		}
		return ReadImage(content, sample)
	default:
		return nil, text.Errorf("files of type %q are not read: give .npy, .npz, .csv, .png or .jpg",
			"不支持类型 %q 的文件：请给出 .npy、.npz、.csv、.png 或 .jpg", ext)
	}
}

// ReadInputs reads the samples of a network's inputs, by their names: from one .npz file whose arrays bear these names, or from
// any file that ReadInput reads where there is one input. All have the same number of samples.
func ReadInputs(path string, samples map[string][]int) (map[string]*Tensor, error) {
	if len(samples) == 1 {
		for name, sample := range samples {
			t, err := ReadInput(path, sample)
			return map[string]*Tensor{name: t}, err
		}
	}
	f, size, err := open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if ext := strings.ToLower(filepath.Ext(path)); ext != ".npz" {
		return nil, text.Errorf("%s: the network has %d inputs: give a .npz file with an array for each", "%s：网络有 %d 个输入：请给出每个输入各有一个数组的 .npz 文件", path, len(samples))
	}
	arrays, err := ReadNPZ(f, size)
	if err != nil {
		return nil, inFile(path, err)
	}
	found, err := matchInputs(arrays, samples)
	if err != nil {
		return nil, inFile(path, err)
	}
	return found, nil
}

// matchInputs brings arrays to the inputs of their names.
func matchInputs(arrays []Named, samples map[string][]int) (map[string]*Tensor, error) {
	names := make([]string, 0, len(samples))
	for name := range samples {
		names = append(names, name)
	}
	slices.Sort(names)
	found, count := map[string]*Tensor{}, 0
	for _, a := range arrays {
		sample, ok := samples[a.Name]
		if !ok {
			return nil, text.Errorf("the network has no input %q: its inputs are %v", "网络没有输入 %q：其输入为 %v", a.Name, names)
		}
		t, err := a.Tensor.Samples(sample)
		if err != nil {
			return nil, inFile(a.Name, err)
		}
		if len(found) > 0 && t.Shape[0] != count {
			return nil, text.Errorf("array %q holds %d samples, another %d: give each input the same number", "数组 %q 有 %d 个样本，另一个有 %d 个：各输入的样本数须相同", a.Name, t.Shape[0], count)
		}
		found[a.Name], count = t, t.Shape[0]
	}
	for _, name := range names {
		if found[name] == nil {
			return nil, text.Errorf("there is no array %q: the network's inputs are %v", "缺少数组 %q：网络的输入为 %v", name, names)
		}
	}
	return found, nil
}
