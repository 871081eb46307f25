"""Recurrent layers that go on from batch to batch, trained by PyTorch in float64 and checked against Keras' stateful=True
with shuffle=False and the states reset at the start of each epoch."""

import keras
import numpy as np
import torch

import gru
import lstm
import simple_rnn
from case import KERAS, TORCH, Draw, expected, given, same, write
from networks import KerasAdam

EPOCHS, SAMPLES, BATCH, STEPS, INPUTS, UNITS, CLASSES, RATE = 3, 12, 3, 4, 2, 5, 3, 0.02


def document(kind, params):
    kinds = [
        ("input", {}), (kind, {"units": UNITS, "stateful": True, **params}), ("dense", {"units": CLASSES, "activation": "softmax"}),
        ("objective", {"learning_rate": RATE}),
    ]
    nodes = [{"id": i + 1, "kind": k, "name": f"{k} {i + 1}", "params": p, "at": {"x": 216.0 * i, "y": 0}} for i, (k, p) in enumerate(kinds)]
    ends = [((1, "out"), (2, "in")), ((2, "out"), (3, "in")), ((3, "out"), (4, "prediction")), ((1, "labels"), (4, "target"))]
    wires = [{"id": 5 + i, "from": {"node": a, "port": p}, "to": {"node": b, "port": q}} for i, ((a, p), (b, q)) in enumerate(ends)]
    settings = {"epochs": EPOCHS, "batch": BATCH, "seed": 1, "validation": 0}
    return {"format": 1, "name": "parity", "next_id": 9, "settings": settings, "nodes": nodes, "wires": wires, "frames": [], "notes": []}


def reset(walker):
    for one in [walker.forward_layer, walker.backward_layer] if isinstance(walker, keras.layers.Bidirectional) else [walker]:
        one.reset_state()


def batches():
    return [slice(i, i + BATCH) for i in range(0, SAMPLES, BATCH)]


def named(w, prefix):
    return {n[len(prefix):]: v for n, v in w.items() if n.startswith(prefix)}


def case(kind, cell, says, reverse=False, both=False):
    """both walks both ways, each with a state of its own, which stand side by side at the end."""
    d = Draw(sum(map(ord, kind)) + reverse)
    ways = {"forward_": False, "backward_": True} if both else {"": reverse}
    x, y = d.numbers(SAMPLES, STEPS, INPUTS), d.labels(CLASSES, SAMPLES)
    start = {f"2/{way}{n}": v for way in ways for n, v in cell.weights(d, INPUTS, UNITS).items()}
    start |= {"3/kernel": d.numbers(UNITS * len(ways), CLASSES), "3/bias": d.numbers(CLASSES, scale=0.1)}
    w = {n: torch.tensor(v, requires_grad=True) for n, v in start.items()}
    o = KerasAdam(list(w.values()), RATE)

    def scores(at, state):
        ends = {
            way: cell.walk(torch.tensor(x[at]), named(w, "2/" + way), UNITS, back, state[way] if state else None)[1] for way, back in ways.items()
        }
        h = torch.cat([last[0] for last in ends.values()], -1)
        return h @ w["3/kernel"] + w["3/bias"], {way: tuple(s.detach() for s in last) for way, last in ends.items()}

    losses = []
    for _ in range(EPOCHS):
        state, total = None, 0
        for at in batches():
            z, state = scores(at, state)
            loss = torch.nn.functional.cross_entropy(z, torch.tensor(y[at]))
            loss.backward()
            o.step()
            total += loss.item()
        losses.append(total / len(batches()))
    state, answers = None, []
    for at in batches():
        z, state = scores(at, state)
        answers.append(torch.softmax(z, -1).detach().numpy())
    answers = np.concatenate(answers)

    walker = cell.keras(UNITS, stateful=True, go_backwards=reverse)
    k = keras.Sequential([
        keras.layers.Input(batch_shape=(BATCH, STEPS, INPUTS)), keras.layers.Bidirectional(walker) if both else walker,
        keras.layers.Dense(CLASSES, activation="softmax"),
    ])
    walks = [v for way in ways for v in cell.keras_weights(named(start, "2/" + way))]
    k.set_weights(walks + [start["3/kernel"], start["3/bias"]])
    k.compile(keras.optimizers.Adam(RATE), "sparse_categorical_crossentropy")
    history = []
    for _ in range(EPOCHS):
        reset(k.layers[0])
        history += k.fit(x, y, BATCH, 1, verbose=0, shuffle=False).history["loss"]
    same(losses, history, 1e-5)
    reset(k.layers[0])
    same(answers, k.predict(x, BATCH, verbose=0), 1e-5)

    own = {"cell": kind} if both else {"reverse": reverse}
    write(f"networks/stateful_{kind}{'_reverse' if reverse else '_both' if both else ''}", says, f"{TORCH}, {KERAS}", {
        "network": {
            "document": document("bidirectional" if both else kind, own), "classes": CLASSES, "epochs": True,
            "samples": {"shape": list(x.shape), "values": given(x)}, "labels": [int(v) for v in y],
            "start": {n: {"shape": list(v.shape), "values": given(v)} for n, v in start.items()},
            "losses": expected(losses),
            "final": {n: {"shape": list(v.shape), "values": expected(v)} for n, v in w.items()},
            "answers": {"shape": list(answers.shape), "values": expected(answers)},
        }
    })


if __name__ == "__main__":
    case("simple_rnn", simple_rnn.CELL, "The state goes on from batch to batch, through 3 epochs of 4 batches, and starts anew in each epoch.")
    case("lstm", lstm.CELL, "State and cells go on from batch to batch.")
    case("gru", gru.CELL, "The state goes on from batch to batch.")
    case("lstm", lstm.CELL, "State and cells of a walk backwards go on from where it ended, the first step.", reverse=True)
    for kind, cell in [("simple_rnn", simple_rnn.CELL), ("lstm", lstm.CELL), ("gru", gru.CELL)]:
        case(kind, cell, "Both ways, each direction from where it ended itself in the batch before.", both=True)
