export { kdTree } from "./k-d-tree.ts";
export type { KdTree, KdTreeOptions } from "./k-d-tree.ts";
export { NearestList } from "./nearest-list.ts";
export type { Neighbors } from "./nearest-list.ts";
export { nearestNeighbors } from "./nearest-neighbors.ts";
export type { NearestNeighborsOptions } from "./nearest-neighbors.ts";
