"""Checks the models that the tests of this package write, layer by layer, with onnx.checker in full and ONNX Runtime.

    mkdir FOLDER
    NETLOOM_ONNX=FOLDER go test -count=1 ./engine/convert/onnx
    python3 engine/convert/onnx/verify_layers.py FOLDER

Needs Python 3.11 with onnx, onnxruntime and numpy. It ends with status 1 where something disagrees.
"""

import json
import pathlib
import sys

import numpy as np
import onnx
import onnxruntime

TOLERANCE = 1e-5


def difference(path):
    onnx.checker.check_model(onnx.load(path), full_check=True)
    case = json.loads(path.with_suffix(".json").read_text())
    session = onnxruntime.InferenceSession(path.read_bytes(), providers=["CPUExecutionProvider"])
    given = {name: np.array(v, np.float32).reshape(case["shapes"][name]) for name, v in case["inputs"].items()}
    worst = 0.0
    for port, got in zip(session.get_outputs(), session.run(None, given)):
        want = np.array(case["outputs"][port.name], np.float32)
        worst = max(worst, float(np.max(np.abs(got.ravel() - want), initial=0)) / max(1.0, float(np.max(np.abs(want), initial=0))))
    return worst


def main():
    files = sorted(pathlib.Path(sys.argv[1]).glob("*.onnx"))
    bad = 0
    for path in files:
        try:
            d = difference(path)
            wrong = "" if d <= TOLERANCE else f"differs by {d:.2g}"
        except Exception as e:  # of the checker or the runtime: say which file, and go on
            wrong = str(e)
        if wrong:
            bad += 1
            print(f"{path.name}: {wrong}")
    print(f"{len(files) - bad} of {len(files)} models agree")
    sys.exit(1 if bad or not files else 0)


main()
