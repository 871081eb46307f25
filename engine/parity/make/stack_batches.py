"""Cases of two batches that become one: PyTorch's stack of each sample with its partner, so that a part of the batch stays
together; Keras' concatenate(axis=0) has the same rows in another order, which no layer can tell."""

import torch

from case import Draw, layer

for shape in [(1, 1), (5, 7), (9, 3, 2), (33, 2, 3, 1)]:
    d = Draw(sum(shape))
    a, b = d.numbers(*shape), d.numbers(*shape)
    name = "x".join(map(str, shape))
    layer(f"stack_batches/{name}", f"Two batches of shape {name}: each sample's real row, then its fake one.", "stack_batches", {},
          [("real", a), ("fake", b)], lambda a, b: torch.stack([a, b], 1).flatten(0, 1), draw=d)
