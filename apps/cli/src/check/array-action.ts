/** How a group acts on an array of known shape, and what it asks of the shape. */
export interface ShapedAction<Element> {
  /** As the user wrote it, or simplified. */
  readonly text: string;
  /** Lengths that axes must have; negative axes count from the last. */
  readonly lengths: ReadonlyMap<number, number>;
  /** Pairs of axes of equal length. */
  readonly squares: readonly (readonly [number, number])[];
  /** g x, flat. */
  act(g: Element, x: Float64Array, shape: readonly number[]): Float64Array;
}

/** The action that leaves everything as it is. */
export function trivialAction<Element>(): ShapedAction<Element> {
  return { text: "trivial", lengths: new Map(), squares: [], act: (_g, x) => x };
}

/** Moves index i of an axis to image(g)[i]. */
export function axisPermutation<Element>(
  text: string,
  axis: number,
  length: number,
  image: (g: Element) => ArrayLike<number>,
): ShapedAction<Element> {
  return {
    text,
    lengths: new Map([[axis, length]]),
    squares: [],
    act: (g, x, shape) => {
      const { outer, extent, inner } = around(shape, axis);
      const to = image(g);
      const moved = new Float64Array(x.length);
      for (let o = 0; o < outer; o++) {
        for (let i = 0; i < extent; i++) {
          const from = (o * extent + i) * inner;
          moved.set(x.subarray(from, from + inner), (o * extent + to[i]) * inner);
        }
      }
      return moved;
    },
  };
}

/** Multiplies the last axis by block-diagonal matrices. */
export function lastAxisBlocks<Element>(
  text: string,
  blocks: readonly {
    readonly multiplicity: number;
    readonly dim: number;
    readonly matrix: (g: Element) => Float64Array;
  }[],
): ShapedAction<Element> {
  const dim = blocks.reduce((sum, block) => sum + block.multiplicity * block.dim, 0);
  return {
    text,
    // A scalar may do without an axis of its own.
    lengths: dim === 1 ? new Map() : new Map([[-1, dim]]),
    squares: [],
    act: (g, x) => {
      const moved = new Float64Array(x.length);
      let offset = 0;
      for (const { multiplicity, dim: width, matrix } of blocks) {
        const rho = matrix(g);
        for (let copy = 0; copy < multiplicity; copy++, offset += width) {
          for (let row = offset; row < x.length; row += dim) {
            for (let i = 0; i < width; i++) {
              for (let j = 0; j < width; j++) moved[row + i] += rho[i * width + j] * x[row + j];
            }
          }
        }
      }
      return moved;
    },
  };
}

/** Quarter turns of two axes, counterclockwise with rows running down, after a reversal of the rows or not. */
export function imageTurns<Element>(
  text: string,
  [rows, columns]: readonly [number, number],
  motion: (g: Element) => { readonly quarters: number; readonly flips: boolean },
): ShapedAction<Element> {
  return {
    text,
    lengths: new Map(),
    squares: [[rows, columns]],
    act: (g, x, shape) => {
      const { quarters, flips } = motion(g);
      const strides = shape.map((_, axis) => product(shape.slice(axis + 1)));
      const [h, w] = [rows, columns].map((axis) => (axis < 0 ? axis + shape.length : axis));
      const n = shape[h];
      const moved = new Float64Array(x.length);
      for (let at = 0; at < x.length; at++) {
        let i = Math.floor(at / strides[h]) % n;
        let j = Math.floor(at / strides[w]) % n;
        const rest = at - i * strides[h] - j * strides[w];
        if (flips) i = n - 1 - i;
        for (let turn = 0; turn < quarters; turn++) [i, j] = [n - 1 - j, i];
        moved[rest + i * strides[h] + j * strides[w]] = x[at];
      }
      return moved;
    },
  };
}

/** Actions on different axes, one after the other. */
export function together<Element>(
  text: string,
  actions: readonly ShapedAction<Element>[],
): ShapedAction<Element> {
  return {
    text,
    lengths: new Map(actions.flatMap(({ lengths }) => [...lengths])),
    squares: actions.flatMap(({ squares }) => squares),
    act: (g, x, shape) => actions.reduce((moved, action) => action.act(g, moved, shape), x),
  };
}

function around(
  shape: readonly number[],
  axis: number,
): { readonly outer: number; readonly extent: number; readonly inner: number } {
  const place = axis < 0 ? axis + shape.length : axis;
  return {
    outer: product(shape.slice(0, place)),
    extent: shape[place],
    inner: product(shape.slice(place + 1)),
  };
}

function product(lengths: readonly number[]): number {
  return lengths.reduce((size, length) => size * length, 1);
}
