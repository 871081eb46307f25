package kernel

import "unsafe"

// bytesOf turns a stride in floats into one in bytes.
func bytesOf(stride int) uintptr { return uintptr(stride) * unsafe.Sizeof(float32(0)) }

// pixelOf is the place of a pixel's number when pixels lie so many bytes apart.
func pixelOf(p *float32, pixel int, stride uintptr) *float32 {
	return (*float32)(unsafe.Add(unsafe.Pointer(p), pixel*int(stride)))
}

// eachNumber calls back for every channel of every pixel with where its window begins, its result and its place.
func eachNumber(pixels, channels int, x *float32, xStride uintptr, y *float32, yStride uintptr, work func(x, y *float32, at int)) {
	for i := range pixels {
		px, py := pixelOf(x, i, xStride), pixelOf(y, i, yStride)
		for c := range channels {
			work(at(px, c), at(py, c), i*int(yStride)/4+c)
		}
	}
}

func tapOf(x *float32, offset int) *float32 { return (*float32)(unsafe.Add(unsafe.Pointer(x), offset)) }

func windowMaxPortable(pixels, channels, taps int, offsets *int, x *float32, xStride uintptr, y *float32, yStride uintptr, z *float32) {
	list := unsafe.Slice(offsets, taps)
	eachNumber(pixels, channels, x, xStride, y, yStride, func(x, y *float32, i int) {
		most, place := *tapOf(x, list[0]), 0
		for t, o := range list {
			if v := *tapOf(x, o); v > most || v != v && most == most {
				most, place = v, t
			}
		}
		*y, *at(z, i) = most, float32(place)
	})
}

func windowRoutePortable(pixels, channels, taps int, offsets *int, x *float32, xStride uintptr, y *float32, yStride uintptr, z *float32) {
	list := unsafe.Slice(offsets, taps)
	eachNumber(pixels, channels, x, xStride, y, yStride, func(x, y *float32, i int) {
		*tapOf(x, list[int(*at(z, i))]) += *y
	})
}

func windowSumPortable(pixels, channels, taps int, offsets *int, x *float32, xStride uintptr, y *float32, yStride uintptr, scale float32) {
	list := unsafe.Slice(offsets, taps)
	eachNumber(pixels, channels, x, xStride, y, yStride, func(x, y *float32, _ int) {
		sum := float32(0)
		for _, o := range list {
			sum += *tapOf(x, o)
		}
		*y = sum * scale
	})
}

func windowSpreadPortable(pixels, channels, taps int, offsets *int, x *float32, xStride uintptr, y *float32, yStride uintptr, scale float32) {
	list := unsafe.Slice(offsets, taps)
	eachNumber(pixels, channels, x, xStride, y, yStride, func(x, y *float32, _ int) {
		v := *y * scale
		for _, o := range list {
			*tapOf(x, o) += v
		}
	})
}
