package command

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"netloom/engine/compile"
	"netloom/engine/layer"
)

func (e *env) check() *cobra.Command {
	s := &source{}
	var asJSON bool
	c := &cobra.Command{
		Use: "check PROJECT | --example NAME", Short: "Show shapes, parameters, memory, FLOPs and problems of a network",
		Long: "Show what each layer gives, what the network costs, and what is wrong with it. The exit status is 1 if it cannot\n" +
			"be trained as it is.",
		Example: "  netloom check mine.netloom\n  netloom check --example mnist-mlp --json",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			p, err := s.open(args)
			if err != nil {
				return err
			}
			r := compile.Check(p.document, e.layers, e.data)
			if asJSON {
				err = e.printReport(r)
			} else {
				err = e.showReport(r)
			}
			if err == nil && !r.Trainable() {
				err = errors.New("the network cannot be trained: " + r.Problems[0].Message.String())
			}
			return err
		},
	}
	s.flags(c)
	c.Flags().BoolVar(&asJSON, "json", false, "print a JSON object")
	return c
}

type checkedNode struct {
	ID         int              `json:"id"`
	Name       string           `json:"name"`
	Kind       string           `json:"kind"`
	Input      map[string][]int `json:"input"`
	Output     map[string][]int `json:"output"`
	Parameters int64            `json:"parameters"`
	Bytes      int64            `json:"weight_bytes"`
	Activation int64            `json:"activation_bytes"`
	FLOPs      float64          `json:"flops"`
}

type checkedProblem struct {
	Severity string   `json:"severity"`
	Code     string   `json:"code"`
	Node     int      `json:"node,omitempty"`
	Message  string   `json:"message"`
	MessageZ string   `json:"message_zh"`
	Repairs  []string `json:"repairs,omitempty"`
}

func (e *env) printReport(r *compile.Report) error {
	out := struct {
		Name       string           `json:"name"`
		Trainable  bool             `json:"trainable"`
		Parameters int64            `json:"parameters"`
		Bytes      int64            `json:"weight_bytes"`
		Activation int64            `json:"activation_bytes"`
		FLOPs      float64          `json:"flops"`
		Nodes      []checkedNode    `json:"nodes"`
		Problems   []checkedProblem `json:"problems"`
	}{r.Document.Name(), r.Trainable(), r.Parameters, r.WeightBytes, r.ActivationBytes, r.FLOPs, []checkedNode{}, []checkedProblem{}}
	for _, n := range r.Document.Nodes() {
		x := r.Nodes[n.ID]
		node := checkedNode{
			ID: int(n.ID), Name: n.Name, Kind: n.Kind, Input: map[string][]int{}, Output: map[string][]int{},
			Parameters: x.Parameters, Bytes: x.WeightBytes, Activation: x.ActivationBytes, FLOPs: x.FLOPs,
		}
		for port, s := range x.In {
			node.Input[port] = shapeOf(s[0])
		}
		for port, s := range x.Out {
			node.Output[port] = shapeOf(s)
		}
		out.Nodes = append(out.Nodes, node)
	}
	for _, p := range r.Problems {
		q := checkedProblem{Severity: severity(p.Severity), Code: p.Code, Node: int(p.Node), Message: p.Message.String(), MessageZ: p.Message.In("zh")}
		for _, repair := range p.Repairs {
			q.Repairs = append(q.Repairs, repair.Name.String())
		}
		out.Problems = append(out.Problems, q)
	}
	return printJSON(e.out, out)
}

func shapeOf(s layer.Signal) []int { return append([]int{}, s.Shape...) }

func severity(s compile.Severity) string {
	if s == compile.Error {
		return "error"
	}
	return "warning"
}

func (e *env) showReport(r *compile.Report) error {
	for _, n := range r.Document.Nodes() {
		x := r.Nodes[n.ID]
		shape := "?"
		if x.Known && len(x.Kind.Out) > 0 {
			shape = layer.ShapeText(x.Out[x.Kind.Out[0].ID].Shape)
		}
		if _, err := fmt.Fprintf(e.out, "%-20s %-12s → %-14s %10d parameters\n", n.Name, n.Kind, shape, x.Parameters); err != nil {
			return err
		}
	}
	for _, p := range r.Problems {
		if _, err := fmt.Fprintf(e.out, "%s: %s\n", severity(p.Severity), p.Message); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(e.out, "%d parameters, %d bytes of weights, %.0f FLOPs a sample\n", r.Parameters, r.WeightBytes, r.FLOPs)
	return err
}
