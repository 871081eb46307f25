"""Cases of batch normalisation: PyTorch's formula by its own operations, checked against Keras' layer in training and in
prediction. The moving variance is Keras', of the variance divided by the count; PyTorch's layer divides by one less."""

import keras
import numpy as np
import torch

from case import KERAS, TORCH, Draw, expected, exact, layer, leaf, same

EPSILON, MOMENTUM = 1e-3, 0.99


def case(path, says, shape, training, offset=0.0, params=None, trainable=True):
    d = Draw(sum(shape) + training)
    n, axes, params = shape[-1], tuple(range(len(shape) - 1)), params or {}
    epsilon, momentum = params.get("epsilon", EPSILON), params.get("momentum", MOMENTUM)
    x = exact(d.numbers(*shape) + offset)
    w = {"gamma": exact(d.numbers(n) + 1.5), "beta": d.numbers(n), "moving_mean": d.numbers(n), "moving_variance": exact(np.abs(d.numbers(n)) + 0.2)}
    by_batch = training and trainable

    def forward(x, gamma, beta, moving_mean, moving_variance):
        mean, variance = moving_mean, moving_variance
        if by_batch:
            mean, variance = x.mean(axes), x.var(axes, unbiased=False)
        return gamma * (x - mean.detach() * (not by_batch) - mean * by_batch) / torch.sqrt(variance * by_batch + variance.detach() * (not by_batch) + epsilon) + beta

    k = keras.layers.BatchNormalization(epsilon=epsilon, momentum=momentum)
    k.build((None, *shape[1:]))
    k.set_weights(list(w.values()))
    k.trainable = trainable
    y = np.asarray(k(x, training=training))
    after = dict(zip(["gamma", "beta", "moving_mean", "moving_variance"], [np.asarray(v) for v in (k.gamma, k.beta, k.moving_mean, k.moving_variance)]))
    out = layer(f"batch_norm/{path}", says, "batch_norm", {**params, **({} if trainable else {"trainable": False})}, [("in", x)], forward, w, training=training,
                draw=d, made_with=f"{TORCH}, {KERAS}", kept={"moving_mean": after["moving_mean"], "moving_variance": after["moving_variance"]})
    same(out["out"], y)


case("train_lists", "Lists in training: the batch's own mean and variance, and a step of the moving averages.", (5, 7), True)
case("train_images", "Images of three channels.", (4, 3, 2, 3), True)
case("train_odd", "A batch of 33 with 17 features.", (33, 17), True)
case("train_one_channel", "One channel.", (9, 4, 3, 1), True)
case("train_sequences", "Sequences of 5 steps.", (3, 5, 8), True)
case("train_one_sample", "One sample: its features have no variance.", (1, 4), True)
case("train_one_image", "One image: its pixels have.", (1, 5, 5, 2), True)
case("train_far", "Numbers around 64, far from 0 for their spread.", (17, 6), True, 64.0)
case("train_momentum", "Momentum and epsilon of other values.", (6, 3), True, params={"momentum": 0.5, "epsilon": 0.1})
case("train_frozen", "Frozen, it uses the moving averages in training too, and leaves them.", (5, 3), True, trainable=False)
case("predict_lists", "Lists in prediction: by the moving averages.", (5, 7), False)
case("predict_images", "Images in prediction.", (2, 3, 2, 5), False)
case("predict_one", "One sample with one feature.", (1, 1), False)
