package train

import (
	"context"
	"math"

	"netloom/engine/graph"
	"netloom/engine/text"
)

// RatePoint is the loss at one learning rate: of the batch that was trained with it, and averaged with those before.
type RatePoint struct{ Rate, Loss, Smooth float64 }

// RateSearch is what FindRate found.
type RateSearch struct {
	Points []RatePoint
	// Suggested is the rate at which the loss fell fastest; 0 where it never fell.
	Suggested float64
	// Diverges is the rate from which on the loss grew beyond bounds; 0 where it did not.
	Diverges float64
}

const (
	lowestRate, highestRate = 1e-7, 10.0
	rateSteps               = 150
	// smoothing is what the averaged loss keeps of what it was.
	smoothing = 0.9
	// tooMuch times the lowest loss ends the search.
	tooMuch = 4
)

// FindRate trains a network on a copy of its weights with a learning rate that grows from batch to batch, and gives the
// loss at each (Smith: Cyclical learning rates for training neural networks, 2017). All objectives have the same rate,
// whatever their schedules. Neither the document nor config.Weights change. told, unless nil, is given each point as it
// is found with the share of the search that is done, on the search's goroutine.
func FindRate(ctx context.Context, d *graph.Document, config Config, told func(p RatePoint, done float64)) (*RateSearch, error) {
	config.Resume, config.OnCheckpoint = nil, nil
	s, err := NewSession(ctx, d, config)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	var found *RateSearch
	var failure error
	if err := s.ask(ctx, func() { found, failure = s.run.findRate(ctx, s, told) }); err != nil {
		return nil, err
	}
	return found, failure
}

func (r *run) findRate(ctx context.Context, s *Session, told func(p RatePoint, done float64)) (*RateSearch, error) {
	if told == nil {
		told = func(RatePoint, float64) {}
	}
	found := &RateSearch{}
	average, lowest := 0.0, math.Inf(1)
	for i := range rateSteps {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		rate := lowestRate * math.Pow(highestRate/lowestRate, float64(i)/(rateSteps-1))
		loss, err := r.tryRate(s, i, rate)
		if err != nil {
			return nil, err
		}
		average = smoothing*average + (1-smoothing)*loss
		smooth := average / (1 - math.Pow(smoothing, float64(i+1)))
		if math.IsNaN(smooth) || math.IsInf(smooth, 0) || smooth > tooMuch*lowest {
			found.Diverges = rate
			break
		}
		lowest = min(lowest, smooth)
		found.Points = append(found.Points, RatePoint{rate, loss, smooth})
		told(RatePoint{rate, loss, smooth}, float64(i+1)/rateSteps)
	}
	if len(found.Points) == 0 {
		return nil, text.Errorf("no rate can be found: the loss is not a number from the start", "找不到学习率：损失从一开始就不是有效数字")
	}
	found.Suggested = steepest(found.Points)
	return found, nil
}

// tryRate trains one batch at a rate and gives its loss.
func (r *run) tryRate(s *Session, step int, rate float64) (float64, error) {
	p := r.full
	batches := len(r.order) / p.Batch
	if step%batches == 0 {
		r.arrange(s, step/batches)
		p.Forget()
	}
	from := step % batches * p.Batch
	if err := s.data.train.fill(s, p, r.order[from:from+p.Batch], nil); err != nil {
		return 0, err
	}
	p.Moment.Seed, p.Moment.Step = s.settings.Seed, uint64(step)
	for i := range p.Moment.Rates {
		p.Moment.Rates[i] = float32(rate)
	}
	if err := p.Run(s.pool); err != nil {
		return 0, err
	}
	return p.Loss(), nil
}

// steepest is the rate at which the averaged loss falls fastest, before its lowest point, as seen against the logarithm
// of the rate; slopes are taken over some points, since single batches differ.
func steepest(points []RatePoint) float64 {
	const reach = 5
	lowest := 0
	for i, p := range points {
		if p.Smooth < points[lowest].Smooth {
			lowest = i
		}
	}
	best, fastest := 0.0, 0.0
	for i := reach; i+reach < len(points) && i <= lowest; i++ {
		if fall := points[i-reach].Smooth - points[i+reach].Smooth; fall > fastest {
			best, fastest = points[i].Rate, fall
		}
	}
	return best
}

// RateRange are the lowest and the highest rate that FindRate tries.
func RateRange() (low, high float64) { return lowestRate, highestRate }
