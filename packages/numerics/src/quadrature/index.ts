export { gaussHermite } from "./gauss-hermite.ts";
export { gaussLaguerre } from "./gauss-laguerre.ts";
export { gaussLegendre } from "./gauss-legendre.ts";
export type { QuadratureRule } from "./gauss-rule.ts";
export { integrate } from "./integrate.ts";
