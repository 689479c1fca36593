/** A coefficient times values that have names. */
export interface NamedProduct {
  readonly value: number;
  readonly factors: readonly string[];
}

/**
 * Σ value · factor · factor · ... as WGSL, common first factors drawn out: a * (2 * b + c) for 2 a b + a c.
 *
 * @param literal - A number as an expression.
 */
export function sumText(
  products: readonly NamedProduct[],
  literal: (value: number) => string,
): string {
  let constant = 0;
  const groups = new Map<string, NamedProduct[]>();
  for (const { value, factors } of products) {
    if (factors.length === 0) {
      constant += value;
      continue;
    }
    const rest = { value, factors: factors.slice(1) };
    groups.set(factors[0], [...(groups.get(factors[0]) ?? []), rest]);
  }
  if (groups.size === 0) return literal(constant);
  return [...groups]
    .map(([factor, rest]) => {
      const scale = sumText(rest, literal);
      if (scale === "1f") return factor;
      return scale === "(-1f)" ? `(-${factor})` : `${factor} * ${bracketed(scale)}`;
    })
    .join(" + ");
}

/**
 * The order of factors in which {@link sumText} multiplies least: the number of different beginnings is smallest.
 *
 * @param rows - The positions of the factors of each product, the sum that it belongs to first.
 * @param count - Number of factors.
 */
export function cheapestOrder(rows: readonly (readonly number[])[], count: number): number[] {
  let best: { readonly order: number[]; readonly cost: number } | undefined;
  for (const order of permutations(Array.from({ length: count }, (_, i) => i))) {
    let cost = 0;
    for (let depth = 1; depth < count; depth++) {
      const beginnings = rows.map(([sum, ...factors]) =>
        [sum, ...order.slice(0, depth).map((factor) => factors[factor])].join(),
      );
      cost += new Set(beginnings).size;
    }
    if (best === undefined || cost < best.cost) best = { order, cost };
  }
  return best?.order ?? [];
}

function bracketed(text: string): string {
  return text.includes(" ") && !isBracketed(text) ? `(${text})` : text;
}

/** Whether the first bracket closes with the last character. */
function isBracketed(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "(") depth++;
    if (text[i] === ")") depth--;
    if (depth === 0) return i === text.length - 1;
  }
  return false;
}

function permutations(items: readonly number[]): number[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((first) => {
    const rest = permutations(items.filter((item) => item !== first));
    for (const order of rest) order.unshift(first);
    return rest;
  });
}
