export { automorphismGroup, canonicalLabelling, isomorphism } from "./automorphism-group.ts";
export type { BlockSystem } from "./block-system.ts";
export { ColouredGraph } from "./coloured-graph.ts";
export type { ColouredEdge, ColouredGraphOptions } from "./coloured-graph.ts";
export { cosetAction } from "./coset-enumeration.ts";
export type { Presentation } from "./coset-enumeration.ts";
export { CycleIndex } from "./cycle-index.ts";
export type { CycleIndexTerm, HilbertSeries } from "./cycle-index.ts";
export {
  alternatingCycleIndex,
  cyclicCycleIndex,
  dihedralCycleIndex,
  partitionCount,
  symmetricCycleIndex,
} from "./cycle-index-families.ts";
export {
  affinePermutations,
  alternatingPermutations,
  cyclicPermutations,
  dihedralPermutations,
  disjointProduct,
  mathieuGroup,
  rubikGroup,
  symmetricPermutations,
  wreathPermutations,
} from "./families.ts";
export type { Adjacency, ArcColours } from "./graph-adjacency.ts";
export type { Orbital, TupleOrbits } from "./orbital.ts";
export { molienSeries } from "./molien.ts";
export type { MolienOptions } from "./molien.ts";
export { Permutation } from "./permutation.ts";
export type { CycleTextOptions, Images } from "./permutation.ts";
export { PermutationGroup } from "./permutation-group.ts";
export type { ChainStep, PermutationGroupOptions } from "./permutation-group.ts";
