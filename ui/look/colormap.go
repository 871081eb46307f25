package look

import "image/color"

// viridis is the colour map of van der Walt and Smith (2015), sampled at nine places; it rises evenly in lightness and
// reads the same to the colour-blind.
var viridis = [9]uint32{0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C, 0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725}

// Viridis gives the colour of a value, 0 to 1.
func Viridis(v float64) color.NRGBA {
	if !(v > 0) {
		v = 0
	}
	v = min(v, 1) * float64(len(viridis)-1)
	i := min(int(v), len(viridis)-2)
	return Mix(hex(viridis[i]), hex(viridis[i+1]), v-float64(i))
}

// ViridisTable holds the map in 256 steps, for images in the format that the graphics driver takes as it is.
func ViridisTable() [256]color.RGBA {
	var t [256]color.RGBA
	for i := range t {
		t[i] = color.RGBA(Viridis(float64(i) / 255)) // opaque, where both mean the same
	}
	return t
}
