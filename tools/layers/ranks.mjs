// The layers of the house. A package imports only from packages of a strictly lower rank.

/** @type {Readonly<Record<string, number>>} Folder of a package to its rank. */
export const ranks = {
  "packages/numerics": 0,
  "packages/tensor": 1,
  "packages/backends": 2,
  "packages/groups": 2,
  "packages/data": 2,
  "packages/layers": 3,
  "packages/metrics": 3,
  "packages/training": 4,
  "apps/benchmarks": 5,
  "apps/cli": 6,
};

/** Longest file that needs no reason, in lines. */
export const longestFile = 400;

/** Names that say nothing about what is inside. */
export const emptyNames = /^(util|utils|utility|utilities|helper|helpers|common|misc)$/;
