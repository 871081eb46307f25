"""Sources of masks and what becomes of them: Masking and Embedding, checked against Keras' masks, and whole networks in which
Keras hands masks on by itself, trained by PyTorch."""

import keras
import numpy as np
import torch

import gru
import lstm
from case import KERAS, TORCH, Draw, expected, given, layer, same, write

MADE_WITH = f"{TORCH}, {KERAS}"


def padded(d, batch, steps, inputs, value, real):
    """Sequences of which only the steps in real, by sample, do not consist of the value."""
    x = d.numbers(batch, steps, inputs)
    for b, t in [(b, t) for b in range(batch) for t in range(steps) if t not in real[b]]:
        x[b, t] = value
    return x


def masking(path, says, x, value=0):
    params = {"mask_value": value} if value else {}

    def forward(x):
        mask = (x != value).any(-1).double()
        return {"out": x * mask[..., None], "mask": mask + 0 * x.sum(-1)}

    out = layer(f"masking/{path}", says, "masking", params, [("in", x)], forward, made_with=MADE_WITH)
    k = keras.layers.Masking(value)
    same(out["out"], np.asarray(k(x)))
    same(out["mask"], np.asarray(k.compute_mask(x), dtype=np.float64))


def embedding(path, says, numbers, rows, width):
    d, x = Draw(rows + width), np.asarray(numbers)
    w = {"embeddings": d.numbers(rows, width)}

    def forward(x, embeddings):
        x = torch.tensor(x)
        return {"out": torch.nn.functional.embedding(x, embeddings), "mask": (x != 0).double() + 0 * embeddings.sum()}

    out = layer(f"embedding/{path}", says, "embedding", {"input_dim": rows, "output_dim": width}, [("in", x)], forward, w, draw=d, made_with=MADE_WITH)
    k = keras.layers.Embedding(rows, width, mask_zero=True)
    same(out["mask"], np.asarray(k.compute_mask(x), dtype=np.float64))


def mean_of(h, mask):
    return (h * mask[..., None]).sum(1) / mask.sum(1, keepdim=True).clamp(min=1)


def average(path, says, x, mask, empty=()):
    """empty samples have no real step: there Keras divides 0 by 0, and ours is 0."""
    mask = np.array(mask, dtype=np.float64)

    def forward(x, mask):
        return mean_of(x, (mask != 0).double()) + 0 * mask.sum()

    out = layer(f"global_average_pool/{path}", says, "global_average_pool", {}, [("in", x), ("mask", mask)], forward, made_with=MADE_WITH)["out"]
    there = [b for b in range(len(x)) if b not in empty]
    same(out[there], np.asarray(keras.layers.GlobalAveragePooling1D()(x[there], mask=mask[there] != 0)))


def document(kinds, ends, samples):
    nodes = [{"id": i + 1, "kind": k, "name": f"{k} {i + 1}", "params": p, "at": {"x": 216.0 * i, "y": 0}} for i, (k, p) in enumerate(kinds)]
    wires = []
    for end in ends:
        a, b = ((int(n), p) for n, p in (e.split(".") for e in end.split(" > ")))
        wires.append({"id": len(nodes) + len(wires) + 1, "from": {"node": a[0], "port": a[1]}, "to": {"node": b[0], "port": b[1]}})
    settings = {"epochs": 1, "batch": samples, "seed": 1, "validation": 0}
    return {"format": 1, "name": "parity", "next_id": len(nodes) + len(wires) + 1, "settings": settings, "nodes": nodes, "wires": wires,
            "frames": [], "notes": []}


STEPS, RATE = 12, 0.2
# Plain descent: under TensorFlow, Keras' Adam squares the gradients of an embedding's row one by one before it adds them up.
OBJECTIVE = ("objective", {"optimizer": "sgd", "learning_rate": RATE})


