import type { Operations } from "../operations.ts";
import { abs, add, div, mul, neg, pow, reciprocal, sign, sub } from "./arithmetic.ts";
import { broadcastTo } from "./broadcast-to.ts";
import { cast } from "./cast.ts";
import { equal, less, logicalAnd, logicalNot } from "./comparison.ts";
import { concatenate } from "./concatenate.ts";
import { convGeneral } from "./conv.ts";
import { constant, zeros } from "./creation.ts";
import { flip } from "./flip.ts";
import { gather, scatterAdd } from "./gather.ts";
import { matmul } from "./matmul.ts";
import { padGeneral } from "./pad.ts";
import { cumsum, sum } from "./reductions.ts";
import { reshape } from "./reshape.ts";
import { select } from "./select.ts";
import { sliceGeneral } from "./slice.ts";
import { solidHarmonics } from "./solid-harmonics.ts";
import { weightedTensorProduct } from "./tensor-product.ts";
import { cos, exp, log, sigmoid, sin, sqrt, tanh } from "./transcendental.ts";
import { argsort } from "./sorting.ts";
import { transpose } from "./transpose.ts";

/** The functions that derivative rules and compositions receive. */
export const operations: Operations = {
  abs,
  add,
  argsort,
  broadcastTo,
  cast,
  concatenate,
  constant,
  convGeneral,
  cos,
  cumsum,
  div,
  equal,
  exp,
  flip,
  gather,
  less,
  log,
  logicalAnd,
  logicalNot,
  matmul,
  mul,
  neg,
  padGeneral,
  pow,
  weightedTensorProduct,
  reciprocal,
  reshape,
  scatterAdd,
  select,
  sigmoid,
  sign,
  sin,
  sliceGeneral,
  solidHarmonics,
  sqrt,
  sub,
  sum,
  tanh,
  transpose,
  zeros,
};
