package compile

import (
	"slices"

	"netloom/engine/op"
)

// backAndForth leaves out shapes that values are given and then lose again, as between layers that slide over sequences
// as images of one row, so that what lies on both sides can be joined.
func (f *fuser) backAndForth(last *op.Call) {
	from := last.In[0]
	for !slices.Equal(from.Shape, last.Out[0].Shape) {
		if from.Maker == nil || from.Maker.Op != op.Reshape || f.keep[from] || f.gone[from.Maker] {
			return
		}
		from = from.Maker.In[0]
	}
	out := last.Out[0]
	if f.keep[out] {
		return
	}
	for _, r := range f.readers[out] {
		for i, in := range r.In {
			if in == out {
				r.In[i] = from
			}
		}
		f.readers[from] = append(f.readers[from], r)
	}
	f.readers[out] = nil
	for c := last; ; c = c.In[0].Maker {
		f.gone[c] = true
		f.dropReader(c.In[0], c)
		if c.In[0] == from || len(f.readers[c.In[0]]) > 0 {
			return
		}
	}
}
