export { activation } from "./activation.ts";
export type { ActivationOptions } from "./activation.ts";
export { normalizeSecondMoment } from "./activation-function.ts";
export type {
  ActivationConstants,
  ActivationLike,
  ActivationName,
  NormalizedActivation,
} from "./activation-function.ts";
export { besselBasis } from "./bessel-basis.ts";
export type { BesselBasisOptions } from "./bessel-basis.ts";
export { fullyConnectedNetwork } from "./fully-connected-network.ts";
export type {
  FullyConnectedNetworkOptions,
  FullyConnectedNetworkParameters,
} from "./fully-connected-network.ts";
export { fullyConnectedTensorProduct } from "./fully-connected-tensor-product.ts";
export { gate } from "./gate.ts";
export type { GateIrreps } from "./gate.ts";
export { irrepsLinear } from "./irreps-linear.ts";
export type { IrrepsLinear, IrrepsLinearOptions, IrrepsLinearParameters } from "./irreps-linear.ts";
export { polynomialCutoff } from "./polynomial-cutoff.ts";
export { productConvolution } from "./product-convolution.ts";
export type { Edges, ProductConvolution } from "./product-convolution.ts";
export type { ProductInstruction, ProductNormalization } from "./product-normalization.ts";
export type { ProductStructure } from "./product-structure.ts";
export { secondMomentConstant } from "./second-moment.ts";
export { sphericalHarmonics } from "./spherical-harmonics.ts";
export { tensorProduct } from "./tensor-product.ts";
export type { ProductParameters, TensorProduct, TensorProductOptions } from "./tensor-product.ts";
