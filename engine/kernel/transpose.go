package kernel

// Transpose sets to[j·rows + i] = from[i·columns + j].
func (k *Kernels) Transpose(to, from []float32, rows, columns int) {
	k.turn(to, rows, from, columns, rows, columns)
}

// turn sets to[j·toRow + i] = from[i·fromRow + j] for so many rows and columns of from, eight by eight where the
// processor can, else block by block, so that neither side is walked in long strides.
func (k *Kernels) turn(to []float32, toRow int, from []float32, fromRow, rows, columns int) {
	whole := 0
	if blocks := columns / 8; k.transpose != nil && blocks > 0 {
		whole = rows - rows%8
		for i := 0; i < whole; i += 8 {
			k.transpose(blocks, &to[i], bytesOf(toRow), &from[i*fromRow], bytesOf(fromRow))
		}
		turnPortable(to, toRow, from, fromRow, 0, whole, blocks*8, columns)
	}
	turnPortable(to, toRow, from, fromRow, whole, rows, 0, columns)
}

// turnPortable turns the rows r0 to r1 and columns c0 to c1 of from.
func turnPortable(to []float32, toRow int, from []float32, fromRow, r0, r1, c0, c1 int) {
	const side = 16
	for i0 := r0; i0 < r1; i0 += side {
		for j0 := c0; j0 < c1; j0 += side {
			for i := i0; i < min(i0+side, r1); i++ {
				row := from[i*fromRow:][:c1]
				for j := j0; j < min(j0+side, c1); j++ {
					to[j*toRow+i] = row[j]
				}
			}
		}
	}
}
