"""Cases of embeddings: PyTorch's, checked against Keras'. Whole numbers come as labels, or as samples that hold them."""

import keras
import numpy as np
import torch

from case import KERAS, TORCH, Draw, layer, same


def case(path, says, shape, rows, width, labels=False, numbers=None):
    d = Draw(sum(shape) + rows)
    x = d.labels(rows, *shape) if numbers is None else np.asarray(numbers)
    w = {"embeddings": d.numbers(rows, width)}
    extra = {"type": "labels", "classes": rows} if labels else {}
    out = layer(f"embedding/{path}", says, "embedding", {"input_dim": rows, "output_dim": width}, [("in", x, extra)],
                lambda x, embeddings: torch.nn.functional.embedding(torch.tensor(x), embeddings), w, draw=d, made_with=f"{TORCH}, {KERAS}")
    k = keras.layers.Embedding(rows, width)
    k.build((None, *shape[1:]))
    k.set_weights([w["embeddings"]])
    same(out["out"], np.asarray(k(x)))


case("lists", "Lists of 4 numbers below 7.", (5, 4), 7, 3)
case("labels", "One label a sample.", (9,), 5, 4, labels=True)
case("one", "One sample of one number, a table of one row.", (1, 1), 1, 1)
case("tables", "Numbers in rows and columns.", (2, 3, 2), 40, 17)
case("often", "One number again and again: its gradients add up.", (33, 2), 3, 5, numbers=np.ones((33, 2), dtype=np.int64))
case("long", "Sequences of length 1, a large batch.", (40, 1), 18, 8)
