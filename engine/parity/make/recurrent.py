"""Cases of the simple RNN and LSTM: PyTorch's modules with our weights, checked against Keras'.

Ours and Keras' kernel is inputs × gates of units, PyTorch's is transposed; all have the gates in the order input, forget,
candidate, output, and PyTorch's two biases add up to our one. Reversed, every state stands at its own step, as in
PyTorch; Keras gives them in the order in which they were computed.
"""

import keras
import numpy as np
import torch

from case import KERAS, TORCH, Draw, layer, same

MODULES = {"simple_rnn": (torch.nn.RNN, keras.layers.SimpleRNN, 1), "lstm": (torch.nn.LSTM, keras.layers.LSTM, 4)}


def case(kind, path, says, steps, features, units, batch=2, sequences=False, reverse=False):
    module, keras_layer, gates = MODULES[kind]
    d = Draw(sum(map(ord, path)) + gates)
    x = d.numbers(batch, steps, features)
    w = {"kernel": d.numbers(features, gates * units), "recurrent": d.numbers(units, gates * units), "bias": d.numbers(gates * units)}
    m = module(features, units, batch_first=True).double()

    def forward(x, kernel, recurrent, bias):
        weights = {"weight_ih_l0": kernel.T, "weight_hh_l0": recurrent.T, "bias_ih_l0": bias, "bias_hh_l0": torch.zeros_like(bias)}
        h, _ = torch.func.functional_call(m, weights, x.flip(1) if reverse else x)
        h = h.flip(1) if reverse else h
        return h if sequences else h[:, 0 if reverse else -1]

    params = {"units": units, "return_sequences": sequences, "reverse": reverse}
    out = layer(f"{kind}/{path}", says, kind, params, [("in", x)], forward, w, draw=d, made_with=f"{TORCH}, {KERAS}")
    k = keras_layer(units, return_sequences=sequences, go_backwards=reverse)
    k.build((None, steps, features))
    k.set_weights(list(w.values()))
    y = np.asarray(k(x))
    same(out["out"], y[:, ::-1] if reverse and sequences else y)


for kind in MODULES:
    case(kind, "last", "The state after the last step.", 5, 3, 4)
    case(kind, "sequences", "The state of every step.", 4, 2, 3, sequences=True)
    case(kind, "reverse", "Backwards: the state after the first step of the sequence.", 4, 2, 3, reverse=True)
    case(kind, "reverse_sequences", "Backwards, every state at its own step.", 3, 2, 3, sequences=True, reverse=True)
    case(kind, "smallest", "One step, one number, one unit, one sample.", 1, 1, 1, batch=1, sequences=True)
    case(kind, "odd_units", "More units than fill a vector.", 2, 1, 17 if kind == "simple_rnn" else 9, batch=1)
    case(kind, "batch_of_nine", "More samples than a share of a batch holds.", 3, 2, 2, batch=9)
    case(kind, "long", "Thirty steps back.", 30, 1, 2, batch=1)
