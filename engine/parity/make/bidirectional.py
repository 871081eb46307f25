"""Cases of bidirectional layers: two walks in PyTorch, checked against Keras' Bidirectional."""

import keras
import numpy as np
import torch

import gru
import lstm
import simple_rnn
from case import KERAS, TORCH, Draw, layer, same

CELLS = {
    "simple_rnn": simple_rnn.CELL,
    "lstm": lstm.CELL,
    "gru": gru.CELL,
}
MERGE = {
    "concat": lambda a, b: torch.cat([a, b], -1),
    "sum": lambda a, b: a + b,
    "mul": lambda a, b: a * b,
    "ave": lambda a, b: (a + b) / 2,
}


def case(path, says, kind, merge, batch, steps, inputs, units, every=False, mask=None):
    cell, d = CELLS[kind], Draw(sum(map(ord, path)))
    x = d.numbers(batch, steps, inputs)
    ways = {way: cell.weights(d, inputs, units) for way in ["forward", "backward"]}
    w = {f"{way}_{name}": v for way, own in ways.items() for name, v in own.items()}
    given = [("in", x)]
    if mask is not None:
        mask = np.array(mask, dtype=np.float64)
        given.append(("mask", mask))
    params = {"cell": kind, "merge": merge, "units": units, **({"return_sequences": True} if every else {})}

    def forward(x, *rest, **w):
        results = []
        for way in ["forward", "backward"]:
            own = {name.removeprefix(way + "_"): v for name, v in w.items() if name.startswith(way + "_")}
            h, last = cell.walk(x, own, units, way == "backward", mask=rest[0] if rest else None)
            results.append(h if every else last[0])
        return MERGE[merge](*results)

    out = layer("bidirectional/" + path, says, "bidirectional", params, given, forward, w, draw=d, made_with=f"{TORCH}, {KERAS}")["out"]
    k = keras.layers.Bidirectional(cell.keras(units, return_sequences=every), merge_mode=merge)
    k.build(x.shape)
    k.set_weights(cell.keras_weights(ways["forward"]) + cell.keras_weights(ways["backward"]))
    more = {"mask": mask != 0} if mask is not None else {}
    if mask is None or not every:
        same(out, np.asarray(k(x, **more)))


for kind in CELLS:
    case(kind, f"{kind}: each way's state at the end of its walk, side by side.", kind, "concat", 3, 4, 5, 6)
    case(kind + "_every", f"{kind}: both states of each step side by side.", kind, "concat", 2, 5, 3, 4, every=True)
for merge in ["sum", "mul", "ave"]:
    case(merge, f"Joined by {merge}.", "gru", merge, 2, 3, 4, 5)
    case(merge + "_every", f"Every step joined by {merge}.", "simple_rnn", merge, 2, 3, 4, 17, every=True)
case("mask", "Padding at the end is where the way back begins.", "lstm", "concat", 3, 4, 2, 3, mask=[[1, 1, 1, 0], [1, 1, 1, 1], [1, 0, 0, 0]])
case("smallest", "One of everything.", "lstm", "concat", 1, 1, 1, 1)
