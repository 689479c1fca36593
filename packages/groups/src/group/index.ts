export type { Character, CharacterTable, FiniteGroup, FiniteIrrep } from "./finite-group.ts";
export type { Action, CompactGroup, Group, HaarRule } from "./group.ts";
export { haarAverage, invariantProjector, reynolds } from "./haar.ts";
export type { HaarOptions, ReynoldsOptions } from "./haar.ts";
export type { LieGroup } from "./lie-group.ts";
export type { IrrepType, RealIrrep, Representation } from "./representation.ts";
