"""Networks whose training is what is tried: penalties on weights, bounds on gradients and norms, several objectives with
optimisers and frames of their own. PyTorch in float64, and Keras where it can say the same in a few lines."""

import keras
import numpy as np
import torch

from case import KERAS, TORCH, Draw, exact, expected, given, leaf, same, write

SAMPLES, FEATURES, HIDDEN, CLASSES = 24, 9, 7, 4


def document(nodes, wires, frames=()):
    """nodes: (kind, params); wires: (from, port, to, port) with nodes counted from 1; frames: (title, nodes)."""
    count = len(nodes)
    return {
        "format": 1, "name": "parity", "next_id": count + len(wires) + len(frames) + 1,
        "settings": {"epochs": 1, "batch": SAMPLES, "seed": 1, "validation": 0},
        "nodes": [
            {"id": i + 1, "kind": k, "name": f"{k} {i + 1}", "params": p, "at": {"x": 216.0 * i, "y": 0}} for i, (k, p) in enumerate(nodes)
        ],
        "wires": [
            {"id": count + 1 + i, "from": {"node": a, "port": p}, "to": {"node": b, "port": q}} for i, (a, p, b, q) in enumerate(wires)
        ],
        "frames": [{"id": count + len(wires) + 1 + i, "title": t, "nodes": n} for i, (t, n) in enumerate(frames)],
        "notes": [],
    }


def data(d):
    return d.numbers(SAMPLES, FEATURES), d.labels(CLASSES, SAMPLES)


def save(path, says, made_with, doc, x, y, start, losses, final):
    write("networks/" + path, says, made_with, {
        "network": {
            "document": doc, "classes": CLASSES,
            "samples": {"shape": list(x.shape), "values": given(x)}, "labels": [int(v) for v in y],
            "start": {n: {"shape": list(v.shape), "values": given(v)} for n, v in start.items()},
            "losses": expected(losses),
            "final": {n: {"shape": list(v.shape), "values": expected(v)} for n, v in final.items()},
        }
    })


def one_objective(path, says, params, optimiser, keras_optimiser, rate, seed, steps=20, penalty=None, before=None, after=None,
                  regularizer=None, constraint=None, dense={}):
    """Input, Dense with tanh, Dense with softmax: a penalty is added to the loss; before and after are done to the
    gradients and to the weights around each step."""
    d = Draw(seed)
    x, y = data(d)
    start = {
        "2/kernel": d.numbers(FEATURES, HIDDEN), "2/bias": d.numbers(HIDDEN, scale=0.1),
        "3/kernel": d.numbers(HIDDEN, CLASSES), "3/bias": d.numbers(CLASSES, scale=0.1),
    }
    w = {n: leaf(v) for n, v in start.items()}
    o = optimiser(list(w.values()))
    losses = []
    for _ in range(steps):
        o.zero_grad()
        h = torch.tanh(torch.tensor(x) @ w["2/kernel"] + w["2/bias"])
        loss = torch.nn.functional.cross_entropy(h @ w["3/kernel"] + w["3/bias"], torch.tensor(y))
        if penalty:
            loss = loss + penalty(w["2/kernel"]) + penalty(w["3/kernel"])
        losses.append(loss.item())
        loss.backward()
        if before:
            before(list(w.values()))
        o.step()
        if after:
            with torch.no_grad():
                after([w["2/kernel"], w["3/kernel"]])

    more = {}
    if regularizer:
        more["kernel_regularizer"] = regularizer
    if constraint:
        more["kernel_constraint"] = constraint
    k = keras.Sequential([keras.layers.Dense(HIDDEN, activation="tanh", **more), keras.layers.Dense(CLASSES, activation="softmax", **more)])
    k.build((None, FEATURES))
    k.set_weights(list(start.values()))
    k.compile(keras_optimiser(), "sparse_categorical_crossentropy")
    history = []
    for _ in range(steps):
        k.reset_metrics()
        history.append(float(k.train_on_batch(x, y)))
    same(losses, history, 1e-5)
    for a, b in zip(w.values(), k.get_weights()):
        same(a, b, 1e-5)
    doc = document(
        [("input", {}), ("dense", {"units": HIDDEN, "activation": "tanh"}), ("dense", {"units": CLASSES, "activation": "softmax"}),
         ("objective", {"learning_rate": rate, **params})],
        [(1, "out", 2, "in"), (2, "out", 3, "in"), (3, "out", 4, "prediction"), (1, "labels", 4, "target")],
    )
    save(path, says, f"{TORCH}, {KERAS}", doc, x, y, start, losses, w)


