package kernel

// Panels is how a matrix lies that many small products read again and again: panel by panel of the columns that a tile
// has, so that each is read from beginning to end.

// panelColumns is how many columns a panel has.
func (k *Kernels) panelColumns() int { return k.fit.lanes * k.fit.vectors }

// Panels lays a matrix of depth × columns out in panels; transposed, it is given as columns × depth.
func (k *Kernels) Panels(to, w []float32, depth, columns int, transposed bool) {
	for j := 0; j < columns; j += k.panelColumns() {
		width := min(k.panelColumns(), columns-j)
		panel := to[j*depth:][:depth*width]
		if !transposed {
			for l := range depth {
				copy(panel[l*width:(l+1)*width], w[l*columns+j:])
			}
			continue
		}
		k.turn(panel, width, w[j*depth:], depth, width, depth)
	}
}

// panelRows computes c = a·b, or adds it, for a b in panels of depth rows.
func (k *Kernels) panelRows(r *rowsOf, a, panels, c []float32) {
	columns := r.columns
	for j := 0; j < columns; j += k.panelColumns() {
		r.columns = min(k.panelColumns(), columns-j)
		r.block.bRow = r.columns
		k.rows(r, a, panels[j*r.block.depth:], c[j:])
	}
	r.columns = columns
}
