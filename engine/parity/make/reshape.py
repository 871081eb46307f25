"""Cases of reshape, checked against Keras. Where Keras and PyTorch write −1 for the size that is worked out, ours is 0."""

import keras
import numpy as np
import torch

from case import KERAS, TORCH, Draw, layer, same


def case(image, shape):
    d = Draw(len(image) + len(shape))
    x = d.numbers(2, *image)
    to = [-1 if s == 0 else s for s in shape]
    out = layer(
        "reshape/" + "x".join(map(str, image)) + "_to_" + "x".join(map(str, shape)), f"{image} to {shape}.", "reshape", {"shape": list(shape)}, [("in", x)],
        lambda z: z.reshape(2, *to) * 1.0, draw=d, made_with=f"{TORCH}, {KERAS}",
    )
    same(out["out"], np.asarray(keras.layers.Reshape(to)(x)))


case((12,), (2, 3, 2))
case((2, 3, 2), (4, 3))
case((4, 3), (0,))
case((3, 4), (2, 0, 3))
