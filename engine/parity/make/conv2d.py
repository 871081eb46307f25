"""Cases of 2-D convolution, PyTorch's checked against Keras'. The kernel is height × width × channels of a group × filters."""

import keras
import numpy as np
import torch

from case import KERAS, TORCH, Draw, layer, same
from functions import FUNCTIONS, keras_function
from windows import images, padded


def case(path, says, image, filters, kernel, strides=(1, 1), padding="valid", dilation=(1, 1), groups=1, function="linear", bias=True, batch=2):
    d = Draw(sum(map(ord, path)))
    x = d.numbers(batch, *image)
    w = {"kernel": d.numbers(*kernel, image[2] // groups, filters)}
    params = {"filters": filters, "kernel_size": kernel, "strides": strides, "padding": padding, "dilation": dilation, "groups": groups, "activation": function}
    if bias:
        w["bias"] = d.numbers(filters)
    else:
        params["bias"] = False
    params = {k: list(v) if isinstance(v, tuple) else v for k, v in params.items()}
    reach = [(k - 1) * g + 1 for k, g in zip(kernel, dilation)]

    def forward(x, kernel, bias=None):
        y = torch.nn.functional.conv2d(padded(x, reach, strides, padding), kernel.permute(3, 2, 0, 1), bias, strides, 0, dilation, groups)
        return FUNCTIONS[function](images(y))

    out = layer("conv2d/" + path, says, "conv2d", params, [("in", x)], forward, w, draw=d, made_with=f"{TORCH}, {KERAS}")
    if max(strides) > 1 and max(dilation) > 1:
        return  # Keras has no such layer
    k = keras.layers.Conv2D(filters, kernel, strides, padding, dilation_rate=dilation, groups=groups, activation=keras_function(function), use_bias=bias)
    k.build((None, *image))
    k.set_weights(list(w.values()))
    same(out["out"], np.asarray(k(x)))


case("plain", "3×3 over two channels.", (5, 4, 2), 3, (3, 3))
case("one_by_one", "1×1: a dense layer on each pixel.", (3, 2, 3), 4, (1, 1), function="relu")
case("same", "A frame of zeros keeps the size.", (4, 5, 1), 2, (3, 3), padding="same", function="relu")
case("same_even_window", "An even window with the odd pixel of the frame at the end.", (4, 3, 1), 2, (2, 4), padding="same", bias=False)
case("strides", "Unequal strides.", (7, 6, 1), 2, (3, 2), strides=(2, 3), function="tanh")
case("same_strides", "Strides with a frame: as many places as the stride fits, begun or not.", (5, 6, 1), 2, (3, 3), strides=(2, 2), padding="same")
case("dilation", "A window with gaps.", (6, 7, 1), 2, (2, 3), dilation=(3, 2))
case("same_dilation", "Gaps and a frame.", (5, 5, 1), 1, (3, 3), dilation=(2, 2), padding="same")
case("strides_and_dilation", "Strides and gaps together, which PyTorch has and Keras has not.", (8, 8, 1), 1, (2, 2), strides=(2, 3), dilation=(2, 3))
case("groups", "Two groups of channels, each seen by its own filters.", (3, 4, 4), 6, (2, 2), groups=2, function="leaky_relu")
case("depthwise", "As many groups as channels.", (3, 3, 3), 3, (2, 2), groups=3, padding="same", bias=False)
case("whole_image", "A window as large as the image.", (3, 4, 2), 5, (3, 4), function="sigmoid")
case("one_pixel", "One pixel, one filter, one sample.", (1, 1, 1), 1, (1, 1), batch=1)
case("seventeen_filters", "More filters than fill a vector.", (2, 3, 3), 17, (2, 2), batch=1)
case("batch_of_nine", "More samples than a share of a batch holds.", (3, 3, 1), 2, (2, 2), batch=9, function="relu")
