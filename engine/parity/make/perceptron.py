"""Cases of the perceptron: PyTorch's linear layer and step, with Rosenblatt's rule as gradient. The gradient passes
through the step as it is (straight-through), which PyTorch expresses as z + (step(z) - z).detach()."""

import torch

from case import Draw, layer


def forward(x, kernel, bias):
    z = x @ kernel + bias
    return z + ((z > 0).to(z.dtype) - z).detach()


for batch, inputs, units in [(1, 1, 1), (4, 2, 1), (5, 7, 3), (33, 17, 9)]:
    d = Draw(batch * 100 + inputs)
    layer(f"perceptron/{batch}x{inputs}x{units}", f"{units} perceptrons over {inputs} inputs, a batch of {batch}; the gradient is Rosenblatt's.", "perceptron",
          {"units": units}, [("in", d.numbers(batch, inputs))], forward, {"kernel": d.numbers(inputs, units), "bias": d.numbers(units)}, draw=d)
