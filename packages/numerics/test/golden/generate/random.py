"""Writes random.json from a second implementation of the streams. Run in this folder: python3 random.py"""

import json
import sys
from statistics import NormalDist

import mpmath
from mpmath import mp, mpf

mp.dps = 50
MASK = 2**32 - 1


def threefry(key, counter):
    schedule = [key[0], key[1], 0x1BD11BDA ^ key[0] ^ key[1]]
    x = [(counter[0] + key[0]) & MASK, (counter[1] + key[1]) & MASK]
    for round in range(20):
        bits = [13, 15, 26, 6, 17, 29, 16, 24][round % 8]
        x[0] = (x[0] + x[1]) & MASK
        x[1] = (((x[1] << bits) | (x[1] >> (32 - bits))) & MASK) ^ x[0]
        if round % 4 == 3:
            s = round // 4 + 1
            x[0] = (x[0] + schedule[s % 3]) & MASK
            x[1] = (x[1] + schedule[(s + 1) % 3] + s) & MASK
    return x


def words(key, count):
    blocks = [threefry(key, [i & MASK, i >> 32]) for i in range((count + 1) // 2)]
    return [word for block in blocks for word in block][:count]


def split(key, name):
    if isinstance(name, int):
        counter = 2**63 + name
        return threefry(key, [counter & MASK, counter >> 32])
    units = [ord(c) for c in name] + [0] * (2 - len(name) if len(name) < 2 else len(name) % 2)
    for low, high in zip(units[::2], units[1::2]):
        counter = 2**63 + 2**62 + len(name) * 2**32 + low + high * 2**16
        key = threefry(key, [counter & MASK, counter >> 32])
    return key


def pairs(key, count, shift):
    row = words(key, 2 * count)
    return [(row[2 * i] >> shift) * 2**26 + (row[2 * i + 1] >> 6) for i in range(count)]


def case(seed, names):
    key = [seed & MASK, seed >> 32]
    for name in names:
        key = split(key, name)
    middles = [(mpf(m) + mpf(1) / 2) / 2**52 for m in pairs(key, 6, 6)]
    return {
        "seed": seed,
        "names": names,
        "uint32": words(key, 5),
        "uniform": [m / 2**53 for m in pairs(key, 6, 5)],
        "normal": [NormalDist().inv_cdf(float(u)) for u in middles],
        "gumbel": [float(-mp.log(-mp.log(u))) for u in middles],
    }


golden = {
    "meta": {
        "source": f"Python {sys.version.split()[0]}, statistics.NormalDist, mpmath {mpmath.__version__}",
        "generatedBy": "packages/numerics/test/golden/generate/random.py",
    },
    "cases": [
        case(0, []),
        case(7, ["weights"]),
        case(2**53 - 1, ["", 0, "layer", 12]),
        case(123456789012345, ["ab", 2**53 - 1]),
    ],
}

with open("../random.json", "w") as file:
    json.dump(golden, file, indent=None, separators=(",", ":"))
