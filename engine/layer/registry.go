package layer

// Registry is the explicit list of kinds.
type Registry struct {
	kinds []*Kind
	byID  map[string]*Kind
}

// Standard lists every kind that ships, in palette order. A new kind is one file and one line here.
func Standard() *Registry {
	return NewRegistry(
		input(),
		output(),
		noise(),
		dense(),
		perceptron(),
		activation(),
		prelu(),
		softmax(),
		embedding(),
		conv1D(),
		conv2D(),
		depthwiseConv2D(),
		separableConv2D(),
		convTranspose2D(),
		maxPool1D(),
		maxPool2D(),
		averagePool1D(),
		averagePool2D(),
		globalAveragePool(),
		globalMaxPool(),
		simpleRNN(),
		lstm(),
		gru(),
		bidirectional(),
		timeDistributed(),
		masking(),
		attention(),
		multiHeadAttention(),
		positionalEncoding(),
		batchNorm(),
		layerNorm(),
		groupNorm(),
		rmsNorm(),
		dropout(),
		gaussianNoise(),
		sampling(),
		randomFlip(),
		randomRotation(),
		randomShift(),
		randomZoom(),
		randomContrast(),
		cutout(),
		flatten(),
		reshape(),
		permute(),
		repeat(),
		pad(),
		crop(),
		upsample(),
		concat(),
		stackBatches(),
		add(),
		subtract(),
		multiply(),
		average(),
		maximum(),
		dot(),
		objective(),
	)
}

// NewRegistry makes a registry of the given kinds; of two with one id the later counts.
func NewRegistry(kinds ...*Kind) *Registry {
	r := &Registry{kinds: kinds, byID: make(map[string]*Kind, len(kinds))}
	for _, k := range kinds {
		r.byID[k.ID] = withSharing(k)
	}
	return r
}

// Find gives a kind by its id, or nil.
func (r *Registry) Find(id string) *Kind { return r.byID[id] }

// All lists the kinds in palette order. The slice must not be changed.
func (r *Registry) All() []*Kind { return r.kinds }

// InCategory lists the kinds of one category in palette order.
func (r *Registry) InCategory(c Category) []*Kind {
	var list []*Kind
	for _, k := range r.kinds {
		if k.Category == c {
			list = append(list, k)
		}
	}
	return list
}

// Categories lists the categories that have a kind, in palette order.
func (r *Registry) Categories() []Category {
	var list []Category
	for _, c := range Categories() {
		if len(r.InCategory(c)) > 0 {
			list = append(list, c)
		}
	}
	return list
}
