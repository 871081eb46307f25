package loss

import (
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// encoding says which numbers stand for yes and no, where labels or a constant are the target.
type encoding struct{ on, off float32 }

var (
	zeroOne  = encoding{1, 0}
	plusLess = encoding{1, -1}
)

// fitsPair is the rule of losses that compare numbers with numbers: of samples there must be as many, whatever their
// shape; labels need a number for each class, or a single one where there are two.
func fitsPair(name text.Text) func(param.Set, Side, Side) *text.Error {
	return func(s param.Set, prediction, target Side) *text.Error {
		switch {
		case prediction.Labels:
			return text.Errorf("%s compares numbers: labels cannot be the prediction", "%s 比较的是数值：标签不能作为预测", name)
		case target.Absent && Constant(s):
			return nil
		case target.Absent:
			return noTarget(name)
		case Constant(s):
			return text.Errorf("The target of %s is set to a constant, yet a wire ends there: remove the wire, or set Target to what is wired",
				"%s 的目标值已设为常数，却仍有连线：请删除连线，或将“目标值”设为来自连线", name)
		case target.Labels && len(target.Shape) == 0 && prediction.size() != target.Classes && (prediction.size() != 1 || target.Classes != 2):
			return needUnits(name, prediction.size(), target.Classes)
		case !target.Labels && prediction.size() != target.size():
			return text.Errorf("%s needs as many numbers in the prediction as in the target, but %d arrive for %d", "%s 要求预测与目标的数值个数相同，但收到 %d 个，目标为 %d 个", name, prediction.size(), target.size())
		case target.Labels && len(target.Shape) > 0 && prediction.size() != target.size()*target.Classes:
			return needUnits(name, prediction.size(), target.size()*target.Classes)
		}
		return nil
	}
}

func noTarget(name text.Text) *text.Error {
	return text.Errorf("Nothing is wired to Target of the objective: %s needs something to compare the prediction with", "目标的“目标值”没有连线：%s 需要与预测比较的值", name)
}

func needUnits(name text.Text, have, want int) *text.Error {
	return text.Errorf("%s needs %d numbers, one for each class, but %d arrive: give the last layer %[2]d units", "%s 需要 %d 个数值（每个类别一个），但收到 %d 个：请将最后一层设为 %[2]d 个单元", name, want, have)
}

// form is the attribute of op.Loss with the parameters that every loss has.
func (l *Lowering) form(f *op.LossFunction) *op.LossForm {
	return &op.LossForm{Function: f, Weight: l.Params.Float("weight")}
}

// numbers gives the target as numbers: labels become rows of yes and no.
func (l *Lowering) numbers(e encoding) (*op.Value, error) {
	if l.Target == nil || !l.TargetSide.Labels {
		return l.Target, nil
	}
	classes := l.TargetSide.Classes
	if l.PredictionSide.size() == 1 {
		classes = 1
	}
	v, err := l.Graph.Add(op.OneHot, op.OneHotForm{Classes: classes, On: e.on, Off: e.off}, l.Target)
	if err != nil {
		return nil, err
	}
	return v[0], nil
}

// compare adds a function of prediction and target, whatever its form, or of the prediction and a constant.
func (l *Lowering) compare(prediction *op.Value, f *op.LossForm, e encoding) (*op.Value, error) {
	in := []*op.Value{prediction}
	if Constant(l.Params) {
		f.Target = float64(e.off)
		if l.Params.Text("target") == ones {
			f.Target = float64(e.on)
		}
	} else {
		t, err := l.numbers(e)
		if err != nil {
			return nil, err
		}
		in = append(in, t)
	}
	return l.Mean(f, in...)
}

// Mean adds the mean of a function over the rows that count.
func (l *Lowering) Mean(f *op.LossForm, in ...*op.Value) (*op.Value, error) {
	if f.Masked = l.Mask != nil; f.Masked {
		for i, v := range in {
			rows, err := l.reshaped(v, lastOf(l.PredictionSide)) // a loss may see the scores before a change of shape
			if err != nil {
				return nil, err
			}
			in[i] = rows
		}
		in = append(in, l.Mask)
	}
	v, err := l.Graph.Add(op.Loss, f, in...)
	if err != nil {
		return nil, err
	}
	return v[0], nil
}

// reshaped gives a value rows of n.
func (l *Lowering) reshaped(v *op.Value, n int) (*op.Value, error) {
	if len(v.Shape) == 2 && v.Shape[1] == n {
		return v, nil
	}
	out, err := l.Graph.Add(op.Reshape, op.ReshapeTo{Shape: []int{v.Size() / n, n}}, v)
	if err != nil {
		return nil, err
	}
	return out[0], nil
}

// pair lowers a loss that compares number by number.
func pair(f *op.LossFunction, e encoding, set func(*op.LossForm, param.Set)) func(*Lowering) (*op.Value, error) {
	return func(l *Lowering) (*op.Value, error) {
		form := l.form(f)
		if set != nil {
			set(form, l.Params)
		}
		return l.compare(l.Prediction, form, e)
	}
}
