package panel

import (
	"testing"

	"netloom/assets/data/mnist"
	"netloom/assets/examples"
	"netloom/assets/translations"
	"netloom/engine/compile"
	"netloom/engine/data"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/text"
	"netloom/ui/locale"
)

// spoken gives the sentences about all layers of a document in a language.
func spoken(t *testing.T, d *graph.Document, l text.Language) map[string]string {
	t.Helper()
	w, err := locale.Load(translations.Files)
	if err != nil {
		t.Fatal(err)
	}
	w.Use(l)
	r := compile.Check(d, layer.Standard(), data.NewRegistry(mnist.Source()))
	said := map[string]string{}
	for _, n := range d.Nodes() {
		said[n.Name] = Spoken(w, d, r, n)
	}
	return said
}

func mlp(t *testing.T) *graph.Document {
	t.Helper()
	d, err := examples.Open("mnist-mlp")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func expect(t *testing.T, said, want map[string]string) {
	t.Helper()
	for name, sentence := range want {
		if said[name] != sentence {
			t.Errorf("of %s it says\n%s\nnot\n%s", name, said[name], sentence)
		}
	}
}

func TestLayersReadWellAloud(t *testing.T) {
	expect(t, spoken(t, mlp(t), text.English), map[string]string{
		"MNIST":         "MNIST, Input layer, output 28×28×1, to Flatten and Cross-entropy",
		"Dense 1":       "Dense 1, Dense layer, output 128, from Flatten, to Dropout",
		"Cross-entropy": "Cross-entropy, Objective layer, from Dense 2 and MNIST",
	})
	expect(t, spoken(t, mlp(t), text.Chinese), map[string]string{
		"MNIST":         "MNIST，输入层，输出 28×28×1，连到 Flatten、Cross-entropy",
		"Dense 1":       "Dense 1，全连接层，输出 128，来自 Flatten，连到 Dropout",
		"Cross-entropy": "Cross-entropy，目标层，来自 Dense 2、MNIST",
	})
}

func TestProblemsAndStatesAreSaid(t *testing.T) {
	d := mlp(t)
	var dense, dropout graph.NodeID
	for _, n := range d.Nodes() {
		switch n.Name {
		case "Dense 1":
			dense = n.ID
		case "Dropout":
			dropout = n.ID
		}
	}
	d, err := graph.Batch{Edits: []graph.Edit{
		graph.Disconnect{Wires: []graph.WireID{d.Into(dense)[0].ID}},
		graph.SetState{Nodes: []graph.NodeID{dropout}, State: graph.Bypassed},
	}}.Apply(d)
	if err != nil {
		t.Fatal(err)
	}
	said := spoken(t, d, text.English)
	expect(t, said, map[string]string{
		"Dense 1": "Dense 1, Dense layer, output not known yet, from nothing yet, to Dropout, problem: Nothing is wired to Input of Dense 1: drag a wire to it",
	})
	if want := "Dropout, Dropout layer, output not known yet, bypassed, from Dense 1, to Dense 2"; said["Dropout"] != want {
		t.Errorf("of a bypassed layer it says\n%s\nnot\n%s", said["Dropout"], want)
	}
}
