"""Cases of the metrics, written out in numpy after the definitions of scikit-learn: each plainly, by going through all
samples or pairs of samples, so that nothing is shared with the sums that are gathered over batches."""

import numpy as np
import torch
import torch.nn.functional as F

from case import Draw, exact, loss

MADE = f"numpy {np.__version__}"


def labels(y, classes):
    return ("target", np.asarray(y), {"type": "labels", "classes": classes})


def confusion(y, named, k):
    m = np.zeros((k, k))
    for a, b in zip(y, named):
        m[a, b] += 1
    return m


def mean_of(f, y, named, k):
    values = []
    for c in range(k) if k > 2 else [1]:
        right = np.sum((y == c) & (named == c))
        values.append(f(right, np.sum(named == c), np.sum(y == c)))
    return np.mean(values)


def ratio(a, b):
    return a / b if b else 0.0


def auc(score, yes):
    pairs = [(a > b) + 0.5 * (a == b) for a in score[yes] for b in score[~yes]]
    return np.mean(pairs)


def classes(y, named, k):
    return {
        "accuracy": np.mean(y == named),
        "precision": mean_of(lambda right, given, there: ratio(right, given), y, named, k),
        "recall": mean_of(lambda right, given, there: ratio(right, there), y, named, k),
        "f1": mean_of(lambda right, given, there: ratio(2 * right, given + there), y, named, k),
        "confusion_matrix": confusion(y, named, k).ravel(),
    }


def main():
    for batch, k in [(12, 2), (40, 3), (100, 10)]:
        d = Draw(batch)
        y = d.labels(k, batch)
        y[:k] = range(k)  # every class is there
        z = exact(np.round(d.numbers(batch, k, scale=2) + 1.2 * np.eye(k)[y], 1))  # one digit: some scores tie
        named = z.argmax(1)
        m = classes(y, named, k)
        m["roc_auc"] = auc(z[:, 1], y == 1) if k == 2 else np.mean([auc(z[:, c], y == c) for c in range(k)])
        if k > 5:
            order = np.argsort(-z, axis=1, kind="stable")
            m["top_k"] = np.mean([y[i] in order[i, :5] for i in range(batch)])
        log = torch.log_softmax(torch.tensor(z), 1).numpy()
        perplexity = np.exp(-np.mean([log[i, y[i]] for i in range(batch)]))
        loss(f"metrics/classes_{batch}x{k}", f"{batch} samples of {k} classes, with ties among the scores.", {"loss": "sparse_cross_entropy"},
             [("prediction", z), labels(y, k)], lambda z, y: F.cross_entropy(z, torch.tensor(y)), metrics={**m, "perplexity": perplexity}, made_with=MADE)
        hot = np.eye(k)[y]
        loss(f"metrics/rows_{batch}x{k}", "The same, the classes being given as rows of numbers.", {"loss": "categorical_cross_entropy"},
             [("prediction", z), ("target", hot)], lambda z, t: F.cross_entropy(z, t), metrics=m, made_with=MADE)

    d = Draw(31)
    y = d.labels(2, 30)
    z = exact(np.round(d.numbers(30, 1, scale=2) + (y[:, None] - 0.5), 1))
    m = classes(y, (z[:, 0] > 0).astype(int), 2)
    m["roc_auc"] = auc(z[:, 0], y == 1)
    t = torch.tensor(y, dtype=torch.float64)[:, None]
    loss("metrics/binary", "One score, yes above 0.", {"loss": "binary_cross_entropy"}, [("prediction", z), labels(y, 2)],
         lambda z, y: F.binary_cross_entropy_with_logits(z, t), metrics=m, made_with=MADE)

    for batch, n in [(7, 1), (33, 4)]:
        d = Draw(batch)
        p, t = d.numbers(batch, n, scale=2), d.numbers(batch, n, scale=2)
        p = exact(np.round((p + 2 * t) / 3, 3))
        loss(f"metrics/numbers_{batch}x{n}", f"{n} numbers for each of {batch} samples.", {"loss": "mse"}, [("prediction", p), ("target", t)], F.mse_loss, made_with=MADE,
             metrics={
                 "mae": np.mean(np.abs(p - t)), "rmse": np.sqrt(np.mean((p - t) ** 2)),
                 "r2": np.mean(1 - np.sum((p - t) ** 2, 0) / np.sum((t - t.mean(0)) ** 2, 0)),
             })


if __name__ == "__main__":
    main()
