package metric

import (
	"netloom/engine/loss"
	"netloom/engine/op"
)

// classifiers are the losses whose predictions name classes.
var classifiers = map[string]bool{
	"sparse_cross_entropy": true, "categorical_cross_entropy": true, "binary_cross_entropy": true, "hinge": true,
}

// newLowering finds what rows there are to compare.
func newLowering(own *loss.Lowering) *Lowering {
	l := &Lowering{Lowering: own, columns: 1, rows: max(1, own.PredictionSide.Rows)}
	shape := own.PredictionSide.Shape
	if len(shape) > 0 {
		l.columns = shape[len(shape)-1]
	}
	for _, d := range shape[:max(0, len(shape)-1)] {
		l.rows *= d
	}
	l.scores = own.Prediction
	switch id := own.Params.Text("loss"); {
	case id == "binary_cross_entropy":
		if z := loss.BeforeSigmoid(l.scores); z != nil {
			l.scores = z
		} else if op.IsProbability(l.scores) {
			l.threshold = 0.5
		}
	case id != "hinge": // of targets of 0 and 1, as a perceptron's
		l.threshold = 0.5
	}
	return l
}

// classifies tells whether rows name classes: by the loss, or because the target holds labels.
func (l *Lowering) classifies() bool {
	many := l.Params.Text("loss") == "binary_cross_entropy" && !l.TargetSide.Labels && l.columns > 1
	return (classifiers[l.Params.Text("loss")] || l.TargetSide.Labels) && !many
}

// regresses tells whether numbers are compared with numbers.
func (l *Lowering) regresses() bool {
	switch l.Params.Text("loss") {
	case "mse", "mae", "huber", "log_cosh":
		return true
	}
	return false
}

// matrix gives a value as rows of the prediction's columns.
func (l *Lowering) matrix(v *op.Value) (*op.Value, error) {
	if len(v.Shape) == 2 && v.Shape[1] == l.columns {
		return v, nil
	}
	out, err := l.Graph.Add(op.Reshape, op.ReshapeTo{Shape: []int{v.Size() / l.columns, l.columns}}, v)
	if err != nil {
		return nil, err
	}
	return out[0], nil
}

// pair gives scores and targets as matrices of one shape.
func (l *Lowering) pair() (scores, target *op.Value, err error) {
	if l.target == nil {
		t := l.Target
		if l.TargetSide.Labels {
			one, err := l.Graph.Add(op.OneHot, op.OneHotForm{Classes: l.columns, On: 1}, t)
			if err != nil {
				return nil, nil, err
			}
			t = one[0]
		}
		if l.target, err = l.matrix(t); err != nil {
			return nil, nil, err
		}
		if l.scores, err = l.matrix(l.scores); err != nil {
			return nil, nil, err
		}
	}
	return l.scores, l.target, nil
}

// one adds an op on scores and targets.
func (l *Lowering) one(o *op.Op, attr any) ([]*op.Value, error) {
	y, t, err := l.pair()
	if err != nil {
		return nil, err
	}
	in := []*op.Value{y, t}
	if l.Mask != nil {
		in = append(in, l.Mask)
	}
	return l.Graph.Add(o, attr, in...)
}

// realSteps counts the steps that a mask lets count, and gives the rows of each; nothing where there is no mask.
func (l *Lowering) realSteps() (counted *op.Value, rows int, err error) {
	if l.Mask == nil {
		return nil, 0, nil
	}
	v, err := l.Graph.Add(op.CountSteps, nil, l.Mask)
	if err != nil {
		return nil, 0, err
	}
	return v[0], l.Prediction.Size() / l.columns / l.Mask.Size(), nil
}

// once adds an op that several metrics read.
func (l *Lowering) once(made **op.Value, o *op.Op, attr any) ([]*op.Value, error) {
	if *made == nil {
		v, err := l.one(o, attr)
		if err != nil {
			return nil, err
		}
		*made = v[0]
	}
	return []*op.Value{*made}, nil
}
