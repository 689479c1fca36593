export type { EnergyUnits, SpeciesEnergies } from "./atomic-energy.ts";
export type { AtomicGraph } from "./atomic-graph.ts";
export { forceField } from "./force-field.ts";
export type { EnergyAndForces, EnergyModel, ForceField } from "./force-field.ts";
export { gatePointsNetwork } from "./gate-points-network.ts";
export type {
  GatePointsNetwork,
  GatePointsNetworkOptions,
  GatePointsNetworkParameters,
  PointGraph,
} from "./gate-points-network.ts";
export type { NequipLayerParameters } from "./nequip-layer.ts";
export { nequip } from "./nequip.ts";
export type { Nequip, NequipOptions, NequipParameters } from "./nequip.ts";
export { plainNetwork } from "./plain-network.ts";
export type { PlainNetwork, PlainNetworkOptions, PlainNetworkParameters } from "./plain-network.ts";
export type { PointConvolutionParameters } from "./point-convolution.ts";
