/** A potential between two points that depends on their distance r alone. */
export interface PairPotential {
  /** V(r), from r². */
  readonly energy: (distanceSquared: number) => number;
  /** -V'(r) / r, from r²: times the vector from j to i it is the force on i. */
  readonly forceOverDistance: (distanceSquared: number) => number;
  /** Well depth, the unit of energy. */
  readonly energyUnit: number;
  /** The length in which distances are natural: σ or r₀. */
  readonly lengthUnit: number;
  /** Distance of least energy, in the unit of the coordinates. */
  readonly minimumDistance: number;
}
