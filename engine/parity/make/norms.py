"""Cases of normalisation within a sample: PyTorch's functions, checked against Keras' layers."""

import keras
import numpy as np
import torch
import torch.nn.functional as F

from case import KERAS, TORCH, Draw, exact, layer, same


def case(kind, path, says, shape, forward, k, params=None, shift=True, offset=0.0):
    d = Draw(sum(shape) + len(path))
    n = shape[-1]
    x, w = exact(d.numbers(*shape) + offset), {"gamma": exact(d.numbers(n) + 1.5)}
    if shift:
        w["beta"] = d.numbers(n)
    out = layer(f"{kind}/{path}", says, kind, params or {}, [("in", x)], forward, w, draw=d, made_with=f"{TORCH}, {KERAS}")
    k.build((None, *shape[1:]))
    k.set_weights(list(w.values()))
    same(out["out"], np.asarray(k(x)))


def name(shape):
    return "x".join(map(str, shape))


SHAPES = [(1, 3), (5, 7), (3, 5, 17), (2, 3, 2, 33), (2, 2)]
for s in SHAPES:
    case("layer_norm", name(s), f"A batch of shape {s}.", s, lambda x, gamma, beta: F.layer_norm(x, x.shape[-1:], gamma, beta, 1e-3),
         keras.layers.LayerNormalization())
    case("rms_norm", name(s), f"A batch of shape {s}.", s, lambda x, gamma: F.rms_norm(x, x.shape[-1:], gamma, 1e-6),
         keras.layers.RMSNormalization(epsilon=1e-6), shift=False)
case("layer_norm", "far", "Numbers around 64, far from 0 for their spread.", (4, 9), lambda x, gamma, beta: F.layer_norm(x, x.shape[-1:], gamma, beta, 1e-3),
     keras.layers.LayerNormalization(), offset=64)
case("layer_norm", "epsilon", "PyTorch's epsilon.", (4, 6), lambda x, gamma, beta: F.layer_norm(x, x.shape[-1:], gamma, beta, 1e-5),
     keras.layers.LayerNormalization(epsilon=1e-5), {"epsilon": 1e-5})
case("rms_norm", "epsilon", "A large epsilon.", (4, 6), lambda x, gamma: F.rms_norm(x, x.shape[-1:], gamma, 0.1),
     keras.layers.RMSNormalization(epsilon=0.1), {"epsilon": 0.1}, shift=False)


def groups(n):
    def forward(x, gamma, beta):
        return torch.movedim(F.group_norm(torch.movedim(x, -1, 1), n, gamma, beta, 1e-3), 1, -1)

    return forward


for s, n in [((2, 3, 2, 4), 2), ((3, 2, 2, 5), 5), ((1, 4, 3, 6), 1), ((4, 5, 9), 3), ((5, 12), 4)]:
    case("group_norm", f"{name(s)}_in_{n}", f"A batch of shape {s}, its channels in {n} groups.", s, groups(n), keras.layers.GroupNormalization(n), {"groups": n})
