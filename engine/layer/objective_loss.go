package layer

import (
	"netloom/engine/loss"
	"netloom/engine/metric"
	"netloom/engine/op"
	"netloom/engine/text"
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
	if err := checkLossMask(c); err != nil {
		return nil, err
	}
	return map[string]Signal{"loss": {Type: Loss}}, nil
}

// checkLossMask tells what is wrong with a mask for the steps of the prediction.
func checkLossMask(c *Context) error {
	if _, wired := c.One("mask"); !wired {
		return nil
	}
	_, target := objectiveSides(c.In)
	if k := loss.Find(c.Params.Text("loss")); k.Whole != nil && k.Whole(target) {
		return &Problem{Port: "mask", Message: text.New("%s reads each sample as a whole, so that no step of it can be left out: cut the wire to the mask",
			"%s 把每个样本作为整体读取，无法略去其中的步：请删除到掩码的连线", k.Name)}
	}
	p, _ := c.One("prediction")
	if len(p.Shape) < 2 {
		return &Problem{Port: "mask", Message: text.New("A mask leaves out steps of a sequence of predictions, but the prediction is %s for each sample: cut the wire to the mask, or have the layers before answer at every step",
			"掩码用于略去预测序列中的步，但每个样本的预测是 %s：请删除到掩码的连线，或让前面的层在每一步都给出答案", ShapeText(p.Shape))}
	}
	return checkMask(text.Text{EN: "The objective", ZH: "目标"}, c, p.Shape[0])
}

// lowerObjective adds the loss, and what is measured beside it.
func lowerObjective(l *Lowering) (map[string]*op.Value, error) {
	own := &loss.Lowering{Graph: l.Graph, Params: l.Params, Prediction: l.One("prediction")}
	if t := l.In["target"]; len(t) > 0 {
		own.Target = t[0]
	}
	if m := l.In["mask"]; len(m) > 0 {
		own.Mask = m[0]
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
