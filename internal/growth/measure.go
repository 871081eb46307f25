//go:build unix

package main

import (
	"context"
	"runtime"
	"syscall"
	"time"

	"netloom/assets/data/mnist"
	"netloom/assets/examples"
	"netloom/engine/bench/drawing"
	"netloom/engine/compile"
	"netloom/engine/data"
	"netloom/engine/kernel"
	"netloom/engine/layer"
	"netloom/engine/train"
)

// rounds is how often each size is measured; the fastest counts.
const rounds = 3

// best runs work some times and gives the processor's seconds of the fastest: time on the wall would tell of what else
// the machine does.
func best(work func() error) (float64, error) {
	fastest := 0.0
	for i := range rounds {
		runtime.GC() // what was left over from before is not this round's to clear up
		begun := spent()
		if err := work(); err != nil {
			return 0, err
		}
		if s := (spent() - begun).Seconds(); i == 0 || s < fastest {
			fastest = s
		}
	}
	return fastest, nil
}

// spent is the time that this program has had on the processor.
func spent() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // it fails only for an argument that does not exist
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// measureCompile times Check and Build of networks of growing depth.
func measureCompile() ([]point, error) {
	sources, kinds := data.NewRegistry(mnist.Source()), layer.Standard()
	var checks, builds []point
	for n := 125; n <= 8000; n *= 2 {
		d, err := drawing.Chain(n)
		if err != nil {
			return nil, err
		}
		var r *compile.Report
		seconds, err := best(func() error { r = compile.Check(d, kinds, sources); return nil })
		if err != nil {
			return nil, err
		}
		checks = append(checks, point{"check", n, seconds})
		s, err := compile.NewState(r, 1)
		if err != nil {
			return nil, err
		}
		seconds, err = best(func() error {
			_, err := compile.Build(r, s, compile.Options{Mode: compile.Train, Batch: 32, Kernels: kernel.For(kernel.Best()), Workers: 2})
			return err
		})
		if err != nil {
			return nil, err
		}
		builds = append(builds, point{"build", n, seconds})
	}
	return append(checks, builds...), nil
}

// measureTraining times steps of training of two examples on growing parts of MNIST, on one core.
func measureTraining(ctx context.Context) ([]point, error) {
	var list []point
	for _, x := range []struct {
		example string
		from    int
	}{{"mnist-mlp", 3200}, {"mnist-cnn", 1600}} {
		for n := x.from; n <= 16*x.from; n *= 2 {
			seconds, err := samples(ctx, x.example, n)
			if err != nil {
				return nil, err
			}
			list = append(list, point{x.example, n, seconds})
		}
	}
	return list, nil
}

// samples is how long training on so many samples takes, each seen once.
func samples(ctx context.Context, example string, n int) (float64, error) {
	d, err := examples.Open(example)
	if err != nil {
		return 0, err
	}
	fastest := 0.0
	for range rounds {
		s, err := train.NewSession(ctx, d, train.Config{Layers: layer.Standard(), Data: data.NewRegistry(mnist.Source()), Threads: 1})
		if err != nil {
			return 0, err
		}
		runtime.GC()
		begun := spent()
		s.Train(n / d.Settings().Batch)
		for s.Progress().State != train.Paused {
			select {
			case <-s.Updates():
			case <-ctx.Done():
				s.Close()
				return 0, ctx.Err()
			}
		}
		seconds := (spent() - begun).Seconds()
		s.Close()
		if fastest == 0 || seconds < fastest {
			fastest = seconds
		}
	}
	return fastest, nil
}
