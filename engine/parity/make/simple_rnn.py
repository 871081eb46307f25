"""Cases of the simple recurrent layer."""

import keras
import torch

from recurrent import Cell, cases, simple_rnn

CELL = Cell(simple_rnn, 1, 1, keras.layers.SimpleRNN, torch.nn.RNN, [0])

if __name__ == "__main__":
    cases("simple_rnn", CELL)
