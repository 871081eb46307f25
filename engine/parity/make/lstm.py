"""Cases of the LSTM. Gates lie in Keras' order i, f, g, o, which is PyTorch's too."""

import keras
import torch

from recurrent import Cell, cases, lstm

CELL = Cell(lstm, 4, 2, keras.layers.LSTM, torch.nn.LSTM, [0, 1, 2, 3])

if __name__ == "__main__":
    cases("lstm", CELL)
