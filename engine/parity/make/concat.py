"""Cases of arrays side by side: PyTorch's cat, checked against Keras' Concatenate."""

import keras
import numpy as np
import torch

from case import KERAS, TORCH, Draw, layer, same


def case(path, says, shapes, axis):
    d = Draw(len(path))
    xs = [d.numbers(*s) for s in shapes]
    params = {} if axis == -1 else {"axis": axis}
    out = layer(f"concat/{path}", says, "concat", params, [("in", x) for x in xs], lambda *xs: torch.cat(xs, axis), draw=d, made_with=f"{TORCH}, {KERAS}")
    if len(xs) > 1:
        same(out["out"], np.asarray(keras.layers.Concatenate(axis=axis)(xs)))


case("lists", "Three lists of 1, 17 and 4 numbers.", [(5, 1), (5, 17), (5, 4)], -1)
case("channels", "Channels of images beside channels.", [(3, 4, 3, 2), (3, 4, 3, 5)], -1)
case("rows", "Along the first dimension of a sample.", [(2, 3, 4), (2, 1, 4), (2, 5, 4)], 1)
case("columns", "Along the middle one, of images with one channel.", [(9, 2, 3, 1), (9, 2, 4, 1)], 2)
case("from_the_end", "A dimension counted from the end.", [(1, 2, 3, 2), (1, 2, 1, 2)], -2)
case("single", "One wire alone.", [(4, 3)], -1)
