import { ArgumentError } from "../errors.ts";
import { requireArray, show } from "../require.ts";

/** At least `least` finite numbers, or an error from `where` that names the argument. */
export function requireSample(
  where: string,
  name: string,
  values: ArrayLike<number>,
  least: number,
): void {
  const count = values?.length;
  if (!(count >= least)) {
    throw new ArgumentError(
      `${where}: expected ${name} to hold at least ${least} numbers, got ${count ?? show(values)}`,
    );
  }
  requireArray(where, name, values, { axes: "[samples]", shape: [count] });
}
