"""Cases of the parametric ReLU: PyTorch's, with one slope a channel, checked against Keras' with the slopes shared over
height and width. PyTorch has the channels second."""

import keras
import numpy as np
import torch

from case import KERAS, TORCH, Draw, layer, same


def forward(x, alpha):
    if x.ndim == 2:
        return torch.nn.functional.prelu(x, alpha)
    return torch.movedim(torch.nn.functional.prelu(torch.movedim(x, -1, 1), alpha), 1, -1)


for shape in [(1, 1), (5, 17), (3, 4, 3, 1), (2, 3, 2, 5), (17, 2, 3)]:
    d = Draw(sum(shape))
    x, a = d.apart(*shape, scale=2), d.numbers(shape[-1], scale=0.5)
    name = "x".join(map(str, shape))
    out = layer(f"prelu/{name}", f"A batch of shape {name}, one slope for each of the last dimension.", "prelu", {}, [("in", x)], forward,
                {"alpha": a}, draw=d, made_with=f"{TORCH}, {KERAS}")
    k = keras.layers.PReLU(shared_axes=list(range(1, len(shape) - 1)))
    k.build((None, *shape[1:]))
    k.set_weights([a.reshape(k.get_weights()[0].shape)])
    same(out["out"], np.asarray(k(x)))
