// Command make packs the four MNIST files as NAME.zst shards for embedding: usage: make FOLDER_OF_GZ OUT_FOLDER.
package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/zstd"
)

// imagesPerShard keeps shards small enough that two cores finish together.
const imagesPerShard = 10_000

const imageBytes = 28 * 28

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: make FOLDER_OF_GZ OUT_FOLDER")
		os.Exit(2)
	}
	if err := pack(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func pack(from, to string) error {
	for _, part := range []string{"train", "t10k"} {
		images, err := read(filepath.Join(from, part+"-images-idx3-ubyte.gz"), 16)
		if err != nil {
			return err
		}
		labels, err := read(filepath.Join(from, part+"-labels-idx1-ubyte.gz"), 8)
		if err != nil {
			return err
		}
		if len(images) != len(labels)*imageBytes {
			return fmt.Errorf("%s: %d labels do not fit %d bytes of images", part, len(labels), len(images))
		}
		for i := 0; i*imagesPerShard < len(labels); i++ {
			a, b := i*imagesPerShard, min((i+1)*imagesPerShard, len(labels))
			shard := bytes.Join([][]byte{labels[a:b], images[a*imageBytes : b*imageBytes]}, nil)
			if err := write(filepath.Join(to, fmt.Sprintf("%s-%d.zst", part, i)), shard); err != nil {
				return err
			}
		}
		fmt.Printf("%s: %d images, sha256 of images %x, of labels %x\n", part, len(labels), sha256.Sum256(images), sha256.Sum256(labels))
	}
	return nil
}

// read gives the contents of a gzip'd IDX file after its header.
func read(path string, header int) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return b[header:], nil
}

func write(path string, b []byte) error {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression))
	if err != nil {
		return err
	}
	return os.WriteFile(path, e.EncodeAll(b, nil), 0o644)
}
