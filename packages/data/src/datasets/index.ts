export { dataFolder } from "./data-folder.ts";
export { readMnist } from "./mnist.ts";
export type { Mnist, MnistOptions } from "./mnist.ts";
export { readRmd17 } from "./rmd17.ts";
export type { Rmd17, Rmd17Options } from "./rmd17.ts";
export { splitIndices } from "./split-indices.ts";
