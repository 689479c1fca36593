import type { Random } from "@erlangen/numerics";

/**
 * Functions that hardly correlate under a law of inputs, and are therefore hard to tell apart by correlational queries.
 *
 * Members are named by values: a subset, an orbit, a plane.
 */
export interface HardFamily<Member> {
  readonly name: string;
  /** Numbers in an input. */
  readonly inputSize: number;
  /** E f², the same for every member. */
  readonly meanSquare: number;
  /** Draws an input [inputSize]. */
  readonly sample: (random: Random) => Float64Array;
  /** f(x), for x [inputSize]. */
  readonly evaluate: (member: Member, x: Float64Array) => number;
  /** E f g / E f², exactly. */
  readonly correlation: (first: Member, second: Member) => number;
}

/** A family whose members are finite in number. */
export interface FiniteFamily<Member> extends HardFamily<Member> {
  /** How many members there are. */
  readonly dim: bigint;
}
