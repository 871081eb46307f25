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

// imagesPerShard keeps shards small enough that cores share them, and large enough that they compress well.
const imagesPerShard = 10_000

const imageBytes = 28 * 28

// original is one file as it was published.
type original struct {
	name, sha256 string
	header       int // bytes before the content
}

// originals lists each part's images and labels.
var originals = map[string][2]original{
	"train": {
		{"train-images-idx3-ubyte.gz", "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609", 16},
		{"train-labels-idx1-ubyte.gz", "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c", 8},
	},
	"t10k": {
		{"t10k-images-idx3-ubyte.gz", "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6", 16},
		{"t10k-labels-idx1-ubyte.gz", "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6", 8},
	},
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: make FOLDER_OF_GZ OUT_FOLDER")
		os.Exit(2)
	}
	for _, part := range []string{"train", "t10k"} {
		if err := pack(os.Args[1], os.Args[2], part); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// pack writes the shards of one part.
func pack(from, to, part string) error {
	images, err := originals[part][0].read(from)
	if err != nil {
		return err
	}
	labels, err := originals[part][1].read(from)
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
	return nil
}

// read gives the content of the file after its header.
func (o original) read(folder string) ([]byte, error) {
	path := filepath.Join(folder, o.name)
	packed, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if sum := fmt.Sprintf("%x", sha256.Sum256(packed)); sum != o.sha256 {
		return nil, fmt.Errorf("%s: sha256 is %s, not %s: it is not the original file", path, sum, o.sha256)
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return b[o.header:], nil
}

// write compresses a shard as far as zstd goes.
func write(path string, b []byte) error {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression))
	if err != nil {
		return err
	}
	return os.WriteFile(path, e.EncodeAll(b, nil), 0o644)
}
