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

    def walk(self, x, weights, units, reverse=False):
        """The states after each step, in the order of the steps."""
        state = tuple(torch.zeros(x.shape[0], units, dtype=torch.float64) for _ in range(self.states))
        out = [None] * x.shape[1]
        for t in reversed(range(x.shape[1])) if reverse else range(x.shape[1]):
            state = self.step(x[:, t], state, **weights)
            out[t] = state[0]
        return torch.stack(out, 1), state

    def keras_weights(self, w):
        w = [np.asarray(v) for v in w.values()]
        return w if self.biases == 1 else [w[0], w[1], np.stack(w[2:])]

    def with_keras(self, x, w, units, every, reverse):
        k = self.keras(units, return_sequences=every, go_backwards=reverse)
        k.build(x.shape)
        k.set_weights(self.keras_weights(w))
        y = np.asarray(k(x))
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
