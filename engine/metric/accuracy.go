package metric

import (
	"netloom/engine/op"
	"netloom/engine/text"
)

// accuracy counts the samples whose largest score is that of the right class.
func accuracy() *Kind {
	return &Kind{
		ID: "accuracy", Name: text.Text{EN: "Accuracy", ZH: "准确率"},
		Lower: func(g *op.Graph, prediction, target *op.Value) (*op.Value, error) {
			v, err := g.Add(op.CountHits, nil, prediction, target)
			if err != nil {
				return nil, err
			}
			return v[0], nil
		},
	}
}
