/** The float64 nearest to p/q up to one unit in the last place, for q > 0 of any size. */
export function ratioToNumber(p: bigint, q: bigint): number {
  const magnitude = p < 0n ? -p : p;
  // 64 bits of quotient hold more than a float64 keeps.
  const shift = Math.max(0, bitLength(q) - bitLength(magnitude) + 64);
  const quotient = Number((magnitude << BigInt(shift)) / q) * 2 ** -shift;
  return p < 0n ? -quotient : quotient;
}

/** The binomial coefficient n over k, exactly; 0 outside 0 <= k <= n. */
export function exactBinomial(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  return fallingFactorial(n, k) / fallingFactorial(k, k);
}

/** n (n-1) ... (n-k+1), exactly. */
export function fallingFactorial(n: number, k: number): bigint {
  let product = 1n;
  for (let i = 0; i < k; i++) product *= BigInt(n - i);
  return product;
}

function bitLength(n: bigint): number {
  return n.toString(16).length * 4;
}
