package command

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"netloom/engine/compile"
	"netloom/engine/train"
)

func (e *env) evaluate() *cobra.Command {
	var dataName string
	var asJSON bool
	c := &cobra.Command{
		Use: "evaluate PROJECT", Short: "Measure a trained network on the test data", Args: cobra.ExactArgs(1),
		Long:    "Measure the loss, the accuracy and the other metrics of a project's trained network on the test data.",
		Example: "  netloom evaluate mine.netloom\n  netloom evaluate mine.netloom --data fashion/ --json",
		RunE: func(c *cobra.Command, args []string) error {
			p, err := openProject(args[0])
			if err != nil {
				return err
			}
			r, err := e.measure(c.Context(), p, dataName)
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(e.out, struct {
					TestLoss     number `json:"test_loss"`
					TestAccuracy number `json:"test_accuracy"`
					Metrics      scores `json:"test_metrics,omitempty"`
				}{number(r.TestLoss), number(r.TestAccuracy), r.Scores})
			}
			if _, err = fmt.Fprintf(e.out, "test loss %.4f  accuracy %s\n", r.TestLoss, percent(r.TestAccuracy)); err != nil {
				return err
			}
			return scores(r.Scores).print(e.out)
		},
	}
	c.Flags().StringVar(&dataName, "data", "", "mnist, or a folder with the four IDX files of the MNIST family")
	c.Flags().BoolVar(&asJSON, "json", false, "print a JSON object")
	return c
}

func (e *env) measure(ctx context.Context, p *opened, dataName string) (train.Result, error) {
	sources, err := e.dataFor(dataName)
	if err != nil {
		return train.Result{}, err
	}
	weights, err := e.weights(p)
	if err != nil {
		return train.Result{}, err
	}
	s, err := train.NewSession(ctx, p.document, train.Config{Layers: e.layers, Data: sources, Weights: weights})
	if err != nil {
		return train.Result{}, err
	}
	defer s.Close()
	return s.Evaluate(ctx)
}

// weights gives the trained weights of a project.
func (e *env) weights(p *opened) (*compile.State, error) {
	if p.checkpoint == nil {
		return nil, fmt.Errorf("%s holds no trained weights: train it first, with netloom train --out", p.path)
	}
	r := compile.Check(p.document, e.layers, e.data)
	s, err := compile.NewState(r, p.document.Settings().Seed)
	if err != nil {
		return nil, err
	}
	if err := s.Restore(p.checkpoint.Tensors); err != nil {
		return nil, fmt.Errorf("%s: %w", p.path, err)
	}
	return s, nil
}
