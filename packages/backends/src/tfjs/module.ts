import type * as core from "@tensorflow/tfjs-core";

/** What this package uses of TensorFlow.js: `@tensorflow/tfjs-core`, or any package that contains it. */
export type Tfjs = typeof core;

/** A tensor of TensorFlow.js. */
export type TfjsTensor = core.Tensor;
