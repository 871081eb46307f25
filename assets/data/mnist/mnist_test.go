package mnist

import (
	"context"
	"crypto/sha256"
	"fmt"
	"testing"

	"netloom/engine/data"
)

func TestDecodedBytesAreTheOriginals(t *testing.T) {
	split, err := Source().Load(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		part           *data.Dataset
		images, labels string
	}{
		{split.Train, "741c988805d008ac6e4c904b69001ba184c24b2c540a4ef403f4c71b676cf757", "1feba77c54802fa5339a11837ea4b2866434b83314ec45192930f1df69120c13"},
		{split.Test, "6d87418db22cc8025d05968bec9bd5c3932904b23485740db143a061a2c9d161", "ddeff807876a9661a1110d45c266c86239a3a1b7d37da0c3716a7a683c852ff5"},
	} {
		labels := make([]byte, len(c.part.Labels))
		for i, l := range c.part.Labels {
			labels[i] = byte(l)
		}
		if got := fmt.Sprintf("%x", sha256.Sum256(c.part.Bytes)); got != c.images {
			t.Errorf("images: sha256 %s, want %s", got, c.images)
		}
		if got := fmt.Sprintf("%x", sha256.Sum256(labels)); got != c.labels {
			t.Errorf("labels: sha256 %s, want %s", got, c.labels)
		}
	}
}

func TestLoadObeysItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Source().Load(ctx); err == nil {
		t.Fatal("loading went on after it was cancelled")
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Source().Load(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}
