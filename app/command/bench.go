package command

import (
	"context"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"netloom/engine/bench"
	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/train"
)

func (e *env) bench() *cobra.Command {
	c := &cobra.Command{
		Use: "bench", Short: "Measure the engine on this machine", Args: cobra.NoArgs,
		Long:    "Measure how fast this machine trains, multiplies matrices and draws the canvas. Each result is a JSON object on a line.",
		Example: "  netloom bench train --net mlp --threads 2\n  netloom bench gemm\n  netloom bench canvas --nodes 1000",
		RunE: func(*cobra.Command, []string) error {
			return usage("say what to measure: train, predict, gemm or canvas")
		},
	}
	c.AddCommand(e.benchTrain(), e.benchPredict(), e.benchGemm(), e.benchCanvas())
	return c
}

// levelFlags lets a command be measured with slower loops than the processor's best.
type levelFlags struct{ portable, avx2 bool }

func (l *levelFlags) add(c *cobra.Command) {
	c.Flags().BoolVar(&l.portable, "portable", false, "use the portable loops")
	c.Flags().BoolVar(&l.avx2, "avx2", false, "use the AVX2 loops")
}

func (l *levelFlags) kernels() *kernel.Kernels {
	level := kernel.Best()
	switch {
	case l.portable:
		level = kernel.Portable
	case l.avx2:
		level = min(level, kernel.AVX2)
	}
	return kernel.For(level)
}

func (e *env) benchTrain() *cobra.Command {
	var name string
	var epochs, samples, threads int
	var memory bool
	var level levelFlags
	nets := strings.Join(benchNames(), ", ")
	c := &cobra.Command{
		Use: "train --net NAME", Short: "Time training of a reference network (one JSON line)", Args: cobra.NoArgs,
		Long: "Train a reference network and print the samples a second of the fastest epoch, the seconds in all, and the\n" +
			"accuracy on the test data, or where there is none the loss. The networks: " + nets + ".",
		Example: "  netloom bench train --net mlp --epochs 5 --threads 2",
		RunE: func(c *cobra.Command, _ []string) error {
			net, ok := findBenchNet(name)
			if !ok {
				return usage("--net %q: choose one of %s", name, nets)
			}
			if epochs < 1 || samples < 0 || threads < 0 {
				return usage("--epochs must be at least 1, --samples and --threads not negative")
			}
			d, err := net.document(epochs)
			if err != nil {
				return err
			}
			return e.timeTraining(c.Context(), name, d, train.Config{Layers: e.layers, Data: e.data, Samples: samples, Threads: threads, Kernels: level.kernels()}, memory)
		},
	}
	level.add(c)
	c.Flags().BoolVar(&memory, "memory", false, "also print the bytes that a step works in, weights apart: arena_bytes")
	c.Flags().StringVar(&name, "net", "mlp", "the network: "+nets)
	c.Flags().IntVar(&epochs, "epochs", 5, "passes over the training data; the fastest counts")
	c.Flags().IntVar(&samples, "samples", 0, "use only the first so many training samples")
	c.Flags().IntVar(&threads, "threads", 0, "cores to use; 0 means all")
	return c
}

// timeTraining trains and prints the line that the peers' scripts print, and with memory how much the step works in.
func (e *env) timeTraining(ctx context.Context, net string, d *graph.Document, c train.Config, memory bool) error {
	s, err := train.NewSession(ctx, d, c)
	if err != nil {
		return err
	}
	defer s.Close()
	var seconds float64
	s.Run()
	result, err := e.follow(ctx, s, quiet{}, func(x train.Epoch) error { seconds += x.Seconds; return nil })
	if err != nil {
		return err
	}
	metric := result.TestAccuracy
	if math.IsNaN(metric) {
		metric = result.TestLoss
	}
	arena := int64(0)
	if memory {
		arena = s.ArenaBytes()
	}
	return printJSON(e.out, struct {
		Peer             string `json:"peer"`
		Net              string `json:"net"`
		Threads          int    `json:"threads"`
		Batch            int    `json:"batch"`
		SamplesPerSecond number `json:"samples_per_s"`
		Seconds          number `json:"seconds"`
		Metric           number `json:"metric"`
		ArenaBytes       int64  `json:"arena_bytes,omitempty"`
	}{"netloom " + Version, net, s.Threads(), d.Settings().Batch, rounded(result.SamplesPerSecond), number(math.Round(seconds*100) / 100), number(metric), arena})
}

func (e *env) benchGemm() *cobra.Command {
	var level levelFlags
	c := &cobra.Command{
		Use: "gemm", Short: "Time matrix products against the processor's peak (JSON lines)", Args: cobra.NoArgs,
		Long: "Time products of matrices of several shapes on one core and on two, each beside the peak that was measured\n" +
			"in the same run.",
		Example: "  netloom bench gemm",
		RunE: func(c *cobra.Command, _ []string) error {
			k := level.kernels()
			for _, threads := range []int{1, 2} {
				if err := printJSON(e.out, bench.MeasurePeak(c.Context(), k, threads)); err != nil {
					return err
				}
				for _, shape := range bench.Shapes() {
					r, err := bench.MeasureGemm(c.Context(), k, shape, threads)
					if err != nil {
						return err
					}
					if err := printJSON(e.out, r); err != nil {
						return err
					}
				}
			}
			return c.Context().Err()
		},
	}
	level.add(c)
	return c
}
