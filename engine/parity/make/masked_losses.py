"""Losses and metrics of answers for each step of padded sequences: PyTorch's mean over the steps that count, checked against
what Keras makes of a mask that hangs on the prediction; and a whole network, in which Keras hands the mask on by itself."""

import keras
import numpy as np
import torch
import torch.nn.functional as F
from keras.src import backend

import lstm
import masking
import metrics
from case import KERAS, TORCH, Draw, exact, expected, given, loss, same, write

BOTH = f"{TORCH}, {KERAS}"
MASKS = {
    "one_step": [[1]],
    "ends": [[1, 1, 1, 1, 1], [1, 1, 0, 0, 0], [0, 0, 1, 1, 1], [0, 1, 0, 1, 0], [0, 0, 0, 0, 0], [1, 1, 1, 1, 0], [1, 0, 0, 0, 0], [1, 1, 1, 0, 0], [1, 0, 1, 1, 1]],
    "none": [[0, 0], [0, 0]],
}


def labels(y, classes):
    return ("target", np.asarray(y), {"type": "labels", "classes": classes})


def masked_mean(values, mask):
    """The mean over the steps that count; 0 where there is none."""
    real = (mask != 0).double()
    real = real.reshape(real.shape + (1,) * (values.ndim - real.ndim)).expand(values.shape)
    return (values * real).sum() / real.sum().clamp(min=1) + 0 * mask.sum()


def in_keras(k, t, p, mask):
    p = backend.convert_to_tensor(p)
    backend.set_keras_mask(p, backend.convert_to_tensor(np.asarray(mask) != 0))
    return np.asarray(k(t, p))


def case(path, says, params, p, t, mask, values, k=None, made_with=None, **more):
    """values gives the loss of each step from prediction and target."""
    target = [] if t is None else [t if isinstance(t, tuple) else ("target", t)]
    out = loss(f"masked/{path}", says, params, [("prediction", p), *target, ("mask", np.asarray(mask, dtype=np.float64))],
               lambda p, *rest: masked_mean(values(p, *rest[:-1]), rest[-1]), made_with=made_with or (BOTH if k else TORCH), **more)
    if k:
        same(out, in_keras(k, t[1] if isinstance(t, tuple) else t, p, mask), 1e-6)


def rows(d, *shape):
    p = np.round(np.abs(d.numbers(*shape)) + 0.05, 3)
    return exact(p / p.sum(-1, keepdims=True))


def numbers(name, mask):
    batch, steps = np.shape(mask)
    for n in [1, 3]:
        d = Draw(batch * 7 + steps + n)
        p, t = d.numbers(batch, steps, n, scale=2), d.numbers(batch, steps, n, scale=2)
        signs, chances = np.where(t > 0, 1.0, -1.0), exact(np.round(np.abs(t) / 2.5 + 0.1, 3))
        for kind, params, target, values, k in [
            ("mse", {}, t, lambda p, t: ((p - t) ** 2).mean(-1), keras.losses.MeanSquaredError()),
            ("mae", {}, t, lambda p, t: (p - t).abs().mean(-1), keras.losses.MeanAbsoluteError()),
            ("huber", {"delta": 0.5}, t, lambda p, t: F.huber_loss(p, t, delta=0.5, reduction="none").mean(-1), keras.losses.Huber(delta=0.5)),
            ("log_cosh", {}, t, lambda p, t: torch.log(torch.cosh(p - t)).mean(-1), keras.losses.LogCosh()),
            ("hinge", {}, signs, lambda p, t: torch.clamp(1 - p * t, min=0).mean(-1), keras.losses.Hinge()),
            ("wasserstein", {}, signs, lambda p, t: (p * t).mean(-1), None),
            ("binary_cross_entropy", {"label_smoothing": 0.1}, chances,
             lambda z, t: F.binary_cross_entropy_with_logits(z, t * 0.9 + 0.05, reduction="none").mean(-1),
             keras.losses.BinaryCrossentropy(from_logits=True, label_smoothing=0.1)),
        ]:
            case(f"{kind}_{name}_{n}", f"{kind} of {n} numbers a step; mask: {name}.", {"loss": kind, **params}, p, target, mask, values, k)


