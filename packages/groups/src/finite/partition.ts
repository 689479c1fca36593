/** A partition of n: positive parts that add up to n, none larger than the one before. */
export type Partition = readonly number[];

/** All partitions of n, those with larger first parts first: from [n] to [1, ..., 1]. */
export function partitions(n: number, largest: number = n): Partition[] {
  if (n === 0) return [[]];
  const list: Partition[] = [];
  for (let first = Math.min(n, largest); first >= 1; first--) {
    for (const rest of partitions(n - first, first)) list.push([first, ...rest]);
  }
  return list;
}

/** The partition with rows and columns swapped. */
export function conjugatePartition(partition: Partition): Partition {
  return Array.from(
    { length: partition[0] ?? 0 },
    (_, column) => partition.filter((part) => part > column).length,
  );
}

/** How it is written: `[3,1]`. */
export function partitionName(partition: Partition): string {
  return `[${partition.join(",")}]`;
}

/** The number of permutations that commute with one of this cycle type: Π k^(m_k) m_k!. */
export function centralizerOrder(cycleType: Partition): number {
  let [order, run] = [1, 0];
  cycleType.forEach((part, i) => {
    run = i > 0 && cycleType[i - 1] === part ? run + 1 : 1;
    order *= part * run;
  });
  return order;
}

/**
 * The character of the symmetric group for a partition on permutations of a cycle type.
 *
 * By the rule of Murnaghan and Nakayama: rim hooks of the length of a cycle are taken away, on the
 * first column hook lengths, in which a hook of length k is an entry moved down by k.
 *
 * Source: Sagan (2001), «The Symmetric Group», theorem 4.10.2.
 */
export function symmetricCharacter(partition: Partition, cycleType: Partition): number {
  const beta = partition.map((part, row) => part + partition.length - 1 - row);
  return hookSum(new Set(beta), cycleType, 0);
}

/** The number of standard tableaux of n boxes: n! Π_(i<j) |b_i - b_j| / Π b_i!. */
function tableauCount(beta: readonly number[], n: number): number {
  let [count, factor] = [1, 0];
  // One factor of n! at a time keeps the product small.
  const divisors = beta.flatMap((entry) => Array.from({ length: entry }, (_, k) => k + 1));
  const factors = beta.flatMap((entry, i) =>
    beta.slice(i + 1).map((other) => Math.abs(entry - other)),
  );
  for (let k = 1; k <= n; k++) factors.push(k);
  for (const divisor of divisors) {
    while (count < divisor * 2 ** 20 && factor < factors.length) count *= factors[factor++];
    count /= divisor;
  }
  while (factor < factors.length) count *= factors[factor++];
  return Math.round(count);
}

function hookSum(beta: ReadonlySet<number>, cycleType: Partition, position: number): number {
  const length = cycleType[position] ?? 1;
  if (length === 1) return tableauCount([...beta], cycleType.length - position);
  let sum = 0;
  for (const entry of beta) {
    const target = entry - length;
    if (target < 0 || beta.has(target)) continue;
    let crossed = 0;
    for (let between = target + 1; between < entry; between++) if (beta.has(between)) crossed++;
    const rest = new Set(beta);
    rest.delete(entry);
    rest.add(target);
    sum += (crossed % 2 === 0 ? 1 : -1) * hookSum(rest, cycleType, position + 1);
  }
  return sum;
}
