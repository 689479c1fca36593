/** cos(2π steps / whole) for integers, exact at the multiples of an eighth and a twelfth turn where it is rational. */
export function exactCosine(steps: number, whole: number): number {
  const part = ((steps % whole) + whole) % whole;
  const folded = Math.min(part, whole - part);
  if (4 * folded === whole) return 0;
  if (6 * folded === whole) return 0.5;
  if (3 * folded === whole) return -0.5;
  if (2 * folded === whole) return -1;
  if (4 * folded > whole) return -exactCosine(whole - 2 * folded, 2 * whole);
  return Math.cos((2 * Math.PI * folded) / whole);
}

/** sin(2π steps / whole) for integers, exact where it is rational. */
export function exactSine(steps: number, whole: number): number {
  return exactCosine(4 * steps - whole, 4 * whole);
}