def classes(name, mask):
    batch, steps = np.shape(mask)
    d = Draw(batch + steps)
    z, t, y = d.numbers(batch, steps, 4, scale=3), rows(d, batch, steps, 4), d.labels(4, batch, steps)
    w = np.array([0.5, 1, 2, 1.5])
    flat = lambda z: z.reshape(-1, 4)
    each = lambda f: lambda z, *y: f(flat(z), torch.as_tensor(y[0]).reshape(flat(z).shape[:1] + np.shape(y[0])[2:])).reshape(batch, steps)
    hits = float(((z.argmax(-1) == y) & (np.asarray(mask) != 0)).sum())
    case(f"sparse_{name}", f"A label for each step; mask: {name}.", {"loss": "sparse_cross_entropy"}, z, labels(y, 4), mask,
         each(lambda z, y: F.cross_entropy(z, y, reduction="none")), keras.losses.SparseCategoricalCrossentropy(from_logits=True), hits=hits / steps)
    case(f"class_weights_{name}", f"Class weights: the weighted losses are divided by the number of steps that count; mask: {name}.",
         {"loss": "sparse_cross_entropy", "class_weights": "0.5, 1, 2, 1.5"}, z, labels(y, 4), mask,
         each(lambda z, y: F.cross_entropy(z, y, weight=torch.tensor(w), reduction="none")),
         lambda y, p: keras.losses.SparseCategoricalCrossentropy(from_logits=True)(y, p, sample_weight=w[y]), hits=hits / steps)
    case(f"categorical_{name}", f"Rows of probabilities for each step; mask: {name}.", {"loss": "categorical_cross_entropy"}, z, t, mask,
         each(lambda z, t: F.cross_entropy(z, t, reduction="none")), keras.losses.CategoricalCrossentropy(from_logits=True))
    case(f"cosine_{name}", f"The angle at each step; mask: {name}.", {"loss": "cosine"}, z, t, mask,
         lambda p, t: 1 - F.cosine_similarity(p, t, dim=-1), lambda t, p: cosine(t, p))
    case(f"divergence_{name}", f"The divergence at each step; mask: {name}.", {"loss": "kl_divergence"}, z, t, mask,
         lambda z, t: F.kl_div(torch.log_softmax(z, -1), t, reduction="none").sum(-1))


def cosine(t, p):
    """Keras' similarity is −cos of what counts, so that 1 is added only where anything does."""
    mask = np.asarray(backend.get_keras_mask(p))
    return float(mask.any()) + keras.losses.CosineSimilarity()(t, p)


def measured():
    """What is measured leaves padded steps out: the metrics of the others alone, as if they had been all. Keras' accuracy is the same."""
    mask = np.array(MASKS["ends"])
    real = mask.ravel() != 0
    for k in [2, 3]:
        d = Draw(k)
        y = d.labels(k, *mask.shape)
        z = exact(np.round(d.numbers(*mask.shape, k, scale=2) + np.eye(k)[y], 1))
        flat, right = z.reshape(-1, k)[real], y.ravel()[real]
        m = metrics.classes(right, flat.argmax(1), k)
        m["roc_auc"] = metrics.auc(flat[:, 1], right == 1) if k == 2 else np.mean([metrics.auc(flat[:, c], right == c) for c in range(k)])
        m["perplexity"] = torch.exp(F.cross_entropy(torch.tensor(flat), torch.tensor(right))).item()
        accuracy = keras.metrics.SparseCategoricalAccuracy()
        p = backend.convert_to_tensor(z)
        backend.set_keras_mask(p, backend.convert_to_tensor(mask != 0))
        accuracy.update_state(y, p)
        same(m["accuracy"], np.asarray(accuracy.result()))
        case(f"metrics_{k}_classes", f"{k} classes a step.", {"loss": "sparse_cross_entropy"}, z, labels(y, k), mask,
             lambda z, *_: F.cross_entropy(z.reshape(-1, k), torch.tensor(y.ravel()), reduction="none").reshape(mask.shape), metrics=m, made_with=BOTH)
    d = Draw(9)
    p, t = d.numbers(*mask.shape, 2), d.numbers(*mask.shape, 2)
    a, b = p.reshape(-1, 2)[real], t.reshape(-1, 2)[real]
    case("metrics_numbers", "Two numbers a step.", {"loss": "mse"}, p, t, mask, lambda p, t: ((p - t) ** 2).mean(-1), metrics={
        "mae": np.mean(np.abs(a - b)), "rmse": np.sqrt(np.mean((a - b) ** 2)),
        "r2": np.mean(1 - np.sum((a - b) ** 2, 0) / np.sum((b - b.mean(0)) ** 2, 0)),
    })


