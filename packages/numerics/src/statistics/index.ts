export { bootstrap } from "./bootstrap.ts";
export type { BootstrapInterval, BootstrapOptions } from "./bootstrap.ts";
export { linearRegression } from "./linear-regression.ts";
export type { Estimate, LinearRegression } from "./linear-regression.ts";
export { mean, variance } from "./moments.ts";
export { quantile } from "./quantile.ts";
