import { determinant, matrixToAxisAngle } from "@erlangen/groups";
import { ErlangenError } from "@erlangen/numerics";

/** A map that is not what it promises to be: the message and the fields name the group element that shows it. */
export class EquivarianceError extends ErlangenError {
  /** What was done to the input, in words. */
  readonly element: string;
  /** max |f(g x) - g f(x)| / max |f(x)|. */
  readonly error: number;

  constructor(message: string, found: { readonly element: string; readonly error: number }) {
    super("domain", message);
    this.element = found.element;
    this.error = found.error;
  }
}

/** An element of O(3) in words: `rotation by 171.2 deg about (0.20, 0.90, 0.39), then inversion`. */
export function describeOrthogonal(g: ArrayLike<number>): string {
  const inverts = determinant(g) < 0;
  const { axis, angle } = matrixToAxisAngle(
    Float64Array.from(g, (entry) => (inverts ? -entry : entry)),
  );
  const turn = `rotation by ${((angle * 180) / Math.PI).toFixed(1)} deg about (${axis.map((x) => x.toFixed(2)).join(", ")})`;
  return inverts ? `${turn}, then inversion` : turn;
}

/** max |a - b| / max |b|, which is 0 when both are 0 everywhere and infinite when numbers are not finite. */
export function relativeDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [difference, scale] = [0, 0];
  for (let i = 0; i < b.length; i++) {
    if (!Number.isFinite(a[i]) || !Number.isFinite(b[i])) return Number.POSITIVE_INFINITY;
    difference = Math.max(difference, Math.abs(a[i] - b[i]));
    scale = Math.max(scale, Math.abs(b[i]));
  }
  return difference === 0 ? 0 : difference / scale;
}
