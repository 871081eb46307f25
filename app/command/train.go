package command

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"netloom/engine/graph"
	"netloom/engine/train"
)

// trainOptions are the settings of one run.
type trainOptions struct {
	source
	epochs, batch, samples, threads int
	patience                        int
	validation, minChange           float64
	monitor                         string
	seed                            uint64
	params                          []string
	data, out                       string
	resume, json, findRate          bool
	set                             func(flag string) bool // whether a flag was given
}

func (e *env) train() *cobra.Command {
	o := &trainOptions{}
	c := &cobra.Command{
		Use: "train PROJECT | --example NAME", Short: "Train a network", Args: cobra.MaximumNArgs(1),
		Long: "Train the network of a project, or of an example, with the project's settings unless flags say otherwise.\n" +
			"The trained network is kept with --out, which leaves the project itself as it is, or with --resume, which goes on\n" +
			"from the project's last checkpoint and keeps the result in it. A run that is interrupted keeps what it has learned.\n" +
			"The same seed gives the same weights, with any number of threads and after any interruption.\n" +
			"--find-rate looks for a learning rate instead: it trains a copy with a rate that grows from batch to batch, shows\n" +
			"the loss at each, and suggests the rate at which it fell fastest.",
		Example: "  netloom train --example mnist-mlp --epochs 5 --out mine.netloom\n" +
			"  netloom train mine.netloom --resume --epochs 10\n" +
			"  netloom train --example mnist-mlp --set learning_rate=0.01 --set schedule=cosine --set \"Dense 1.units=64\"\n" +
			"  netloom train --example mnist-mlp --validation 0.1 --patience 3 --monitor val_accuracy\n" +
			"  netloom train --example mnist-cnn --find-rate\n" +
			"  netloom train --example mnist-mlp --seed 7 --json",
		RunE: func(c *cobra.Command, args []string) error {
			o.set = c.Flags().Changed
			if o.findRate {
				return e.findRate(c.Context(), o, args)
			}
			return e.runTrain(c.Context(), o, args)
		},
	}
	f := c.Flags()
	o.flags(c)
	f.IntVar(&o.epochs, "epochs", 0, "passes over the training data in all, those before --resume included")
	f.IntVar(&o.batch, "batch", 0, "samples a step")
	f.IntVar(&o.samples, "samples", 0, "use only the first so many training samples")
	f.IntVar(&o.patience, "patience", 0, "end after so many epochs without gain and keep the best weights; 0: never")
	f.Float64Var(&o.minChange, "min-change", 0, "with --patience: a gain must be larger than this to count")
	f.StringVar(&o.monitor, "monitor", "", "with --patience: what must gain, val_loss or val_accuracy")
	f.Float64Var(&o.validation, "validation", 0, "share of the training samples that is held out and measured after each epoch")
	f.StringArrayVar(&o.params, "set", nil, "change a parameter: `LAYER.PARAM=VALUE`, or PARAM=VALUE for the objective")
	f.BoolVar(&o.findRate, "find-rate", false, "look for a learning rate instead of training")
	f.Uint64Var(&o.seed, "seed", 0, "of the initial weights, the order of samples, and dropout")
	f.IntVar(&o.threads, "threads", 0, "cores to use; changes the speed, never the result")
	f.StringVar(&o.data, "data", "", "mnist, or a folder with the four IDX files of the MNIST family")
	f.StringVar(&o.out, "out", "", "write the trained project to this file")
	f.BoolVar(&o.resume, "resume", false, "go on from the project's last checkpoint")
	f.BoolVar(&o.json, "json", false, "print one JSON object a line")
	return c
}

// apply puts the given flags in the place of the document's settings and parameters.
func (e *env) apply(o *trainOptions, d *graph.Document) (*graph.Document, error) {
	d, err := e.setParams(d, o.params)
	if err != nil {
		return nil, err
	}
	s := d.Settings()
	for _, f := range []struct {
		name string
		from int
		to   *int
	}{{"epochs", o.epochs, &s.Epochs}, {"batch", o.batch, &s.Batch}, {"patience", o.patience, &s.Patience}} {
		if o.set(f.name) {
			*f.to = f.from
		}
	}
	if o.set("seed") {
		s.Seed = o.seed
	}
	if o.set("validation") {
		s.Validation = o.validation
	}
	if o.set("min-change") {
		s.MinChange = o.minChange
	}
	if o.set("monitor") {
		s.Monitor = o.monitor
	}
	for _, f := range []struct {
		name  string
		value int
	}{{"samples", o.samples}, {"threads", o.threads}} {
		if o.set(f.name) && f.value < 1 {
			return nil, usage("--%s is %d: use at least 1", f.name, f.value)
		}
	}
	return graph.SetSettings{Settings: s}.Apply(d)
}

// prepare opens what is to be trained, with the settings that the flags give it.
func (e *env) prepare(o *trainOptions, args []string) (*opened, train.Config, error) {
	p, err := o.open(args)
	if err != nil {
		return nil, train.Config{}, err
	}
	if p.document, err = e.apply(o, p.document); err != nil {
		return nil, train.Config{}, err
	}
	sources, err := e.dataFor(o.data)
	return p, train.Config{Layers: e.layers, Data: sources, Threads: o.threads, Samples: o.samples}, err
}

func (e *env) runTrain(ctx context.Context, o *trainOptions, args []string) error {
	p, config, err := e.prepare(o, args)
	if err != nil {
		return err
	}
	k := newKeeper(p, o)
	defer k.close()
	config.OnCheckpoint = k.keep
	if o.resume {
		if p.checkpoint == nil {
			return fmt.Errorf("--resume: the project has no checkpoint to go on from: train it first, with --out")
		}
		config.Resume = p.checkpoint
	}
	s, err := train.NewSession(ctx, p.document, config)
	if err != nil {
		return err
	}
	defer s.Close()
	// The file is touched only now, when nothing but training itself can fail: what --out names is safe until then.
	if err := k.open(); err != nil {
		return err
	}
	s.Run()
	result, err := e.follow(ctx, s, newPrinter(e.out, o.json, p.document.Settings().Epochs), k.epoch)
	if err != nil {
		if ctx.Err() != nil {
			return errors.Join(err, k.interrupted(s))
		}
		return err
	}
	return k.finish(s, result)
}

// follow prints what happens until the run is over.
func (e *env) follow(ctx context.Context, s *train.Session, to printer, onEpoch func(train.Epoch) error) (*train.Result, error) {
	for {
		select {
		case <-s.Updates():
		case <-ctx.Done():
			return nil, errors.New("interrupted")
		}
		d := s.Take()
		for _, epoch := range d.Epochs {
			if err := errors.Join(onEpoch(epoch), to.epoch(epoch)); err != nil {
				return nil, err
			}
		}
		if len(d.Problems) > 0 {
			return nil, errors.New(d.Problems[0].Message.String())
		}
		if d.Result != nil {
			return d.Result, to.done(*d.Result)
		}
		to.progress(d.Progress)
	}
}

// terminal tells whether a writer is a terminal.
func terminal(w any) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
