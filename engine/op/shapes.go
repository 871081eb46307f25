package op

import (
	"fmt"
	"slices"
)

func count(in []*Value, want int) error {
	if len(in) != want {
		return fmt.Errorf("takes %d inputs, got %d", want, len(in))
	}
	return nil
}

// like gives outputs of the first input's shape.
func like(outputs, inputs int) func(any, []*Value) ([]Spec, error) {
	return func(_ any, in []*Value) ([]Spec, error) {
		if err := count(in, inputs); err != nil {
			return nil, err
		}
		s := make([]Spec, outputs)
		for i := range s {
			s[i] = Spec{Shape: in[0].Shape}
		}
		return s, nil
	}
}

// likeSame is like for inputs that must all have the first one's shape.
func likeSame(outputs, inputs int) func(any, []*Value) ([]Spec, error) {
	return func(a any, in []*Value) ([]Spec, error) {
		s, err := like(outputs, inputs)(a, in)
		for _, v := range in {
			if err == nil && !slices.Equal(v.Shape, in[0].Shape) {
				err = fmt.Errorf("shapes %v and %v differ", in[0].Shape, v.Shape)
			}
		}
		return s, err
	}
}

func matrix(v *Value) error {
	if len(v.Shape) != 2 {
		return fmt.Errorf("needs a matrix, got shape %v", v.Shape)
	}
	return nil
}

// elementwiseFLOPs counts n operations an element.
func elementwiseFLOPs(n float64) func(*Call) float64 {
	return func(c *Call) float64 { return n * float64(c.Out[0].Size()) }
}

func zeroFLOPs(*Call) float64 { return 0 }

// grain is how many elements a chunk of cheap element-wise work holds: enough to be worth handing to another core.
const grain = 16384
