"""Cases of flatten, checked against Keras: row after row, the last dimension fastest."""

import keras
import numpy as np
import torch

from case import KERAS, TORCH, Draw, layer, same

for shape in [(2, 5), (3, 2, 4), (2, 3, 2, 2), (1, 1, 1, 1)]:
    d = Draw(len(shape))
    x = d.numbers(*shape)
    out = layer(
        "flatten/" + "x".join(map(str, shape)), f"A batch of shape {shape}.", "flatten", {}, [("in", x)], lambda z: torch.flatten(z, 1) * 1.0,
        draw=d, made_with=f"{TORCH}, {KERAS}",
    )
    same(out["out"], np.asarray(keras.layers.Flatten()(x)))
