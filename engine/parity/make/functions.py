"""The activation functions by our names, in PyTorch and in Keras."""

import keras
import torch

F = torch.nn.functional

FUNCTIONS = {
    "linear": lambda z: z * 1.0,
    "step": lambda z: (z > 0).to(z.dtype) + 0 * z,
    "relu": torch.relu,
    "relu6": F.relu6,
    "leaky_relu": lambda z: F.leaky_relu(z, 0.2),
    "hard_sigmoid": F.hardsigmoid,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "elu": F.elu,
    "selu": F.selu,
    "softplus": F.softplus,
    "softsign": F.softsign,
    "swish": F.silu,
    "hard_swish": F.hardswish,
    "gelu": F.gelu,
    "mish": F.mish,
}


def keras_function(name):
    if name == "leaky_relu":
        return lambda x: keras.activations.leaky_relu(x, negative_slope=0.2)
    if name == "step":  # Keras has none
        return lambda x: keras.ops.cast(keras.ops.greater(x, 0), "float64")
    return keras.activations.get(name)
