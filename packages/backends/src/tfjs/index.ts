export { fromTfjs, toTfjs } from "./exchange.ts";
export type { TfjsBackend } from "./load-tfjs.ts";
export type { Tfjs, TfjsTensor } from "./module.ts";
export { tfjsFunction } from "./tfjs-function.ts";
export type { TensorFunction, TfjsFunction } from "./tfjs-function.ts";
export { tfjsLayer } from "./tfjs-layer.ts";
export type { TfjsLayerOptions, TfjsLayers, WrappedLayer } from "./tfjs-layer.ts";
export { tfjs } from "./tfjs.ts";
export type { TfjsOptions } from "./tfjs.ts";
