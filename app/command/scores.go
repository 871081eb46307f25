package command

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"

	"netloom/engine/train"
)

// scores are printed as an object by the metrics' ids; those of a further objective follow its node's number and a slash.
type scores []train.Score

// numbers leaves the tables out.
func (s scores) numbers() scores {
	return slices.DeleteFunc(slices.Clone(s), func(x train.Score) bool { return len(x.Values) != 1 })
}

// MarshalJSON writes a number for each metric, and a table as a list of rows.
func (s scores) MarshalJSON() ([]byte, error) {
	all := map[string]any{}
	for _, x := range s {
		id := x.Kind.ID
		if x.Node != s[0].Node {
			id = fmt.Sprintf("%d/%s", x.Node, id)
		}
		if len(x.Values) == 1 {
			all[id] = number(x.Values[0])
			continue
		}
		all[id] = table(x.Values)
	}
	return json.Marshal(all)
}

// table cuts a square table into its rows.
func table(values []float64) [][]number {
	n := int(math.Sqrt(float64(len(values))) + 0.5)
	rows := make([][]number, n)
	for i := range rows {
		for _, v := range values[i*n : (i+1)*n] {
			rows[i] = append(rows[i], number(v))
		}
	}
	return rows
}

// print writes a line for each metric that is one number; the accuracy has been said.
func (s scores) print(w io.Writer) error {
	for _, x := range s {
		if len(x.Values) != 1 || x.Kind.ID == "accuracy" {
			continue
		}
		if _, err := fmt.Fprintf(w, "%s %.4f\n", x.Kind.Name.EN, x.Values[0]); err != nil {
			return err
		}
	}
	return nil
}
