package mnist

import (
	"context"
	"embed"
	"fmt"
	"runtime"
	"sync"

	"github.com/klauspost/compress/zstd"

	"netloom/engine/data"
)

//go:embed *.zst
var shards embed.FS

// Loader decodes MNIST shard by shard, each shard at most once, and keeps what it decoded. Any number of goroutines may
// use it. The sets that it gives share its memory and are only to be read.
type Loader struct {
	train, test part
}

// part is one of the two parts with its shards.
type part struct {
	name   string
	count  int
	memory sync.Once // guards the making of set
	set    *data.Dataset
	shards []shard
}

// shard is a run of imagesPerShard images that is decoded as one.
type shard struct {
	mu   sync.Mutex
	done bool
}

// NewLoader makes a loader that has decoded nothing yet.
func NewLoader() *Loader {
	return &Loader{
		train: part{name: "train", count: trainCount, shards: make([]shard, trainCount/imagesPerShard)},
		test:  part{name: "t10k", count: testCount, shards: make([]shard, testCount/imagesPerShard)},
	}
}

// Load gives the first so many training and test images with their labels: none where a number is 0, all where it is
// negative or larger than there are. It decodes only the shards that it needs, side by side.
func (l *Loader) Load(ctx context.Context, train, test int) (*data.Split, error) {
	jobs := append(l.train.jobs(train), l.test.jobs(test)...)
	if err := decodeAll(ctx, jobs); err != nil {
		return nil, err
	}
	return &data.Split{Train: l.train.first(train), Test: l.test.first(test)}, nil
}

// first gives the first n images; their shards must be decoded.
func (p *part) first(n int) *data.Dataset {
	if n == 0 {
		return newSet(0)
	}
	return p.dataset().First(n)
}

// dataset makes the memory of the whole part; the system lends its pages only as shards fill them.
func (p *part) dataset() *data.Dataset {
	p.memory.Do(func() { p.set = newSet(p.count) })
	return p.set
}

func newSet(count int) *data.Dataset {
	d := data.NewBytes([]int{imageSide, imageSide, 1}, count)
	d.Name, d.Classes = "MNIST", digits()
	return d
}

// job is one shard to decode.
type job struct {
	part  *part
	index int
}

// jobs lists the shards that hold the first n images.
func (p *part) jobs(n int) []job {
	if n < 0 || n > p.count {
		n = p.count
	}
	var list []job
	for i := 0; i*imagesPerShard < n; i++ {
		list = append(list, job{p, i})
	}
	return list
}

// decodeAll decodes shards on as many cores as there are.
func decodeAll(ctx context.Context, jobs []job) error {
	workers := min(runtime.GOMAXPROCS(0), len(jobs))
	queue := make(chan job, len(jobs))
	for _, j := range jobs {
		queue <- j
	}
	close(queue)
	errs := make([]error, workers)
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() { errs[w] = work(ctx, queue) })
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

// work decodes shards until there are none left.
func work(ctx context.Context, queue <-chan job) error {
	var decoder *zstd.Decoder
	var buffer []byte // reused from shard to shard, since fresh memory costs page faults
	defer func() {
		if decoder != nil {
			decoder.Close()
		}
	}()
	for j := range queue {
		if err := ctx.Err(); err != nil {
			return err
		}
		s := &j.part.shards[j.index]
		s.mu.Lock()
		if s.done {
			s.mu.Unlock()
			continue
		}
		var err error
		if decoder == nil {
			decoder, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(shardBytes))
		}
		if err == nil {
			buffer, err = j.decode(decoder, buffer)
		}
		s.done = err == nil
		s.mu.Unlock()
		if err != nil {
			return err
		}
	}
	return nil
}

// shardBytes is the decoded size of a shard: its labels, then its images.
const shardBytes = imagesPerShard * (1 + imageBytes)

// decode puts one shard into its part's memory.
func (j job) decode(d *zstd.Decoder, buffer []byte) ([]byte, error) {
	name := fmt.Sprintf("%s-%d.zst", j.part.name, j.index)
	packed, err := shards.ReadFile(name)
	if err != nil {
		return buffer, err
	}
	b, err := d.DecodeAll(packed, buffer[:0])
	if err != nil {
		return buffer, fmt.Errorf("the data in the program is damaged: %s: %w", name, err)
	}
	if len(b) != shardBytes {
		return buffer, fmt.Errorf("the data in the program is damaged: %s has %d bytes, not %d", name, len(b), shardBytes)
	}
	to, first := j.part.dataset(), j.index*imagesPerShard
	for i, label := range b[:imagesPerShard] {
		to.Labels[first+i] = int32(label)
	}
	copy(to.Bytes[first*imageBytes:], b[imagesPerShard:])
	return b, nil
}
