package train

import (
	"testing"

	"netloom/engine/graph"
)

// TestANetworkOfNoiseAloneLearns has a network make 1 of whatever noise goes in.
func TestANetworkOfNoiseAloneLearns(t *testing.T) {
	t.Parallel()
	d, err := graph.SetSettings{Settings: graph.Settings{Epochs: 2, Batch: 32, Seed: 1, Validation: 0.1}}.Apply(graph.New("noise"))
	if err != nil {
		t.Fatal(err)
	}
	l := &loom{t, d, map[string]graph.NodeID{}}
	l.add("noise", "noise", given{"shape": graph.List(4)})
	l.add("dense", "one", given{"units": graph.Number(1)}, "noise")
	l.add("objective", "end", given{"loss": graph.String("mse"), "target": graph.String("ones"), "learning_rate": graph.Number(0.01)}, "one")
	s := start(t, l.d, Config{Samples: -1})
	told := finish(t, s)
	if told.Result.TestLoss > 1e-3 || told.Epochs[0].Step != (9000+31)/32 {
		t.Errorf("the losses are %v, then %v on new noise, after %d steps", told.Epochs, told.Result.TestLoss, told.Epochs[0].Step)
	}
}
