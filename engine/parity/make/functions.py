"""The activation functions by our names, in PyTorch and in Keras."""

import keras
import torch

FUNCTIONS = {
    "linear": lambda z: z * 1.0,
    "relu": torch.relu,
    "leaky_relu": lambda z: torch.nn.functional.leaky_relu(z, 0.2),
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
}


def keras_function(name):
    if name == "leaky_relu":
        return lambda x: keras.activations.leaky_relu(x, negative_slope=0.2)
    return keras.activations.get(name)
