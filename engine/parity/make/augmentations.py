"""Cases of the layers that change images at random. With bounds that are equal nothing is left to chance: what is drawn
then is Keras' too, and PyTorch gives the gradients. Predicting, all pass their input on."""

import keras
import numpy as np
import torch

from case import KERAS, TORCH, Draw, layer, same

keras.config.set_floatx("float32")  # these layers know no other


def case(kind, path, says, image, params, forward, make, batch=2, training=True):
    d = Draw(sum(map(ord, kind + path)))
    x = d.numbers(batch, *image)
    out = layer(f"{kind}/{path}", says, kind, params, [("in", x)], forward, draw=d, training=training, made_with=f"{TORCH}, {KERAS}")
    same(out["out"], np.asarray(make()(x.astype(np.float32), training=training)), 1e-5)  # Keras works in float32


def predicted(kind, params, make):
    case(kind, "predict", "Predicting, nothing is changed.", (3, 2, 2), params, lambda x: x * 1, make, training=False)


def fixed(i, size, fill):
    """The pixel that stands for one beyond the edge, and whether there is one."""
    if fill == "constant":
        return i.clamp(0, size - 1), (i >= 0) & (i < size)
    if fill == "nearest":
        return i.clamp(0, size - 1), torch.ones_like(i, dtype=torch.bool)
    i = i.remainder(2 * size)
    return torch.minimum(i, 2 * size - 1 - i), torch.ones_like(i, dtype=torch.bool)


def warped(x, place, fill):
    """x read at place(row, column), between four neighbours."""
    height, width = x.shape[1:3]
    i, j = torch.meshgrid(torch.arange(height, dtype=torch.float64), torch.arange(width, dtype=torch.float64), indexing="ij")
    y, x_ = place(i - (height - 1) / 2, j - (width - 1) / 2)
    y, x_ = y + (height - 1) / 2, x_ + (width - 1) / 2
    out = 0
    for u in (0, 1):
        for v in (0, 1):
            r, c = torch.floor(y) + u, torch.floor(x_) + v
            share = (1 - (y - r).abs()) * (1 - (x_ - c).abs())
            (ri, r_in), (ci, c_in) = fixed(r.long(), height, fill), fixed(c.long(), width, fill)
            out = out + x[:, ri, ci] * (share * r_in * c_in)[..., None]
    return out


def rotation(path, says, image, degrees, fill, batch=2):
    a = np.deg2rad(degrees)
    place = lambda i, j: (np.cos(a) * i + np.sin(a) * j, np.cos(a) * j - np.sin(a) * i)
    case("random_rotation", path, says, image, {"from": degrees, "to": degrees, "fill": fill}, lambda x: warped(x, place, fill),
         lambda: keras.layers.RandomRotation((degrees / 360, degrees / 360), fill_mode=fill, data_format="channels_last"), batch)


def shift(path, says, image, down, right, fill, batch=2):
    place = lambda i, j: (i - down * image[0], j - right * image[1])
    params = {"down_from": down, "down_to": down, "right_from": right, "right_to": right, "fill": fill}
    case("random_shift", path, says, image, params, lambda x: warped(x, place, fill),
         lambda: keras.layers.RandomTranslation((down, down), (right, right), fill_mode=fill, data_format="channels_last"), batch)


def zoom(path, says, image, times, fill, batch=2):
    place = lambda i, j: (i / times, j / times)
    f = 1 / times - 1
    case("random_zoom", path, says, image, {"from": times, "to": times, "fill": fill}, lambda x: warped(x, place, fill),
         lambda: keras.layers.RandomZoom((f, f), fill_mode=fill, data_format="channels_last"), batch)


def contrast(path, says, image, factor, batch=2):
    def forward(x):
        m = x.mean((1, 2), keepdim=True)
        return m + factor * (x - m)

    case("random_contrast", path, says, image, {"from": factor, "to": factor}, forward, lambda: KerasContrast(factor), batch)


class KerasContrast:
    """Keras' layer, whose bounds may not be equal, with its factor given."""

    def __init__(self, factor):
        self.factor, self.layer = factor, keras.layers.RandomContrast(0.5, value_range=(-1000, 1000))

    def __call__(self, x, training):
        return self.layer._adjust_contrast(x, self.factor) if training else x


rotation("quarter", "A quarter turn moves whole pixels.", (3, 3, 2), 90, "constant")
rotation("constant", "Zeros beyond the edge.", (4, 5, 1), 30, "constant")
rotation("nearest", "The last pixel beyond the edge.", (4, 5, 1), -75, "nearest")
rotation("reflect", "A mirror at the edge.", (4, 3, 2), 135, "reflect")
rotation("one_pixel", "One pixel.", (1, 1, 1), 10, "constant", batch=1)
rotation("batch_of_nine", "More samples than a share of a batch holds.", (2, 2, 1), 20, "constant", batch=9)
predicted("random_rotation", {}, lambda: keras.layers.RandomRotation(0.1))

shift("constant", "Down by half a pixel and left by more than one.", (4, 5, 1), 0.125, -0.25, "constant")
shift("nearest", "Up and right.", (4, 4, 2), -0.3, 0.4, "nearest")
shift("reflect", "Far enough to see the image twice.", (3, 4, 1), 0.9, -0.8, "reflect")
shift("whole_pixels", "Whole pixels.", (4, 4, 1), 0.25, 0.5, "constant", batch=1)
predicted("random_shift", {}, lambda: keras.layers.RandomTranslation(0.1, 0.1))

zoom("larger", "Larger: what lay at the edge is gone.", (4, 5, 1), 1.6, "constant")
zoom("smaller", "Smaller, zeros around.", (4, 5, 2), 0.625, "constant")
zoom("smaller_nearest", "Smaller, its last pixels around.", (3, 4, 1), 0.5, "nearest")
zoom("smaller_reflect", "Smaller, its mirror image around.", (3, 3, 1), 0.5, "reflect", batch=1)
predicted("random_zoom", {}, lambda: keras.layers.RandomZoom(0.1))

contrast("harsher", "Away from the mean of each channel.", (3, 4, 2), 1.5)
contrast("paler", "Towards it.", (2, 3, 1), 0.25, batch=1)
contrast("seventeen_channels", "More channels than fill a vector, more samples than a share of a batch holds.", (1, 2, 17), 0.75, batch=9)
predicted("random_contrast", {}, lambda: keras.layers.RandomContrast(0.2))

for mode, axes in {"horizontal": (2,), "vertical": (1,), "horizontal_and_vertical": (1, 2)}.items():
    d = Draw(len(mode))
    layer(f"random_flip/{mode}", "Flipped for certain.", "random_flip", {"mode": mode, "probability": 1}, [("in", d.numbers(2, 3, 4, 2))],
          lambda x: torch.flip(x, axes), draw=d, training=True)
predicted("random_flip", {}, lambda: keras.layers.RandomFlip())
d = Draw(4)
layer("random_flip/never", "Flipped by no chance.", "random_flip", {"probability": 0}, [("in", d.numbers(1, 2, 2, 1))], lambda x: x * 1, draw=d, training=True)

d = Draw(5)
layer("cutout/all", "A box so large that it covers the image wherever it lies.", "cutout", {"size": [8, 8]}, [("in", d.numbers(2, 4, 4, 1))],
      lambda x: x * 0, draw=d, training=True)
layer("cutout/never", "A box by no chance.", "cutout", {"probability": 0}, [("in", d.numbers(2, 3, 3, 2))], lambda x: x * 1, draw=d, training=True)
predicted("cutout", {}, lambda: keras.layers.RandomErasing(0.5))
