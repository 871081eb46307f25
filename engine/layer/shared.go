package layer

import (
	"netloom/engine/graph"
	"netloom/engine/param"
	"netloom/engine/text"
)

// SharesID is the parameter by which a layer uses another's weights.
const SharesID = "shares"

// sharesParam is what every kind with weights has beside its own parameters.
func sharesParam() param.Param {
	return param.Param{
		ID: SharesID, Type: param.Words, Default: graph.String(""), Name: text.Text{EN: "Same weights as", ZH: "共享权重"},
		Help: text.Text{
			EN: "The name of another layer of the same kind whose weights this one uses: both are one network applied twice, as the two sides of a Siamese network, or a discriminator that judges real and generated images. Empty means weights of its own.",
			ZH: "另一个同类层的名称，本层使用它的权重：两者是同一网络的两次应用，例如孪生网络的两侧，或同时判断真实与生成图像的判别器。留空表示使用自己的权重。",
		},
	}
}

// withSharing adds the parameter to kinds that have weights.
func withSharing(k *Kind) *Kind {
	if k.Weights == nil {
		return k
	}
	if _, there := (param.Set{Declared: k.Params}).Find(SharesID); !there {
		k.Params = append(k.Params[:len(k.Params):len(k.Params)], sharesParam())
	}
	return k
}
