export { assertEquivariant } from "./assert-equivariant.ts";
export type {
  AssertEquivariantOptions,
  CheckedLayer,
  EquivarianceReport,
} from "./assert-equivariant.ts";
export { assertForceFieldEquivariant } from "./assert-force-field-equivariant.ts";
export type { AssertForceFieldOptions } from "./assert-force-field-equivariant.ts";
export { describeOrthogonal, EquivarianceError } from "./equivariance-error.ts";
