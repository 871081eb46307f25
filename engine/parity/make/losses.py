"""Cases of the losses that compare a prediction with numbers or with labels: PyTorch's, checked against Keras' where it has
the same. Where the two differ the case says which is meant."""

import keras
import numpy as np
import torch
import torch.nn.functional as F

from case import KERAS, TORCH, Draw, exact, leaf, loss, same

BOTH = f"{TORCH}, {KERAS}"
SHAPES = [(1, 1), (3, 17), (33, 4), (2, 3, 4, 2)]


def labels(y, classes):
    return ("target", np.asarray(y), {"type": "labels", "classes": classes})


def name(shape):
    return "x".join(map(str, shape))


def pairs(kind, params, in_torch, in_keras, scale=2.0, targets=None, shapes=SHAPES, variant=""):
    """A loss of numbers against numbers, which passes a gradient to both."""
    for shape in shapes:
        d = Draw(sum(shape) * 7)
        p, t = d.numbers(*shape, scale=scale), (targets or Draw.numbers)(d, *shape)
        out = loss(f"{kind}/{variant}{name(shape)}", f"{kind} of a prediction and a target of shape {name(shape)}.", {"loss": kind, **params},
                   [("prediction", p), ("target", t)], in_torch, made_with=BOTH if in_keras else TORCH)
        if in_keras:
            same(out, np.asarray(in_keras(t, p)), 1e-6)


def chances(d, *shape):
    return exact(np.round(np.abs(d.numbers(*shape)) * 0.8 + 0.1, 3))


def rows(d, *shape):
    p = np.round(np.abs(d.numbers(*shape)) + 0.05, 3)
    return exact(p / p.sum(-1, keepdims=True))


def signs(d, *shape):
    return np.where(d.numbers(*shape) > 0, 1.0, -1.0)


pairs("mse", {}, F.mse_loss, keras.losses.MeanSquaredError())
pairs("mse", {"weight": 0.25}, lambda p, t: F.mse_loss(p, t) * 0.25, None, shapes=[(3, 17)], variant="weighted_")
pairs("mae", {}, F.l1_loss, keras.losses.MeanAbsoluteError())
for delta in [1.0, 0.5]:
    pairs("huber", {"delta": delta}, lambda p, t: F.huber_loss(p, t, delta=delta), keras.losses.Huber(delta=delta), variant=f"{delta:g}_", scale=3)
pairs("log_cosh", {}, lambda p, t: torch.log(torch.cosh(p - t)).mean(), keras.losses.LogCosh())
pairs("hinge", {}, lambda p, t: torch.clamp(1 - p * t, min=0).mean(), keras.losses.Hinge(), targets=signs)
pairs("wasserstein", {}, lambda p, t: (p * t).mean(), None, targets=signs)
pairs("cosine", {}, lambda p, t: (1 - F.cosine_similarity(p, t, dim=-1)).mean(), lambda t, p: 1 + keras.losses.CosineSimilarity()(t, p), shapes=[(1, 2), (3, 17), (33, 4)])
pairs("binary_cross_entropy", {}, F.binary_cross_entropy_with_logits, keras.losses.BinaryCrossentropy(from_logits=True), targets=chances, scale=5)
pairs("binary_cross_entropy", {"label_smoothing": 0.1}, lambda z, t: F.binary_cross_entropy_with_logits(z, t * 0.9 + 0.05),
      keras.losses.BinaryCrossentropy(from_logits=True, label_smoothing=0.1), targets=chances, shapes=[(3, 17)], variant="smoothed_")
pairs("categorical_cross_entropy", {}, lambda z, t: F.cross_entropy(z, t), keras.losses.CategoricalCrossentropy(from_logits=True), targets=rows,
      shapes=[(1, 2), (3, 17), (33, 4)], scale=4)
pairs("categorical_cross_entropy", {"label_smoothing": 0.2}, lambda z, t: F.cross_entropy(z, t, label_smoothing=0.2),
      keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=0.2), targets=rows, shapes=[(3, 17)], variant="smoothed_")

# From probabilities through softmax or a sigmoid, and with labels.
for batch, n in [(1, 2), (5, 10), (17, 3)]:
    d = Draw(batch * 3 + n)
    z, y = d.numbers(batch, n, scale=4), d.labels(n, batch)
    hot = torch.eye(n, dtype=torch.float64)[y]
    hits = int((z.argmax(1) == y).sum())
    for kind, params, f in [
        ("categorical_cross_entropy", {}, lambda z, y: F.cross_entropy(z, torch.tensor(y))),
        ("sparse_cross_entropy", {"label_smoothing": 0.1}, lambda z, y: F.cross_entropy(z, torch.tensor(y), label_smoothing=0.1)),
        ("sparse_cross_entropy", {"weight": 3}, lambda z, y: 3 * F.cross_entropy(z, torch.tensor(y))),
    ]:
        for through in ["", "softmax"]:
            variant = "_".join(["labels", *params, through or "scores", f"{batch}x{n}"])
            loss(f"{kind}/{variant}", f"{kind} with labels, from {through or 'scores'}.", {"loss": kind, **params},
                 [("prediction", z, {"through": through} if through else {}), labels(y, n)], f, hits=hits)
    loss(f"mse/labels_{batch}x{n}", "The squared error of labels turned one-hot.", {"loss": "mse"}, [("prediction", z), labels(y, n)],
         lambda z, y: F.mse_loss(z, hot), hits=hits)
    loss(f"hinge/labels_{batch}x{n}", "Hinge with labels as 1 and -1.", {"loss": "hinge"}, [("prediction", z), labels(y, n)],
         lambda z, y: torch.clamp(1 - (2 * hot - 1) * z, min=0).mean(), hits=hits)
    weights = np.round(np.linspace(0.5, 2, n), 3)
    out = loss(f"sparse_cross_entropy/class_weights_{batch}x{n}",
               "Class weights as Keras has them: the sum of the weighted losses is divided by the number of samples, not by that of the weights.",
               {"loss": "sparse_cross_entropy", "class_weights": ", ".join(map(str, weights))}, [("prediction", z), labels(y, n)],
               lambda z, y: F.cross_entropy(z, torch.tensor(y), weight=torch.tensor(weights), reduction="sum") / len(y), hits=hits, made_with=BOTH)
    same(out, np.asarray(keras.losses.SparseCategoricalCrossentropy(from_logits=True)(y, z, sample_weight=weights[y])))

