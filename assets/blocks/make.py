"""Writes the blocks that ship: make.py. Each is a part of a drawing in the form of the clipboard, in a frame of its own."""

import json
from pathlib import Path

COLUMN, ROW = 224, 136


class Block:
    def __init__(self, title, colour):
        self.title, self.colour, self.next = title, colour, 1
        self.nodes, self.wires = [], []

    def identity(self):
        self.next += 1
        return self.next - 1

    def layer(self, kind, name, column, row, *feeds, **params):
        """Adds a layer; feeds are layers, or (layer, port of this one)."""
        node = {"id": self.identity(), "kind": kind, "name": name}
        if params:
            node["params"] = dict(sorted(params.items()))
        node["at"] = {"x": column * COLUMN, "y": row * ROW}
        self.nodes.append(node)
        for feed in feeds:
            source, port = feed if isinstance(feed, tuple) else (feed, "in")
            self.wires.append({"id": self.identity(), "from": {"node": source, "port": "out"}, "to": {"node": node["id"], "port": port}})
        return node["id"]

    def write(self, name, note):
        frame = {"id": self.identity(), "title": self.title, "colour": self.colour, "nodes": [n["id"] for n in self.nodes]}
        bottom = max(n["at"]["y"] for n in self.nodes)
        notes = [{"id": self.identity(), "text": note, "at": {"x": 0, "y": bottom + ROW}, "width": 352, "height": 88}]
        part = {"type": "netloom/fragment", "format": 1, "nodes": self.nodes, "wires": self.wires, "frames": [frame], "notes": notes}
        Path(__file__).with_name(name + ".json").write_text(json.dumps(part, ensure_ascii=False, separators=(",", ":")) + "\n")


def residual():
    b = Block("Residual block", "convolution")
    entry = b.layer("activation", "Entry", 0, 0, activation="linear")
    first = b.layer("conv2d", "Conv A", 1, 0, entry, filters=32, padding="same", activation="relu", initializer="he_uniform")
    second = b.layer("conv2d", "Conv B", 2, 0, first, filters=32, padding="same", initializer="he_uniform")
    total = b.layer("add", "Sum", 3, 0, second, entry)
    b.layer("activation", "Bend", 4, 0, total, activation="relu")
    b.write("residual", "**He et al. 2015**: what comes in is added to what two convolutions make of it. Their filters are as many as the channels that come in.")


def inception():
    b = Block("Inception block", "convolution")
    entry = b.layer("activation", "Entry", 0, 1, activation="linear")
    conv = lambda name, column, row, feed, filters, size: b.layer(
        "conv2d", name, column, row, feed, filters=filters, kernel_size=[size, size], padding="same", activation="relu", initializer="he_uniform")
    one = conv("1×1", 1, 0, entry, 16, 1)
    three = conv("3×3", 2, 1, conv("Narrow A", 1, 1, entry, 16, 1), 32, 3)
    five = conv("5×5", 2, 2, conv("Narrow B", 1, 2, entry, 8, 1), 16, 5)
    pool = b.layer("max_pool2d", "Pool", 1, 3, entry, pool_size=[3, 3], strides=[1, 1], padding="same")
    pooled = conv("Narrow C", 2, 3, pool, 16, 1)
    b.layer("concat", "Join", 3, 1, one, three, five, pooled)
    b.write("inception", "**Szegedy et al. 2014**: several sizes of filter look at the same image; what they see is put together.")


def transformer():
    b = Block("Transformer block", "attention")
    entry = b.layer("activation", "Entry", 0, 0, activation="linear")
    attention = b.layer("multi_head_attention", "Attention", 1, 0, (entry, "query"), num_heads=4, key_dim=16)
    first = b.layer("layer_norm", "Norm A", 3, 0, b.layer("add", "Sum A", 2, 0, attention, entry))
    wide = b.layer("time_distributed", "Widen", 4, 0, first, layer="dense", units=256, activation="gelu")
    narrow = b.layer("time_distributed", "Narrow", 5, 0, wide, layer="dense", units=64)
    b.layer("layer_norm", "Norm B", 7, 0, b.layer("add", "Sum B", 6, 0, narrow, first))
    b.write("transformer", "**Vaswani et al. 2017**: attention, then two Dense layers for each step. Narrow has as many units as each step has numbers, here 64.")


def lstm():
    b = Block("LSTM block", "recurrent")
    first = b.layer("lstm", "LSTM A", 0, 0, units=64, return_sequences=True)
    drop = b.layer("dropout", "Drop A", 1, 0, first, rate=0.2)
    second = b.layer("lstm", "LSTM B", 2, 0, drop, units=64)
    b.layer("dropout", "Drop B", 3, 0, second, rate=0.2)
    b.write("lstm", "**Hochreiter and Schmidhuber 1997**: the first LSTM gives every step to the second, which gives its last.")


for make in (residual, inception, transformer, lstm):
    make()
