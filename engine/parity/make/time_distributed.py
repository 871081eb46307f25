"""Cases of a layer applied to each step: PyTorch's functions over all steps as one batch, checked against Keras'
TimeDistributed."""

import keras
import numpy as np
import torch

from case import KERAS, TORCH, Draw, exact, layer, same


def case(path, says, shape, params, forward, keras_layer, weights=None, x=None):
    d = Draw(sum(map(ord, path)))
    x = d.numbers(*shape) if x is None else x
    w = {name: d.numbers(*s) for name, s in (weights or {}).items()}

    def steps(x, **w):
        y = forward(x.reshape(-1, *shape[2:]), **w)
        return y.reshape(*shape[:2], *y.shape[1:])

    out = layer("time_distributed/" + path, says, "time_distributed", params, [("in", x)], steps, w or None, draw=d, made_with=f"{TORCH}, {KERAS}")["out"]
    k = keras.layers.TimeDistributed(keras_layer)
    k.build(shape)
    if w:
        k.set_weights(list(w.values()))
    same(out, np.asarray(k(x)))


def conv(x, kernel, bias):
    y = torch.nn.functional.conv2d(x.permute(0, 3, 1, 2), kernel.permute(3, 2, 0, 1), bias)
    return torch.tanh(y.permute(0, 2, 3, 1))


def pool(x):
    return torch.nn.functional.max_pool2d(x.permute(0, 3, 1, 2), 2).permute(0, 2, 3, 1)


shuffled = exact(((np.random.default_rng(3).permutation(2 * 3 * 4 * 6 * 2) - 144) / 10).reshape(2, 3, 4, 6, 2))
case("dense", "Dense on each step.", (3, 4, 5), {"layer": "dense", "units": 6, "activation": "tanh"},
     lambda x, kernel, bias: torch.tanh(x @ kernel + bias), keras.layers.Dense(6, activation="tanh"), {"kernel": (5, 6), "bias": (6,)})
case("conv2d", "A convolution over each picture of a film.", (2, 3, 5, 4, 2), {"layer": "conv2d", "filters": 3, "kernel_size": [3, 2], "activation": "tanh"},
     conv, keras.layers.Conv2D(3, (3, 2), activation="tanh"), {"kernel": (3, 2, 2, 3), "bias": (3,)})
case("conv2d_one", "One sample of one picture of one channel.", (1, 1, 3, 3, 1), {"layer": "conv2d", "filters": 1, "kernel_size": [3, 3], "activation": "tanh"},
     conv, keras.layers.Conv2D(1, 3, activation="tanh"), {"kernel": (3, 3, 1, 1), "bias": (1,)})
case("max_pool2d", "Pooling of each picture.", (2, 3, 4, 6, 2), {"layer": "max_pool2d"}, pool, keras.layers.MaxPooling2D(2), x=shuffled)
case("global_average_pool", "The mean of each channel of each picture.", (2, 3, 4, 5, 3), {"layer": "global_average_pool"},
     lambda x: x.mean((1, 2)), keras.layers.GlobalAveragePooling2D())
case("flatten", "Each picture becomes a list.", (9, 2, 3, 2, 1), {"layer": "flatten"}, lambda x: x.reshape(x.shape[0], -1), keras.layers.Flatten())