def network(path, says, kinds, ends, x, y, classes, start, scores, model, keras_weights):
    w = {n: torch.tensor(v, requires_grad=True) for n, v in start.items()}
    losses = []
    for _ in range(STEPS):
        loss = torch.nn.functional.cross_entropy(scores(w), torch.tensor(y))
        losses.append(loss.item())
        loss.backward()
        for v in w.values():
            v.data -= RATE * v.grad
            v.grad = None
    model.build(x.shape)
    model(x)
    model.set_weights(keras_weights(start))
    model.compile(keras.optimizers.SGD(RATE), "sparse_categorical_crossentropy")
    history = []
    for _ in range(STEPS):
        model.reset_metrics()
        history.append(float(model.train_on_batch(x, y)))
    same(losses, history, 1e-5)
    for a, b in zip(keras_weights({n: v.detach().numpy() for n, v in w.items()}), model.get_weights()):
        same(a, b, 1e-5)
    write(f"networks/{path}", says, MADE_WITH, {
        "network": {
            "document": document(kinds, ends, len(x)), "classes": classes,
            "samples": {"shape": list(x.shape), "values": given(x)}, "labels": [int(v) for v in y],
            "start": {n: {"shape": list(v.shape), "values": given(v)} for n, v in start.items()},
            "losses": expected(losses),
            "final": {n: {"shape": list(v.shape), "values": expected(v)} for n, v in w.items()},
        }
    })


def own(w, prefix):
    return {n[len(prefix):]: v for n, v in w.items() if n.startswith(prefix)}


def words():
    """Texts of different lengths, padded at either end: the mask of the embedding goes to every layer behind."""
    d = Draw(77)
    x = np.array([[3, 1, 4, 1, 5], [2, 6, 0, 0, 0], [0, 0, 5, 3, 5], [4, 0, 0, 0, 0], [0, 1, 0, 2, 0], [6, 5, 4, 3, 0]], dtype=np.float64)
    y = d.labels(3, len(x))
    start = {"2/embeddings": d.numbers(7, 4)}
    start |= {f"3/{n}": v for n, v in lstm.CELL.weights(d, 4, 5).items()}
    start |= {f"4/{side}_{n}": v for side in ("forward", "backward") for n, v in gru.CELL.weights(d, 5, 3).items()}
    start |= {"6/kernel": d.numbers(6, 3), "6/bias": d.numbers(3, scale=0.1)}
    mask = torch.tensor(x != 0).double()

    def scores(w):
        h = torch.nn.functional.embedding(torch.tensor(x).long(), w["2/embeddings"])
        h, _ = lstm.CELL.walk(h, own(w, "3/"), 5, mask=mask)
        both = [gru.CELL.walk(h, own(w, f"4/{side}_"), 3, side == "backward", mask=mask)[0] for side in ("forward", "backward")]
        return mean_of(torch.cat(both, -1), mask) @ w["6/kernel"] + w["6/bias"]

    L = keras.layers
    model = keras.Sequential([
        L.Embedding(7, 4, mask_zero=True), L.LSTM(5, return_sequences=True), L.Bidirectional(L.GRU(3, return_sequences=True)),
        L.GlobalAveragePooling1D(), L.Dense(3, activation="softmax"),
    ])

    def keras_weights(w):
        walks = lstm.CELL.keras_weights(own(w, "3/")) + gru.CELL.keras_weights(own(w, "4/forward_")) + gru.CELL.keras_weights(own(w, "4/backward_"))
        return [w["2/embeddings"], *walks, w["6/kernel"], w["6/bias"]]

    network(
        "masked_words", "The mask of an embedding in an LSTM, a bidirectional GRU and a mean, as Keras hands it on from mask_zero=True.",
        [("input", {}), ("embedding", {"input_dim": 7, "output_dim": 4}), ("lstm", {"units": 5, "return_sequences": True}),
         ("bidirectional", {"cell": "gru", "units": 3, "return_sequences": True}), ("global_average_pool", {}),
         ("dense", {"units": 3, "activation": "softmax"}), OBJECTIVE],
        ["1.out > 2.in", "2.out > 3.in", "2.mask > 3.mask", "3.out > 4.in", "2.mask > 4.mask", "4.out > 5.in", "2.mask > 5.mask",
         "5.out > 6.in", "6.out > 7.prediction", "1.labels > 7.target"],
        x, y, 3, start, scores, model, keras_weights,
    )


