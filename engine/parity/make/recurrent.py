"""What the cases of recurrent layers share: the cells as they are written, walked in PyTorch, and checked against Keras'
layers and PyTorch's own. Weights are in our layout, which is Keras': kernel [inputs, gates·units], recurrent
[units, gates·units], bias [gates·units]."""

import keras
import numpy as np
import torch

from case import KERAS, TORCH, Draw, layer, same


def simple_rnn(x, state, kernel, recurrent, bias):
    (h,) = state
    return (torch.tanh(x @ kernel + h @ recurrent + bias),)


def lstm(x, state, kernel, recurrent, bias):
    h, c = state
    i, f, g, o = torch.chunk(x @ kernel + h @ recurrent + bias, 4, -1)
    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    return torch.sigmoid(o) * torch.tanh(c), c


def gru(x, state, kernel, recurrent, bias, recurrent_bias):
    """The reset gate acts after the product, as in Keras with reset_after and in PyTorch."""
    (h,) = state
    xz, xr, xg = torch.chunk(x @ kernel + bias, 3, -1)
    qz, qr, qg = torch.chunk(h @ recurrent + recurrent_bias, 3, -1)
    z, r = torch.sigmoid(xz + qz), torch.sigmoid(xr + qr)
    return (z * h + (1 - z) * torch.tanh(xg + r * qg),)


class Cell:
    def __init__(self, step, gates, states, keras_layer, torch_layer, order, biases=1):
        self.step, self.gates, self.states, self.keras, self.torch = step, gates, states, keras_layer, torch_layer
        self.order, self.biases = order, biases  # where PyTorch keeps each of our gates

    def weights(self, d, inputs, units):
        n = self.gates * units
        w = {"kernel": d.numbers(inputs, n), "recurrent": d.numbers(units, n), "bias": d.numbers(n)}
        if self.biases == 2:
            w["recurrent_bias"] = d.numbers(n)
        return w

    def walk(self, x, weights, units, reverse=False, start=None, mask=None):
        """The states after each step, in the order of the steps. A step whose mask is 0 leaves the state as it is."""
        state = start or tuple(torch.zeros(x.shape[0], units, dtype=torch.float64) for _ in range(self.states))
        out = [None] * x.shape[1]
        for t in reversed(range(x.shape[1])) if reverse else range(x.shape[1]):
            new = self.step(x[:, t], state, **weights)
            state = new if mask is None else tuple(torch.where(mask[:, t : t + 1] != 0, n, o) for n, o in zip(new, state))
            out[t] = state[0]
        return torch.stack(out, 1), state

    def keras_weights(self, w):
        w = [np.asarray(v) for v in w.values()]
        return w if self.biases == 1 else [w[0], w[1], np.stack(w[2:])]

    def with_keras(self, x, w, units, every, reverse, start=None, mask=None):
        k = self.keras(units, return_sequences=every, go_backwards=reverse)
        k.build(x.shape)
        k.set_weights(self.keras_weights(w))
        more = {"mask": mask != 0} if mask is not None else {}
        y = np.asarray(k(x, initial_state=start, **more))
        return y[:, ::-1] if every and reverse else y  # Keras gives the states in the order of its walk

    def with_torch(self, x, w, units, reverse):
        m = self.torch(x.shape[2], units, batch_first=True).double()

        def rows(v):
            return torch.tensor(np.concatenate([np.split(np.asarray(v), self.gates, -1)[g].T for g in self.order]))

        with torch.no_grad():
            m.weight_ih_l0.copy_(rows(w["kernel"]))
            m.weight_hh_l0.copy_(rows(w["recurrent"]))
            m.bias_ih_l0.copy_(rows(w["bias"]))
            m.bias_hh_l0.copy_(rows(w["recurrent_bias"]) if self.biases == 2 else torch.zeros_like(m.bias_hh_l0))
            y = m(torch.tensor(x[:, ::-1].copy() if reverse else x))[0]
        return torch.flip(y, [1]) if reverse else y


