package command

import (
	"fmt"

	"github.com/spf13/cobra"

	"netloom/engine/layer"
	"netloom/engine/param"
)

type listedPort struct {
	ID       string `json:"id"`
	Type     string `json:"type"`
	Optional bool   `json:"optional,omitempty"`
	Several  bool   `json:"several,omitempty"`
}

type listedParam struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Type    string   `json:"type"`
	Default any      `json:"default"`
	Min     *float64 `json:"min,omitempty"`
	Max     *float64 `json:"max,omitempty"`
	Options []string `json:"options,omitempty"`
	Help    string   `json:"help"`
	HelpZH  string   `json:"help_zh"`
}

type listedKind struct {
	Kind     string `json:"kind"`
	Name     string `json:"name"`
	NameZH   string `json:"name_zh"`
	Category string `json:"category"`
	Ports    struct {
		In  []listedPort `json:"in"`
		Out []listedPort `json:"out"`
	} `json:"ports"`
	Params   []listedParam `json:"params"`
	Help     string        `json:"help"`
	HelpZH   string        `json:"help_zh"`
	Formula  string        `json:"formula"`
	Source   string        `json:"source"`
	Keras    string        `json:"keras,omitempty"`
	PyTorch  string        `json:"pytorch,omitempty"`
	ONNX     string        `json:"onnx,omitempty"`
	ONNXNone string        `json:"onnx_none,omitempty"`
}

func (e *env) layerKinds() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "layers", Short: "List every kind of layer", Args: cobra.NoArgs,
		Long: "List every kind of layer that can be put on the canvas: its name, its category and what it does. With --json\n" +
			"also its ports, its parameters with their ranges, help in English and Chinese, and its names in other tools.",
		Example: "  netloom layers\n  netloom layers --json",
		RunE: func(*cobra.Command, []string) error {
			for _, k := range e.layers.All() {
				var err error
				if asJSON {
					err = printJSON(e.out, listKind(k))
				} else {
					_, err = fmt.Fprintf(e.out, "%-14s %-16s %s\n", k.ID, k.Category, k.Summary.EN)
				}
				if err != nil {
					return err
				}
			}
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object a line")
	return c
}

func listKind(k *layer.Kind) listedKind {
	l := listedKind{
		Kind: k.ID, Name: k.Name.EN, NameZH: k.Name.ZH, Category: string(k.Category), Help: k.Help.EN, HelpZH: k.Help.ZH,
		Formula: k.Formula, Source: k.Source, Keras: k.Names.Keras, PyTorch: k.Names.PyTorch, ONNX: k.Names.ONNX, ONNXNone: k.Names.ONNXNone.EN,
		Params: []listedParam{},
	}
	l.Ports.In, l.Ports.Out = listPorts(k.In), listPorts(k.Out)
	for _, p := range k.Params {
		l.Params = append(l.Params, listParam(p))
	}
	return l
}

func listPorts(ports []layer.Port) []listedPort {
	list := []listedPort{}
	for _, p := range ports {
		list = append(list, listedPort{p.ID, string(p.Type), p.Optional, p.Several})
	}
	return list
}

func listParam(p param.Param) listedParam {
	l := listedParam{ID: p.ID, Name: p.Name.EN, Type: string(p.Type), Default: p.Default, Help: p.Help.EN, HelpZH: p.Help.ZH}
	if p.Min != 0 || p.Max != 0 {
		l.Min, l.Max = &p.Min, &p.Max
	}
	for _, o := range p.Options {
		l.Options = append(l.Options, o.ID)
	}
	return l
}