def steps():
    """Each step by itself, attention, and a mean, behind Masking with a value that is not 0."""
    d = Draw(78)
    x = padded(d, 5, 6, 3, -2.0, [range(6), range(2), range(3, 6), [1, 4], [0]])
    y = d.labels(4, len(x))
    start = {"3/kernel": d.numbers(3, 5), "3/bias": d.numbers(5, scale=0.1), "6/kernel": d.numbers(5, 4), "6/bias": d.numbers(4, scale=0.1)}
    mask = torch.tensor((x != -2).any(-1)).double()

    def scores(w):
        h = torch.tanh(torch.tensor(x) * mask[..., None] @ w["3/kernel"] + w["3/bias"])
        match = torch.where(mask[:, None] != 0, h @ h.mT, -torch.inf)
        return mean_of(torch.softmax(match, -1) @ h, mask) @ w["6/kernel"] + w["6/bias"]

    L = keras.layers
    source = L.Input(x.shape[1:])
    h = L.TimeDistributed(L.Dense(5, activation="tanh"))(L.Masking(-2.0)(source))
    model = keras.Model(source, L.Dense(4, activation="softmax")(L.GlobalAveragePooling1D()(L.Attention()([h, h]))))
    network(
        "masked_steps", "The mask of Masking in attention and in a mean; each step by itself needs none. Keras hands it on.",
        [("input", {}), ("masking", {"mask_value": -2}), ("time_distributed", {"layer": "dense", "units": 5, "activation": "tanh"}),
         ("attention", {"scale": False}), ("global_average_pool", {}), ("dense", {"units": 4, "activation": "softmax"}),
         OBJECTIVE],
        ["1.out > 2.in", "2.out > 3.in", "3.out > 4.query", "3.out > 4.value", "2.mask > 4.mask", "4.out > 5.in", "2.mask > 5.mask",
         "5.out > 6.in", "6.out > 7.prediction", "1.labels > 7.target"],
        x, y, 4, start, scores, model, lambda w: list(w.values()),
    )


def main():
    d = Draw(5)
    real = [range(4), range(2), range(1, 4), [1, 3], []]
    masking("zeros", "Padding of zeros at the end, at the start, in between, everywhere and nowhere; a step with some zeros is real.",
            np.where(d.random.uniform(size=(5, 4, 3)) < 0.3, 0, padded(d, 5, 4, 3, 0, real)))
    masking("value", "Padding of another number.", padded(d, 5, 4, 17, -1.5, real), -1.5)
    masking("smallest", "One sample, one step, one number.", np.array([[[0.5]]]))
    masking("one_number", "Steps of one number: each 0 is padding.", padded(d, 9, 7, 1, 0, [range(b) for b in range(9)]))
    embedding("mask", "The mask is 0 where the number is.", [[1, 2, 0, 0], [0, 0, 0, 0], [3, 0, 1, 4]], 5, 3)
    embedding("mask_one", "The mask of one number.", [[0], [1]], 2, 1)
    hidden = [[1, 1, 1, 1], [1, 1, 0, 0], [0, 1, 0, 1], [0, 0, 0, 1]]
    average("mask", "Padded steps are left out.", d.numbers(4, 4, 5), hidden)
    average("mask_odd_sizes", "19 numbers a step, any number but 0 in the mask.", d.numbers(4, 4, 19), np.array(hidden) * 0.5)
    average("mask_empty", "A sample without a real step has the mean 0; the other sample has one step.", d.numbers(2, 3, 2), [[0, 0, 0], [0, 1, 0]], empty=[0])
    average("mask_one_step", "One sample, one step.", d.numbers(1, 1, 3), [[1]])
    words()
    steps()


if __name__ == "__main__":
    main()
