"""Cases of cross-entropy with labels: PyTorch's from scores, checked against Keras' from_logits=True; and Keras' from
probabilities alone, which raises them to 1e-7. (From softmax's own output Keras goes back to the scores, as we do.)"""

import keras
import numpy as np
import torch
from torch.nn.functional import cross_entropy

from case import KERAS, TORCH, Draw, exact, loss, same

NAME = "sparse_cross_entropy"


def labels(y, classes):
    return ("target", np.asarray(y), {"type": "labels", "classes": classes})


def hits(z, y):
    return int((np.argmax(z, 1) == np.asarray(y)).sum())


def from_scores(path, says, z, y, only="", **more):
    out = loss(
        f"{NAME}/{path}", says, {"loss": NAME}, [("prediction", z, more), labels(y, z.shape[1])],
        lambda z, y: cross_entropy(z, torch.tensor(y)), hits=hits(z, y), only=only, made_with=f"{TORCH}, {KERAS}",
    )
    same(out, np.asarray(keras.losses.SparseCategoricalCrossentropy(from_logits=True)(np.asarray(y), z)))


for batch, n in [(1, 2), (5, 10), (3, 17), (33, 3)]:
    d = Draw(batch + n)
    z, y = d.numbers(batch, n, scale=4), d.labels(n, batch)
    from_scores(f"scores_{batch}x{n}", f"{batch} rows of {n} scores.", z, y)
    from_scores(f"probabilities_{batch}x{n}", f"{batch} rows of {n} scores through softmax.", z, y, through="softmax")

FAR = exact([[300, -300, 0], [-300, 300, 0], [0, 0, 0], [80, 81, 79]])
from_scores(
    "scores_far", "Scores far apart, right and wrong: the loss is the distance, and nothing overflows. For unfused programs see probabilities_clipped.",
    FAR, [0, 0, 2, 1], only="fused",
)


def clipped(z, y):
    p = torch.clamp(torch.softmax(z, -1), 1e-7, 1 - 1e-7)
    return torch.nn.functional.nll_loss(torch.log(p), torch.tensor(y))


z, y = exact([[30, -30, 0], [-2, 2, 0], [0, 0, 0], [1, 2, 0]]), [1, 0, 2, 1]
out = loss(
    f"{NAME}/probabilities_clipped",
    "Unfused, the loss sees probabilities alone and raises them to 1e-7, as Keras does: a wrong answer held for certain costs 16.1. "
    "Fused, it sees the scores and needs no such bound.",
    {"loss": NAME}, [("prediction", z, {"through": "softmax"}), labels(y, 3)], clipped, hits=hits(z, y), only="unfused", made_with=f"{TORCH}, {KERAS}",
)
same(out, np.asarray(keras.losses.SparseCategoricalCrossentropy()(np.asarray(y), np.asarray(keras.activations.softmax(z)))), 1e-6)
