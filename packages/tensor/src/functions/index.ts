export {
  abs,
  add,
  div,
  floor,
  maximum,
  minimum,
  mul,
  neg,
  pow,
  reciprocal,
  remainder,
  sign,
  square,
  sub,
} from "./arithmetic.ts";
export { broadcastTo } from "./broadcast-to.ts";
export { cast, stopGradient } from "./cast.ts";
export {
  equal,
  greater,
  greaterEqual,
  less,
  lessEqual,
  logicalAnd,
  logicalNot,
  logicalOr,
  notEqual,
} from "./comparison.ts";
export { concatenate, split, stack } from "./concatenate.ts";
export { arange, eye, full, linspace, ones, onesLike, zeros, zerosLike } from "./creation.ts";
export type { ArangeOptions } from "./creation.ts";
export { flip } from "./flip.ts";
export { gather, scatterAdd } from "./gather.ts";
export { dot, matmul, outer } from "./matmul.ts";
export { operations } from "./operations.ts";
export { pad } from "./pad.ts";
export type { PadOptions } from "./pad.ts";
export { argMax, argMin, cumsum, max, mean, min, sum } from "./reductions.ts";
export type { Axes, ReductionOptions } from "./reductions.ts";
export { repeat, tile } from "./repeat.ts";
export { expandDims, ravel, reshape, squeeze } from "./reshape.ts";
export { roll } from "./roll.ts";
export { clip, select, where } from "./select.ts";
export { slice } from "./slice.ts";
export type { SliceSelector } from "./slice.ts";
export { solidHarmonics } from "./solid-harmonics.ts";
export { weightedTensorProduct } from "./tensor-product.ts";
export {
  atan,
  atan2,
  cos,
  erf,
  exp,
  expm1,
  log,
  log1p,
  sigmoid,
  sin,
  sqrt,
  tan,
  tanh,
} from "./transcendental.ts";
export { moveAxis, swapAxes, transpose } from "./transpose.ts";
