"""Files written by NumPy, in base64, with the numbers they hold as text. Run: python numpy-files.py > ../numpy-files.json"""

import base64
import io
import json
import platform

import numpy as np

VALUES = {
    "?": [1, 0, 1, 1, 0, 1],
    "i1": [-128, 127, 0, 1, -1, 5],
    "u1": [0, 255, 1, 2, 3, 4],
    "i2": [-32768, 32767, 1, -1, 258, 0],
    "u2": [65535, 258, 1, 2, 3, 0],
    "i4": [-(2**31), 2**31 - 1, 66051, 0, 1, -1],
    "u4": [2**32 - 1, 66051, 1, 2, 3, 0],
    "i8": [-(2**63), 2**63 - 1, 1, -1, 0, 72623859790382856],
    "u8": [2**64 - 1, 1, 2, 3, 0, 72623859790382856],
    "f2": [0.5, -2, 65504, 2**-24, -0.0, 0.0999755859375],
    "f4": [0.5, -2, 1e38, 1.401298464324817e-45, float("-inf"), 0.10000000149011612],
    "f8": [0.1, -2, 1e308, 5e-324, float("-inf"), -0.0],
}


def npy(array, version=None):
    file = io.BytesIO()
    np.lib.format.write_array(file, array, version=version)
    return base64.b64encode(file.getvalue()).decode()


def text(array):
    """Row-major, each as the shortest text that reads back."""
    return [repr(value).replace("True", "1").replace("False", "0") for value in array.ravel().tolist()]


def case(name, array, version=None):
    dtype = array.dtype.newbyteorder("=").name
    return {"name": name, "dtype": dtype, "shape": array.shape, "values": text(array), "file": npy(array, version)}


arrays = []
for kind, values in VALUES.items():
    for order in "<>":
        if order == ">" and np.dtype(kind).itemsize == 1:
            continue
        array = np.array(values, dtype=order + kind).reshape(2, 3)
        arrays.append(case(f"{order}{kind}", array))
        arrays.append(case(f"{order}{kind}, column-major", np.asfortranarray(array)))
arrays.append(case("no axes", np.array(2.5)))
arrays.append(case("no rows", np.zeros((0, 3), np.float32)))
arrays.append(case("one axis", np.arange(3, dtype=np.uint8)))
arrays.append(case("four axes, column-major", np.asfortranarray(np.arange(24, dtype=np.int16).reshape(2, 3, 1, 4))))
for version in [(1, 0), (2, 0), (3, 0)]:
    arrays.append(case(f"version {version[0]}", np.array([1.0, 2.0]), version))

named = {"phi": np.arange(6, dtype=np.float32).reshape(2, 3) / 4, "labels": np.array([3, 1, 2], np.uint8)}
archives = []
for name, save in [("stored", np.savez), ("deflated", np.savez_compressed)]:
    file = io.BytesIO()
    save(file, **named)
    archives.append({"name": name, "file": base64.b64encode(file.getvalue()).decode()})

print(
    json.dumps(
        {
            "meta": {
                "source": f"NumPy {np.__version__}, Python {platform.python_version()}",
                "generatedBy": "packages/data/test/golden/generate/numpy-files.py",
            },
            "arrays": arrays,
            "archives": archives,
        }
    )
)
