package layer

import (
	"netloom/engine/loss"
	"netloom/engine/metric"
	"netloom/engine/op"
)

// sideOf describes a signal to a loss.
func sideOf(s Signal, there bool) loss.Side {
	return loss.Side{Shape: s.Shape, Labels: s.Type == Labels, Classes: s.Classes, Rows: s.PerSample(), Absent: !there}
}

// objectiveSides describes what arrives at an objective.
func objectiveSides(in map[string][]Signal) (prediction, target loss.Side) {
	c := Context{In: in}
	p, _ := c.One("prediction")
	t, wired := c.One("target")
	return sideOf(p, true), sideOf(t, wired)
}

func inferObjective(c *Context) (map[string]Signal, error) {
	prediction, target := objectiveSides(c.In)
	if err := loss.Find(c.Params.Text("loss")).Fits(c.Params, prediction, target); err != nil {
		p := &Problem{Message: err.Message, Missing: target.Absent}
		if len(prediction.Shape) > 1 && target.Labels {
			p.Insert, p.Port = []string{"flatten"}, "prediction"
		}
		return nil, p
	}
	return map[string]Signal{"loss": {Type: Loss}}, nil
}

// lowerObjective adds the loss, and what is measured beside it.
func lowerObjective(l *Lowering) (map[string]*op.Value, error) {
	own := &loss.Lowering{Graph: l.Graph, Params: l.Params, Prediction: l.One("prediction")}
	if t := l.In["target"]; len(t) > 0 {
		own.Target = t[0]
	}
	own.PredictionSide, own.TargetSide = objectiveSides(l.Signals)
	v, err := loss.Find(l.Params.Text("loss")).Lower(own)
	if err != nil {
		return nil, err
	}
	measures, err := metric.Lower(own, l.Training)
	if err != nil {
		return nil, err
	}
	for _, m := range measures {
		l.Metric(m)
	}
	return map[string]*op.Value{"loss": v}, nil
}
