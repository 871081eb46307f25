package command

import (
	"slices"

	"netloom/assets/examples"
	"netloom/engine/graph"
)

// benchNet is a reference network: the layers of the example mnist-NAME, trained as the peers' scripts train theirs. An
// example may have other settings, which learn better.
type benchNet struct {
	name  string
	batch int
	// params are those in which the example differs, by kind of layer.
	params map[string]map[string]graph.Value
}

func benchNets() []benchNet {
	return []benchNet{
		{name: "mlp", batch: 32},
		{name: "cnn", batch: 128, params: map[string]map[string]graph.Value{
			"conv2d":    {"initializer": graph.String("glorot_uniform")},
			"objective": {"learning_rate": graph.Number(0.001), "schedule": graph.String("constant")},
		}},
		{name: "rnn", batch: 64},
		{name: "lstm", batch: 64},
		{name: "autoencoder", batch: 128},
		{name: "gan", batch: 64},
	}
}

func benchNames() []string {
	var list []string
	for _, n := range benchNets() {
		list = append(list, n.name)
	}
	return list
}

func findBenchNet(name string) (benchNet, bool) {
	list := benchNets()
	i := slices.IndexFunc(list, func(n benchNet) bool { return n.name == name })
	if i < 0 {
		return benchNet{}, false
	}
	return list[i], true
}

// document is the network, ready to be timed.
func (n benchNet) document(epochs int) (*graph.Document, error) {
	d, err := examples.Open("mnist-" + n.name)
	if err != nil {
		return nil, err
	}
	s := d.Settings()
	s.Epochs, s.Batch = epochs, n.batch
	if d, err = (graph.SetSettings{Settings: s}).Apply(d); err != nil {
		return nil, err
	}
	for _, x := range d.Nodes() {
		for id, v := range n.params[x.Kind] {
			if d, err = (graph.SetParam{Nodes: []graph.NodeID{x.ID}, Param: id, Value: v}).Apply(d); err != nil {
				return nil, err
			}
		}
	}
	return d, nil
}
