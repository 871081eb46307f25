package train

import (
	"math"
	"testing"

	"netloom/engine/graph"
	"netloom/engine/op"
)

// autoencoder is the example with its last layer as large as the image, and the image as the target.
func autoencoder(t testing.TB, loss string, s graph.Settings) *graph.Document {
	t.Helper()
	set := func(id graph.NodeID, name string, v graph.Value) graph.Edit {
		return graph.SetParam{Nodes: []graph.NodeID{id}, Param: name, Value: v}
	}
	return perceptron(t, s,
		set(5, "units", graph.Number(784)), set(5, "activation", graph.String("sigmoid")), set(4, "rate", graph.Number(0)),
		set(6, "loss", graph.String(loss)),
		graph.Connect{From: graph.Endpoint{Node: 1, Port: "out"}, To: graph.Endpoint{Node: 6, Port: "target"}})
}

// TestAutoencodersLearnTheirInput takes images as targets, under the losses that suit them.
func TestAutoencodersLearnTheirInput(t *testing.T) {
	t.Parallel()
	for loss, least := range map[string]float64{"mse": 0.04, "binary_cross_entropy": 0.2, "mae": 0.11, "huber": 0.02, "log_cosh": 0.02} {
		t.Run(loss, func(t *testing.T) {
			t.Parallel()
			d := finish(t, start(t, autoencoder(t, loss, graph.Settings{Epochs: 3, Batch: 32, Seed: 1}), Config{Samples: 2000}))
			if !(d.Result.TestLoss < least) {
				t.Errorf("the loss on the test data is %v, more than %v", d.Result.TestLoss, least)
			}
			if !math.IsNaN(d.Result.TestAccuracy) {
				t.Errorf("an autoencoder has the accuracy %v", d.Result.TestAccuracy)
			}
			error := FindScore(d.Result.Scores, "rmse")
			if loss == "mse" && math.Abs(error*error-d.Result.TestLoss) > 1e-5 {
				t.Errorf("the root mean squared error is %v, the loss %v", error, d.Result.TestLoss)
			}
		})
	}
}

// TestEveryLossOfLabelsLearns trains the example by each loss that takes labels as its target.
func TestEveryLossOfLabelsLearns(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ loss, function string }{
		{"categorical_cross_entropy", "softmax"},
		{"sparse_cross_entropy", "linear"},
		{"mse", "softmax"},
		{"binary_cross_entropy", "sigmoid"},
		{"hinge", "linear"},
		{"kl_divergence", "softmax"},
		{"cosine", "relu"},
	} {
		t.Run(c.loss, func(t *testing.T) {
			t.Parallel()
			d := finish(t, start(t, perceptron(t, graph.Settings{Epochs: 2, Batch: 32, Seed: 1},
				graph.SetParam{Nodes: []graph.NodeID{6}, Param: "loss", Value: graph.String(c.loss)},
				graph.SetParam{Nodes: []graph.NodeID{5}, Param: "activation", Value: graph.String(c.function)}), Config{Samples: 3000}))
			if !(d.Result.TestAccuracy > 0.75) {
				t.Errorf("the test accuracy is %v", d.Result.TestAccuracy)
			}
		})
	}
}

// TestEveryFunctionLearns trains the example with each activation function but the step, through which nothing learns.
func TestEveryFunctionLearns(t *testing.T) {
	t.Parallel()
	for _, f := range op.Functions() {
		if f.ID == "step" {
			continue
		}
		t.Run(f.ID, func(t *testing.T) {
			t.Parallel()
			d := finish(t, start(t, perceptron(t, graph.Settings{Epochs: 2, Batch: 32, Seed: 1},
				graph.SetParam{Nodes: []graph.NodeID{3}, Param: "activation", Value: graph.String(f.ID)}), Config{Samples: 2000}))
			if !(d.Result.TestAccuracy > 0.7) {
				t.Errorf("the test accuracy is %v", d.Result.TestAccuracy)
			}
		})
	}
}
