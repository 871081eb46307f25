"""Cases of max pooling, PyTorch's checked against Keras'. A frame never wins: it counts as less than any number."""

import keras
import numpy as np
import torch

from case import KERAS, TORCH, Draw, exact, layer, same
from windows import images, padded


def case(path, says, image, window, strides, padding="valid", batch=2, x=None):
    d = Draw(sum(map(ord, path)))
    if x is None:  # a shuffle: no two numbers of a channel are equal
        n = batch * int(np.prod(image))
        x = exact(((d.random.permutation(n) - n // 2) / 10).reshape(batch, *image))
    params = {"pool_size": list(window), "strides": list(strides), "padding": padding}

    def forward(x):
        return images(torch.nn.functional.max_pool2d(padded(x, window, strides, padding, -torch.inf), window, strides))

    out = layer("max_pool2d/" + path, says, "max_pool2d", params, [("in", x)], forward, draw=d, made_with=f"{TORCH}, {KERAS}")
    same(out["out"], np.asarray(keras.layers.MaxPooling2D(window, strides, padding)(x)))


case("halves", "2×2 windows side by side.", (4, 6, 2), (2, 2), (2, 2))
case("leftover", "A size that the window does not divide: the rest is left out.", (5, 3, 1), (2, 2), (2, 2))
case("overlap", "Windows that overlap: a pixel may win several times, and its gradients add up.", (5, 4, 2), (3, 2), (1, 1))
case("same", "A frame for the rest; all numbers are below 0, so that a frame of zeros would show.", (5, 3, 1), (2, 2), (2, 2), "same",
     x=exact(-np.random.default_rng(5).permutation(30).reshape(2, 5, 3, 1) - 1))
case("same_overlap", "Overlap and a frame on all sides.", (4, 5, 1), (3, 3), (1, 2), "same")
case("gaps", "Strides wider than the window: some pixels are seen by none.", (5, 5, 1), (1, 2), (2, 3))
case("ties", "Equal numbers: the first of them takes the gradient.", (2, 4, 1), (2, 2), (2, 2),
     x=exact(np.array([1, 1, 2, 3, 1, 1, 3, 3, 0, 0, -1, -1, 0, 0, -2, -1]).reshape(2, 2, 4, 1)))
case("one_pixel", "One pixel.", (1, 1, 1), (1, 1), (1, 1), batch=1)
