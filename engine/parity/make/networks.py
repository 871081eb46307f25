"""Whole networks, trained by PyTorch in float64 and checked against Keras."""

import keras
import numpy as np
import torch

from case import KERAS, TORCH, Draw, exact, expected, given, same, write

STEPS, SAMPLES, HEIGHT, WIDTH, HIDDEN, CLASSES = 20, 24, 3, 3, 7, 4


def document():
    kinds = [
        ("input", {}), ("flatten", {}), ("dense", {"units": HIDDEN, "activation": "relu"}), ("dropout", {"rate": 0}),
        ("dense", {"units": CLASSES, "activation": "softmax"}), ("objective", {"learning_rate": RATE}),
    ]
    nodes = [
        {"id": i + 1, "kind": k, "name": f"{k} {i + 1}", "params": p, "at": {"x": 216.0 * i, "y": 0}} for i, (k, p) in enumerate(kinds)
    ]
    ends = [((i, "out"), (i + 1, "prediction" if i == 5 else "in")) for i in range(1, 6)] + [((1, "labels"), (6, "target"))]
    wires = [
        {"id": 7 + i, "from": {"node": a, "port": p}, "to": {"node": b, "port": q}} for i, ((a, p), (b, q)) in enumerate(ends)
    ]
    settings = {"epochs": 1, "batch": SAMPLES, "seed": 1, "validation": 0}
    return {"format": 1, "name": "parity", "next_id": 13, "settings": settings, "nodes": nodes, "wires": wires, "frames": [], "notes": []}


class KerasAdam:
    """Keras' Adam in PyTorch, by its formula, since PyTorch's own adds ε elsewhere. The check against Keras proves it."""

    def __init__(self, weights, rate, b1=0.9, b2=0.999, epsilon=1e-7):
        self.weights, self.rate, self.b1, self.b2, self.epsilon, self.t = weights, rate, b1, b2, epsilon, 0
        self.m, self.v = [torch.zeros_like(w) for w in weights], [torch.zeros_like(w) for w in weights]

    def step(self):
        self.t += 1
        rate = self.rate * (1 - self.b2**self.t) ** 0.5 / (1 - self.b1**self.t)
        for w, m, v in zip(self.weights, self.m, self.v):
            m += (w.grad - m) * (1 - self.b1)
            v += (w.grad**2 - v) * (1 - self.b2)
            w.data -= rate * m / (v.sqrt() + self.epsilon)
            w.grad = None


RATE = 0.01


def mlp():
    d = Draw(2024)
    x = exact(np.round((d.numbers(SAMPLES, HEIGHT, WIDTH, 1) + 1) / 2, 3))
    y = d.labels(CLASSES, SAMPLES)
    start = {
        "3/kernel": d.numbers(HEIGHT * WIDTH, HIDDEN, scale=0.6), "3/bias": d.numbers(HIDDEN, scale=0.1),
        "5/kernel": d.numbers(HIDDEN, CLASSES, scale=0.7), "5/bias": np.zeros(CLASSES),
    }
    w = [torch.tensor(v, requires_grad=True) for v in start.values()]
    o, losses = KerasAdam(w, RATE), []
    for _ in range(STEPS):
        h = torch.relu(torch.tensor(x).flatten(1) @ w[0] + w[1])
        loss = torch.nn.functional.cross_entropy(h @ w[2] + w[3], torch.tensor(y))
        losses.append(loss.item())
        loss.backward()
        o.step()

    k = keras.Sequential([
        keras.layers.Flatten(), keras.layers.Dense(HIDDEN, activation="relu"), keras.layers.Dropout(0.0), keras.layers.Dense(CLASSES, activation="softmax"),
    ])
    k.build((None, HEIGHT, WIDTH, 1))
    k.set_weights(list(start.values()))
    k.compile(keras.optimizers.Adam(RATE), "sparse_categorical_crossentropy")
    history = [float(k.train_on_batch(x, y)) for _ in range(1)]
    for i in range(1, STEPS):
        k.reset_metrics()
        history.append(float(k.train_on_batch(x, y)))
    same(losses, history, 1e-5)
    for a, b in zip(w, k.get_weights()):
        same(a, b, 1e-5)

    names = list(start)
    write("networks/mlp", "Flatten, Dense with ReLU, Dropout at rate 0, Dense with softmax, cross-entropy and Adam for 20 steps.", f"{TORCH}, {KERAS}", {
        "network": {
            "document": document(), "classes": CLASSES,
            "samples": {"shape": list(x.shape), "values": given(x)}, "labels": [int(v) for v in y],
            "start": {n: {"shape": list(v.shape), "values": given(v)} for n, v in start.items()},
            "losses": expected(losses),
            "final": {n: {"shape": list(v.shape), "values": expected(v)} for n, v in zip(names, w)},
        }
    })


if __name__ == "__main__":
    mlp()
