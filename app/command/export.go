package command

import (
	"io"

	"github.com/spf13/cobra"

	"netloom/engine/compile"
	"netloom/engine/convert"
	"netloom/engine/convert/onnx"
	"netloom/engine/convert/safetensors"
)

// exporter writes a trained network in one format.
type exporter struct {
	name  string
	write func(w io.Writer, r *compile.Report, s *compile.State) error
}

// exporters lists the formats; a new one is one line here.
func exporters() []exporter {
	return []exporter{
		{"onnx", func(w io.Writer, r *compile.Report, s *compile.State) error {
			return onnx.Write(w, r.Document.Name(), r, s, "Netloom "+Version)
		}},
		{"safetensors", writeSafetensors},
	}
}

func writeSafetensors(w io.Writer, r *compile.Report, s *compile.State) error {
	return safetensors.Write(w, convert.Weights(r, s), map[string]string{"format": "pt", "producer": "Netloom " + Version})
}

func (e *env) export() *cobra.Command {
	var format, out string
	c := &cobra.Command{
		Use: "export PROJECT --format onnx|safetensors --out PATH", Short: "Write a trained network for other tools", Args: cobra.ExactArgs(1),
		Long: "Write a project's trained network in a format that other tools read: onnx is the network with its weights,\n" +
			"safetensors the weights alone. A file that is there already is replaced, once the new one is complete.",
		Example: "  netloom export mine.netloom --format onnx --out mine.onnx",
		RunE: func(_ *cobra.Command, args []string) error {
			for _, x := range exporters() {
				if x.name != format {
					continue
				}
				if out == "" {
					return usage("say where to write it with --out PATH")
				}
				return e.exportTo(out, args[0], x)
			}
			return usage("--format %q: choose onnx or safetensors", format)
		},
	}
	c.Flags().StringVar(&format, "format", "", "onnx or safetensors")
	c.Flags().StringVar(&out, "out", "", "the file to write")
	return c
}

func (e *env) exportTo(out, path string, x exporter) error {
	p, err := openProject(path)
	if err != nil {
		return err
	}
	weights, err := e.weights(p)
	if err != nil {
		return err
	}
	r := compile.Check(p.document, e.layers, e.data)
	return writeFile(out, func(w io.Writer) error { return x.write(w, r, weights) })
}
