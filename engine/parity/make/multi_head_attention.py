"""Cases of multi-head attention: written out in PyTorch, checked against Keras' MultiHeadAttention and, where it has the
case, PyTorch's module. Our kernels are [features, heads·size], Keras' [features, heads, size]."""

import keras
import numpy as np
import torch

from case import KERAS, TORCH, Draw, layer, same


def case(path, says, batch, steps, features, heads, size, keys=None, cross=None, key_features=None, causal=False, mask=None, bias=True):
    d = Draw(sum(map(ord, path)))
    width = heads * size
    x = d.numbers(batch, steps, features)
    given, at = [("query", x)], {"query": 0, "value": 0, "key": 0}
    if cross:
        given.append(("value", d.numbers(batch, keys, cross)))
        at["value"] = at["key"] = 1
    if key_features:
        given.append(("key", d.numbers(batch, keys, key_features)))
        at["key"] = 2
    if mask is not None:
        mask = np.array(mask, dtype=np.float64)
        given.append(("mask", mask))
    w = {}
    for part in ["query", "key", "value", "output"]:
        of = width if part == "output" else given[at[part]][1].shape[2]
        to = features if part == "output" else width
        w[part + "_kernel"] = d.numbers(of, to)
        if bias:
            w[part + "_bias"] = d.numbers(to)
    params = {"num_heads": heads, "key_dim": size, **({"causal": True} if causal else {}), **({} if bias else {"bias": False})}

    def forward(*inputs, **w):
        def project(part):
            y = inputs[at[part]] @ w[part + "_kernel"] + w.get(part + "_bias", 0)
            return y.reshape(batch, -1, heads, size).transpose(1, 2)

        q, k, v = project("query"), project("key"), project("value")
        allowed = torch.ones(batch, 1, q.shape[2], k.shape[2], dtype=torch.bool)
        if causal:
            allowed = allowed & torch.ones(q.shape[2], k.shape[2], dtype=torch.bool).tril()
        if mask is not None:
            allowed = allowed & (inputs[-1] != 0)[:, None, None, :]
        y = torch.nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=allowed)
        return y.transpose(1, 2).reshape(batch, -1, width) @ w["output_kernel"] + w.get("output_bias", 0)

    # The bias of keys adds the same to all scores of a query, which softmax does not see.
    out = layer("multi_head_attention/" + path, says, "multi_head_attention", params, given, forward, w, draw=d,
                made_with=f"{TORCH}, {KERAS}", cancels=["key_bias"])["out"]
    q, v, k = (given[at[part]][1] for part in ["query", "value", "key"])
    m = keras.layers.MultiHeadAttention(heads, size, use_bias=bias, flash_attention=False)
    m.build(q.shape, v.shape, k.shape)
    shaped = []
    for part in ["query", "key", "value", "output"]:
        kernel = w[part + "_kernel"]
        shaped.append(kernel.reshape(heads, size, features) if part == "output" else kernel.reshape(-1, heads, size))
        if bias:
            b = w[part + "_bias"]
            shaped.append(b if part == "output" else b.reshape(heads, size))
    m.set_weights(shaped)
    more = {"key_mask": mask != 0} if mask is not None else {}
    same(out, np.asarray(m(q, v, k, use_causal_mask=causal, **more)))
    if cross or mask is not None or causal or not bias or width != features:
        return
    t = torch.nn.MultiheadAttention(features, heads, batch_first=True).double()
    with torch.no_grad():
        t.in_proj_weight.copy_(torch.tensor(np.concatenate([w[p + "_kernel"].T for p in ["query", "key", "value"]])))
        t.in_proj_bias.copy_(torch.tensor(np.concatenate([w[p + "_bias"] for p in ["query", "key", "value"]])))
        t.out_proj.weight.copy_(torch.tensor(w["output_kernel"].T))
        t.out_proj.bias.copy_(torch.tensor(w["output_bias"]))
        same(out, t(*[torch.tensor(x)] * 3)[0])


case("self", "A sequence attends to itself; width and features agree, as in PyTorch's module.", 2, 5, 6, 2, 3)
case("wider", "Heads that are wider together than the features.", 2, 3, 4, 3, 5)
case("cross", "Queries of one sequence, keys and values of another.", 2, 3, 4, 2, 3, keys=5, cross=6)
case("cross_keys", "Keys of their own.", 2, 3, 4, 2, 3, keys=5, cross=6, key_features=2)
case("causal", "No step sees a later one.", 2, 6, 5, 2, 4, causal=True)
case("mask", "Padding of the sequence that is looked at.", 2, 4, 3, 2, 2, mask=[[1, 1, 1, 0], [1, 0, 0, 0]])
case("without_bias", "No biases.", 2, 3, 4, 2, 3, bias=False)
case("one_step", "One sample, one step, one head, one number.", 1, 1, 1, 1, 1)
case("odd_sizes", "Sizes that fill no vector of 8 or 16 floats.", 1, 17, 9, 3, 11)
