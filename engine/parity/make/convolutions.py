"""Cases of the convolutions besides conv2d: PyTorch's checked against Keras'. Kernels lie as Keras' do."""

import keras
import numpy as np
import torch
import torch.nn.functional as F

from case import KERAS, TORCH, Draw, layer, same
from functions import FUNCTIONS, keras_function
from windows import frame, images, padded


def bare(params):
    return {k: list(v) if isinstance(v, tuple) else v for k, v in params.items()}


def compare(kind, path, says, params, x, weights, forward, make, function, d, check=True):
    """Writes a case of a layer with a bias, if there is one among the weights, and a function."""
    params = bare({**params, "activation": function, **({} if "bias" in weights else {"bias": False})})
    out = layer(f"{kind}/{path}", says, kind, params, [("in", x)], lambda x, **w: FUNCTIONS[function](forward(x, **w)), weights, draw=d, made_with=f"{TORCH}, {KERAS}" if check else TORCH)
    if check:
        k = make(activation=keras_function(function), use_bias="bias" in weights)
        k.build((None, *x.shape[1:]))
        k.set_weights(list(weights.values()))
        same(out["out"], np.asarray(k(x)))


def conv1d(path, says, sample, filters, kernel, stride=1, padding="valid", dilation=1, groups=1, function="linear", bias=True, batch=2):
    d = Draw(sum(map(ord, "conv1d" + path)))
    x = d.numbers(batch, *sample)
    w = {"kernel": d.numbers(kernel, sample[1] // groups, filters)}
    if bias:
        w["bias"] = d.numbers(filters)
    reach = (kernel - 1) * dilation + 1
    sides = {"valid": (0, 0), "same": frame(sample[0], reach, stride), "causal": (reach - 1, 0)}[padding]

    def forward(x, kernel, bias=None):
        y = F.conv1d(F.pad(x.permute(0, 2, 1), sides), kernel.permute(2, 1, 0), bias, stride, 0, dilation, groups)
        return y.permute(0, 2, 1)

    params = {"filters": filters, "kernel_size": kernel, "strides": stride, "padding": padding, "dilation": dilation, "groups": groups}
    compare("conv1d", path, says, params, x, w, forward,
            lambda **more: keras.layers.Conv1D(filters, kernel, stride, padding, dilation_rate=dilation, groups=groups, **more),
            function, d, not (stride > 1 and dilation > 1))


def depthwise(path, says, image, kernel, multiplier=1, strides=(1, 1), padding="valid", dilation=(1, 1), function="linear", bias=True, batch=2, check=True):
    d = Draw(sum(map(ord, "depthwise" + path)))
    x, channels = d.numbers(batch, *image), image[2]
    w = {"kernel": d.numbers(*kernel, channels, multiplier)}
    if bias:
        w["bias"] = d.numbers(channels * multiplier)
    reach = [(k - 1) * g + 1 for k, g in zip(kernel, dilation)]

    def forward(x, kernel, bias=None):
        k = kernel.reshape(*kernel.shape[:2], 1, -1).permute(3, 2, 0, 1)
        return images(F.conv2d(padded(x, reach, strides, padding), k, bias, strides, 0, dilation, channels))

    params = {"kernel_size": kernel, "depth_multiplier": multiplier, "strides": strides, "padding": padding, "dilation": dilation}
    compare("depthwise_conv2d", path, says, params, x, w, forward,
            lambda **more: keras.layers.DepthwiseConv2D(kernel, strides, padding, multiplier, dilation_rate=dilation, **more), function, d, check)


def separable(path, says, image, filters, kernel, multiplier=1, strides=(1, 1), padding="valid", dilation=(1, 1), function="linear", bias=True, batch=2):
    d = Draw(sum(map(ord, "separable" + path)))
    x, channels = d.numbers(batch, *image), image[2]
    w = {"depthwise_kernel": d.numbers(*kernel, channels, multiplier), "pointwise_kernel": d.numbers(1, 1, channels * multiplier, filters)}
    if bias:
        w["bias"] = d.numbers(filters)
    reach = [(k - 1) * g + 1 for k, g in zip(kernel, dilation)]

    def forward(x, depthwise_kernel, pointwise_kernel, bias=None):
        k = depthwise_kernel.reshape(*kernel, 1, -1).permute(3, 2, 0, 1)
        y = F.conv2d(padded(x, reach, strides, padding), k, None, strides, 0, dilation, channels)
        return images(F.conv2d(y, pointwise_kernel.permute(3, 2, 0, 1), bias))

    params = {"filters": filters, "kernel_size": kernel, "depth_multiplier": multiplier, "strides": strides, "padding": padding, "dilation": dilation}
    compare("separable_conv2d", path, says, params, x, w, forward,
            lambda **more: keras.layers.SeparableConv2D(filters, kernel, strides, padding, dilation_rate=dilation, depth_multiplier=multiplier, **more), function, d)


def transpose(path, says, image, filters, kernel, strides=(2, 2), padding="valid", function="linear", bias=True, batch=2, dilation=(1, 1)):
    d = Draw(sum(map(ord, "transpose" + path)))
    x = d.numbers(batch, *image)
    w = {"kernel": d.numbers(*kernel, filters, image[2])}
    if bias:
        w["bias"] = d.numbers(filters)

    def forward(x, kernel, bias=None):
        y = F.conv_transpose2d(x.permute(0, 3, 1, 2), kernel.permute(3, 2, 0, 1).contiguous(), None, strides, dilation=dilation)
        for side in range(2):  # what falls off, or is added where windows leave gaps at the end
            n, k, s = image[side], (w["kernel"].shape[side] - 1) * dilation[side] + 1, strides[side]
            long = n * s if padding == "same" else n * s + max(k - s, 0)
            before = frame(n * s, k, s)[0] if padding == "same" else 0
            missing = max(0, before + long - y.shape[2 + side])
            y = F.pad(y, (0, 0, 0, missing) if side == 0 else (0, missing, 0, 0))
            y = y.narrow(2 + side, before, long)
        y = images(y)
        return y if bias is None else y + bias

    params = {"filters": filters, "kernel_size": kernel, "strides": strides, "padding": padding}
    if max(dilation) > 1:
        params["dilation"] = dilation
    compare("conv_transpose2d", path, says, params, x, w, forward,
            lambda **more: keras.layers.Conv2DTranspose(filters, kernel, strides, padding, dilation_rate=dilation, **more), function, d,
            check=max(dilation) == 1)  # TensorFlow has no gaps here on a CPU; Keras on JAX agrees, with strides of 1


conv1d("plain", "Three steps of two features.", (6, 2), 3, 3)
conv1d("one_step_window", "A dense layer on each step.", (4, 3), 5, 1, function="relu")
conv1d("same", "Steps of zeros at both ends keep the length.", (6, 2), 3, 3, padding="same", function="tanh")
conv1d("same_even_window", "An even window with the odd step at the end.", (5, 1), 2, 4, padding="same", bias=False)
conv1d("causal", "No look ahead.", (6, 2), 3, 3, padding="causal", function="relu")
conv1d("causal_dilation", "No look ahead, and far back.", (9, 1), 2, 2, padding="causal", dilation=3)
conv1d("stride", "A stride longer than the window.", (8, 2), 2, 2, stride=3)
conv1d("same_stride", "A stride with steps at both ends.", (7, 2), 2, 3, stride=2, padding="same")
conv1d("stride_and_dilation", "Stride and gaps together, which PyTorch has and Keras has not.", (9, 1), 2, 2, stride=2, dilation=2)
conv1d("groups", "Two groups of features.", (5, 4), 6, 2, groups=2)
conv1d("seventeen", "More filters and features than fill a vector, more samples than a share of a batch holds.", (3, 17), 17, 2, batch=9)
conv1d("one_step", "A sequence of one step.", (1, 1), 1, 1, batch=1)

depthwise("plain", "3×3 on each of three channels.", (5, 4, 3), (3, 3))
depthwise("same", "A frame of zeros keeps the size.", (4, 5, 2), (3, 3), padding="same", function="relu")
depthwise("same_even_window", "An even window with the odd pixel of the frame at the end.", (4, 3, 2), (2, 4), padding="same", bias=False)
depthwise("multiplier", "Two filters for each channel.", (4, 4, 3), (2, 2), multiplier=2)
depthwise("strides", "Strides, which are equal in Keras.", (7, 6, 2), (3, 2), strides=(2, 2), function="tanh")
depthwise("same_strides", "Strides with a frame.", (5, 6, 3), (3, 3), strides=(2, 2), padding="same")
depthwise("unequal_strides", "Unequal strides, which PyTorch has and Keras has not.", (7, 7, 2), (2, 3), strides=(2, 3), check=False)
depthwise("dilation", "Windows with gaps.", (6, 7, 2), (2, 3), dilation=(2, 2))
depthwise("one_channel", "One channel.", (4, 4, 1), (3, 3), padding="same")
depthwise("seventeen_channels", "More channels than fill a vector.", (3, 12, 17), (3, 3), padding="same", batch=1)
depthwise("batch_of_nine", "More samples than a share of a batch holds.", (3, 3, 2), (2, 2), batch=9, function="relu")
depthwise("one_pixel", "One pixel.", (1, 1, 2), (1, 1), batch=1)

separable("plain", "3×3 on each channel, then a mix.", (5, 4, 3), 2, (3, 3))
separable("same", "A frame of zeros keeps the size.", (4, 5, 2), 3, (3, 3), padding="same", function="relu")
separable("multiplier", "Two filters for each channel.", (4, 4, 2), 5, (2, 2), multiplier=2, bias=False)
separable("strides", "Strides.", (7, 6, 2), 3, (3, 2), strides=(2, 2), function="tanh")
separable("dilation", "Windows with gaps.", (6, 6, 2), 2, (2, 3), dilation=(2, 2))
separable("one_channel", "One channel and one filter.", (3, 3, 1), 1, (2, 2), batch=1)
separable("seventeen_channels", "More channels than fill a vector, more samples than a share of a batch holds.", (2, 2, 17), 3, (2, 2), padding="same", batch=9)

transpose("same", "Twice the size, windows twice as wide as the stride.", (3, 2, 2), 3, (4, 4), padding="same")
transpose("valid", "All that is painted stays.", (3, 2, 2), 3, (4, 4), function="relu")
transpose("odd_window", "An odd window: the overlap is uneven.", (2, 3, 2), 2, (3, 3), padding="same", function="tanh")
transpose("odd_window_valid", "An odd window, and all that is painted stays.", (2, 3, 1), 2, (3, 3))
transpose("stride_of_one", "No enlargement.", (3, 4, 2), 2, (3, 3), strides=(1, 1), padding="same", bias=False)
transpose("stride_of_one_valid", "Enlarged by the window alone.", (3, 2, 2), 2, (2, 3), strides=(1, 1))
transpose("small_window", "A window smaller than the stride leaves pixels that nothing paints.", (2, 2, 2), 2, (1, 2), strides=(3, 3))
transpose("small_window_same", "The same with the padding same.", (2, 1, 2), 2, (2, 1), strides=(3, 3), padding="same")
transpose("unequal_strides", "Unequal strides.", (2, 2, 3), 2, (4, 3), strides=(2, 3), padding="same")
transpose("one_channel", "One filter, as a generator of grey images has.", (2, 2, 5), 1, (4, 4), padding="same", function="sigmoid")
transpose("seventeen_filters", "More filters than fill a vector, more samples than a share of a batch holds.", (1, 2, 2), 17, (2, 2), padding="same", batch=9)
transpose("dilation", "Patterns with gaps.", (3, 4, 2), 3, (2, 3), strides=(1, 1), dilation=(2, 2))
transpose("dilation_same", "Patterns with gaps, the size kept.", (4, 3, 2), 2, (3, 2), strides=(1, 1), padding="same", dilation=(2, 3), function="relu")
transpose("dilation_stride", "Gaps and a stride, which PyTorch alone takes together.", (2, 3, 2), 3, (3, 2), strides=(2, 3), dilation=(2, 2))
transpose("dilation_stride_same", "The same, the size that of the input times the stride.", (3, 2, 3), 2, (3, 3), padding="same", dilation=(2, 3))
transpose("one_pixel", "One pixel.", (1, 1, 1), 1, (2, 2), batch=1)
