import { ArgumentError } from "@erlangen/numerics";

/** How to read an extended xyz file; every limit makes the reader refuse, never cut. */
export interface ExtendedXyzOptions {
  /** Name of the input in error messages, by default `<input>`. */
  readonly source?: string | undefined;
  /** Key of the energy in the comment line; it must then be there. By default `energy`, else `Energy`, else none. */
  readonly energyKey?: string | undefined;
  /** Property that holds the forces; it must then be there. By default `forces`, else `force`, else none. */
  readonly forcesKey?: string | undefined;
  /** Whether every frame must have an energy and forces, as a force field needs to learn. By default they may lack. */
  readonly labelled?: boolean | undefined;
  /** What to do with a species that is no element: refuse it (default), or keep it as atomic number 0 with its label. */
  readonly unknownSpecies?: "refuse" | "keep" | undefined;
  /** Most atoms of a frame, by default 1,000,000. */
  readonly maxAtoms?: number | undefined;
  /** Most bytes of a line, by default 2^20. */
  readonly maxLineBytes?: number | undefined;
  /** Most bytes of a frame, by default 2^28. */
  readonly maxFrameBytes?: number | undefined;
}

/** Options with every default filled in, and checked. */
export interface ReadingRules {
  readonly source: string;
  readonly energyKey: string | undefined;
  readonly forcesKey: string | undefined;
  readonly labelled: boolean;
  readonly keepUnknownSpecies: boolean;
  readonly maxAtoms: number;
  readonly maxLineBytes: number;
  readonly maxFrameBytes: number;
}

/** Fills in the defaults; an `ArgumentError` names a limit that is no positive integer. */
export function readingRules(where: string, options: ExtendedXyzOptions): ReadingRules {
  const limit = (name: "maxAtoms" | "maxLineBytes" | "maxFrameBytes", standard: number): number => {
    const value = options[name] ?? standard;
    if (Number.isSafeInteger(value) && value > 0) return value;
    throw new ArgumentError(`${where}: expected ${name} to be a positive integer, got ${value}`);
  };
  return {
    source: options.source ?? "<input>",
    energyKey: options.energyKey,
    forcesKey: options.forcesKey,
    labelled: options.labelled ?? false,
    keepUnknownSpecies: options.unknownSpecies === "keep",
    maxAtoms: limit("maxAtoms", 1_000_000),
    maxLineBytes: limit("maxLineBytes", 2 ** 20),
    maxFrameBytes: limit("maxFrameBytes", 2 ** 28),
  };
}
