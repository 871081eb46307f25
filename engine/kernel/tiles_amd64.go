//go:build amd64 && !purego

package kernel

// edges[n] masks all but the first n of eight lanes.
var edges = [9][8]int32{
	{0, 0, 0, 0, 0, 0, 0, 0},
	{-1, 0, 0, 0, 0, 0, 0, 0},
	{-1, -1, 0, 0, 0, 0, 0, 0},
	{-1, -1, -1, 0, 0, 0, 0, 0},
	{-1, -1, -1, -1, 0, 0, 0, 0},
	{-1, -1, -1, -1, -1, 0, 0, 0},
	{-1, -1, -1, -1, -1, -1, 0, 0},
	{-1, -1, -1, -1, -1, -1, -1, 0},
	{-1, -1, -1, -1, -1, -1, -1, -1},
}

type gemm512 = func(segments, k int, a *float32, rs, cs, jump uintptr, b, ahead *float32, bs uintptr, c *float32, ldc uintptr, mask uint32, accumulate uint32)

type gemm256 = func(segments, k int, a *float32, rs, cs, jump uintptr, b, ahead *float32, bs uintptr, c *float32, ldc uintptr, mask *int32, accumulate uint32)

// tiles512[vectors][rows] and tiles256[vectors][rows] list the generated loops.
var tiles512 = [5][15]gemm512{
	1: {nil, gemmAVX512_1x1, gemmAVX512_2x1, gemmAVX512_3x1, gemmAVX512_4x1, gemmAVX512_5x1, gemmAVX512_6x1, gemmAVX512_7x1, gemmAVX512_8x1, gemmAVX512_9x1, gemmAVX512_10x1, gemmAVX512_11x1, gemmAVX512_12x1, gemmAVX512_13x1, gemmAVX512_14x1},
	2: {nil, gemmAVX512_1x2, gemmAVX512_2x2, gemmAVX512_3x2, gemmAVX512_4x2, gemmAVX512_5x2, gemmAVX512_6x2, gemmAVX512_7x2, gemmAVX512_8x2, gemmAVX512_9x2, gemmAVX512_10x2, gemmAVX512_11x2, gemmAVX512_12x2, gemmAVX512_13x2, gemmAVX512_14x2},
	4: {nil, gemmAVX512_1x4, gemmAVX512_2x4, gemmAVX512_3x4, gemmAVX512_4x4, gemmAVX512_5x4, gemmAVX512_6x4},
}

var tiles256 = [3][7]gemm256{
	1: {nil, gemmAVX2_1x1, gemmAVX2_2x1, gemmAVX2_3x1, gemmAVX2_4x1, gemmAVX2_5x1, gemmAVX2_6x1},
	2: {nil, gemmAVX2_1x2, gemmAVX2_2x2, gemmAVX2_3x2, gemmAVX2_4x2, gemmAVX2_5x2, gemmAVX2_6x2},
}

// whole256[vectors][rows] lists the loops for columns that fill their vectors.
var whole256 = [3][7]gemm256{
	1: {nil, gemmAVX2_1x1whole, gemmAVX2_2x1whole, gemmAVX2_3x1whole, gemmAVX2_4x1whole, gemmAVX2_5x1whole, gemmAVX2_6x1whole},
	2: {nil, gemmAVX2_1x2whole, gemmAVX2_2x2whole, gemmAVX2_3x2whole, gemmAVX2_4x2whole, gemmAVX2_5x2whole, gemmAVX2_6x2whole},
}

func tileAVX512(t tile, x *block) {
	mask := uint32(1)<<(x.columns-16*(t.vectors-1)) - 1
	tiles512[t.vectors][t.rows](x.segments, x.depth, x.a, bytesOf(x.aRow), bytesOf(x.aColumn), x.jump(),
		x.b, x.ahead, bytesOf(x.bRow), x.c, bytesOf(x.cRow), mask, flag(x.accumulate))
}

func tileAVX2(t tile, x *block) {
	loops, mask := &whole256, (*int32)(nil)
	if x.columns != 8*t.vectors {
		loops, mask = &tiles256, &edges[x.columns-8*(t.vectors-1)][0]
	}
	loops[t.vectors][t.rows](x.segments, x.depth, x.a, bytesOf(x.aRow), bytesOf(x.aColumn), x.jump(),
		x.b, x.ahead, bytesOf(x.bRow), x.c, bytesOf(x.cRow), mask, flag(x.accumulate))
}

// jump is how many bytes A moves on between two segments, beyond the depth of one.
func (x *block) jump() uintptr { return bytesOf(x.aSegment - x.depth*x.aColumn) }

func flag(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}
