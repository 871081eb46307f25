package layer

import (
	"strconv"
	"strings"

	"netloom/engine/op"
	"netloom/engine/text"
)

// ShapeText writes a shape as 28×28×1.
func ShapeText(shape []int) string {
	if len(shape) == 0 {
		return "1"
	}
	s := make([]string, len(shape))
	for i, d := range shape {
		s[i] = strconv.Itoa(d)
	}
	return strings.Join(s, "×")
}

// needVector is the refusal of a layer that reads a plain list of numbers.
func needVector(who text.Text, in Signal) *Problem {
	return &Problem{
		Message: text.New("%s reads a plain list of numbers, but %s arrives. Flatten lays it out as a list of %d.",
			"%s 需要一列数字，但收到的是 %s。“展平”可将其排成 %d 个数字。", who, ShapeText(in.Shape), in.Size()),
		Insert: []string{"flatten"}, Port: "in",
	}
}

// noLabels is the refusal of a layer that computes with numbers where labels arrive.
func noLabels(who text.Text) *Problem {
	return &Problem{Message: text.New("%s cannot read labels: they name the right answer and belong to an objective.",
		"%s 不能读取标签：标签是正确答案，应连接到目标。", who), Port: "in"}
}

// sameShape is the shape rule of layers that change values but not shape.
func sameShape(who text.Text) func(*Context) (map[string]Signal, error) {
	return func(c *Context) (map[string]Signal, error) {
		in, _ := c.One("in")
		if in.Type == Labels {
			return nil, noLabels(who)
		}
		return map[string]Signal{"out": in}, nil
	}
}

// onePort declares a single port called id.
func onePort(id, en, zh string, t PortType) []Port {
	return []Port{{ID: id, Name: text.Text{EN: en, ZH: zh}, Type: t}}
}

func anyIn() []Port  { return onePort("in", "Input", "输入", Any) }
func anyOut() []Port { return onePort("out", "Output", "输出", Any) }

// single is the result of a kind with one output called out.
func single(v []*op.Value, err error) (map[string]*op.Value, error) {
	if err != nil {
		return nil, err
	}
	return map[string]*op.Value{"out": v[0]}, nil
}
