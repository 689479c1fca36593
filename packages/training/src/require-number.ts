import { ArgumentError } from "@erlangen/numerics";

/** Finite and > 0. */
export function requirePositive(caller: string, name: string, value: number): void {
  if (!(value > 0 && Number.isFinite(value))) refuse(caller, `${name} > 0`, value);
}

/** Finite and >= 0. */
export function requireNotNegative(caller: string, name: string, value: number): void {
  if (!(value >= 0 && Number.isFinite(value))) refuse(caller, `${name} >= 0`, value);
}

/** In [0, 1). */
export function requireDecay(caller: string, name: string, value: number): void {
  if (!(value >= 0 && value < 1)) refuse(caller, `${name} in [0, 1)`, value);
}

/** 1, 2, 3, ... */
export function requireCount(caller: string, name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1) refuse(caller, `${name} an integer >= 1`, value);
}

function refuse(caller: string, what: string, value: number): never {
  throw new ArgumentError(`${caller}: expected ${what}, got ${value}`);
}
