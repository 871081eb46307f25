"""Cases of pooling over sequences, of average pooling and of global pooling, PyTorch's checked against Keras'."""

import keras
import numpy as np
import torch
import torch.nn.functional as F

from case import KERAS, TORCH, Draw, exact, layer, same
from windows import frame


def shuffle(d, *shape):
    """No two numbers are equal."""
    n = int(np.prod(shape))
    return exact(((d.random.permutation(n) - n // 2) / 10).reshape(shape))


def pooled(x, kind, window, strides, padding):
    """x as batch × places … × channels. The frame counts for neither the largest number nor the mean."""
    x = torch.movedim(x, -1, 1)
    sides = [frame(x.shape[2 + i], k, s) if padding == "same" else (0, 0) for i, (k, s) in enumerate(zip(window, strides))]
    pad = [n for pair in reversed(sides) for n in pair]
    pool = {("max", 1): F.max_pool1d, ("max", 2): F.max_pool2d, ("average", 1): F.avg_pool1d, ("average", 2): F.avg_pool2d}[kind, len(window)]
    if kind == "max":
        y = pool(F.pad(x, pad, value=-torch.inf), window, strides)
    else:
        y = pool(F.pad(x, pad), window, strides) / pool(F.pad(torch.ones_like(x), pad), window, strides)
    return torch.movedim(y, 1, -1)


def case(kind, path, says, sample, window, strides, padding="valid", batch=2):
    name = f"{kind}_pool{len(window)}d"
    d = Draw(sum(map(ord, name + path)))
    one = len(window) == 1
    params = {"pool_size": window[0] if one else list(window), "strides": strides[0] if one else list(strides), "padding": padding}
    x = shuffle(d, batch, *sample)
    out = layer(f"{name}/{path}", says, name, params, [("in", x)], lambda x: pooled(x, kind, window, strides, padding), draw=d, made_with=f"{TORCH}, {KERAS}")
    k = getattr(keras.layers, {"max": "Max", "average": "Average"}[kind] + f"Pooling{len(window)}D")(window, strides, padding)
    same(out["out"], np.asarray(k(x)))


def over_all(kind, path, says, sample, batch=2):
    name = f"global_{kind}_pool"
    d = Draw(sum(map(ord, name + path)))
    x = shuffle(d, batch, *sample)
    places = tuple(range(1, len(sample)))
    of = (lambda x: torch.amax(x, places)) if kind == "max" else (lambda x: torch.mean(x, places))
    out = layer(f"{name}/{path}", says, name, {}, [("in", x)], of, draw=d, made_with=f"{TORCH}, {KERAS}")
    k = getattr(keras.layers, {"max": "GlobalMax", "average": "GlobalAverage"}[kind] + f"Pooling{len(sample) - 1}D")()
    same(out["out"], np.asarray(k(x)))


for kind in ("max", "average"):
    case(kind, "halves", "Windows of two steps side by side.", (6, 3), (2,), (2,))
    case(kind, "leftover", "A length that the window does not divide: the rest is left out.", (7, 2), (3,), (3,))
    case(kind, "overlap", "Windows that overlap.", (6, 2), (3,), (1,))
    case(kind, "same", "Steps that are not there count for nothing.", (5, 2), (3,), (2,), "same")
    case(kind, "gaps", "A stride longer than the window.", (7, 1), (2,), (3,))
    case(kind, "one_step", "One step.", (1, 1), (1,), (1,), batch=1)
    case(kind, "seventeen_features", "More features than fill a vector, more samples than a share of a batch holds.", (4, 17), (2,), (2,), batch=9)
    over_all(kind, "image", "An image.", (3, 4, 2))
    over_all(kind, "sequence", "A sequence.", (5, 3))
    over_all(kind, "one_pixel", "One pixel.", (1, 1, 1), batch=1)
    over_all(kind, "one_step", "One step.", (1, 1), batch=1)
    over_all(kind, "seventeen_channels", "More channels than fill a vector, more samples than a share of a batch holds.", (2, 3, 17), batch=9)

case("average", "halves", "2×2 windows side by side.", (4, 6, 2), (2, 2), (2, 2))
case("average", "leftover", "A size that the window does not divide: the rest is left out.", (5, 3, 1), (2, 2), (2, 2))
case("average", "overlap", "Windows that overlap.", (5, 4, 2), (3, 2), (1, 1))
case("average", "same", "A frame for the rest, which does not count.", (5, 3, 1), (2, 2), (2, 2), "same")
case("average", "same_overlap", "Overlap and a frame on all sides.", (4, 5, 1), (3, 3), (1, 2), "same")
case("average", "gaps", "Strides wider than the window: some pixels are seen by none.", (5, 5, 1), (1, 2), (2, 3))
case("average", "one_pixel", "One pixel.", (1, 1, 1), (1, 1), (1, 1), batch=1)
case("average", "thirty_seven_channels", "More channels than fill vectors.", (3, 2, 37), (2, 2), (1, 1), batch=1)
