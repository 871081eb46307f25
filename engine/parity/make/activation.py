"""Cases of the activation layer and of softmax, checked against Keras."""

import keras
import numpy as np
import torch

from case import KERAS, TORCH, Draw, exact, layer, same
from functions import FUNCTIONS, keras_function

for name, f in FUNCTIONS.items():
    for shape in [(3, 5), (2, 3, 4, 2)]:
        d = Draw(len(shape) * 31)
        x = d.apart(*shape, scale=4)
        out = layer(
            f"activation/{name}_{len(shape)}d", f"{name} on each number of a batch of shape {shape}.", "activation",
            {"activation": name}, [("in", x)], f, draw=d, made_with=f"{TORCH}, {KERAS}",
        )
        same(out["out"], np.asarray(keras_function(name)(x)))
    x = exact([[-90, -30, -15, -1e-3, 1e-3, 15, 30, 90]])
    layer(f"activation/{name}_far", f"{name} far from 0, where it saturates.", "activation", {"activation": name}, [("in", x)], f, draw=Draw(7))
