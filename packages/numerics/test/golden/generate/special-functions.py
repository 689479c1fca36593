"""Writes special-functions.json with mpmath at 50 digits. Run in this folder: python3 special-functions.py"""

import json

import mpmath
from mpmath import mp, mpf

mp.dps = 50


def table(function, points):
    return [[float(x), float(function(mpf(x)))] for x in points]


grid = [i / 16 for i in range(-96, 97)]
golden = {
    "meta": {
        "source": f"mpmath {mpmath.__version__}, 50 digits",
        "generatedBy": "packages/numerics/test/golden/generate/special-functions.py",
    },
    "erf": table(mp.erf, grid + [1e-300, 1e-9, 0.84375, 1.25, 1 / 0.35]),
    "erfc": table(mp.erfc, grid + [0.84375, 1.25, 1 / 0.35, 8.3, 12.7, 20.1, 26.5]),
    "gamma": table(mp.gamma, [k / 7 for k in range(-62, 140) if k % 7] + [20.5, 64.3, 136.728, 171.5]),
    "logGamma": table(
        mp.loggamma,
        [k / 8 for k in range(1, 100) if k not in (8, 16)]
        + [1e-8, 1 + 1e-9, 1 - 1e-9, 2 + 1e-9, 2 - 1e-9, 100.5, 1e5, 1e12],
    ),
    "normalQuantile": table(
        lambda p: mp.sqrt(2) * mp.erfinv(2 * p - 1) if p > 1e-30 else -mp.sqrt(2) * mp.findroot(
            lambda z: mp.log(mp.erfc(z) / 2) - mp.log(p), mp.sqrt(-mp.log(p))
        ),
        [k / 40 for k in range(1, 40) if k != 20] + [1e-3, 1e-6, 1e-12, 1e-40, 1e-300, 1 - 2**-40],
    ),
}

with open("../special-functions.json", "w") as file:
    json.dump(golden, file, indent=None, separators=(",", ":"))
