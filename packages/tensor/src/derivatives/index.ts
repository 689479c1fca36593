export { backward } from "./backward.ts";
export { grad, jvp, valueAndGrad, vjp } from "./vjp.ts";
