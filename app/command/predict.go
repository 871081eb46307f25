package command

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netloom/engine/compile"
	"netloom/engine/data"
	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/text"
	"netloom/engine/train"
)

// outputTypes are the types of files that predictions are written in.
func outputTypes() []string { return []string{".npy", ".npz", ".csv"} }

func (e *env) predict() *cobra.Command {
	var input, output string
	var asJSON bool
	c := &cobra.Command{
		Use: "predict PROJECT --input FILE", Short: "Ask a trained network about samples of your own", Args: cobra.ExactArgs(1),
		Long: "The file holds one sample or several: an array of NumPy (.npy, or .npz with an array named after each input),\n" +
			"a table with one sample a row (.csv), or a picture (.png, .jpg). Pictures and arrays of bytes are brought to 0 … 1.",
		Example: "  netloom predict mine.netloom --input seven.png\n" +
			"  netloom predict mine.netloom --input digits.npy --output answers.csv",
		RunE: func(c *cobra.Command, args []string) error {
			if input == "" {
				return usage("name the samples with --input FILE")
			}
			if ext := strings.ToLower(filepath.Ext(output)); output != "" && !slices.Contains(outputTypes(), ext) {
				return usage("--output %s: choose a name that ends in %s", output, strings.Join(outputTypes(), ", "))
			}
			answers, err := e.answer(c.Context(), args[0], input)
			if err != nil {
				return err
			}
			if output != "" {
				write := func(w io.Writer) error { return data.WriteOutput(w, filepath.Ext(output), answers) }
				if err := writeFile(output, write); err != nil {
					return err
				}
			}
			switch {
			case asJSON:
				return e.printAnswers(answers)
			case output == "":
				return e.showAnswers(answers)
			}
			return nil
		},
	}
	c.Flags().StringVar(&input, "input", "", "the samples: .npy, .npz, .csv, .png or .jpg")
	c.Flags().StringVar(&output, "output", "", "write all numbers to this file: .npy, .npz or .csv")
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object a sample")
	return c
}

// answer runs a project's trained network on the samples of a file.
func (e *env) answer(ctx context.Context, path, input string) ([]data.Named, error) {
	project, err := openProject(path)
	if err != nil {
		return nil, err
	}
	weights, err := e.weights(project)
	if err != nil {
		return nil, err
	}
	p := train.NewPredictor(compile.Check(project.document, e.layers, e.data), weights, 0)
	defer p.Close()
	inputs, outputs, err := p.Ports()
	if err != nil {
		return nil, err
	}
	shapes := map[string][]int{}
	for _, port := range inputs {
		if _, twice := shapes[port.Name]; twice {
			return nil, ambiguous(port)
		}
		shapes[port.Name] = port.Shape
	}
	given, err := data.ReadInputs(input, shapes)
	if err != nil {
		return nil, err
	}
	samples, n := map[graph.Endpoint][]float32{}, 0
	for _, port := range inputs {
		t := given[port.Name]
		samples[port.Endpoint], n = t.Data, t.Shape[0]
	}
	found, err := p.Run(ctx, samples, n)
	if err != nil {
		return nil, err
	}
	return named(outputs, found, n)
}

// named gives each answer the name of its layer.
func named(outputs []train.Port, found map[graph.Endpoint][]float32, n int) ([]data.Named, error) {
	var list []data.Named
	for _, port := range outputs {
		if slices.ContainsFunc(list, func(x data.Named) bool { return x.Name == port.Name }) {
			return nil, ambiguous(port)
		}
		shape := append([]int{n}, port.Shape...)
		list = append(list, data.Named{Name: port.Name, Tensor: &data.Tensor{Shape: shape, Data: found[port.Endpoint]}})
	}
	return list, nil
}

func ambiguous(p train.Port) error {
	return text.Errorf("two layers are named %q, so that their values cannot be told apart: rename one", "有两个层都名为 %q，无法区分：请重命名其中一个", p.Name)
}

// printAnswers prints one object a sample: its number from 0 on, and the numbers of each output, row by row.
func (e *env) printAnswers(answers []data.Named) error {
	for i := range answers[0].Tensor.Shape[0] {
		outputs := map[string][]number{}
		for _, a := range answers {
			for _, v := range sampleOf(a.Tensor, i) {
				outputs[a.Name] = append(outputs[a.Name], number(v))
			}
		}
		line := struct {
			Sample  int                 `json:"sample"`
			Largest *int                `json:"largest,omitempty"` // for one vector: where its largest number stands, the class of a classifier
			Outputs map[string][]number `json:"outputs"`
		}{Sample: i, Outputs: outputs}
		if isVector(answers) {
			k := kernel.Largest(sampleOf(answers[0].Tensor, i))
			line.Largest = &k
		}
		if err := printJSON(e.out, line); err != nil {
			return err
		}
	}
	return nil
}

// shownNumbers is how many numbers of an output a line for people shows.
const shownNumbers = 12

// showAnswers prints a line a sample and output.
func (e *env) showAnswers(answers []data.Named) error {
	for i := range answers[0].Tensor.Shape[0] {
		for _, a := range answers {
			v := sampleOf(a.Tensor, i)
			line := fmt.Sprintf("sample %d  %s:", i, a.Name)
			for _, x := range v[:min(len(v), shownNumbers)] {
				line += fmt.Sprintf(" %.4f", x)
			}
			if len(v) > shownNumbers {
				line += fmt.Sprintf(" … %d numbers in all", len(v))
			}
			if isVector(answers) {
				line += fmt.Sprintf("  largest: %d", kernel.Largest(v))
			}
			if _, err := fmt.Fprintln(e.out, line); err != nil {
				return err
			}
		}
	}
	return nil
}

// isVector tells whether the network answers with one vector, as classifiers do.
func isVector(answers []data.Named) bool {
	return len(answers) == 1 && len(answers[0].Tensor.Shape) == 2 && answers[0].Tensor.Shape[1] > 1
}

func sampleOf(t *data.Tensor, i int) []float32 {
	width := len(t.Data) / t.Shape[0]
	return t.Data[i*width : (i+1)*width]
}
