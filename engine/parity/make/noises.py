"""Cases of what adds noise in training, as it predicts: then nothing is added. How the noise lies is checked in Go, since no
fixed numbers can say it; see TestNoiseInTraining and TestSamplingInTraining."""

import keras
import numpy as np

from case import KERAS, TORCH, Draw, layer, same

for shape in [(1, 1), (5, 17), (3, 4, 2, 1)]:
    d = Draw(sum(shape))
    x = d.numbers(*shape)
    name = "x".join(map(str, shape))
    out = layer(f"gaussian_noise/{name}", f"A batch of shape {shape} passes as it is.", "gaussian_noise", {"stddev": 0.5}, [("in", x)], lambda x: x * 1, draw=d,
                made_with=f"{TORCH}, {KERAS}")
    same(out["out"], np.asarray(keras.layers.GaussianNoise(0.5)(x, training=False)))
    layer(f"sampling/{name}", f"Clouds of shape {shape}: the mean passes, the variance counts for nothing.", "sampling", {},
          [("mean", x), ("log_variance", d.numbers(*shape))], lambda mean, log_variance: mean + 0 * log_variance, draw=d)
