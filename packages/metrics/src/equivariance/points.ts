import type { Irreps } from "@erlangen/groups";
import { ArgumentError } from "@erlangen/numerics";
import { hasTranslations, type EuclideanGroupName } from "./euclidean-group.ts";
import type { Signature } from "./feature-arrays.ts";

/** The same signatures, with the arrays that translations move marked as points. */
export function withTranslations(
  input: Signature,
  output: Signature,
  group: EuclideanGroupName,
  translates: readonly string[] | undefined,
): [Signature, Signature] {
  if (!hasTranslations(group)) return [input, output];
  const names = translates ?? defaultPoints(input);
  for (const name of names) {
    const actions = [input, output].flatMap(({ actions: all }) => all.get(name) ?? []);
    const odd = actions.find(({ irreps }) => !arePoints(irreps));
    if (actions.length > 0 && odd === undefined) continue;
    const known = [...input.actions.keys(), ...output.actions.keys()].join(", ");
    throw new ArgumentError(
      `equivarianceError: expected translates to name arrays of 1o vectors among ${known}, got "${name}"${odd === undefined ? "" : ` with ${odd.irreps}`}`,
    );
  }
  const mark = (signature: Signature): Signature => ({
    ...signature,
    actions: new Map(
      Array.from(signature.actions, ([name, { irreps }]) => [
        name,
        { irreps, translates: names.includes(name) },
      ]),
    ),
  });
  return [mark(input), mark(output)];
}

function defaultPoints({ actions }: Signature): readonly string[] {
  const vectors = Array.from(actions).flatMap(([name, { irreps }]) =>
    irreps.equals("1o") ? [name] : [],
  );
  if (vectors.length === 1) return vectors;
  throw new ArgumentError(
    `equivarianceError: expected translates to name the inputs that are positions ([] for none), got nothing and ${vectors.length} inputs that are 1o`,
  );
}

/** Whether rows are points only: one or more vectors 1o and nothing else. */
function arePoints(irreps: Irreps): boolean {
  return irreps.removeZeroMultiplicities().blocks.every(({ irrep }) => irrep.toString() === "1o");
}
