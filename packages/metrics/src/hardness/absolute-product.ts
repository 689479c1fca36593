/**
 * E |u v| of two standard normal numbers with correlation ρ: (2 / π) (√(1 - ρ²) + ρ asin ρ).
 *
 * Source: Cho and Saul (2009), «Kernel methods for deep learning», the arc-cosine kernel of order 1 for u and -u.
 */
export function absoluteProduct(rho: number): number {
  const r = Math.max(-1, Math.min(1, rho));
  return (2 / Math.PI) * (Math.sqrt(1 - r * r) + r * Math.asin(r));
}
