"""Cases of what joins arrays number by number, and of the dot product: PyTorch's, checked against Keras' layers."""

import functools

import keras
import numpy as np
import torch

from case import KERAS, TORCH, Draw, exact, layer, same

SHAPES = [(1, 1), (5, 7), (9, 3, 2), (2, 3, 2, 17)]
FOLDS = {
    "add": (torch.add, keras.layers.Add), "multiply": (torch.multiply, keras.layers.Multiply), "maximum": (torch.maximum, keras.layers.Maximum),
}


def name(shape):
    return "x".join(map(str, shape))


for kind, (pair, k) in FOLDS.items():
    for wires, s in zip([2, 3, 4, 2], SHAPES):
        d = Draw(wires + sum(s))
        xs = [d.numbers(*s) for _ in range(wires)]
        out = layer(f"{kind}/{wires}_of_{name(s)}", f"{wires} arrays of shape {s}.", kind, {}, [("in", x) for x in xs],
                    lambda *xs: functools.reduce(pair, xs), draw=d, made_with=f"{TORCH}, {KERAS}")
        same(out["out"], np.asarray(k()(xs)))

x = exact([[1, 2, 0, -1, -0.5]])
layer("maximum/ties", "Equal numbers: each has half of the gradient.", "maximum", {}, [("in", x), ("in", exact([[1, 1, 0, -1, 2]]))], torch.maximum)

for wires, s in zip([2, 3, 4, 1], SHAPES):
    d = Draw(wires + sum(s))
    xs = [d.numbers(*s) for _ in range(wires)]
    out = layer(f"average/{wires}_of_{name(s)}", f"{wires} arrays of shape {s}.", "average", {}, [("in", x) for x in xs],
                lambda *xs: sum(xs) / len(xs), draw=d, made_with=f"{TORCH}, {KERAS}")
    if wires > 1:
        same(out["out"], np.asarray(keras.layers.Average()(xs)))

for s in SHAPES:
    d = Draw(sum(s))
    a, b = d.numbers(*s), d.numbers(*s)
    out = layer(f"subtract/{name(s)}", f"Arrays of shape {s}.", "subtract", {}, [("a", a), ("b", b)], torch.sub, draw=d, made_with=f"{TORCH}, {KERAS}")
    same(out["out"], np.asarray(keras.layers.Subtract()([a, b])))

for s, t in [((1, 1), (1, 1)), ((5, 17), (5, 17)), ((3, 4, 5), (3, 2, 5)), ((9, 1, 3), (9, 3, 3))]:
    for normal in (False, True):
        if normal and s[-1] == 1:
            continue  # the cosine of two numbers is 1 or -1, and its gradient nothing but roundings
        d = Draw(sum(s) + sum(t) + normal)
        a, b = d.numbers(*s), d.numbers(*t)

        def forward(a, b):
            if normal:
                a, b = (v / v.square().sum(-1, keepdim=True).clamp(min=1e-12).sqrt() for v in (a, b))
            return torch.einsum("bn,bn->b", a, b)[:, None] if a.ndim == 2 else torch.einsum("bin,bjn->bij", a, b)

        out = layer(f"dot/{name(s)}_{name(t)}{'_cosine' if normal else ''}", f"Shapes {s} and {t}, {'divided by their lengths' if normal else 'as they are'}.",
                    "dot", {"normalize": True} if normal else {}, [("a", a), ("b", b)], forward, draw=d, made_with=f"{TORCH}, {KERAS}")
        same(out["out"], np.asarray(keras.layers.Dot(axes=-1, normalize=normal)([a, b])))
