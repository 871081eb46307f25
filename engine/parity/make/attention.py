"""Cases of dot-product attention: PyTorch's scaled_dot_product_attention, checked against Keras' Attention."""

import keras
import numpy as np
import torch

from case import KERAS, TORCH, Draw, layer, same


def case(path, says, batch, queries, keys, depth, values, scale=True, causal=False, mask=None, separate=True):
    d = Draw(sum(map(ord, path)))
    q, v = d.numbers(batch, queries, depth), d.numbers(batch, keys, values)
    given = [("query", q), ("value", v)]
    if separate:
        k = d.numbers(batch, keys, depth)
        given.append(("key", k))
    else:
        k = v
    if mask is not None:
        mask = np.array(mask, dtype=np.float64)
        given.append(("mask", mask))
    params = {}
    if not scale:
        params["scale"] = False
    if causal:
        params["causal"] = True

    def forward(q, v, *rest):
        allowed = torch.ones(batch, queries, keys, dtype=torch.bool)
        if causal:
            allowed = allowed & torch.ones(queries, keys, dtype=torch.bool).tril()
        if mask is not None:
            allowed = allowed & (rest[-1] != 0)[:, None, :]
        return torch.nn.functional.scaled_dot_product_attention(q, rest[0] if separate else v, v, attn_mask=allowed, scale=None if scale else 1.0)

    out = layer("attention/" + path, says, "attention", params, given, forward, draw=d, made_with=f"{TORCH}, {KERAS}")["out"]
    factor = 1 / np.sqrt(depth) if scale else 1
    masks = [None, mask != 0] if mask is not None else None
    same(out, np.asarray(keras.layers.Attention()([q * factor, v, k], mask=masks, use_causal_mask=causal)))


case("cross", "Queries, keys and values of their own; scores are divided by the root of the depth.", 3, 4, 5, 6, 7)
case("values_as_keys", "Without keys the values serve as such, and get both gradients.", 2, 3, 5, 4, 4, separate=False)
case("plain", "Scores as they are, as Keras' layer does by default.", 2, 3, 4, 5, 6, scale=False)
case("causal", "A query sees no key that comes after it.", 2, 6, 6, 3, 5, causal=True)
case("causal_fewer_keys", "Causal with fewer keys than queries: late queries see all.", 2, 5, 3, 4, 2, causal=True)
case("mask", "Keys that are padding get no share and no gradient.", 3, 3, 4, 5, 2, mask=[[1, 1, 1, 1], [1, 1, 0, 0], [0, 1, 0, 1]])
case("mask_causal", "Both.", 2, 4, 4, 3, 3, mask=[[1, 1, 1, 0], [1, 0, 1, 0]], causal=True)
case("one_step", "One query, one key, one number.", 1, 1, 1, 1, 1)
case("odd_sizes", "Sizes that fill no vector of 8 or 16 floats.", 1, 17, 33, 19, 9)
