/** `items.map(compute)`, with equal items computed once: powers repeat their factor. */
export function eachOnce<Item, Value>(
  items: readonly Item[],
  compute: (item: Item) => Value,
): Value[] {
  const known = new Map<Item, Value>();
  return items.map((item) => {
    const value = known.get(item) ?? compute(item);
    known.set(item, value);
    return value;
  });
}
