"""What the makers of cases share: numbers that are short to write, and files that are easy to read.

A case's form is described in engine/parity/case_test.go. Inputs, weights and upstream gradients are multiples of 1/1000,
so that they take few characters and are the same float32 everywhere. Expected values are computed in float64 from those
float32 values, and written with eight digits.

Run with Python 3.11, torch 2.15.0, keras 3.15.1 on the JAX backend (jax 0.10.2), numpy 2.4.6.
"""

import json
import os
import pathlib
import sys

sys.modules["triton"] = None  # PyTorch can do without; beside TensorFlow, which Keras loads, it would load LLVM twice
os.environ["KERAS_BACKEND"] = "jax"
os.environ["JAX_ENABLE_X64"] = "1"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np
import torch

keras.config.set_floatx("float64")

HERE = pathlib.Path(__file__).parent.parent / "testdata"
TORCH = f"torch {torch.__version__.split('+')[0]}"
KERAS = f"keras {keras.__version__}"


class Draw:
    """Numbers from a fixed seed, as float64 that hold float32 values."""

    def __init__(self, seed):
        self.random = np.random.default_rng(seed)

    def numbers(self, *shape, scale=1.0):
        x = np.round(self.random.uniform(-1, 1, shape) * scale, 3)
        return exact(x)

    def apart(self, *shape, scale=1.0, gap=0.05):
        """Numbers away from 0, where the slopes of ReLU and its kin jump."""
        x = self.numbers(*shape, scale=scale)
        return exact(np.round(np.where(np.abs(x) < gap, np.sign(x + 1e-9) * gap, x), 3))

    def labels(self, classes, *shape):
        return self.random.integers(0, classes, shape)


def exact(x):
    return np.asarray(x, dtype=np.float32).astype(np.float64)


def leaf(x):
    return torch.tensor(np.asarray(x, dtype=np.float64), requires_grad=True)


def given(x):
    """Numbers that are handed to both sides: short."""
    return [float(f"{v:.6g}") for v in np.asarray(x, dtype=np.float64).ravel()]


def expected(x):
    if isinstance(x, torch.Tensor):
        x = x.detach().numpy()
    return [float(f"{v:.8g}") for v in np.asarray(x, dtype=np.float64).ravel()]


def shape(x):
    return list(np.asarray(x.detach() if isinstance(x, torch.Tensor) else x).shape)


def same(a, b, tolerance=1e-7):
    """PyTorch and Keras must agree with each other before anyone is compared with them."""
    a, b = (np.asarray(x.detach() if isinstance(x, torch.Tensor) else x, dtype=np.float64) for x in (a, b))
    assert a.shape == b.shape, (a.shape, b.shape)
    assert np.max(np.abs(a - b), initial=0) <= tolerance * max(1, np.max(np.abs(a), initial=0)), (a, b)


def layer(path, says, kind, params, inputs, forward, weights=None, training=False, draw=None, made_with=TORCH, upstream=None, kept=None, cancels=(), **more):
    """Writes a layer's case. inputs: list of (port, array) or (port, array, extra fields); labels are integer arrays.
    forward gets the inputs, then the weights by name, as tensors, and gives one output, or a dict of them by port.
    kept holds what weights that the layer itself changes are afterwards; they have no gradient. cancels names weights
    whose gradient is 0 but for rounding, so that there is no magnitude to compare with."""
    leaves = [x[1] if np.asarray(x[1]).dtype.kind == "i" else leaf(x[1]) for x in inputs]
    own = {name: leaf(w) for name, w in (weights or {}).items()}
    out = forward(*leaves, **own)
    outputs = out if isinstance(out, dict) else {"out": out}
    draw = draw or Draw(len(path))
    if upstream is None:
        upstream = {port: draw.numbers(*y.shape) for port, y in outputs.items()}
    torch.autograd.backward(list(outputs.values()), [torch.tensor(upstream[p]) for p in outputs])
    c = {"kind": kind, "params": params, "training": training, **more}
    c["inputs"] = []
    for (port, x, *extra), t in zip(inputs, leaves):
        entry = {"port": port, **(extra[0] if extra else {}), "shape": shape(x), "values": given(x)}
        if isinstance(t, torch.Tensor):
            entry["gradient"] = expected(t.grad if t.grad is not None else np.zeros(t.shape))
        c["inputs"].append(entry)
    kept = kept or {}
    if own:
        c["weights"] = {
            name: {"shape": shape(w), "values": given(w.detach()),
                   **({"after": expected(kept[name])} if name in kept else {} if name in cancels else {"gradient": expected(w.grad)})}
            for name, w in own.items()
        }
    c["outputs"] = [
        {"port": p, "shape": shape(y), "upstream": given(upstream[p]), "values": expected(y)} for p, y in outputs.items()
    ]
    write(path, says, made_with, {"layer": c})
    return outputs


def loss(path, says, params, inputs, forward, hits=None, metrics=None, made_with=TORCH, **more):
    """Writes an objective's case: forward gives the mean loss, whose gradient is 1."""
    leaves = [x[1] if np.asarray(x[1]).dtype.kind == "i" else leaf(x[1]) for x in inputs]
    y = forward(*leaves)
    y.backward()
    c = {"kind": "objective", "params": params, "training": True, **more, "inputs": []}
    for (port, x, *extra), t in zip(inputs, leaves):
        entry = {"port": port, **(extra[0] if extra else {}), "shape": shape(x), "values": given(x)}
        if isinstance(t, torch.Tensor):
            entry["gradient"] = expected(t.grad)
        c["inputs"].append(entry)
    c["outputs"] = [{"port": "loss", "values": expected(y)}]
    if hits is not None:
        c["hits"] = hits
    if metrics is not None:
        c["training"] = False  # where a network learns, only the accuracy is measured
        c["metrics"] = {k: expected(np.atleast_1d(np.asarray(v, dtype=np.float64))) for k, v in metrics.items()}
    write(path, says, made_with, {"layer": c})
    return y


def write(path, says, made_with, case):
    to = HERE / (path + ".json")
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(text({"made_with": made_with, "says": says, **case}) + "\n")


def text(x, indent=""):
    """JSON with each list of numbers on a line of its own."""
    deeper = indent + " "
    if isinstance(x, dict) and x:
        return "{\n" + ",\n".join(f"{deeper}{json.dumps(k)}: {text(v, deeper)}" for k, v in x.items()) + "\n" + indent + "}"
    if isinstance(x, list) and x and isinstance(x[0], (dict, list)):
        return "[\n" + ",\n".join(deeper + text(v, deeper) for v in x) + "\n" + indent + "]"
    if isinstance(x, list):
        return "[" + ",".join(json.dumps(v) if not isinstance(v, float) else number(v) for v in x) + "]"
    return json.dumps(x, ensure_ascii=False)


def number(v):
    s = repr(v)
    return s[:-2] if s.endswith(".0") else s
