import { ArgumentError } from "@erlangen/numerics";
import type { Shape } from "@erlangen/tensor";

/** The error for the first index outside `[0, bound)`: its value and where it stands, as the host says it. */
export function badEntry(
  primitive: string,
  {
    indices,
    shape,
    bound,
  }: { readonly indices: Int32Array; readonly shape: Shape; readonly bound: number },
): ArgumentError {
  const position = indices.findIndex((index) => index < 0 || index >= bound);
  let rest = position;
  const place = shape
    .toReversed()
    .map((length) => {
      const coordinate = rest % length;
      rest = Math.floor(rest / length);
      return coordinate;
    })
    .toReversed();
  return new ArgumentError(
    `${primitive}: expected indices in [0, ${bound}), got ${indices[position]} at [${place.join(", ")}]`,
  );
}
