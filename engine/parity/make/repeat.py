"""Cases of a list that is said several times: PyTorch's repeat, checked against Keras' RepeatVector."""

import keras
import numpy as np

from case import KERAS, TORCH, Draw, layer, same

for batch, n, times in [(1, 1, 1), (5, 7, 3), (9, 17, 2), (3, 1, 33)]:
    d = Draw(batch + n + times)
    x = d.numbers(batch, n)
    out = layer(f"repeat/{batch}x{n}_{times}_times", f"A batch of {batch} with {n} numbers, {times} times.", "repeat", {"times": times}, [("in", x)],
                lambda x: x.unsqueeze(1).repeat(1, times, 1), draw=d, made_with=f"{TORCH}, {KERAS}")
    same(out["out"], np.asarray(keras.layers.RepeatVector(times)(x)))
