package fragment

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"netloom/assets/examples"
	"netloom/engine/compile"
	"netloom/engine/convert/safetensors"
	"netloom/engine/graph"
	"netloom/engine/layer"
)

// world is MNIST's shape without its images.
type world struct{}

func (world) Sources() []string { return []string{"mnist"} }

func (world) Source(id string) (layer.Source, bool) {
	return layer.Source{ID: "mnist", Shape: []int{28, 28, 1}, Classes: 10, Train: 60000, Test: 10000}, id == "mnist"
}

// perceptron is a network with weights, as if they had been trained.
func perceptron(tb testing.TB) (*graph.Document, *compile.Report, *compile.State) {
	tb.Helper()
	d, err := examples.Open("mnist-mlp")
	if err != nil {
		tb.Fatal(err)
	}
	r := compile.Check(d, layer.Standard(), world{})
	s, err := compile.NewState(r, 7)
	if err != nil {
		tb.Fatal(err)
	}
	return d, r, s
}

func all(d *graph.Document) *graph.Fragment {
	var ids []graph.NodeID
	for _, n := range d.Nodes() {
		ids = append(ids, n.ID)
	}
	return d.Extract(ids, nil)
}

// packed is a whole network with its weights as text.
func packed(tb testing.TB) (*graph.Fragment, []byte, *compile.State) {
	tb.Helper()
	d, r, s := perceptron(tb)
	f := all(d)
	if err := Pack(f, s, r); err != nil {
		tb.Fatal(err)
	}
	b, err := f.Encode()
	if err != nil {
		tb.Fatal(err)
	}
	return f, b, s
}

// TestWeightsTravelWithTheirLayers copies a network as text into an empty document, where every weight must come out in the
// layer that stands for its own.
func TestWeightsTravelWithTheirLayers(t *testing.T) {
	from, b, before := packed(t)
	f, err := graph.DecodeFragment(b)
	if err != nil {
		t.Fatal(err)
	}
	w, err := Unpack(f)
	if err != nil {
		t.Fatal(err)
	}
	empty, err := graph.AddNode{Kind: "dense", Name: "in the way"}.Apply(graph.New("other"))
	if err != nil {
		t.Fatal(err)
	}
	first := graph.NodeID(empty.NextID())
	d, err := graph.Insert{Fragment: f}.Apply(empty)
	if err != nil {
		t.Fatal(err)
	}
	r := compile.Check(d, layer.Standard(), world{})
	kept, found := Renamed(f, w, first), 0
	for i, n := range from.Nodes {
		for _, x := range kept.Layer(r, first+graph.NodeID(i)) {
			name := strings.Replace(x.Name, compile.WeightName(first+graph.NodeID(i), ""), compile.WeightName(n.ID, ""), 1)
			old := before.Tensor(name)
			for j, v := range x.Data {
				if v != old.Data[j] {
					t.Fatalf("%s differs at %d: %v, not %v", name, j, v, old.Data[j])
				}
			}
			found++
		}
	}
	if found != 4 {
		t.Fatalf("%d of two kernels and two biases have come along", found)
	}
}

// TestWhatIsLeftOutIsSaid copies weights that are too many, or no numbers any more.
func TestWhatIsLeftOutIsSaid(t *testing.T) {
	d, r, s := perceptron(t)
	dense := d.Nodes()[2]
	f := all(d)
	s.Layer(r, dense.ID)[0].Data[3] = float32(math.NaN())
	if err := Pack(f, s, r); err == nil || len(f.Weights) > 0 || !strings.Contains(err.Error(), dense.Name) {
		t.Errorf("weights that are not numbers: %v, %d bytes", err, len(f.Weights))
	}
	wide, err := graph.SetParam{Nodes: []graph.NodeID{dense.ID}, Param: "units", Value: graph.Number(4000)}.Apply(d)
	if err != nil {
		t.Fatal(err)
	}
	r = compile.Check(wide, layer.Standard(), world{})
	if s, err = compile.NewState(r, 7); err != nil {
		t.Fatal(err)
	}
	if err := Pack(f, s, r); err == nil || len(f.Weights) > 0 || !strings.Contains(err.Error(), "13 MiB") {
		t.Errorf("13 MiB of weights: %v, %d bytes", err, len(f.Weights))
	}
	if err := Pack(f, compile.NewKept(nil), r); err != nil || len(f.Weights) > 0 {
		t.Errorf("a network that was never trained: %v, %d bytes", err, len(f.Weights))
	}
}

