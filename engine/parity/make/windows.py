"""How windows slide: PyTorch over images of height × width × channels, with the padding that Keras calls same."""

import torch
import torch.nn.functional as F


def frame(size, reach, stride):
    """The padding before and after, an odd pixel at the end."""
    places = -(-size // stride)
    total = max(0, (places - 1) * stride + reach - size)
    return total // 2, total - total // 2


def padded(x, reach, strides, padding, value=0.0):
    """x as batch × channels × height × width, with its frame."""
    x = x.permute(0, 3, 1, 2)
    if padding == "valid":
        return x
    (top, bottom), (left, right) = (frame(x.shape[2 + i], reach[i], strides[i]) for i in range(2))
    return F.pad(x, (left, right, top, bottom), value=value)


def images(y):
    return y.permute(0, 2, 3, 1)
