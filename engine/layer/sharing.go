package layer

import (
	"netloom/engine/graph"
	"netloom/engine/param"
	"netloom/engine/text"
)

// SharesParam is the id of the parameter that says whose weights a layer uses.
const SharesParam = "shares"

// sharing lets every kind that has weights use those of another layer.
func sharing(kinds []*Kind) []*Kind {
	for _, k := range kinds {
		if k.Weights != nil {
			k.Params = append(k.Params, param.Param{
				ID: SharesParam, Type: param.Words, Default: graph.String(""),
				Name: text.Text{EN: "Same weights as", ZH: "共用权重"},
				Help: text.Text{
					EN: "The name or number of another layer of the same kind and sizes, whose weights this one uses too: both learn together, as the two sides of a siamese network do. Empty for weights of its own.",
					ZH: "另一个类型与大小相同的层的名称或编号，本层共用其权重：两者一起学习，如孪生网络的两侧。留空则使用自己的权重。",
				},
			})
		}
	}
	return kinds
}
