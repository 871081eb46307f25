// Package examples embeds the networks that ship with the program.
package examples

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"netloom/engine/graph"
	"netloom/engine/text"
)

//go:embed *.json
var files embed.FS

// Example names one network that ships.
type Example struct {
	Name  string
	Title text.Text
}

// List lists the examples in the order in which they are offered; each is one line here and one file.
func List() []Example {
	return []Example{
		{"mnist-mlp", text.Text{EN: "Handwritten digits with a multilayer perceptron", ZH: "用多层感知机识别手写数字"}},
		{"mnist-cnn", text.Text{EN: "Handwritten digits with a convolutional network", ZH: "用卷积神经网络识别手写数字"}},
		{"mnist-rnn", text.Text{EN: "Handwritten digits read row by row by a recurrent network", ZH: "用循环神经网络逐行读取手写数字"}},
		{"mnist-lstm", text.Text{EN: "Handwritten digits read row by row by an LSTM", ZH: "用 LSTM 逐行读取手写数字"}},
		{"mnist-augment", text.Text{EN: "Handwritten digits turned, shifted and zoomed at random while it learns", ZH: "学习时随机旋转、平移和缩放的手写数字"}},
		{"mnist-gan", text.Text{EN: "Handwritten digits made up by a generator against a discriminator", ZH: "生成器与判别器对抗，凭空写出数字"}},
		{"mnist-autoencoder", text.Text{EN: "Handwritten digits through a bottleneck of 32 numbers", ZH: "让手写数字通过 32 个数的瓶颈"}},
	}
}

// Open gives a fresh document of an example.
func Open(name string) (*graph.Document, error) {
	if !slices.ContainsFunc(List(), func(e Example) bool { return e.Name == name }) {
		var names []string
		for _, e := range List() {
			names = append(names, e.Name)
		}
		return nil, text.Errorf("there is no example %q: choose one of %s", "没有示例 %q：请选择 %s", name, strings.Join(names, ", "))
	}
	b, err := files.ReadFile(name + ".json")
	if err != nil {
		return nil, fmt.Errorf("example %s: %w", name, err)
	}
	return graph.Decode(b)
}
