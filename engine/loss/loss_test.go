package loss

import (
	"strings"
	"testing"

	"netloom/engine/graph"
	"netloom/engine/param"
)

func list(n ...int) Side { return Side{Shape: n} }

func labelsOf(classes int) Side { return Side{Labels: true, Classes: classes} }

// TestFits tells for pairs of prediction and target what is said of them; "" where they can be compared.
func TestFits(t *testing.T) {
	absent := Side{Absent: true}
	for _, c := range []struct {
		loss               string
		prediction, target Side
		params             map[string]graph.Value
		says               string
	}{
		{"mse", list(784), list(28, 28, 1), nil, ""},
		{"mse", list(10), labelsOf(10), nil, ""},
		{"mse", list(1), labelsOf(2), nil, ""},
		{"mse", list(9), labelsOf(10), nil, "needs 10 numbers"},
		{"mse", list(1), labelsOf(10), nil, "needs 10 numbers"},
		{"mae", list(3), list(4), nil, "as many numbers"},
		{"mae", list(3), absent, nil, "Nothing is wired"},
		{"mae", list(3), absent, map[string]graph.Value{"target": graph.String("ones")}, ""},
		{"mae", list(3), list(3), map[string]graph.Value{"target": graph.String("zeros")}, "remove the wire"},
		{"huber", labelsOf(3), list(3), nil, "labels cannot be the prediction"},
		{"sparse_cross_entropy", list(10), labelsOf(10), nil, ""},
		{"sparse_cross_entropy", list(10), list(10), nil, "needs labels"},
		{"sparse_cross_entropy", list(9), labelsOf(10), nil, "give the last layer 10 units"},
		{"sparse_cross_entropy", list(7, 10), Side{Shape: []int{7}, Labels: true, Classes: 10}, nil, ""},
		{"sparse_cross_entropy", list(7, 10), Side{Shape: []int{6}, Labels: true, Classes: 10}, nil, "one label for each row"},
		{"sparse_cross_entropy", list(2), labelsOf(2), map[string]graph.Value{"class_weights": graph.String("1, 2.5")}, ""},
		{"sparse_cross_entropy", list(2), labelsOf(2), map[string]graph.Value{"class_weights": graph.String("1 2 3")}, "3 class weights are given for 2 classes"},
		{"sparse_cross_entropy", list(2), labelsOf(2), map[string]graph.Value{"class_weights": graph.String("1, -2")}, "at least 0"},
		{"categorical_cross_entropy", list(1), list(1), nil, "binary cross-entropy"},
		{"binary_cross_entropy", list(1), labelsOf(2), nil, ""},
		{"kl_divergence", list(8), absent, nil, ""},
		{"kl_divergence", list(7), absent, nil, "even number"},
		{"triplet", list(12), absent, nil, ""},
		{"triplet", list(3, 4), absent, nil, ""},
		{"triplet", list(13), absent, nil, "3 embeddings"},
		{"triplet", list(12), labelsOf(10), nil, "takes no target"},
		{"nt_xent", list(12), absent, nil, ""},
		{"nt_xent", list(12), list(12), nil, ""},
		{"nt_xent", list(12), labelsOf(10), nil, "learns without labels"},
		{"nt_xent", list(13), absent, nil, "2 embeddings"},
		{"wasserstein", list(1), absent, map[string]graph.Value{"target": graph.String("zeros")}, ""},
	} {
		given := map[string]graph.Value{"loss": graph.String(c.loss)}
		for id, v := range c.params {
			given[id] = v
		}
		err := Find(c.loss).Fits(param.Set{Declared: Params(), Given: given}, c.prediction, c.target)
		switch {
		case err == nil && c.says != "":
			t.Errorf("%s of %v and %v is allowed, want a refusal that says %q", c.loss, c.prediction, c.target, c.says)
		case err != nil && (c.says == "" || !strings.Contains(err.Error(), c.says)):
			t.Errorf("%s of %v and %v: %q, want %q", c.loss, c.prediction, c.target, err.Error(), c.says)
		case err != nil && err.Message.In("zh") == err.Error():
			t.Errorf("%q is not translated", err.Error())
		}
	}
}

// TestParametersApplyWhereTheirLossIsChosen goes through the joined list.
func TestParametersApplyWhereTheirLossIsChosen(t *testing.T) {
	for _, k := range All() {
		s := param.Set{Declared: Params(), Given: map[string]graph.Value{"loss": graph.String(k.ID)}}
		want := map[string]bool{"loss": true, "weight": true, "target": k.Constant}
		for _, p := range k.Params {
			want[p.ID] = true
		}
		for _, p := range s.Declared {
			if s.Applies(p) != want[p.ID] {
				t.Errorf("%s: the parameter %q applies: %t", k.ID, p.ID, s.Applies(p))
			}
			if p.Default.String() != "" && p.Check(p.Default) != nil {
				t.Errorf("the default of %q is refused: %v", p.ID, p.Check(p.Default))
			}
		}
		if k.Name.EN == "" || k.Name.ZH == "" || k.Help.EN == "" || k.Help.ZH == "" || k.Formula == "" || k.Source == "" {
			t.Errorf("%s lacks a name, help, formula or source", k.ID)
		}
	}
}
