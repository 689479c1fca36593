import { ArgumentError, ShapeError } from "@erlangen/numerics";

/** What a network says about each of some inputs: `data` holds `[rows, columns]`, flat, one row for each input. */
export interface Features {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float32Array | Float64Array;
}

/** Features with the name that messages give them. */
export interface NamedFeatures {
  readonly name: string;
  readonly features: Features;
}

/** Checks shape, length and numbers; a number that is not finite is named by row and column. */
export function requireFeatures(where: string, { name, features }: NamedFeatures): void {
  const { rows, columns, data } = features;
  if (!(data instanceof Float32Array || data instanceof Float64Array)) {
    throw new ArgumentError(
      `${where}: expected ${name}.data to be a Float32Array or Float64Array, got ${typeof data}`,
    );
  }
  const whole = Number.isSafeInteger(rows) && Number.isSafeInteger(columns);
  if (!whole || rows < 2 || columns < 1 || data.length !== rows * columns) {
    throw new ShapeError(
      `${where}: expected ${name} of shape [rows, columns] with at least 2 rows and 1 column, flat, got [${rows}, ${columns}] with ${data.length} numbers`,
    );
  }
  for (let i = 0; i < data.length; i++) {
    if (Number.isFinite(data[i])) continue;
    throw new ArgumentError(
      `${where}: expected ${name} to hold finite numbers, got ${data[i]} in row ${Math.floor(i / columns)}, column ${i % columns}`,
    );
  }
}

/** Checks two features of the same inputs. */
export function requirePair(where: string, phi: Features, psi: Features): void {
  requireFeatures(where, { name: "phi", features: phi });
  requireFeatures(where, { name: "psi", features: psi });
  requireSameRows(where, { name: "phi", features: phi }, { name: "psi", features: psi });
}

/** Rows stand for the same inputs, so there must be as many. */
export function requireSameRows(where: string, a: NamedFeatures, b: NamedFeatures): void {
  if (a.features.rows === b.features.rows) return;
  throw new ShapeError(
    `${where}: expected ${a.name} and ${b.name} to have a row for each of the same inputs, got ${a.features.rows} and ${b.features.rows} rows`,
  );
}

/** How features are made comparable. */
export interface PreparationOptions {
  /** Whether the mean of each column is subtracted. Default true. */
  readonly center?: boolean;
  /** Whether the features are scaled so that the mean squared length of a row is 1. Default true. */
  readonly normalize?: boolean;
}

/** Checks a regularisation. */
export function requireLambda(where: string, lambda: number): void {
  if (Number.isFinite(lambda) && lambda >= 0) return;
  throw new ArgumentError(`${where}: expected lambda to be a finite number >= 0, got ${lambda}`);
}

/** The error of features that are the same for every input. */
export function noVariance(where: string, name: string): ArgumentError {
  return new ArgumentError(
    `${where}: expected ${name} to vary with its input, got columns that are all constant`,
  );
}
