export { kMeansPlusPlus } from "./k-means-plus-plus.ts";
export type { KMeansPlusPlusOptions } from "./k-means-plus-plus.ts";
export { lloyd } from "./lloyd.ts";
export type { Clustering, LloydOptions } from "./lloyd.ts";
