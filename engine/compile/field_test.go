package compile

import (
	"fmt"
	"slices"
	"testing"

	"netloom/engine/graph"
	"netloom/engine/layer"
)

// chained draws layers one after the other behind an input.
func chained(t *testing.T, shape []int, layers ...[2]any) *Report {
	t.Helper()
	d := graph.New("chain")
	add := func(kind string, params map[string]graph.Value) graph.NodeID {
		next, err := graph.AddNode{Kind: kind, Name: fmt.Sprint(kind, len(d.Nodes())), Params: params}.Apply(d)
		if err != nil {
			t.Fatal(err)
		}
		d = next
		return d.Nodes()[len(d.Nodes())-1].ID
	}
	last := add("input", nil)
	for _, l := range layers {
		id := add(l[0].(string), l[1].(map[string]graph.Value))
		next, err := graph.Connect{From: graph.Endpoint{Node: last, Port: "out"}, To: graph.Endpoint{Node: id, Port: "in"}}.Apply(d)
		if err != nil {
			t.Fatal(err)
		}
		d, last = next, id
	}
	return Check(d, layer.Standard(), data{shape: shape, classes: 10})
}

// nodeAt is what is said of a layer of a chain; the input is the first.
func nodeAt(r *Report, i int) *NodeReport { return r.Nodes[r.Document.Nodes()[i].ID] }

func window(kind, size string, n, stride int) [2]any {
	s := map[string]graph.Value{
		size: graph.List(float64(n), float64(n)), "strides": graph.List(float64(stride), float64(stride)), "padding": graph.String("same"),
	}
	return [2]any{kind, s}
}

func conv(n, stride int) [2]any    { return window("conv2d", "kernel_size", n, stride) }
func pooling(n, stride int) [2]any { return window("max_pool2d", "pool_size", n, stride) }

// The fields of known networks, worked out by hand as the sum over all layers of (window − 1) × the product of the strides
// before: LeNet-5 as in LeCun et al. (1998), where a unit of C5 sees the whole 32×32 image; VGG-16, 212 before its dense
// layers; and the first layers of ResNet, 7×7 with stride 2, then a pooling of 3 with stride 2, then two of 3×3.
func TestReceptiveFieldsOfKnownNetworks(t *testing.T) {
	vgg, vggWant := [][2]any{}, []int{}
	for block, convs := range []int{2, 2, 3, 3, 3} {
		for range convs {
			vgg = append(vgg, conv(3, 1))
		}
		vgg = append(vgg, pooling(2, 2))
		vggWant = append(vggWant, [][]int{{3, 5, 6}, {10, 14, 16}, {24, 32, 40, 44}, {60, 76, 92, 100}, {132, 164, 196, 212}}[block]...)
	}
	for name, c := range map[string]struct {
		side   int
		layers [][2]any
		want   []int
	}{
		"LeNet-5":   {32, [][2]any{conv(5, 1), pooling(2, 2), conv(5, 1), pooling(2, 2), conv(5, 1)}, []int{5, 6, 14, 16, 32}},
		"VGG-16":    {224, vgg, vggWant},
		"ResNet":    {224, [][2]any{conv(7, 2), pooling(3, 2), conv(3, 1), conv(3, 1)}, []int{7, 11, 19, 27}},
		"pointwise": {28, [][2]any{conv(1, 1), {"batch_norm", map[string]graph.Value(nil)}, conv(3, 1)}, []int{1, 1, 3}},
		"dilated": {
			28,
			[][2]any{{"conv2d", map[string]graph.Value{"dilation": graph.List(2, 2), "padding": graph.String("same")}}, conv(3, 1)},
			[]int{5, 7},
		},
		"decoder": {28, [][2]any{pooling(4, 4), {"upsample", map[string]graph.Value(nil)}, conv(3, 1)}, []int{4, 4, 8}},
	} {
		t.Run(name, func(t *testing.T) {
			r := chained(t, []int{c.side, c.side, 3}, c.layers...)
			for i, want := range c.want {
				f := nodeAt(r, i+1).Field
				if f == nil || !slices.Equal(f.Size, []int{want, want}) || !slices.Equal(f.Of, []int{c.side, c.side}) {
					t.Errorf("layer %d sees %+v, want %d", i+1, f, want)
				}
			}
		})
	}
}

func TestReceptiveFieldsBeyondWindows(t *testing.T) {
	none := map[string]graph.Value(nil)
	r := chained(t, []int{28, 28, 1}, conv(3, 1), [2]any{"flatten", none}, [2]any{"dense", none})
	flat, dense := nodeAt(r, 2).Field, nodeAt(r, 3).Field
	if flat == nil || flat.Whole() || flat.Size[0] != 3 {
		t.Errorf("a number behind Flatten sees %+v, want 3", flat)
	}
	if dense == nil || !dense.Whole() {
		t.Errorf("a unit of Dense sees %+v, want all", dense)
	}
	r = chained(t, []int{50, 8}, [2]any{"conv1d", map[string]graph.Value{"kernel_size": graph.Number(5), "strides": graph.Number(2)}}, [2]any{"conv1d", none}, [2]any{"lstm", none})
	if f := nodeAt(r, 2).Field; f == nil || !slices.Equal(f.Size, []int{9}) || !slices.Equal(f.Of, []int{50}) {
		t.Errorf("behind two convolutions of a sequence: %+v, want 9 of 50", f)
	}
	if f := nodeAt(r, 3).Field; f == nil || !f.Whole() {
		t.Errorf("behind LSTM: %+v, want all", f)
	}
	if r = chained(t, []int{784}, [2]any{"dense", none}); nodeAt(r, 1).Field != nil {
		t.Errorf("a list has no places, but a field %+v", nodeAt(r, 1).Field)
	}
}

// Every kind of convolution and pooling says what it sees.
func TestWindowsDeclareTheirSight(t *testing.T) {
	for _, k := range layer.Standard().All() {
		if (k.Category == layer.Convolution || k.Category == layer.Pooling) && k.Sight == nil {
			t.Errorf("%s does not declare its sight", k.ID)
		}
	}
}

// The way back costs what the gradients that are needed cost: of the weights, and of what is read only where something
// before learns.
func TestTrainingFLOPs(t *testing.T) {
	none := map[string]graph.Value(nil)
	frozen := map[string]graph.Value{"trainable": graph.Bool(false)}
	for _, c := range []struct {
		first, second map[string]graph.Value
		want          [2]float64 // passes
	}{{none, none, [2]float64{2, 3}}, {frozen, none, [2]float64{1, 2}}, {none, frozen, [2]float64{2, 2}}, {frozen, frozen, [2]float64{1, 1}}} {
		r := chained(t, []int{20}, [2]any{"dense", c.first}, [2]any{"dense", c.second})
		sum := 0.0
		for i, passes := range c.want {
			e := nodeAt(r, i+1)
			sum += e.TrainingFLOPs
			if e.TrainingFLOPs != passes*e.FLOPs {
				t.Errorf("layer %d with %v, %v trains in %v FLOPs, want %v times %v", i+1, c.first, c.second, e.TrainingFLOPs, passes, e.FLOPs)
			}
		}
		if r.TrainingFLOPs != sum {
			t.Errorf("all together train in %v FLOPs, want %v", r.TrainingFLOPs, sum)
		}
	}
}
