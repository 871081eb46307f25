"""Cases of the order of dimensions: PyTorch's permute, checked against Keras'."""

import keras
import numpy as np

from case import KERAS, TORCH, Draw, layer, same

for shape, order in [((3, 5, 7), (2, 1)), ((1, 4, 3, 2), (3, 1, 2)), ((9, 2, 3, 1), (2, 1, 3)), ((2, 1, 1), (2, 1)), ((2, 3, 4, 17), (3, 2, 1)), ((5, 3), (1,))]:
    d = Draw(sum(shape))
    x = d.numbers(*shape)
    name = "x".join(map(str, shape)) + "_to_" + "".join(map(str, order))
    out = layer(f"permute/{name}", f"A batch of shape {shape}, its dimensions in the order {order}.", "permute", {"order": list(order)}, [("in", x)],
                lambda x: x.permute(0, *order), draw=d, made_with=f"{TORCH}, {KERAS}")
    same(out["out"], np.asarray(keras.layers.Permute(order)(x)))
