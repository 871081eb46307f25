package command

import (
	"slices"
	"strconv"
	"strings"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/param"
)

// setParams makes the changes of --set flags: LAYER.PARAM=VALUE, or PARAM=VALUE for every objective.
func (e *env) setParams(d *graph.Document, assignments []string) (*graph.Document, error) {
	for _, a := range assignments {
		target, value, found := strings.Cut(a, "=")
		if !found {
			return nil, usage("--set %q: write it as LAYER.PARAM=VALUE, or PARAM=VALUE for the objective", a)
		}
		name, id := "", target
		if dot := strings.LastIndex(target, "."); dot >= 0 {
			name, id = target[:dot], target[dot+1:]
		}
		nodes := e.named(d, name)
		if len(nodes) == 0 {
			return nil, usage("--set %q: there is no layer %q; there are %s", a, name, layerNames(d))
		}
		for _, n := range nodes {
			set := e.layers.Find(n.Kind).Set(n)
			p, known := set.Find(id)
			if !known {
				return nil, usage("--set %q: %s has no parameter %q; it has %s", a, n.Name, id, paramIDs(set.Declared))
			}
			v, err := readValue(p, value)
			if err == nil {
				err = p.Check(v)
			}
			if err != nil {
				return nil, usage("--set %q: %s", a, err)
			}
			if d, err = (graph.SetParam{Nodes: []graph.NodeID{n.ID}, Param: id, Value: v}).Apply(d); err != nil {
				return nil, err
			}
		}
	}
	return d, nil
}

// named lists the layers of a name, or for no name the objectives.
func (e *env) named(d *graph.Document, name string) []*graph.Node {
	var list []*graph.Node
	for _, n := range d.Nodes() {
		k := e.layers.Find(n.Kind)
		if k != nil && (name == "" && k.Category == layer.Objective || name != "" && n.Name == name) {
			list = append(list, n)
		}
	}
	return list
}

func layerNames(d *graph.Document) string {
	var list []string
	for _, n := range d.Nodes() {
		list = append(list, n.Name)
	}
	return strings.Join(list, ", ")
}

func paramIDs(declared []param.Param) string {
	var list []string
	for _, p := range declared {
		if !slices.Contains(list, p.ID) {
			list = append(list, p.ID)
		}
	}
	return strings.Join(list, ", ")
}

// readValue reads a value as its parameter's type asks; numbers of a list are parted by commas.
func readValue(p param.Param, s string) (graph.Value, error) {
	switch p.Type {
	case param.Integer, param.Real:
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			return graph.Value{}, usage("%q is not a number", s)
		}
		return graph.Number(v), nil
	case param.Truth:
		v, err := strconv.ParseBool(s)
		if err != nil {
			return graph.Value{}, usage("%q is neither true nor false", s)
		}
		return graph.Bool(v), nil
	case param.Numbers:
		var list []float64
		for _, part := range strings.Split(s, ",") {
			v, err := strconv.ParseFloat(strings.TrimSpace(part), 64)
			if err != nil {
				return graph.Value{}, usage("%q is not a list of numbers, such as 3,3", s)
			}
			list = append(list, v)
		}
		return graph.List(list...), nil
	}
	return graph.String(s), nil
}
