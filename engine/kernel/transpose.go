package kernel

// Transpose sets to[j·rows + i] = from[i·columns + j], block by block, so that neither side is walked in long strides.
func Transpose(to, from []float32, rows, columns int) {
	const side = 16
	for i0 := 0; i0 < rows; i0 += side {
		for j0 := 0; j0 < columns; j0 += side {
			for i := i0; i < min(i0+side, rows); i++ {
				row := from[i*columns:][:columns]
				for j := j0; j < min(j0+side, columns); j++ {
					to[j*rows+i] = row[j]
				}
			}
		}
	}
}
