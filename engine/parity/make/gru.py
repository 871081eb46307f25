"""Cases of the GRU. Gates lie in Keras' order z, r, g; PyTorch's is r, z, g. Keras has one array for the two biases."""

import keras
import torch

from recurrent import Cell, cases, gru

CELL = Cell(gru, 3, 1, keras.layers.GRU, torch.nn.GRU, [1, 0, 2], biases=2)

if __name__ == "__main__":
    cases("gru", CELL)
