/**
 * An ordered partition of 0, ..., size - 1 into cells, refined by splitting and restored by undoing.
 *
 * The elements of a cell lie side by side in `elements`; a cell is named by the position where it starts. When a cell
 * is split its first part keeps the name, so that splitting and undoing cost no more than the sizes of the other parts.
 */
export class OrderedPartition {
  readonly elements: Int32Array;
  /** Position of each element. */
  readonly positions: Int32Array;
  /** Start of the cell of each element. */
  readonly cellOf: Int32Array;
  /** Length of the cell that starts at a position; stale elsewhere. */
  readonly lengths: Int32Array;
  /** Number of cells. */
  cellCount: number;
  /** New starts and the cells they were cut from, in pairs. */
  readonly #trail: number[] = [];

  /** The partition of the elements by colour, cells in ascending order of colour. */
  constructor(colours: ArrayLike<number>) {
    const size = colours.length;
    this.elements = Int32Array.from({ length: size }, (_, x) => x).toSorted(
      (a, b) => colours[a] - colours[b],
    );
    this.positions = new Int32Array(size);
    this.cellOf = new Int32Array(size);
    this.lengths = new Int32Array(size);
    this.cellCount = 0;
    let start = 0;
    this.elements.forEach((element, position) => {
      if (position === 0 || colours[element] !== colours[this.elements[position - 1]]) {
        start = position;
        this.cellCount++;
      }
      this.positions[element] = position;
      this.cellOf[element] = start;
      this.lengths[start]++;
    });
  }

  /** Whether every cell holds one element. */
  get isDiscrete(): boolean {
    return this.cellCount === this.elements.length;
  }

  /** A point in time to which `undo` goes back. */
  get mark(): number {
    return this.#trail.length;
  }

  /** Moves an element to a position inside its cell, by exchange. */
  move(element: number, position: number): void {
    const { elements, positions } = this;
    const from = positions[element];
    const other = elements[position];
    elements[position] = element;
    positions[element] = position;
    elements[from] = other;
    positions[other] = from;
  }

  /** Makes the positions `start`, ..., `start + length - 1` of `cell` a cell of their own. */
  cut(cell: number, start: number, length: number): void {
    const { elements, cellOf, lengths } = this;
    for (let position = start; position < start + length; position++) {
      cellOf[elements[position]] = start;
    }
    lengths[cell] -= length;
    lengths[start] = length;
    this.cellCount++;
    this.#trail.push(start, cell);
  }

  /** Joins again all that was cut since `mark`. */
  undo(mark: number): void {
    const { elements, cellOf, lengths } = this;
    while (this.#trail.length > mark) {
      const cell = this.#trail.pop() ?? 0;
      const start = this.#trail.pop() ?? 0;
      for (let position = start; position < start + lengths[start]; position++) {
        cellOf[elements[position]] = cell;
      }
      lengths[cell] += lengths[start];
      this.cellCount--;
    }
  }
}
