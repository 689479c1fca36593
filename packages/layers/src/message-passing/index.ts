export type { AtomicGraph } from "./atomic-graph.ts";
export { forceField } from "./force-field.ts";
export type { EnergyAndForces, EnergyModel, ForceField } from "./force-field.ts";
export { nequip } from "./nequip.ts";
export type { Nequip, NequipOptions, NequipParameters } from "./nequip.ts";
export type { NequipLayerParameters } from "./nequip-layer.ts";
