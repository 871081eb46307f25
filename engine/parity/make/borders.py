"""Cases of padding, cropping and upsampling, PyTorch's checked against Keras'."""

import keras
import numpy as np
import torch
import torch.nn.functional as F

from case import KERAS, TORCH, Draw, layer, same


def border(kind, path, says, sample, rows, columns, batch=2):
    d = Draw(sum(map(ord, kind + path)))
    x = d.numbers(batch, *sample)
    sign = 1 if kind == "pad" else -1
    sides = [(0, 0), rows] if len(sample) == 2 else [(0, 0), columns, rows]
    forward = lambda x: F.pad(x, [sign * n for pair in sides for n in pair])
    out = layer(f"{kind}/{path}", says, kind, {"rows": list(rows), "columns": list(columns)}, [("in", x)], forward, draw=d, made_with=f"{TORCH}, {KERAS}")
    name = ("ZeroPadding" if kind == "pad" else "Cropping") + f"{len(sample) - 1}D"
    k = getattr(keras.layers, name)(rows if len(sample) == 2 else (rows, columns))
    same(out["out"], np.asarray(k(x)))


def upsample(path, says, image, size, interpolation="nearest", batch=2):
    d = Draw(sum(map(ord, "upsample" + path)))
    x = d.numbers(batch, *image)
    more = {"align_corners": False} if interpolation == "bilinear" else {}

    def forward(x):
        return F.interpolate(x.permute(0, 3, 1, 2), scale_factor=tuple(map(float, size)), mode=interpolation, **more).permute(0, 2, 3, 1)

    params = {"size": list(size), "interpolation": interpolation}
    out = layer(f"upsample/{path}", says, "upsample", params, [("in", x)], forward, draw=d, made_with=f"{TORCH}, {KERAS}")
    same(out["out"], np.asarray(keras.layers.UpSampling2D(size, interpolation=interpolation)(x)), 1e-6)  # Keras works out the places in float32


border("pad", "image", "Other numbers of zeros on each side.", (2, 3, 2), (1, 2), (3, 0))
border("pad", "sequence", "Steps before and after.", (3, 2), (2, 1), (0, 0))
border("pad", "nothing", "No zeros at all.", (2, 2, 1), (0, 0), (0, 0), batch=1)
border("pad", "batch_of_nine", "More samples than a share of a batch holds.", (1, 2, 1), (1, 1), (1, 1), batch=9)
border("crop", "image", "Other numbers of rows and columns on each side.", (5, 5, 2), (1, 2), (2, 0))
border("crop", "sequence", "Steps from the beginning and the end.", (6, 2), (2, 1), (0, 0))
border("crop", "to_one_pixel", "One pixel is left.", (3, 3, 1), (1, 1), (0, 2), batch=1)
border("crop", "seventeen_channels", "More channels than fill a vector, more samples than a share of a batch holds.", (2, 3, 17), (0, 1), (1, 1), batch=9)

upsample("nearest", "Each pixel becomes a block of four.", (2, 3, 2), (2, 2))
upsample("nearest_unequal", "Unequal factors.", (3, 2, 1), (1, 3))
upsample("bilinear", "Twice the size, blended.", (3, 2, 2), (2, 2), "bilinear")
upsample("bilinear_unequal", "Unequal factors, an odd one among them.", (2, 3, 1), (3, 4), "bilinear")
upsample("bilinear_one_pixel", "One pixel has nothing to be blended with.", (1, 1, 1), (2, 3), "bilinear", batch=1)
upsample("seventeen_channels", "More channels than fill a vector, more samples than a share of a batch holds.", (1, 2, 17), (2, 2), batch=9)