def sgd(rate, **more):
    return lambda w: torch.optim.SGD(w, lr=rate, **more)


def clip_keras(bound):
    """Keras' rule without PyTorch's 1e-6 beside the norm."""
    def clip(weights):
        norm = torch.sqrt(sum((w.grad**2).sum() for w in weights))
        for w in weights:
            w.grad *= bound / max(bound, norm)
    return clip


def max_norm(bound):
    def limit(kernels):
        for w in kernels:
            norm = torch.sqrt((w**2).sum(0, keepdim=True))
            w *= torch.clamp(norm, max=bound) / (1e-7 + norm)
    return limit


def bounded(bound):
    def clip(weights):
        for w in weights:
            w.grad.clamp_(-bound, bound)
    return clip


one_objective("l1_l2", "L1 and L2 on the kernels, not on the biases: they are part of the reported loss.",
              {"optimizer": "sgd", "l1": 0.01, "l2": 0.02}, sgd(0.1), lambda: keras.optimizers.SGD(0.1), 0.1, 31,
              penalty=lambda w: 0.01 * w.abs().sum() + 0.02 * (w**2).sum(), regularizer=keras.regularizers.L1L2(0.01, 0.02))
one_objective("l2_momentum_clip_value", "L2 is part of the gradient when its numbers are held within bounds.",
              {"optimizer": "momentum", "momentum": 0.9, "l2": 0.1, "clip_value": 0.05}, sgd(0.05, momentum=0.9),
              lambda: keras.optimizers.SGD(0.05, momentum=0.9, clipvalue=0.05), 0.05, 32,
              penalty=lambda w: 0.1 * (w**2).sum(), before=bounded(0.05), regularizer=keras.regularizers.L2(0.1))
one_objective("clip_norm", "The norm of all gradients together is held within a bound, which it is above at first and below later.",
              {"optimizer": "sgd", "l2": 0.05, "clip_norm": 0.4}, sgd(0.5), lambda: keras.optimizers.SGD(0.5, global_clipnorm=0.4), 0.5, 33,
              penalty=lambda w: 0.05 * (w**2).sum(), before=clip_keras(0.4), regularizer=keras.regularizers.L2(0.05))
one_objective("max_norm", "After each step the weights into each unit are held within a norm.",
              {"optimizer": "sgd", "max_norm": 1.1}, sgd(0.3), lambda: keras.optimizers.SGD(0.3), 0.3, 34,
              after=max_norm(1.1), constraint=keras.constraints.MaxNorm(1.1, axis=0))


