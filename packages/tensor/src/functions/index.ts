export { elu, gelu, leakyRelu, relu, silu, softplus } from "./activations.ts";
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
export { conv, convGeneral } from "./conv.ts";
export type { ConvOptions } from "./conv.ts";
export { convTranspose } from "./conv-transpose.ts";
export type { ConvTransposeOptions } from "./conv-transpose.ts";
export { arange, eye, full, linspace, ones, onesLike, zeros, zerosLike } from "./creation.ts";
export type { ArangeOptions } from "./creation.ts";
export { einsum } from "./einsum.ts";
export { flip } from "./flip.ts";
export { gather, scatterAdd } from "./gather.ts";
export { gramSchmidt } from "./gram-schmidt.ts";
export {
  binaryCrossEntropyWithLogits,
  crossEntropy,
  huber,
  meanAbsoluteError,
  meanSquaredError,
} from "./losses.ts";
export { dot, matmul, outer } from "./matmul.ts";
export { diagonal, matrixTrace, tril, triu } from "./matrix.ts";
export { norm, safeNorm } from "./norm.ts";
export { l2Normalize, layerNorm } from "./normalization.ts";
export type { LayerNormOptions } from "./normalization.ts";
export { oneHot } from "./one-hot.ts";
export { operations } from "./operations.ts";
export { pad, padGeneral } from "./pad.ts";
export type { PadOptions } from "./pad.ts";
export { averagePool, maxPool } from "./pooling.ts";
export type { PoolOptions } from "./pooling.ts";
export {
  all,
  allFinite,
  any,
  argMax,
  argMin,
  cumsum,
  max,
  mean,
  min,
  prod,
  sum,
} from "./reductions.ts";
export type { Axes, ReductionOptions } from "./reductions.ts";
export { repeat, tile } from "./repeat.ts";
export { expandDims, ravel, reshape, squeeze } from "./reshape.ts";
export { roll } from "./roll.ts";
export { clip, select, where } from "./select.ts";
export { segmentMax, segmentMean, segmentSoftmax, segmentSum } from "./segments.ts";
export { slice, sliceGeneral } from "./slice.ts";
export type { SliceSelector } from "./slice.ts";
export { logSoftmax, logSumExp, softmax } from "./softmax.ts";
export { solidHarmonics } from "./solid-harmonics.ts";
export { argsort, sort, topK } from "./sorting.ts";
export { std, variance } from "./statistics.ts";
export type { VarianceOptions } from "./statistics.ts";
export { takeAlongAxis } from "./take-along-axis.ts";
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
export type { ExplicitPadding, Layout, Padding, PerAxis } from "./window.ts";
