export { backward } from "./backward.ts";
export { hessian, jacobian } from "./jacobian.ts";
export { grad, jvp, valueAndGrad, vjp } from "./vjp.ts";
