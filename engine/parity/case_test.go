package parity

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"netloom/engine/graph"
)

// testCase is the content of one file: exactly one of the forms.
type testCase struct {
	MadeWith  string         `json:"made_with"` // the tools and their versions
	Says      string         `json:"says"`      // what the case pins down
	Layer     *layerCase     `json:"layer"`
	Optimiser *optimiserCase `json:"optimiser"`
	Network   *networkCase   `json:"network"`
	Schedule  *scheduleCase  `json:"schedule"`

	name string // FAMILY/CASE
}

// layerCase is one layer, or an objective, with what goes in and what must come out.
type layerCase struct {
	Kind     string                 `json:"kind"`
	Params   map[string]graph.Value `json:"params"` // as in a project file
	Training bool                   `json:"training"`
	// Only limits the case to "fused" or "unfused" programs, where the two differ by definition; Says tells why.
	Only    string           `json:"only"`
	Inputs  []inputArray     `json:"inputs"`  // in the order of their wires; one port may have several
	Weights map[string]array `json:"weights"` // by our names and in our layout; all of the layer's must be given
	Outputs []outputArray    `json:"outputs"`
	// Hits is the expected count of an objective's accuracy.
	Hits *float64 `json:"hits"`
	// Metrics are what must be measured beside an objective's loss, by id; tables row after row. Where any are given,
	// no other may be measured.
	Metrics map[string][]float64 `json:"metrics"`
	// Tolerance replaces the usual one where Says gives a reason.
	Tolerance float64 `json:"tolerance"`
}

// array is a tensor, row after row, the batch first where there is one.
type array struct {
	Shape  []int     `json:"shape"`
	Values []float64 `json:"values"`
	// Gradient is the expected gradient; absent where none can flow, as to labels.
	Gradient []float64 `json:"gradient"`
	// After is what a weight must be after the run, for layers that keep running statistics.
	After []float64 `json:"after"`
}

type inputArray struct {
	Port    string `json:"port"`
	Through string `json:"through"` // a kind of layer that stands between, such as softmax before a loss
	Type    string `json:"type"`    // of the port that feeds it; by default what the rank suggests
	Classes int    `json:"classes"` // of labels
	array
}

type outputArray struct {
	Port     string    `json:"port"`
	Shape    []int     `json:"shape"`
	Upstream []float64 `json:"upstream"` // the gradient from above; absent for a loss, whose gradient is 1
	Values   []float64 `json:"values"`   // expected
}

// cases reads all cases. Unknown fields are mistakes.
func cases(t *testing.T) []testCase {
	t.Helper()
	var list []testCase
	err := filepath.WalkDir("testdata", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".json" {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		c := testCase{name: strings.TrimSuffix(strings.TrimPrefix(filepath.ToSlash(path), "testdata/"), ".json")}
		r := json.NewDecoder(bytes.NewReader(b))
		r.DisallowUnknownFields()
		if err := r.Decode(&c); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		list = append(list, c)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// tolerance bounds the difference between two values, relative to the largest magnitude of the expected array. The
// expected values are computed in float64; ours are sums of up to some hundred float32 products, each rounded to
// 2⁻²⁴ = 6e-8 of the running sum: 1e-5 leaves room for 160 roundings that all fall one way, while a wrong factor,
// epsilon or order of weights is off by far more.
const tolerance = 1e-5

// agree compares values with what was expected of them.
func agree(t *testing.T, what string, got []float32, want []float64, tolerance float64) {
	t.Helper()
	largest := 0.0
	for _, v := range want {
		largest = max(largest, math.Abs(v))
	}
	if got == nil && largest == 0 {
		return // no gradient flows, and none is expected
	}
	if len(got) != len(want) {
		t.Errorf("%s has %d values, want %d", what, len(got), len(want))
		return
	}
	for i := range want {
		if d := math.Abs(float64(got[i]) - want[i]); !(d <= tolerance*largest) {
			t.Errorf("%s[%d] is %v, want %v: off by %.2g of the largest magnitude", what, i, got[i], want[i], d/largest)
			return
		}
	}
}
