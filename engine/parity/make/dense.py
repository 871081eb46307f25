"""Cases of the fully connected layer: PyTorch's x·W + b and its activations, checked against Keras' Dense."""

import keras
import numpy as np
import torch

from case import KERAS, TORCH, Draw, layer, same
from functions import FUNCTIONS, keras_function

FUNCTIONS["softmax"] = lambda z: torch.softmax(z, -1)


def case(path, says, batch, inputs, units, function, bias, steps=()):
    d = Draw(batch * 10007 + inputs * 101 + units)
    x, w = d.numbers(batch, *steps, inputs), {"kernel": d.numbers(inputs, units)}
    params = {"units": units, "activation": function}
    if bias:
        w["bias"] = d.numbers(units)
    else:
        params["bias"] = False

    def forward(x, kernel, bias=None):
        z = x @ kernel
        return FUNCTIONS[function](z if bias is None else z + bias)

    out = layer("dense/" + path, says, "dense", params, [("in", x)], forward, w, draw=d, made_with=f"{TORCH}, {KERAS}")
    k = keras.layers.Dense(units, activation=keras_function(function), use_bias=bias)
    k.build((None, *steps, inputs))
    k.set_weights(list(w.values()))
    same(out["out"], np.asarray(k(x)))


for f in FUNCTIONS:
    case(f, f"Dense with {f}: kernel of inputs × units, then bias, then the function.", 5, 7, 6, f, True)
    case(f + "_without_bias", f"Dense with {f} and no bias.", 3, 6, 4, f, False)
case("smallest", "One sample, one input, one unit.", 1, 1, 1, "linear", True)
case("one_sample", "A batch of one.", 1, 17, 3, "relu", True)
case("one_unit", "A single unit over many inputs.", 33, 3, 1, "sigmoid", True)
case("odd_sizes", "Sizes that fill no vector of 8 or 16 floats.", 3, 33, 17, "relu", True)
case("odd_sizes_of_batch", "A batch of 17, 33 units.", 17, 3, 33, "tanh", False)
case("wide_softmax", "Softmax over 33 units.", 3, 1, 33, "softmax", True)
case("sequence", "Each step of a sequence by itself, with the same weights.", 3, 5, 4, "relu", True, steps=(6,))
case("sequence_softmax", "Probabilities in each step.", 2, 7, 5, "softmax", True, steps=(3,))
case("sequence_of_one_step", "Sequences of length 1, without bias.", 9, 3, 17, "tanh", False, steps=(1,))
case("one_sequence", "One sample.", 1, 4, 3, "linear", True, steps=(9,))
