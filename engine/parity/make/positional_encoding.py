"""Cases of positional encoding: the formula of Vaswani and others (2017) in PyTorch, as KerasHub's SinePositionEncoding has
it too; and rows that are learned."""

import torch

from case import Draw, layer


def waves(steps, width, longest):
    t, i = torch.arange(steps, dtype=torch.float64)[:, None], torch.arange(width)
    angle = t / longest ** ((i // 2 * 2).double() / width)
    return torch.where(i % 2 == 0, torch.sin(angle), torch.cos(angle))


for batch, steps, width, longest in [(1, 1, 1, 10000), (5, 4, 6, 10000), (3, 7, 17, 10000), (9, 5, 8, 50)]:
    d = Draw(batch + steps + width)
    params = {} if longest == 10000 else {"max_wavelength": longest}
    layer(f"positional_encoding/waves_{batch}x{steps}x{width}_{longest}", f"Waves up to 2π·{longest} on {steps} steps of {width}.", "positional_encoding", params,
          [("in", d.numbers(batch, steps, width))], lambda x: x + waves(steps, width, longest), draw=d)
    layer(f"positional_encoding/learned_{batch}x{steps}x{width}", f"A learned row for each of {steps} steps of {width}.", "positional_encoding", {"mode": "learned"},
          [("in", d.numbers(batch, steps, width))], lambda x, positions: x + positions, {"positions": d.numbers(steps, width)}, draw=d)
