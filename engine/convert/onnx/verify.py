"""Checks exported models with the tools of production: onnx.checker in full, ONNX Runtime over the 10,000 test images of
MNIST against `netloom evaluate`, and the weights of the safetensors file against those of the ONNX model.

    go build -o netloom ./app/netloom
    python3 engine/convert/onnx/verify.py ./netloom [EXAMPLE …]

Needs Python 3.11 with onnx, onnxruntime, safetensors, numpy, and the program zstd. It trains each example for one epoch,
prints what it found, and ends with status 1 where something disagrees. Found with onnx 1.23.2, onnxruntime 1.32.0 and
safetensors 0.8.0: full check passed; mnist-mlp 9,567 hits by ONNX Runtime and by evaluate, 101,770 numbers; mnist-cnn
9,762 hits by both, 34,826 numbers.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import onnx
import onnxruntime
import safetensors.numpy

ROOT = pathlib.Path(__file__).parents[3]
COUNT, SIDE = 10_000, 28
MAY_DIFFER = 3  # of 10,000: images whose two best scores are equal to within rounding


def test_images():
    """The shard holds the labels first, then the images."""
    raw = subprocess.run(["zstd", "-dcq", ROOT / "assets/data/mnist/t10k-0.zst"], check=True, capture_output=True).stdout
    b = np.frombuffer(raw, np.uint8)
    return b[COUNT:].reshape(COUNT, SIDE, SIDE, 1).astype(np.float32) / 255, b[:COUNT].astype(np.int64)


def same(ours, theirs):
    """Windows lie as height, width, channels, filters here, and as filters, channels, height, width there."""
    if ours.ndim == theirs.ndim == 4:
        theirs = theirs.transpose(2, 3, 1, 0)
    return np.array_equal(ours, theirs)


def verify(netloom, example, folder, x, y):
    project, model, weights = (folder / (example + end) for end in (".netloom", ".onnx", ".safetensors"))

    def run(*args):
        return subprocess.run([netloom, *map(str, args)], check=True, capture_output=True, text=True).stdout

    run("train", "--example", example, "--epochs", 1, "--out", project)
    evaluated = json.loads(run("evaluate", project, "--json").splitlines()[-1])
    run("export", project, "--format", "onnx", "--out", model)
    run("export", project, "--format", "safetensors", "--out", weights)

    loaded = onnx.load(model)
    onnx.checker.check_model(loaded, full_check=True)
    inferred = onnx.shape_inference.infer_shapes(loaded, strict_mode=True, data_prop=True)
    session = onnxruntime.InferenceSession(model.read_bytes(), providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    scores = np.concatenate([session.run(None, {name: part})[0] for part in np.split(x, 10)])
    one = session.run(None, {name: x[:1]})[0]
    hits = int((scores.argmax(1) == y).sum())
    wanted = round(evaluated["test_accuracy"] * COUNT)

    tensors = safetensors.numpy.load_file(weights)
    numbers = sum(t.size for t in tensors.values())
    constants = sorted((onnx.numpy_helper.to_array(t) for t in loaded.graph.initializer if t.data_type == 1), key=lambda t: t.size)
    # The numbers of recurrent layers stand in the model in the order that ONNX wants.
    apart = [not any(same(t, c) or c.ndim == 3 - (t.ndim == 1) and np.isin(t, c).all() for c in constants) for t in tensors.values()]

    print(f"{example}: checker full ok, {len(inferred.graph.node)} nodes; ONNX Runtime {hits} hits, netloom evaluate {wanted}, "
          f"{numbers} numbers in {len(tensors)} tensors, {sum(apart)} of them not in the model")
    return abs(hits - wanted) <= MAY_DIFFER and not any(apart) and np.allclose(one, scores[:1], atol=1e-6)


def main():
    netloom, *examples = sys.argv[1:]
    x, y = test_images()
    with tempfile.TemporaryDirectory() as folder:
        good = [verify(netloom, e, pathlib.Path(folder), x, y) for e in examples or ["mnist-mlp"]]
    sys.exit(0 if all(good) else 1)


main()
