package command

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netloom/assets/examples"
	"netloom/engine/bench"
	"netloom/engine/compile"
	"netloom/engine/train"
)

func (e *env) benchPredict() *cobra.Command {
	var net string
	var runs, threads int
	nets := strings.Join(benchNames(), ", ")
	c := &cobra.Command{
		Use: "predict --net NAME", Short: "Time the answer to a single sample (one JSON line)", Args: cobra.NoArgs,
		Long: "Ask a reference network about one sample at a time, as a program does that answers each person at once, and\n" +
			"print the median and the 99th percentile in microseconds. The networks: " + nets + ".",
		Example: "  netloom bench predict --net cnn",
		RunE: func(c *cobra.Command, _ []string) error {
			if !slices.Contains(benchNames(), net) {
				return usage("--net %q: choose one of %s", net, nets)
			}
			if runs < 1 || threads < 1 {
				return usage("--runs and --threads must be at least 1")
			}
			r, err := e.timePrediction(c.Context(), net, runs, threads)
			if err != nil {
				return err
			}
			return printJSON(e.out, r)
		},
	}
	c.Flags().StringVar(&net, "net", "mlp", "the network: "+nets)
	c.Flags().IntVar(&runs, "runs", 5000, "how many answers are timed")
	c.Flags().IntVar(&threads, "threads", 1, "cores to use")
	return c
}

// timePrediction times a network with weights as they are before training: the time does not depend on them.
func (e *env) timePrediction(ctx context.Context, net string, runs, threads int) (bench.Latency, error) {
	d, err := examples.Open("mnist-" + net)
	if err != nil {
		return bench.Latency{}, err
	}
	r := compile.Check(d, e.layers, e.data)
	w, err := compile.NewState(r, d.Settings().Seed)
	if err != nil {
		return bench.Latency{}, err
	}
	p := train.NewPredictor(r, w, threads)
	defer p.Close()
	l, err := bench.MeasureLatency(ctx, p, runs)
	l.Peer, l.Net, l.Threads = "netloom "+Version, net, threads
	return l, err
}