d = Draw(77)
z, y = d.numbers(9, 1, scale=3), d.labels(2, 9)
t = torch.tensor(y, dtype=torch.float64)[:, None]
yes = int(((z[:, 0] > 0) == (y == 1)).sum())
loss("binary_cross_entropy/labels", "One score against labels of two classes.", {"loss": "binary_cross_entropy"}, [("prediction", z), labels(y, 2)],
     lambda z, y: F.binary_cross_entropy_with_logits(z, t), hits=yes)
loss("binary_cross_entropy/class_weights", "The rarer class counts three times.", {"loss": "binary_cross_entropy", "class_weights": "1, 3"},
     [("prediction", z), labels(y, 2)], lambda z, y: F.binary_cross_entropy_with_logits(z, t, weight=1 + 2 * t), hits=yes)
for target, value in [("ones", 1.0), ("zeros", 0.0)]:
    for kind, f in [
        ("binary_cross_entropy", lambda z: F.binary_cross_entropy_with_logits(z, torch.full_like(z, value))),
        ("mse", lambda z: F.mse_loss(z, torch.full_like(z, value))),
        ("hinge", lambda z: torch.clamp(1 - (2 * value - 1) * z, min=0).mean()),
        ("wasserstein", lambda z: ((1 - 2 * value) * z).mean()),
    ]:
        loss(f"{kind}/{target}", f"A GAN's objective: the target is constant, {target}, and not wired.", {"loss": kind, "target": target},
             [("prediction", z)], f)

# Distributions, and embeddings.
for shape in [(1, 2), (3, 17), (33, 4)]:
    d = Draw(sum(shape))
    z, t = d.numbers(*shape, scale=3), rows(d, *shape)
    out = loss(f"kl_divergence/{name(shape)}", "The divergence of softmax's probabilities from a distribution.", {"loss": "kl_divergence"},
               [("prediction", z, {"through": "softmax"}), ("target", t)],
               lambda z, t: F.kl_div(torch.log_softmax(z, -1), t, reduction="batchmean"), made_with=BOTH)
    same(out, np.asarray(keras.losses.KLDivergence()(t, np.asarray(keras.activations.softmax(z)))), 1e-6)
for batch, n in [(1, 1), (5, 7), (33, 16)]:
    d = Draw(batch + n)
    x = d.numbers(batch, 2 * n, scale=2)

    def gaussian(x):
        mean, log = x.chunk(2, -1)
        p, q = torch.distributions.Normal(mean, torch.exp(log / 2)), torch.distributions.Normal(torch.zeros_like(mean), torch.ones_like(mean))
        return torch.distributions.kl_divergence(p, q).sum(-1).mean()

    loss(f"kl_divergence/gaussian_{batch}x{n}", f"Without a target: {n} Gaussians' divergence from the unit one.", {"loss": "kl_divergence"}, [("prediction", x)], gaussian)
    for margin in [1.0, 0.2]:
        x = d.numbers(batch, 3 * n)
        loss(f"triplet/{margin:g}_{batch}x{n}", f"Anchor, like and unlike, of {n} numbers each, with a margin of {margin:g}.", {"loss": "triplet", "margin": margin},
             [("prediction", x)], lambda x: F.triplet_margin_loss(*x.chunk(3, -1), margin=margin))


def contrast(a, b, temperature):
    z = F.normalize(torch.cat([a, b]), dim=1)
    s = z @ z.T / temperature
    s = s.masked_fill(torch.eye(len(z), dtype=torch.bool), -torch.inf)
    n = len(a)
    return F.cross_entropy(s, torch.cat([torch.arange(n, 2 * n), torch.arange(n)]))


for batch, n, temperature in [(1, 3, 0.5), (5, 7, 0.5), (17, 16, 0.1)]:
    d = Draw(batch * n)
    a, b = d.numbers(batch, n), d.numbers(batch, n)
    if batch > 1:
        loss(f"nt_xent/two_{batch}x{n}", f"Two views of {batch} samples, at temperature {temperature}, each at a port.", {"loss": "nt_xent", "temperature": temperature},
             [("prediction", a), ("target", b)], lambda a, b: contrast(a, b, temperature))
    loss(f"nt_xent/one_{batch}x{n}", f"Two views of {batch} samples, at temperature {temperature}, one after the other.", {"loss": "nt_xent", "temperature": temperature},
         [("prediction", np.concatenate([a, b], 1))], lambda x: contrast(*x.chunk(2, -1), temperature))
