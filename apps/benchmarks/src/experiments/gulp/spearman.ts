/** The correlation of the ranks of two lists without ties, from -1 to 1. */
export function spearman(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [x, y] = [ranks(a), ranks(b)];
  const middle = (x.length - 1) / 2;
  let [product, square] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    product += (x[i] - middle) * (y[i] - middle);
    square += (x[i] - middle) ** 2;
  }
  return product / square;
}

function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, i) => i).toSorted(
    (i, j) => values[i] - values[j],
  );
  const ranked = new Float64Array(values.length);
  order.forEach((index, rank) => {
    ranked[index] = rank;
  });
  return ranked;
}
