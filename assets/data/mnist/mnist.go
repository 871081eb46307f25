// Package mnist carries the whole MNIST data set in the program.
package mnist

import (
	"context"
	"embed"
	"fmt"
	"runtime"
	"sync"

	"github.com/klauspost/compress/zstd"

	"netloom/engine/data"
	"netloom/engine/layer"
	"netloom/engine/text"
)

//go:embed *.zst
var shards embed.FS

const (
	imageBytes     = 28 * 28
	imagesPerShard = 10_000
	trainShards    = 6
)

// Source offers MNIST to the registry of data sets.
func Source() data.Source {
	return data.Source{
		Source: layer.Source{
			ID: "mnist", Name: text.Text{EN: "MNIST", ZH: "MNIST"}, Shape: []int{28, 28, 1}, Classes: 10,
			Train: trainShards * imagesPerShard, Test: imagesPerShard,
			Labels: []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"},
		},
		Load: load,
	}
}

// load decodes the shards side by side; it takes some 50 ms on two cores.
func load(ctx context.Context) (*data.Split, error) {
	split := &data.Split{
		Train: data.NewBytes([]int{28, 28, 1}, trainShards*imagesPerShard),
		Test:  data.NewBytes([]int{28, 28, 1}, imagesPerShard),
	}
	var wait sync.WaitGroup
	errs := make([]error, trainShards+1)
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range errs {
		wait.Add(1)
		go func() {
			defer wait.Done()
			slots <- struct{}{}
			defer func() { <-slots }()
			if ctx.Err() != nil {
				errs[i] = ctx.Err()
				return
			}
			if i < trainShards {
				errs[i] = decode(fmt.Sprintf("train-%d.zst", i), split.Train, i*imagesPerShard)
			} else {
				errs[i] = decode("t10k-0.zst", split.Test, 0)
			}
		}()
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return split, nil
}

// decode puts one shard into a data set from sample first on.
func decode(name string, to *data.Dataset, first int) error {
	packed, err := shards.ReadFile(name)
	if err != nil {
		return err
	}
	const size = imagesPerShard * (imageBytes + 1)
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(size))
	if err != nil {
		return err
	}
	defer d.Close()
	b, err := d.DecodeAll(packed, make([]byte, 0, size))
	if err != nil || len(b) != size {
		return fmt.Errorf("embedded data %s is damaged: %d bytes, %w", name, len(b), err)
	}
	for i, label := range b[:imagesPerShard] {
		to.Labels[first+i] = int32(label)
	}
	copy(to.Bytes[first*imageBytes:], b[imagesPerShard:])
	return nil
}
