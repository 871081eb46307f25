package kernel

import "testing"

// BenchmarkConv times the convolutions of the reference networks, one sample an iteration.
func BenchmarkConv(b *testing.B) {
	plain := func(h, w, c, f, k, s, pad int) Conv {
		return Conv{Height: h, Width: w, Channels: c, Filters: f, KernelHeight: k, KernelWidth: k, StrideY: s, StrideX: s, DilationY: 1, DilationX: 1, Top: pad, Bottom: pad, Left: pad, Right: pad, Groups: 1}
	}
	depthwise := func(side, c, s int) Conv {
		d := plain(side, side, c, c, 3, s, 1)
		d.Groups = c
		return d
	}
	for name, c := range map[string]Conv{
		"depthwise1": depthwise(28, 32, 1), "depthwise2": depthwise(14, 128, 1), "depthwise3": depthwise(14, 128, 2),
		"cnn1": plain(28, 28, 1, 32, 3, 1, 0), "cnn2": plain(13, 13, 32, 64, 3, 1, 0),
		"gan1": plain(28, 28, 1, 64, 4, 2, 1), "gan2": plain(14, 14, 64, 128, 4, 2, 1),
	} {
		k := For(Best())
		x, w, y := Aligned(c.ImageFloats()), Aligned(c.WeightFloats()), Aligned(c.ResultFloats())
		scratch := Aligned(max(c.PadFloats(), c.InputFloats()))
		for op, run := range map[string]func(){
			"forward": func() { k.Conv(c, x, w, y, scratch) },
			"input":   func() { k.ConvInput(c, y, w, x, scratch) },
			"weight":  func() { k.ConvWeight(c, x, y, w, scratch, true) },
		} {
			b.Run(name+"/"+op, func(b *testing.B) {
				for b.Loop() {
					run()
				}
				b.ReportMetric(c.FLOPs()*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOPS")
			})
		}
	}
}
