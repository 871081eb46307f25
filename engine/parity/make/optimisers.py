"""Cases of the optimisers. Keras' forms are the ones that ours are written after; where PyTorch's is the same, or is the
same under a change of its constants, it is checked too.

Momentum is Keras': the velocity holds the rate, v = βv − ηg and w += v. PyTorch's v = βv + g and w −= ηv gives the same
weights as long as the rate stays, and others once it changes: the case changes it. Adam is Keras' and that of section 2
of the paper: ε is added to √v before the bias correction, not after.

Where PyTorch differs from Keras only by where ε is added, it is checked with an ε too small to count.

Keras rounds β to float32 before it takes its powers, which shows in 1 − 0.999 at large rates: there the cases have rates of
0.001, or a β that float32 holds exactly.
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

TINY = 1e-30

def like_torch(path, says, kind, params, make, other, seed, rates=FALLING):
    """A case with an ε that does not count, where Keras and PyTorch agree."""
    case(path, says, kind, {**params, "epsilon": TINY}, make, rates, seed, other)


case("gradient_descent", "Gradient descent on all data: the same step as SGD.", "gradient_descent", {}, lambda: keras.optimizers.SGD(0.05), FALLING, 6,
     lambda t: torch.optim.SGD([t], lr=0.05))
case("nesterov", "Nesterov's momentum at a fixed rate, where Keras' and PyTorch's forms agree.", "nesterov", {"momentum": 0.9},
     lambda: keras.optimizers.SGD(0.01, momentum=0.9, nesterov=True), FIXED, 7,
     lambda t: torch.optim.SGD([t], lr=0.01, momentum=0.9, nesterov=True))
case("nesterov_falling_rate", "Nesterov's momentum while the rate falls: Keras' form.", "nesterov", {"momentum": 0.6},
     lambda: keras.optimizers.SGD(0.05, momentum=0.6, nesterov=True), FALLING, 8)
case("adagrad", "AdaGrad with the defaults.", "adagrad", {}, lambda: keras.optimizers.Adagrad(0.05), FALLING, 9)
like_torch("adagrad_like_pytorch", "AdaGrad from a sum of 0.2 with an ε that does not count, where PyTorch agrees.", "adagrad",
           {"initial_accumulator_value": 0.2}, lambda: keras.optimizers.Adagrad(0.05, initial_accumulator_value=0.2, epsilon=TINY),
           lambda t: torch.optim.Adagrad([t], lr=0.05, initial_accumulator_value=0.2, eps=0), 10)
case("rmsprop", "RMSProp with the defaults.", "rmsprop", {}, lambda: keras.optimizers.RMSprop(0.01), FALLING, 11)
case("rmsprop_epsilon", "RMSProp with an ε that counts: Keras adds it under the root.", "rmsprop", {"rho": 0.7, "epsilon": 0.01},
     lambda: keras.optimizers.RMSprop(0.01, rho=0.7, epsilon=0.01), FALLING, 12)
case("rmsprop_momentum", "RMSProp that rolls, the rate falling: Keras' velocity holds the rate.", "rmsprop", {"momentum": 0.9},
     lambda: keras.optimizers.RMSprop(0.01, momentum=0.9), FALLING, 25)
case("rmsprop_centred", "RMSProp that divides by the deviation of the gradient.", "rmsprop", {"centered": True, "epsilon": 0.001},
     lambda: keras.optimizers.RMSprop(0.01, centered=True, epsilon=0.001), FALLING, 26)
case("rmsprop_centred_momentum", "Both, with a short memory.", "rmsprop", {"rho": 0.8, "momentum": 0.5, "centered": True},
     lambda: keras.optimizers.RMSprop(0.01, rho=0.8, momentum=0.5, centered=True), FALLING, 27)
case("adadelta", "AdaDelta with the defaults, at the paper's rate of 1; PyTorch agrees.", "adadelta", {}, lambda: keras.optimizers.Adadelta(1.0),
     [1.0] * COUNT, 13, lambda t: torch.optim.Adadelta([t], lr=1.0, rho=0.95, eps=1e-7))
case("adadelta_epsilon", "AdaDelta with another ρ and ε, the rate falling.", "adadelta", {"rho": 0.8, "epsilon": 0.001},
     lambda: keras.optimizers.Adadelta(1.0, rho=0.8, epsilon=0.001), FALLING, 14,
     lambda t: torch.optim.Adadelta([t], lr=1.0, rho=0.8, eps=0.001))
case("amsgrad", "AMSGrad with the defaults.", "amsgrad", {}, lambda: keras.optimizers.Adam(0.001, amsgrad=True), [0.001] * COUNT, 15)
case("amsgrad_short_memory", "AMSGrad where v falls between large gradients.", "amsgrad", {"beta_1": 0.5, "beta_2": 0.6},
     lambda: keras.optimizers.Adam(0.01, beta_1=0.5, beta_2=0.6, amsgrad=True), FALLING, 16)
case("adamw", "AdamW with the defaults.", "adamw", {}, lambda: keras.optimizers.AdamW(0.001), [0.001] * COUNT, 17)
case("adamw_decay", "AdamW with a strong decay, the rate falling.", "adamw", {"beta_1": 0.875, "beta_2": 0.9375, "weight_decay": 0.5},
     lambda: keras.optimizers.AdamW(0.05, beta_1=0.875, beta_2=0.9375, weight_decay=0.5), FALLING, 18)
case("nadam", "Nadam with the defaults.", "nadam", {}, lambda: keras.optimizers.Nadam(0.01), FIXED, 19)
case("nadam_falling_rate", "Nadam with other constants, the rate falling.", "nadam", {"beta_1": 0.8, "beta_2": 0.9, "epsilon": 0.001},
     lambda: keras.optimizers.Nadam(0.05, beta_1=0.8, beta_2=0.9, epsilon=0.001), FALLING, 20)
case("adamax", "AdaMax with the defaults.", "adamax", {}, lambda: keras.optimizers.Adamax(0.01), FALLING, 21)
case("adamax_epsilon", "AdaMax with an ε that counts and a short memory.", "adamax", {"beta_1": 0.8, "beta_2": 0.6, "epsilon": 0.01},
     lambda: keras.optimizers.Adamax(0.01, beta_1=0.8, beta_2=0.6, epsilon=0.01), FALLING, 22)
case("lion", "Lion with the defaults.", "lion", {}, lambda: keras.optimizers.Lion(0.001), [0.001] * COUNT, 23)
case("lion_decay", "Lion with weight decay, the rate falling.", "lion", {"beta_1": 0.8, "beta_2": 0.9, "weight_decay": 0.3},
     lambda: keras.optimizers.Lion(0.05, beta_1=0.8, beta_2=0.9, weight_decay=0.3), FALLING, 24)
