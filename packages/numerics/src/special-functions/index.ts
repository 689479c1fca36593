export { erf, erfc } from "./erf.ts";
export { binomial, factorial } from "./factorial.ts";
export { gamma } from "./gamma.ts";
export { logGamma } from "./log-gamma.ts";
export { normalQuantile } from "./normal-quantile.ts";
