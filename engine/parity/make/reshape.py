"""Cases of Reshape: PyTorch's reshape, checked against Keras' layer."""

import keras
import numpy as np

from case import KERAS, TORCH, Draw, layer, same


def case(path, says, batch, shape, to, given=None):
    d = Draw(sum(map(ord, path)))
    x = d.numbers(batch, *shape)
    out = layer("reshape/" + path, says, "reshape", {"shape": given or to}, [("in", x)], lambda x: x.reshape(batch, *to),
                draw=d, made_with=f"{TORCH}, {KERAS}")["out"]
    same(out, np.asarray(keras.layers.Reshape(to)(x)))


case("image_to_rows", "An image becomes a sequence of its rows.", 3, (4, 5, 1), [4, 5])
case("list_to_image", "A list becomes an image of three channels.", 2, (36,), [3, 4, 3])
case("left_open", "A size of 0 is worked out: 24 numbers in rows of 4.", 2, (2, 12), [6, 4], given=[0, 4])
case("flat", "Rows become a list.", 1, (3, 7), [21])
case("smallest", "One number of one sample.", 1, (1,), [1, 1])
