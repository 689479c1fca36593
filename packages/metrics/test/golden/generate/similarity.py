"""Similarity measures by their textbook formulas. Run: python similarity.py > ../similarity.json"""

import json
import platform

import numpy as np

LAMBDAS = [0.0, 1e-6, 1e-3, 0.1, 1.0, 10.0]


def prepare(x):
    x = x - x.mean(axis=0)
    return x * np.sqrt(len(x)) / np.linalg.norm(x)


def hat(x, lam):
    """Ridge hat matrix by its definition; the projector for lam = 0."""
    n = len(x)
    if lam == 0:
        return x @ np.linalg.pinv(x)
    return x @ np.linalg.solve(x.T @ x / n + lam * np.eye(x.shape[1]), x.T) / n


def canonical(x, y):
    qx, qy = np.linalg.qr(x)[0], np.linalg.qr(y)[0]
    u, rho, _ = np.linalg.svd(qx.T @ qy)
    return rho, qx @ u[:, : len(rho)]


def case(name, x, y):
    x, y = np.round(x, 3), np.round(y, 3)
    phi, psi = prepare(x), prepare(y)
    n = len(phi)
    rho, h = canonical(phi, psi)
    alpha = np.abs(h.T @ phi).sum(axis=1)
    gram_x, gram_y = phi @ phi.T, psi @ psi.T
    return {
        "name": name,
        "phi": {"columns": x.shape[1], "data": x.ravel().tolist()},
        "psi": {"columns": y.shape[1], "data": y.ravel().tolist()},
        "rows": n,
        "gulpSquared": [float(np.linalg.norm(hat(phi, lam) - hat(psi, lam)) ** 2) for lam in LAMBDAS],
        "ridgeCca": [float(np.sum(hat(phi, lam) * hat(psi, lam))) for lam in LAMBDAS],
        "linearCka": float(np.sum(gram_x * gram_y) / (np.linalg.norm(gram_x) * np.linalg.norm(gram_y))),
        "cca": float(rho.mean()),
        "meanSquaredCca": float((rho**2).mean()),
        "pwcca": float((alpha * rho).sum() / alpha.sum()),
        "procrustes": float(2 - 2 * np.linalg.norm(phi.T @ psi / n, "nuc")),
    }


rng = np.random.default_rng(20261121)
x = rng.normal(size=(60, 7))
cases = [
    case("independent", x, rng.normal(size=(60, 5)) + 3),
    case("related", x, np.maximum(x @ rng.normal(size=(7, 9)), 0)),
    case("noisy copy", x, x + 0.1 * rng.normal(size=x.shape)),
]
print(
    json.dumps(
        {
            "meta": {
                "source": f"NumPy {np.__version__}, Python {platform.python_version()}",
                "generatedBy": "packages/metrics/test/golden/generate/similarity.py",
            },
            "lambdas": LAMBDAS,
            "cases": cases,
        }
    )
)
