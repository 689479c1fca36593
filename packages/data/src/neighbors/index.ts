export { bruteForceNeighborList } from "./brute-force.ts";
export { neighborList } from "./cell-list.ts";
export type { NeighborList, NeighborListOptions } from "./neighbor-list.ts";
