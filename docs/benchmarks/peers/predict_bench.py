"""Times the answer to a single sample with PyTorch (inference_mode) and with ONNX Runtime.

usage: predict_bench.py [--net mlp|cnn|lstm|rnn|autoencoder|gan] [--runs N] [--threads N] [--onnx FILE]
Prints a JSON line for PyTorch, on the networks of torch_bench.py, and one for ONNX Runtime if a model is given: the
median and the 99th percentile in microseconds.
"""
import argparse
import json
import time

import numpy
import torch

import torch_bench

WARM_UP = 200


def measure(peer, a, answer):
    spent = []
    for i in range(-WARM_UP, a.runs):
        begun = time.perf_counter_ns()
        answer()
        if i >= 0:
            spent.append((time.perf_counter_ns() - begun) / 1000)
    spent.sort()
    print(json.dumps({"peer": peer, "net": a.net, "threads": a.threads, "runs": a.runs,
                      "microseconds_p50": spent[a.runs // 2], "microseconds_p99": spent[a.runs * 99 // 100]}))


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--net", default="mlp")
    p.add_argument("--runs", type=int, default=5000)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--onnx")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    x = torch.rand(1, 1, 28, 28)
    if a.net == "gan":
        model, x = torch_bench.generator(), torch.randn(1, 64)
    elif a.net == "autoencoder":
        model = torch_bench.autoencoder()
    else:
        model = torch_bench.classifier(a.net)[0]
    model.eval()
    with torch.inference_mode():
        measure("torch " + torch.__version__, a, lambda: model(x))
    if not a.onnx:
        return
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = a.threads
    session = onnxruntime.InferenceSession(a.onnx, options, providers=["CPUExecutionProvider"])
    given = {i.name: numpy.random.rand(*[d if isinstance(d, int) else 1 for d in i.shape]).astype(numpy.float32)
             for i in session.get_inputs()}
    measure("onnxruntime " + onnxruntime.__version__, a, lambda: session.run(None, given))


if __name__ == "__main__":
    main()