def turns(path, says, order, steps, seed):
    """A generator, frame Generator, whose output a discriminator, frame Discriminator, reads; each has an objective and an
    optimiser of its own. In turns, the generator's gradient passes through the discriminator as it has just become."""
    d = Draw(seed)
    x, y = data(d)
    start = {
        "2/kernel": d.numbers(FEATURES, HIDDEN), "2/bias": d.numbers(HIDDEN, scale=0.1),
        "3/kernel": d.numbers(HIDDEN, 5), "3/bias": d.numbers(5, scale=0.1),
        "4/kernel": d.numbers(5, CLASSES), "4/bias": d.numbers(CLASSES, scale=0.1),
    }
    w = {n: leaf(v) for n, v in start.items()}
    g = [w[n] for n in w if n[0] == "2"]
    f = [w[n] for n in w if n[0] != "2"]
    og, of = torch.optim.SGD(g, lr=0.05, momentum=0.5), torch.optim.SGD(f, lr=0.2)
    generate = lambda: torch.tanh(torch.tensor(x) @ w["2/kernel"] + w["2/bias"])
    judge = lambda h: torch.relu(h @ w["3/kernel"] + w["3/bias"]) @ w["4/kernel"] + w["4/bias"]
    loss = lambda z: torch.nn.functional.cross_entropy(z, torch.tensor(y))
    losses = []
    for _ in range(steps):
        fake = generate()
        of.zero_grad()
        a = loss(judge(fake.detach()))
        a.backward()
        if order:
            of.step()
        og.zero_grad()
        kept = [p.grad.clone() for p in f]
        b = loss(judge(fake)) + 0.02 * (w["2/kernel"] ** 2).sum()
        b.backward()
        og.step()
        if not order:
            for p, k in zip(f, kept):
                p.grad = k
            of.step()
        losses.append(a.item() + b.item())
    doc = document(
        [("input", {}), ("dense", {"units": HIDDEN, "activation": "tanh"}), ("dense", {"units": 5, "activation": "relu"}),
         ("dense", {"units": CLASSES, "activation": "softmax"}),
         ("objective", {"optimizer": "sgd", "learning_rate": 0.2, "trains": "Discriminator"}),
         ("objective", {"optimizer": "momentum", "momentum": 0.5, "learning_rate": 0.05, "l2": 0.02, "trains": "Generator", "order": order})],
        [(1, "out", 2, "in"), (2, "out", 3, "in"), (3, "out", 4, "in"), (4, "out", 5, "prediction"), (1, "labels", 5, "target"),
         (4, "out", 6, "prediction"), (1, "labels", 6, "target")],
        [("Generator", [2]), ("Discriminator", [3, 4])],
    )
    save(path, says, TORCH, doc, x, y, start, losses, w)


turns("in_turns", "Two objectives with frames and optimisers of their own: the second sees the weights that the first has just changed.", 1, 5, 35)
turns("side_by_side", "The same two objectives with the same order: all gradients are taken at the old weights.", 0, 5, 36)


def shared_trunk():
    """Two heads on one trunk, whose weights get the sum of both gradients; one head has a frame of its own to train."""
    d = Draw(37)
    x, y = data(d)
    start = {
        "2/kernel": d.numbers(FEATURES, HIDDEN), "2/bias": d.numbers(HIDDEN, scale=0.1),
        "3/kernel": d.numbers(HIDDEN, CLASSES), "3/bias": d.numbers(CLASSES, scale=0.1),
        "4/kernel": d.numbers(HIDDEN, CLASSES), "4/bias": d.numbers(CLASSES, scale=0.1),
    }
    w = {n: leaf(v) for n, v in start.items()}
    o = torch.optim.SGD([w[n] for n in w if n != "4/bias" and n != "4/kernel"], lr=0.1)
    losses = []
    for _ in range(10):
        o.zero_grad()
        h = torch.relu(torch.tensor(x) @ w["2/kernel"] + w["2/bias"])
        loss = sum(torch.nn.functional.cross_entropy(h @ w[f"{i}/kernel"] + w[f"{i}/bias"], torch.tensor(y)) for i in (3, 4))
        losses.append(loss.item())
        loss.backward()
        o.step()
    doc = document(
        [("input", {}), ("dense", {"units": HIDDEN, "activation": "relu"}), ("dense", {"units": CLASSES, "activation": "softmax"}),
         ("dense", {"units": CLASSES, "activation": "softmax"}),
         ("objective", {"optimizer": "sgd", "learning_rate": 0.1}), ("objective", {"optimizer": "sgd", "learning_rate": 0.1, "trains": "Trunk"})],
        [(1, "out", 2, "in"), (2, "out", 3, "in"), (2, "out", 4, "in"), (3, "out", 5, "prediction"), (1, "labels", 5, "target"),
         (4, "out", 6, "prediction"), (1, "labels", 6, "target")],
        [("Trunk", [2])],
    )
    save("shared_trunk", "Two losses on a shared layer, which gets the sum of their gradients; the second head is outside the frame that its loss trains.",
         TORCH, doc, x, y, start, losses, w)


shared_trunk()