// hostile are weights of the layer 3 that must be refused, each with a word of the reason.
func hostile(tb testing.TB) map[string][]byte {
	tb.Helper()
	write := func(name string, data ...float32) []byte {
		var b bytes.Buffer
		if err := safetensors.Write(&b, []safetensors.Tensor{{Name: name, Shape: []int{len(data)}, Data: data}}, nil); err != nil {
			tb.Fatal(err)
		}
		return b.Bytes()
	}
	raw := func(header string, body int) []byte {
		return append(append([]byte{byte(len(header)), 0, 0, 0, 0, 0, 0, 0}, header...), make([]byte, body)...)
	}
	return map[string][]byte{
		"few":          []byte("abc"),
		"claims":       append(bytes.Repeat([]byte{0xff}, 8), "{}"...),
		"stands twice": raw(`{"3/bias":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"3/bias":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}`, 4),
		"do not hold":  raw(`{"3/bias":{"dtype":"F32","shape":[400],"data_offsets":[0,4]}}`, 4),
		"possible":     raw(`{"3/bias":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,4]}}`, 4),
		"belong to no": raw(`{"3/bias":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}`, 400),
		"float32":      raw(`{"3/bias":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}`, 4),
		"no weight of": write("77/bias", 1),
		`"03/bias"`:    write("03/bias", 1),
		`"3/bias#m"`:   write("3/bias#m", 1),
		"../../etc":    write("../../etc", 1),
		"not numbers":  write("3/bias", 1, float32(math.Inf(1))),
		`"3/kernel" h`: write("3/kernel", float32(math.NaN())),
		"more than":    make([]byte, graph.MaxWeights+1),
	}
}

// TestHostileWeightsAreRefused gives the reader what no copy writes.
func TestHostileWeightsAreRefused(t *testing.T) {
	f := &graph.Fragment{Nodes: []*graph.Node{{ID: 3, Kind: "dense", Name: "Dense"}}}
	for reason, b := range hostile(t) {
		f.Weights = b
		w, err := Unpack(f)
		if err == nil || w != nil || !strings.Contains(err.Error(), reason) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v, %v", reason, w, err)
		}
	}
	f.Weights = nil
	if w, err := Unpack(f); w != nil || err != nil {
		t.Errorf("no weights: %v, %v", w, err)
	}
}

// FuzzFragment reads any text as the clipboard may hold it: what is taken can be inserted, and its weights are numbers of
// its own layers.
func FuzzFragment(f *testing.F) {
	text := func(w []byte) []byte {
		b, err := json.Marshal(map[string]any{
			"type": "netloom/fragment", "format": 1, "weights": base64.StdEncoding.EncodeToString(w),
			"nodes": []map[string]any{{"id": 3, "kind": "dense", "name": "Dense", "params": map[string]any{}, "at": map[string]any{"x": 0, "y": 0}}},
			"wires": []any{}, "frames": []any{}, "notes": []any{},
		})
		if err != nil {
			f.Fatal(err)
		}
		return b
	}
	var b bytes.Buffer
	if err := safetensors.Write(&b, []safetensors.Tensor{{Name: "3/bias", Shape: []int{2}, Data: []float32{1, 2}}}, nil); err != nil {
		f.Fatal(err)
	}
	good := text(b.Bytes())
	if x, err := graph.DecodeFragment(good); err != nil {
		f.Fatalf("the seed itself cannot be read: %v", err)
	} else if w, err := Unpack(x); err != nil || !w.Has(3) {
		f.Fatalf("the weights of the seed itself cannot be read: %v", err)
	}
	f.Add(good)
	for _, w := range hostile(f) {
		if len(w) < 1000 {
			f.Add(text(w))
		}
	}
	f.Add([]byte(strings.Replace(string(good), `"weights":"`, `"weights":"!`, 1)))
	f.Fuzz(func(t *testing.T, b []byte) {
		x, err := graph.DecodeFragment(b)
		if err != nil {
			return
		}
		w, err := Unpack(x)
		if err != nil || w == nil {
			return
		}
		for _, n := range Renamed(x, w, 1000).Tensors() {
			size := 1
			for _, d := range n.Shape {
				size *= d
			}
			if id := compile.LayerOf(n.Name); id < 1000 || int(id) >= 1000+len(x.Nodes) || size != len(n.Data) || !finite(n.Data) {
				t.Fatalf("%s of shape %v with %d numbers is taken", n.Name, n.Shape, len(n.Data))
			}
		}
	})
}
