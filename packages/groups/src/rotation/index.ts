export { clebschGordanExact } from "./clebsch-gordan.ts";
export { Irrep } from "./irrep.ts";
export type { IrrepLike, IrrepOrder, Parity } from "./irrep.ts";
export { Irreps } from "./irreps.ts";
export type { IrrepsBlock, IrrepsLike, SortedIrreps } from "./irreps.ts";
export { RationalRoot } from "./rational-root.ts";
export { wigner3j, wigner3jExact, wigner3jSparse } from "./wigner-3j.ts";
export type { TripleEntry } from "./wigner-3j.ts";