def shapes():
    """Pictures at each step, of which the mask leaves out whole ones; a constant target."""
    mask = [[1, 0, 1], [0, 0, 1]]
    d = Draw(4)
    p, t = d.numbers(2, 3, 2, 2, 3), d.numbers(2, 3, 2, 2, 3)
    case("pictures", "A picture at each step.", {"loss": "mse"}, p, t, mask, lambda p, t: ((p - t) ** 2).mean(-1))
    case("ones", "The target is constant.", {"loss": "binary_cross_entropy", "target": "ones"}, p[:, :, 0, 0], None, mask,
         lambda z: F.binary_cross_entropy_with_logits(z, torch.ones_like(z), reduction="none").mean(-1))
    case("weighted", "A weight of 0.25; any number but 0 in the mask.", {"loss": "mae", "weight": 0.25}, p[:, :, 0, 0], t[:, :, 0, 0], np.array(mask) * 0.5,
         lambda p, t: (p - t).abs().mean(-1) / 4)


STEPS, RATE = 10, 0.3


def network():
    """An LSTM says each step of its input again."""
    d = Draw(79)
    x = masking.padded(d, 5, 6, 3, 0, [range(6), range(2), range(3, 6), [1, 4], [0]])
    start = {f"3/{n}": v for n, v in lstm.CELL.weights(d, 3, 4).items()} | {"4/kernel": d.numbers(4, 3), "4/bias": d.numbers(3, scale=0.1)}
    w = {n: torch.tensor(v, requires_grad=True) for n, v in start.items()}
    mask, losses = torch.tensor((x != 0).any(-1)).double(), []
    for _ in range(STEPS):
        h, _ = lstm.CELL.walk(torch.tensor(x), masking.own(w, "3/"), 4, mask=mask)
        out = masked_mean(((h @ w["4/kernel"] + w["4/bias"] - torch.tensor(x)) ** 2).mean(-1), mask)
        losses.append(out.item())
        out.backward()
        for v in w.values():
            v.data -= RATE * v.grad
            v.grad = None
    L = keras.layers
    model = keras.Sequential([L.Input(x.shape[1:]), L.Masking(0.0), L.LSTM(4, return_sequences=True), L.TimeDistributed(L.Dense(3))])
    weights = lambda w: lstm.CELL.keras_weights(masking.own(w, "3/")) + [w["4/kernel"], w["4/bias"]]
    model.set_weights(weights(start))
    model.compile(keras.optimizers.SGD(RATE), "mse")
    history = []
    for _ in range(STEPS):
        model.reset_metrics()
        history.append(float(model.train_on_batch(x, x)))
    same(losses, history, 1e-5)
    for a, b in zip(weights({n: v.detach().numpy() for n, v in w.items()}), model.get_weights()):
        same(a, b, 1e-5)
    document = masking.document(
        [("input", {}), ("masking", {}), ("lstm", {"units": 4, "return_sequences": True}), ("dense", {"units": 3}),
         ("objective", {"loss": "mse", "optimizer": "sgd", "learning_rate": RATE})],
        ["1.out > 2.in", "2.out > 3.in", "2.mask > 3.mask", "3.out > 4.in", "4.out > 5.prediction", "1.out > 5.target", "2.mask > 5.mask"], len(x))
    write("networks/masked_loss", "Padded steps are left out of the loss of an LSTM that says each step again, as Keras does by itself behind Masking.", BOTH, {
        "network": {
            "document": document, "classes": 2, "samples": {"shape": list(x.shape), "values": given(x)}, "labels": [0] * len(x),
            "start": {n: {"shape": list(v.shape), "values": given(v)} for n, v in start.items()}, "losses": expected(losses),
            "final": {n: {"shape": list(v.shape), "values": expected(v)} for n, v in w.items()},
        }
    })


def main():
    for name, mask in MASKS.items():
        numbers(name, mask)
        classes(name, mask)
    measured()
    shapes()
    network()


if __name__ == "__main__":
    main()
