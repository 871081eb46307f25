"""Cases of softmax, checked against Keras."""

import keras
import numpy as np
import torch

from case import KERAS, TORCH, Draw, exact, layer, same


def case(path, says, x, d):
    out = layer(f"softmax/{path}", says, "softmax", {}, [("in", x)], lambda z: torch.softmax(z, -1), draw=d, made_with=f"{TORCH}, {KERAS}")
    same(out["out"], np.asarray(keras.activations.softmax(x)))


for batch, n in [(1, 1), (1, 3), (5, 10), (3, 17), (2, 33)]:
    d = Draw(n)
    case(f"{batch}x{n}", f"{batch} rows of {n} scores.", d.numbers(batch, n, scale=5), d)
case("far", "Scores so large that e to their power overflows, and a row of equal ones.", exact([[1000, 999, -1000], [-2000, -2001, -2002], [88, 88, 88]]), Draw(2))