def cases(kind, cell):
    def case(path, says, batch, steps, inputs, units, every=False, reverse=False):
        d = Draw(sum(map(ord, kind + path)))
        x, w = d.numbers(batch, steps, inputs), cell.weights(d, inputs, units)
        params = {"units": units}
        if every:
            params["return_sequences"] = True
        if reverse:
            params["reverse"] = True

        def forward(x, **w):
            h, last = cell.walk(x, w, units, reverse)
            return h if every else last[0]

        out = layer(f"{kind}/{path}", says, kind, params, [("in", x)], forward, w, draw=d, made_with=f"{TORCH}, {KERAS}")["out"]
        same(out, cell.with_keras(x, w, units, every, reverse))
        y = cell.with_torch(x, w, units, reverse)
        same(out, y if every else y[:, 0 if reverse else -1])

    def ended(path, says, batch, steps, inputs, units, start=False, mask=None, ports=("out",), with_keras=slice(None), **more):
        """Cases with first states, masks and last states. with_keras are the samples to be compared with Keras, which
        shows zeros, though it keeps the state, where no real step has come yet."""
        d = Draw(sum(map(ord, kind + path)))
        x, w = d.numbers(batch, steps, inputs), cell.weights(d, inputs, units)
        given = [("in", x)]
        first = [d.numbers(batch, units) for _ in range(cell.states)] if start else None
        if start:
            given += list(zip(["state", "cell"], first))
        if mask is not None:
            mask = np.array(mask, dtype=np.float64)
            given.append(("mask", mask))
        every, reverse = more.get("return_sequences", False), more.get("reverse", False)

        def forward(x, *rest, **w):
            begin = tuple(rest[: cell.states]) if start else None
            h, last = cell.walk(x, w, units, reverse, begin, None if mask is None else rest[-1])
            results = {"out": h if every else last[0], "state": last[0]}
            if cell.states == 2:
                results["cell"] = last[1]
            return {p: results[p] for p in ports}

        out = layer(f"{kind}/{path}", says, kind, {"units": units, **more}, given, forward, w, draw=d, made_with=f"{TORCH}, {KERAS}")
        if with_keras and "out" in out:
            same(out["out"][with_keras], cell.with_keras(x, w, units, every, reverse, first, mask)[with_keras])

    padded = [[1, 1, 1, 0, 0], [1, 1, 1, 1, 1], [0, 1, 0, 0, 1], [0, 0, 0, 0, 0]]
    ended("start", "A first state is given: gradients reach it.", 3, 4, 5, 6, start=True)
    ended("start_every", "A first state, one step, every step given.", 2, 1, 3, 5, start=True, return_sequences=True)
    ended("start_reverse", "A first state of a walk backwards.", 2, 4, 3, 9, start=True, reverse=True)
    ended("mask", "Padded steps leave the state as it is: at the end, nowhere, in between, everywhere.", 4, 5, 3, 6, mask=padded)
    ended("mask_every", "With every step, a padded one repeats the state before it.", 4, 5, 3, 17, mask=padded, return_sequences=True)
    ended("mask_reverse", "Padding met by a walk backwards.", 4, 5, 2, 3, mask=padded, reverse=True, with_keras=None)
    ended("mask_start", "Padding before the first real step keeps the given state.", 4, 5, 3, 8, mask=padded, start=True,
          with_keras=slice(3))
    ended("mask_one_step", "One step, which one sample does not have.", 2, 1, 2, 3, mask=[[1], [0]])
    ended("last_state", "The last state beside all states: its gradient joins theirs.", 2, 3, 4, 5, ports=("out", "state"), return_sequences=True)
    if cell.states == 2:
        ended("last_cells", "The last cells beside states.", 2, 3, 4, 5, ports=("out", "state", "cell"), return_sequences=True)
        ended("cells_alone", "Only the cells are read, after padding, from given ones.", 4, 5, 2, 3, mask=padded, start=True, ports=("cell",))

    case("last", "The state after the last step alone.", 3, 4, 5, 6)
    case("every", "The states of all steps.", 3, 4, 5, 6, every=True)
    case("reverse", "From the last step to the first: the state after the first step is the answer.", 3, 4, 5, 6, reverse=True)
    case("reverse_every", "Backwards, every step: states stay beside the steps that they came from (Keras gives them in the order of its walk).",
         2, 5, 3, 4, every=True, reverse=True)
    case("smallest", "One sample, one step, one number, one unit.", 1, 1, 1, 1)
    case("one_step", "Sequences of length 1: the weights from state to state get no gradient.", 4, 1, 3, 5)
    case("one_sample", "A batch of one.", 1, 7, 3, 9, every=True)
    case("odd_sizes", "Sizes that fill no vector of 8 or 16 floats.", 3, 3, 17, 19)
    case("odd_sizes_of_batch", "A batch of 9, one number a step.", 9, 5, 1, 3)
