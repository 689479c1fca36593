/** Whether every atom is reached from the first by steps no longer than `reach`. Shapes: positions [atoms, 3]. */
export function isConnected(positions: Float64Array, reach: number): boolean {
  const unseen = new Set(Array.from({ length: positions.length / 3 }, (_, atom) => atom));
  const frontier = [0];
  unseen.delete(0);
  for (let atom = frontier.pop(); atom !== undefined; atom = frontier.pop()) {
    for (const other of unseen) {
      const x = positions[3 * atom] - positions[3 * other];
      const y = positions[3 * atom + 1] - positions[3 * other + 1];
      const z = positions[3 * atom + 2] - positions[3 * other + 2];
      if (!(x * x + y * y + z * z <= reach * reach)) continue;
      unseen.delete(other);
      frontier.push(other);
    }
  }
  return unseen.size === 0;
}
