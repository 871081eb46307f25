"""Cases of the optimisers. Keras' forms are the ones that ours are written after; where PyTorch's is the same, or is the
same under a change of its constants, it is checked too.

Momentum is Keras': the velocity holds the rate, v = βv − ηg and w += v. PyTorch's v = βv + g and w −= ηv gives the same
weights as long as the rate stays, and others once it changes: the case changes it. Adam is Keras' and that of section 2
of the paper: ε is added to √v before the bias correction, not after.
"""

import keras
import numpy as np
import torch

from case import KERAS, TORCH, Draw, exact, expected, given, same, write

SHAPE, COUNT = (3, 5), 20


def gradients(seed):
    d = Draw(seed)
    g = [d.numbers(*SHAPE) for _ in range(COUNT)]
    for x in g:
        x[0, 0] = 0  # a weight that nothing pulls at
        x[0, 1] = exact(np.round(x[0, 1] * 1e-3, 6))  # and one that is pulled at so little that ε counts
    g[3][:] = 0
    return d.numbers(*SHAPE), g


def case(path, says, kind, params, make, rates, seed, in_torch=None):
    start, pulls = gradients(seed)
    w = keras.Variable(start, dtype="float64")
    o = make()
    o.build([w])
    steps = []
    t = torch.tensor(start, requires_grad=True)
    other = in_torch(t) if in_torch else None
    for rate, g in zip(rates, pulls):
        rate = float(exact(rate))
        o.learning_rate.assign(rate)
        o.apply([keras.ops.convert_to_tensor(g, dtype="float64")], [w])
        steps.append({"rate": rate, "gradient": given(g), "weights": expected(np.asarray(w))})
        if other:
            other.param_groups[0]["lr"] = rate
            t.grad = torch.tensor(g)
            other.step()
            same(np.asarray(w), t)
    write("optimisers/" + path, says, f"{KERAS}, {TORCH}" if other else KERAS, {
        "optimiser": {"id": kind, "params": params, "shape": list(SHAPE), "start": given(start), "steps": steps}
    })


FIXED = [0.01] * COUNT
FALLING = [0.05 * 0.8**i for i in range(COUNT)]

case("sgd", "Plain gradient descent, the rate falling.", "sgd", {}, lambda: keras.optimizers.SGD(0.05), FALLING, 1,
     lambda t: torch.optim.SGD([t], lr=0.05))
case("momentum", "Momentum at a fixed rate, where Keras' and PyTorch's forms agree.", "momentum", {"momentum": 0.9},
     lambda: keras.optimizers.SGD(0.01, momentum=0.9), FIXED, 2, lambda t: torch.optim.SGD([t], lr=0.01, momentum=0.9))
case("momentum_falling_rate", "Momentum while the rate falls: Keras' form, whose velocity holds the rate.", "momentum", {"momentum": 0.75},
     lambda: keras.optimizers.SGD(0.05, momentum=0.75), FALLING, 3)
case("adam", "Adam with the defaults.", "adam", {}, lambda: keras.optimizers.Adam(0.001), [0.001] * COUNT, 4)
case("adam_large_epsilon", "Adam with an ε that counts: it is added before the bias correction, as in Keras.", "adam",
     {"beta_1": 0.8, "beta_2": 0.95, "epsilon": 0.01}, lambda: keras.optimizers.Adam(0.05, beta_1=0.8, beta_2=0.95, epsilon=0.01), FALLING, 5)
