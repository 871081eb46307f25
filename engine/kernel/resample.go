package kernel

// Resample enlarges images of Height × Width × Channels by whole factors.
type Resample struct {
	Height, Width, Channels int
	FactorY, FactorX        int
	// Bilinear blends neighbouring pixels, whose centres keep their places; else each pixel becomes a block.
	Bilinear bool
}

// ImageFloats is the size of the image.
func (r Resample) ImageFloats() int { return r.Height * r.Width * r.Channels }

// ResultFloats is the size of the enlarged image.
func (r Resample) ResultFloats() int { return r.ImageFloats() * r.FactorY * r.FactorX }

// LineFloats is the size of the scratch that the methods need: two lines of the result.
func (r Resample) LineFloats() int { return 2 * r.Width * r.FactorX * r.Channels }

// blend is how a line of the result is made of two of the image.
type blend struct {
	first, second int
	share         float32 // of the second
}

// blendAt finds the lines around the place at which a line of the result lies, as do TensorFlow and PyTorch.
func (r Resample) blendAt(i, factor, size int) blend {
	if !r.Bilinear {
		return blend{i / factor, i / factor, 0}
	}
	at := max(0, (float32(i)+0.5)/float32(factor)-0.5)
	first := min(int(at), size-1)
	return blend{first, min(first+1, size-1), at - float32(first)}
}

// Forward sets y to the enlarged x. scratch has LineFloats.
func (r Resample) Forward(x, y, scratch []float32) {
	c, line, wide := r.Channels, r.Width*r.Channels, r.Width*r.FactorX*r.Channels
	mixed := scratch[:line]
	for i := range r.Height * r.FactorY {
		to := y[i*wide : (i+1)*wide]
		if !r.Bilinear && i%r.FactorY > 0 {
			copy(to, y[(i-1)*wide:i*wide])
			continue
		}
		b := r.blendAt(i, r.FactorY, r.Height)
		from := x[b.first*line:][:line]
		if b.share > 0 {
			mix(mixed, from, x[b.second*line:][:line], b.share)
			from = mixed
		}
		for j := range r.Width * r.FactorX {
			b := r.blendAt(j, r.FactorX, r.Width)
			pixel := to[j*c : (j+1)*c]
			if b.share > 0 {
				mix(pixel, from[b.first*c:][:c], from[b.second*c:][:c], b.share)
			} else {
				copy(pixel, from[b.first*c:][:c])
			}
		}
	}
}

// Back sets dx to what each pixel of x gave to the enlarged image, whose gradient is dy. scratch has LineFloats.
func (r Resample) Back(k *Kernels, dy, dx, scratch []float32) {
	c, line, wide := r.Channels, r.Width*r.Channels, r.Width*r.FactorX*r.Channels
	gathered, sum := scratch[:line], scratch[line:][:wide]
	clear(dx)
	for i := 0; i < r.Height*r.FactorY; i++ {
		b := r.blendAt(i, r.FactorY, r.Height)
		from := dy[i*wide : (i+1)*wide]
		if !r.Bilinear { // all lines of a block at once
			copy(sum, from)
			for range r.FactorY - 1 {
				i++
				k.Add(sum, sum, dy[i*wide:(i+1)*wide])
			}
			from = sum
		}
		clear(gathered)
		for j := range r.Width * r.FactorX {
			b := r.blendAt(j, r.FactorX, r.Width)
			pixel := from[j*c : (j+1)*c]
			addScaled(gathered[b.first*c:][:c], pixel, 1-b.share)
			if b.share > 0 {
				addScaled(gathered[b.second*c:][:c], pixel, b.share)
			}
		}
		addScaled(dx[b.first*line:][:line], gathered, 1-b.share)
		if b.share > 0 {
			addScaled(dx[b.second*line:][:line], gathered, b.share)
		}
	}
}

// mix sets to = (1 − share)·a + share·b.
func mix(to, a, b []float32, share float32) {
	for i := range to {
		to[i] = a[i] + share*(b[i]-a[i])
	}
}

// addScaled adds scale·x to sum.
func addScaled(sum, x []float32, scale float32) {
	for i, v := range x {
		sum[i] += scale * v
	}
}
