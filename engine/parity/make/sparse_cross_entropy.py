"""Cases of cross-entropy with labels: PyTorch's from scores, checked against Keras' from_logits=True. From the output of a
softmax Keras goes back to the scores; so do fused programs, and unfused ones find the same from the probabilities."""

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
    "scores_far", "Scores far apart, right and wrong: the loss is the distance, and nothing overflows. Unfused programs read probabilities, which float32 has for scores less than 87 apart.",
    FAR, [0, 0, 2, 1], only="fused",
)


# Through softmax, a wrong answer that is held for certain: no bound on the loss, and no gradient is lost.
z, y = exact([[30, -30, 0], [-40, 44, 0], [0, 0, 0], [1, 2, 0]]), [1, 0, 2, 1]
from_scores("probabilities_far", "Probabilities down to 1e-37, of right answers that were held to be impossible.", z, y, through="softmax")
