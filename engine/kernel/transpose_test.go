package kernel

import "testing"

func TestTranspose(t *testing.T) {
	each(t, func(t *testing.T, k *Kernels) {
		for _, size := range [][2]int{{1, 1}, {3, 5}, {8, 8}, {16, 24}, {17, 9}, {7, 40}, {41, 33}} {
			rows, columns := size[0], size[1]
			from, to := make([]float32, rows*columns), make([]float32, rows*columns)
			for i := range from {
				from[i] = float32(i)
			}
			k.Transpose(to, from, rows, columns)
			for i := range rows {
				for j := range columns {
					if to[j*rows+i] != from[i*columns+j] {
						t.Fatalf("%d×%d: row %d, column %d is %v, want %v", rows, columns, j, i, to[j*rows+i], from[i*columns+j])
					}
				}
			}
		}
	})
}
