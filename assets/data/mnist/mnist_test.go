package mnist

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"sync"
	"testing"

	"netloom/engine/data"
)

func load(t *testing.T, l *Loader, train, test int) *data.Split {
	t.Helper()
	split, err := l.Load(context.Background(), train, test)
	if err != nil {
		t.Fatal(err)
	}
	return split
}

// TestDecodedBytesAreTheOriginals compares with the sha256 of the original files' contents after their headers.
func TestDecodedBytesAreTheOriginals(t *testing.T) {
	split := load(t, NewLoader(), -1, -1)
	for _, c := range []struct {
		part           *data.Dataset
		count          int
		images, labels string
	}{
		{split.Train, 60_000, "741c988805d008ac6e4c904b69001ba184c24b2c540a4ef403f4c71b676cf757", "1feba77c54802fa5339a11837ea4b2866434b83314ec45192930f1df69120c13"},
		{split.Test, 10_000, "6d87418db22cc8025d05968bec9bd5c3932904b23485740db143a061a2c9d161", "ddeff807876a9661a1110d45c266c86239a3a1b7d37da0c3716a7a683c852ff5"},
	} {
		labels := make([]byte, len(c.part.Labels))
		for i, l := range c.part.Labels {
			labels[i] = byte(l)
		}
		if c.part.Count() != c.count || len(c.part.Bytes) != c.count*28*28 {
			t.Errorf("%d labels and %d bytes of images, want %d images", c.part.Count(), len(c.part.Bytes), c.count)
		}
		if got := fmt.Sprintf("%x", sha256.Sum256(c.part.Bytes)); got != c.images {
			t.Errorf("images: sha256 %s, want %s", got, c.images)
		}
		if got := fmt.Sprintf("%x", sha256.Sum256(labels)); got != c.labels {
			t.Errorf("labels: sha256 %s, want %s", got, c.labels)
		}
	}
}

func TestSourceTellsWhatItHolds(t *testing.T) {
	s := Source()
	split, err := s.Load(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if split.Train.Count() != s.Train || split.Test.Count() != s.Test || split.Train.Width() != 28*28 {
		t.Errorf("loaded %d and %d images of %d elements; announced %d and %d of %v",
			split.Train.Count(), split.Test.Count(), split.Train.Width(), s.Train, s.Test, s.Shape)
	}
	if len(s.Labels) != s.Classes || len(split.Train.Classes) != s.Classes {
		t.Errorf("%d classes have the names %v, in the set %v", s.Classes, s.Labels, split.Train.Classes)
	}
}

func TestPartsComeWithoutTheRest(t *testing.T) {
	l := NewLoader()
	few := load(t, l, 100, 0)
	if few.Train.Count() != 100 || few.Test.Count() != 0 {
		t.Fatalf("got %d and %d images, want 100 and 0", few.Train.Count(), few.Test.Count())
	}
	for i := range l.train.shards {
		if l.train.shards[i].done != (i == 0) {
			t.Errorf("training shard %d decoded: %v", i, l.train.shards[i].done)
		}
	}
	if l.test.shards[0].done {
		t.Error("the test images were decoded although none were asked for")
	}
	all := load(t, l, -1, 50)
	if all.Train.Count() != 60_000 || all.Test.Count() != 50 {
		t.Fatalf("got %d and %d images, want 60000 and 50", all.Train.Count(), all.Test.Count())
	}
	if &all.Train.Bytes[0] != &few.Train.Bytes[0] {
		t.Error("the first shard was decoded a second time")
	}
}

func TestManyLoadAtOnce(t *testing.T) {
	l := NewLoader()
	var wait sync.WaitGroup
	sums := make([][32]byte, 4)
	for i := range sums {
		wait.Go(func() {
			if split, err := l.Load(context.Background(), 20_000, 0); err == nil {
				sums[i] = sha256.Sum256(split.Train.Bytes)
			}
		})
	}
	wait.Wait()
	want := sha256.Sum256(load(t, NewLoader(), 20_000, 0).Train.Bytes)
	for i, got := range sums {
		if got != want {
			t.Errorf("goroutine %d got other images", i)
		}
	}
}

func TestLoadObeysItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	l := NewLoader()
	if _, err := l.Load(ctx, -1, -1); !errors.Is(err, context.Canceled) {
		t.Fatalf("a cancelled load gave %v", err)
	}
	if split := load(t, l, 1, 1); split.Train.Labels[0] != 5 || split.Test.Labels[0] != 7 {
		t.Error("after a cancelled load the images are wrong")
	}
}

func BenchmarkLoadAll(b *testing.B)   { benchmark(b, NewLoader, -1, -1) }
func BenchmarkLoadFirst(b *testing.B) { benchmark(b, NewLoader, 1000, 0) }
func BenchmarkLoadTest(b *testing.B)  { benchmark(b, NewLoader, 0, -1) }

func BenchmarkLoadAgain(b *testing.B) {
	l := NewLoader()
	if _, err := l.Load(context.Background(), -1, -1); err != nil {
		b.Fatal(err)
	}
	benchmark(b, func() *Loader { return l }, -1, -1)
}

func benchmark(b *testing.B, loader func() *Loader, train, test int) {
	for b.Loop() {
		if _, err := loader().Load(context.Background(), train, test); err != nil {
			b.Fatal(err)
		}
	}
}
