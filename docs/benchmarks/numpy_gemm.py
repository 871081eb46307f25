"""Times numpy's matrix product (OpenBLAS) on the shapes of `netloom bench gemm`: numpy_gemm.py THREADS.

The number of threads is set by OPENBLAS_NUM_THREADS before the start; the argument is printed with the results.
"""
import json
import sys
import time

import numpy as np

SHAPES = [(1024, 1024, 1024), (128, 128, 128), (32, 128, 784), (784, 128, 32), (32, 10, 128), (64, 15488, 288)]


def best(a, b, c):
    """Seconds of the fastest product, of bursts of at least 20 ms within 1.5 s."""
    np.matmul(a, b, out=c)
    burst, fastest, end = 1, float("inf"), time.perf_counter() + 1.5
    while time.perf_counter() < end:
        start = time.perf_counter()
        for _ in range(burst):
            np.matmul(a, b, out=c)
        spent = time.perf_counter() - start
        fastest = min(fastest, spent / burst)
        if spent < 0.02:
            burst *= 2
    return fastest


def main():
    random = np.random.default_rng(1)
    for m, n, k in SHAPES:
        a = random.standard_normal((m, k), np.float32)
        b = random.standard_normal((k, n), np.float32)
        seconds = best(a, b, np.empty((m, n), np.float32))
        print(json.dumps({"peer": "numpy " + np.__version__, "m": m, "n": n, "k": k, "threads": int(sys.argv[1]),
                          "gflops": round(2 * m * n * k / seconds / 1e9, 1)}), flush=True)


if __name__ == "__main__":
    main()
