"""Cases of dropout as it predicts: it passes its input on. What it drops in training is for dropout_test.go."""

import torch

from case import TORCH, Draw, layer

for shape in [(3, 5), (2, 3, 2, 2)]:
    d = Draw(len(shape))
    layer(
        f"dropout/predict_{len(shape)}d", "Dropout changes nothing when the network predicts.", "dropout", {"rate": 0.4},
        [("in", d.numbers(*shape))], torch.nn.Dropout(0.4).eval(), draw=d,
    )
d = Draw(9)
layer(
    "dropout/rate_0", "A rate of 0 drops nothing in training.", "dropout", {"rate": 0}, [("in", d.numbers(3, 5))],
    torch.nn.Dropout(0.0).train(), draw=d, training=True,
)
