export { abs } from "./abs.ts";
export { add } from "./add.ts";
export { argMax } from "./arg-max.ts";
export type { ArgMaxAttributes } from "./arg-max.ts";
export { argsort } from "./argsort.ts";
export type { ArgsortAttributes } from "./argsort.ts";
export { atan } from "./atan.ts";
export { atan2 } from "./atan2.ts";
export { broadcastTo } from "./broadcast-to.ts";
export type { BroadcastToAttributes } from "./broadcast-to.ts";
export { cast } from "./cast.ts";
export type { CastAttributes } from "./cast.ts";
export { concatenate } from "./concatenate.ts";
export type { ConcatenateAttributes } from "./concatenate.ts";
export { conv, dilatedLength, transposeConv } from "./conv.ts";
export type { ConvAttributes } from "./conv.ts";
export { cos } from "./cos.ts";
export { cumsum } from "./cumsum.ts";
export type { CumsumAttributes } from "./cumsum.ts";
export { div } from "./div.ts";
export type { NoAttributes } from "./elementwise.ts";
export { equal } from "./equal.ts";
export { erf } from "./erf.ts";
export { exp } from "./exp.ts";
export { expm1 } from "./expm1.ts";
export { flip } from "./flip.ts";
export type { FlipAttributes } from "./flip.ts";
export { floor } from "./floor.ts";
export { gather } from "./gather.ts";
export type { GatherAttributes } from "./gather.ts";
export { lessEqual } from "./less-equal.ts";
export { less } from "./less.ts";
export { log } from "./log.ts";
export { log1p } from "./log1p.ts";
export { logicalAnd } from "./logical-and.ts";
export { logicalNot } from "./logical-not.ts";
export { logicalOr } from "./logical-or.ts";
export { matmul } from "./matmul.ts";
export { max } from "./max.ts";
export { min } from "./min.ts";
export { mul } from "./mul.ts";
export { neg } from "./neg.ts";
export { pad } from "./pad.ts";
export type { PadAttributes } from "./pad.ts";
export { pow } from "./pow.ts";
export { productSlots } from "./product-attributes.ts";
export type {
  ProductAttributes,
  ProductOperands,
  ProductSlot,
  SlotAccess,
} from "./product-attributes.ts";
export { blockStrides, lanesOf, outputMultiplicity, weightCount } from "./product-table.ts";
export type {
  ConnectionMode,
  Coupling,
  Lanes,
  ProductBlock,
  ProductPath,
  ProductTable,
} from "./product-table.ts";
export { reciprocal } from "./reciprocal.ts";
export { reduceMax } from "./reduce-max.ts";
export { reduceSum } from "./reduce-sum.ts";
export { remainder } from "./remainder.ts";
export { reshape } from "./reshape.ts";
export type { ReshapeAttributes } from "./reshape.ts";
export { scatterAdd } from "./scatter-add.ts";
export type { ScatterAddAttributes } from "./scatter-add.ts";
export { scatterMax } from "./scatter-max.ts";
export { select } from "./select.ts";
export { sigmoid } from "./sigmoid.ts";
export { sign } from "./sign.ts";
export { sin } from "./sin.ts";
export { slice } from "./slice.ts";
export type { SliceAttributes } from "./slice.ts";
export { solidHarmonicGradient } from "./solid-harmonics-table.ts";
export type { DegreeGradient } from "./solid-harmonics-table.ts";
export { solidHarmonics } from "./solid-harmonics.ts";
export type { SolidHarmonicsAttributes } from "./solid-harmonics.ts";
export { sqrt } from "./sqrt.ts";
export { stopGradient } from "./stop-gradient.ts";
export { sub } from "./sub.ts";
export { tanh } from "./tanh.ts";
export { tensorProduct } from "./tensor-product.ts";
export { transpose } from "./transpose.ts";
export type { TransposeAttributes } from "./transpose.ts";
