"""Cases of the schedules: the learning rate at each step, by PyTorch's schedulers and by Keras'."""

import math

import keras
import numpy as np
import torch

from case import KERAS, TORCH, expected, same, write


def torch_rates(base, steps, make):
    """The rates of a PyTorch scheduler that is stepped after each batch."""
    o = torch.optim.SGD([torch.zeros(1)], lr=base)
    s = make(o)
    rates = []
    for _ in range(steps):
        rates.append(o.param_groups[0]["lr"])
        o.step()
        s.step()
    return rates


def keras_rates(steps, schedule):
    return [float(schedule(i)) for i in range(steps)]


def case(path, says, kind, params, base, per_epoch, epochs, rates, made_with, losses=None):
    assert len(rates) == per_epoch * epochs
    write("schedules/" + path, says, made_with, {
        "schedule": {
            "id": kind, "params": params, "base": base, "steps_per_epoch": per_epoch, "epochs": epochs,
            **({"losses": losses} if losses else {}), "rates": expected(np.array(rates)),
        }
    })


def warmed(warm, after):
    """PyTorch's linear warm-up of some steps, then another scheduler."""
    lr = torch.optim.lr_scheduler
    return lambda o: lr.SequentialLR(o, [lr.LinearLR(o, 1 / (warm + 1), 1.0, total_iters=warm), after(o)], milestones=[warm])


lr = torch.optim.lr_scheduler
BOTH = f"{TORCH}, {KERAS}"

case("constant", "The rate as it is set.", "constant", {}, 0.01, 4, 2, torch_rates(0.01, 8, lambda o: lr.ConstantLR(o, 1.0)), TORCH)
case("constant_warm", "A warm-up of one and a half epochs, then the rate as it is set.", "constant", {"warmup": 1.5}, 0.01, 4, 3,
     torch_rates(0.01, 12, warmed(6, lambda o: lr.ConstantLR(o, 1.0))), TORCH)
case("step", "Lowered every two epochs.", "step", {"step_epochs": 2, "step_factor": 0.3}, 0.1, 3, 7,
     torch_rates(0.1, 21, lambda o: lr.StepLR(o, 6, 0.3)), TORCH)
case("step_warm", "Lowered every epoch after a warm-up of one.", "step", {"step_epochs": 1, "step_factor": 0.5, "warmup": 1}, 0.1, 5, 4,
     torch_rates(0.1, 20, warmed(5, lambda o: lr.StepLR(o, 5, 0.5))), TORCH)

r = torch_rates(0.05, 15, lambda o: lr.ExponentialLR(o, 0.8 ** (1 / 5)))
same(r, keras_rates(15, keras.optimizers.schedules.ExponentialDecay(0.05, 5, 0.8)), 1e-6)
case("exponential", "0.8 is left after each epoch.", "exponential", {"epoch_factor": 0.8}, 0.05, 5, 3, r, BOTH)
case("exponential_warm", "The same after a warm-up.", "exponential", {"epoch_factor": 0.6, "warmup": 0.8}, 0.05, 5, 3,
     torch_rates(0.05, 15, warmed(4, lambda o: lr.ExponentialLR(o, 0.6 ** (1 / 5)))), TORCH)

r = torch_rates(0.2, 24, lambda o: lr.CosineAnnealingLR(o, 24))
same(r, keras_rates(24, keras.optimizers.schedules.CosineDecay(0.2, 24)), 1e-6)
case("cosine", "Half a wave over the run.", "cosine", {}, 0.2, 6, 4, r, BOTH)
r = torch_rates(0.2, 24, lambda o: lr.CosineAnnealingLR(o, 24, 0.02))
same(r, keras_rates(24, keras.optimizers.schedules.CosineDecay(0.2, 24, 0.1)), 1e-6)
case("cosine_share", "A tenth is left at the end.", "cosine", {"final_share": 0.1}, 0.2, 6, 4, r, BOTH)
case("cosine_warm", "After a warm-up of half an epoch the wave has the rest of the run.", "cosine", {"warmup": 0.5}, 0.2, 6, 4,
     torch_rates(0.2, 24, warmed(3, lambda o: lr.CosineAnnealingLR(o, 21))), TORCH)

case("one_cycle", "PyTorch's defaults.", "one_cycle", {}, 0.1, 10, 3, torch_rates(0.1, 30, lambda o: lr.OneCycleLR(o, 0.1, total_steps=30, cycle_momentum=False)), TORCH)
case("one_cycle_early", "An early peak that no step meets, with other divisors; a warm-up would be its own, and does not count.", "one_cycle",
     {"peak_at": 0.15, "start_divisor": 4, "end_divisor": 100, "warmup": 2}, 0.3, 7, 3,
     torch_rates(0.3, 21, lambda o: lr.OneCycleLR(o, 0.3, total_steps=21, pct_start=0.15, div_factor=4, final_div_factor=100, cycle_momentum=False)), TORCH)


class Follower:
    """What a Keras callback needs of a model."""

    def __init__(self, base):
        self.optimizer = keras.optimizers.SGD(base)


def plateau(base, losses, **params):
    model = Follower(base)
    c = keras.callbacks.ReduceLROnPlateau(**params)
    c.set_model(model)
    c.on_train_begin()
    rates = []
    for epoch, loss in enumerate(losses):
        rates.append(float(np.asarray(model.optimizer.learning_rate)))
        c.on_epoch_end(epoch, {"val_loss": loss})
    return rates


def on_plateau(path, says, params, base, losses, **keras_params):
    case(path, says, "on_plateau", params, base, 1, len(losses), plateau(base, losses, **keras_params), KERAS, losses)


LOSSES = [1.0, 0.8, 0.7, 0.75, 0.71, 0.7, 0.6, 0.61, 0.62, 0.63, 0.64, 0.65, 0.66, 0.6, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]
on_plateau("on_plateau", "Lowered after two epochs without improvement.", {"plateau_factor": 0.5, "plateau_patience": 2}, 0.5, LOSSES, factor=0.5, patience=2)
on_plateau("on_plateau_rest", "With a rest after each change, a least change, and a lowest rate.",
           {"plateau_factor": 0.25, "plateau_patience": 1, "plateau_change": 0.05, "plateau_rest": 2, "plateau_least": 0.03}, 0.5, LOSSES,
           factor=0.25, patience=1, min_delta=0.05, cooldown=2, min_lr=0.03)
