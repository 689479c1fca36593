export { normalizeSecondMoment } from "./activation-function.ts";
export type {
  ActivationConstants,
  ActivationLike,
  ActivationName,
  NormalizedActivation,
} from "./activation-function.ts";
export { activation } from "./activation.ts";
export type { ActivationOptions } from "./activation.ts";
export { irrepsBatchNorm } from "./batch-norm.ts";
export type {
  BatchNorm,
  BatchNormOptions,
  BatchNormParameters,
  BatchNormState,
} from "./batch-norm.ts";
export { besselBasis } from "./bessel-basis.ts";
export type { BesselBasisOptions } from "./bessel-basis.ts";
export { elementwiseTensorProduct } from "./elementwise-tensor-product.ts";
export { extract } from "./extract.ts";
export { fullTensorProduct } from "./full-tensor-product.ts";
export type { OutputFilter } from "./full-tensor-product.ts";
export { fullyConnectedNetwork } from "./fully-connected-network.ts";
export type {
  FullyConnectedNetworkOptions,
  FullyConnectedNetworkParameters,
} from "./fully-connected-network.ts";
export { fullyConnectedTensorProduct } from "./fully-connected-tensor-product.ts";
export { gate } from "./gate.ts";
export type { GateIrreps } from "./gate.ts";
export { irrepsLayerNorm } from "./irreps-layer-norm.ts";
export type { IrrepsLayerNormOptions, IrrepsLayerNormParameters } from "./irreps-layer-norm.ts";
export { irrepsLinear } from "./irreps-linear.ts";
export type { IrrepsLinear, IrrepsLinearOptions, IrrepsLinearParameters } from "./irreps-linear.ts";
export { irrepsNorm } from "./irreps-norm.ts";
export type { IrrepsNormOptions } from "./irreps-norm.ts";
export { normActivation } from "./norm-activation.ts";
export type { NormActivationOptions, NormActivationParameters } from "./norm-activation.ts";
export { polynomialCutoff } from "./polynomial-cutoff.ts";
export { productConvolution } from "./product-convolution.ts";
export type { Edges, ProductConvolution } from "./product-convolution.ts";
export type { ProductInstruction, ProductNormalization } from "./product-normalization.ts";
export type { ProductStructure } from "./product-structure.ts";
export { secondMomentConstant } from "./second-moment.ts";
export { softOneHotLinspace } from "./soft-one-hot-linspace.ts";
export type { SoftOneHotBasis, SoftOneHotOptions } from "./soft-one-hot-linspace.ts";
export { softUnitStep } from "./soft-unit-step.ts";
export { sphericalHarmonics } from "./spherical-harmonics.ts";
export { tensorProduct } from "./tensor-product.ts";
export type { ProductParameters, TensorProduct, TensorProductOptions } from "./tensor-product.ts";
export { tensorSquare } from "./tensor-square.ts";
export type { TensorSquare, TensorSquareOptions } from "./tensor-square.ts";
