package param

import "slices"

// Group is the parameters of one choice, such as of one optimiser.
type Group struct {
	ID     string // of the choice's option
	Params []Param
}

// Join lists the parameters of several groups, each to apply where the parameter choice has its group's id. What groups
// declare alike appears once; where the default or range differs, the parameter appears again for those.
func Join(choice string, groups []Group) []Param {
	var list []Param
	for _, g := range groups {
		for _, p := range g.Params {
			i := slices.IndexFunc(list, func(q Param) bool { return alike(p, q) })
			if i < 0 {
				i = len(list)
				p.When = append([]When{{Param: choice}}, p.When...)
				list = append(list, p)
			}
			list[i].When[0].Is = append(list[i].When[0].Is, g.ID)
		}
	}
	return list
}

func alike(p, q Param) bool {
	return p.ID == q.ID && p.Default.Equal(q.Default) && p.Min == q.Min && p.Max == q.Max && p.Help == q.Help
}
