"""Cases of the simple recurrent layer."""

import keras
import torch

from recurrent import Cell, cases, simple_rnn

cases("simple_rnn", Cell(simple_rnn, 1, 1, keras.layers.SimpleRNN, torch.nn.RNN, [0]))
