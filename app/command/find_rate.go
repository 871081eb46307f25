package command

import (
	"context"
	"fmt"
	"math"
	"strings"

	"netloom/engine/train"
)

// keeping lists the flags of train that have nothing to say where no network is trained.
func (o *trainOptions) keeping() []string { return []string{"out", "resume", "epochs", "patience"} }

// findRate looks for a learning rate in the place of training.
func (e *env) findRate(ctx context.Context, o *trainOptions, args []string) error {
	for _, name := range o.keeping() {
		if o.set(name) {
			return usage("--find-rate trains a copy that is thrown away: --%s does not go with it", name)
		}
	}
	p, config, err := e.prepare(o, args)
	if err != nil {
		return err
	}
	if p.checkpoint != nil {
		if config.Weights, err = e.weights(p); err != nil {
			return err
		}
	}
	found, err := train.FindRate(ctx, p.document, config, nil)
	if err != nil {
		return err
	}
	if o.json {
		return e.printRates(found)
	}
	return e.drawRates(found)
}

// printRates prints an object for each point and one for what was found.
func (e *env) printRates(found *train.RateSearch) error {
	for _, p := range found.Points {
		if err := printJSON(e.out, struct {
			Event  string `json:"event"`
			Rate   number `json:"rate"`
			Loss   number `json:"loss"`
			Smooth number `json:"smooth"`
		}{"rate", number(p.Rate), number(p.Loss), number(p.Smooth)}); err != nil {
			return err
		}
	}
	return printJSON(e.out, struct {
		Event     string  `json:"event"`
		Suggested *number `json:"suggested"` // null where the loss never fell
		Diverges  *number `json:"diverges"`  // null where it did not
	}{"found", unlessZero(found.Suggested), unlessZero(found.Diverges)})
}

func unlessZero(v float64) *number {
	if v == 0 {
		return nil
	}
	n := number(v)
	return &n
}

const (
	// shownRates is how many lines the curve has, and curveWidth how wide it is in characters.
	shownRates = 30
	curveWidth = 50
)

// drawRates draws the averaged loss against the rate, line by line, and says which rate is suggested.
func (e *env) drawRates(found *train.RateSearch) error {
	low, high := math.Inf(1), math.Inf(-1)
	for _, p := range found.Points {
		low, high = min(low, p.Smooth), max(high, p.Smooth)
	}
	every := max(1, (len(found.Points)+shownRates-1)/shownRates)
	marked := false
	fmt.Fprintf(e.out, "%9s  %9s\n", "rate", "loss")
	for i := 0; i < len(found.Points); i += every {
		p := found.Points[i]
		mark := ""
		if !marked && found.Suggested > 0 && p.Rate >= found.Suggested {
			marked, mark = true, "  ← suggested"
		}
		bar := strings.Repeat("█", 1+int((p.Smooth-low)/max(high-low, 1e-12)*(curveWidth-1)))
		if _, err := fmt.Fprintf(e.out, "%9.2g  %9.4f  %s%s\n", p.Rate, p.Smooth, bar, mark); err != nil {
			return err
		}
	}
	if found.Diverges > 0 {
		fmt.Fprintf(e.out, "from %.2g on the loss grows beyond bounds\n", found.Diverges)
	}
	if found.Suggested == 0 {
		_, err := fmt.Fprintln(e.out, "the loss fell at no rate: there is none to suggest")
		return err
	}
	_, err := fmt.Fprintf(e.out, "suggested learning rate: %.2g\n", found.Suggested)
	return err
}
