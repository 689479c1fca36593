import type { ArcColours, Adjacency } from "./graph-adjacency.ts";
import type { OrderedPartition } from "./ordered-partition.ts";
import type { PathTrace } from "./path-trace.ts";

/** From so many on, the engine's sort beats insertion. */
const manyKeys = 32;

/**
 * Colour refinement: splits cells by how many neighbours of which kind their vertices have in a splitter cell, until no
 * cell splits any other.
 *
 * Kinds are summed as pseudo-random weights modulo 2^32, in one pass for all kinds. Equal sums of different kinds, if
 * ever, leave a coarser partition that still does not depend on names. All that happens is written to the trace.
 *
 * Source: McKay, Piperno (2014), «Practical graph isomorphism, II», section 2; Hopcroft's rule leaves out the largest
 * part of a cell that was no splitter in waiting.
 */
export class ColourRefinement {
  readonly #adjacency: Adjacency;
  readonly #weights: Int32Array;
  readonly #partition: OrderedPartition;
  readonly #trace: PathTrace;
  readonly #queue: Int32Array;
  #head = 0;
  #waiting = 0;
  readonly #isWaiting: Uint8Array;
  readonly #splitter: Int32Array;
  readonly #keys: Int32Array;
  readonly #stamps: Int32Array;
  #stamp = 0;
  readonly #touchedIn: Int32Array;
  readonly #touchedCells: Int32Array;

  constructor(adjacency: Adjacency, partition: OrderedPartition, trace: PathTrace) {
    const size = partition.elements.length;
    this.#adjacency = adjacency;
    this.#weights = adjacency.kinds.map((kind) => weightOf(adjacency.colours[kind]));
    this.#partition = partition;
    this.#trace = trace;
    this.#queue = new Int32Array(size);
    this.#isWaiting = new Uint8Array(size);
    this.#splitter = new Int32Array(size);
    this.#keys = new Int32Array(size);
    this.#stamps = new Int32Array(size);
    this.#touchedIn = new Int32Array(size);
    this.#touchedCells = new Int32Array(size);
  }

  /** Puts a cell in the queue of splitters. */
  enqueue(cell: number): void {
    if (this.#isWaiting[cell] === 1) return;
    this.#isWaiting[cell] = 1;
    this.#queue[(this.#head + this.#waiting++) % this.#queue.length] = cell;
  }

  /** Refines until stable or discrete; false when the trace broke it off, with the partition somewhere in between. */
  run(): boolean {
    let lives = true;
    while (this.#waiting > 0 && lives && !this.#partition.isDiscrete) {
      const cell = this.#queue[this.#head];
      this.#head = (this.#head + 1) % this.#queue.length;
      this.#waiting--;
      this.#isWaiting[cell] = 0;
      lives = this.#trace.add(cell) && this.#splitBy(cell);
    }
    for (; this.#waiting > 0; this.#waiting--) {
      this.#isWaiting[this.#queue[this.#head]] = 0;
      this.#head = (this.#head + 1) % this.#queue.length;
    }
    return lives && this.#trace.add(-this.#partition.cellCount);
  }

  #splitBy(cell: number): boolean {
    const count = this.#touch(cell);
    const touched = this.#touchedCells.subarray(0, count);
    if (count < manyKeys) insertionSort(touched);
    else touched.sort();
    let lives = true;
    for (const other of touched) {
      const inside = this.#touchedIn[other];
      this.#touchedIn[other] = 0;
      if (lives) lives = this.#split(other, inside);
    }
    return lives;
  }

  /** Sums weights over the neighbours of the cell; moves touched vertices to the ends of their cells. */
  #touch(cell: number): number {
    const { offsets, neighbours } = this.#adjacency;
    const partition = this.#partition;
    const { cellOf, lengths, elements } = partition;
    const [keys, stamps, weights] = [this.#keys, this.#stamps, this.#weights];
    const [touchedIn, touchedCells, splitter] = [
      this.#touchedIn,
      this.#touchedCells,
      this.#splitter,
    ];
    const size = lengths[cell];
    for (let i = 0; i < size; i++) splitter[i] = elements[cell + i];
    const stamp = ++this.#stamp;
    let count = 0;
    for (let i = 0; i < size; i++) {
      const x = splitter[i];
      for (let e = offsets[x]; e < offsets[x + 1]; e++) {
        const y = neighbours[e];
        if (stamps[y] === stamp) {
          keys[y] = (keys[y] + weights[e]) | 0;
          continue;
        }
        stamps[y] = stamp;
        keys[y] = weights[e];
        const other = cellOf[y];
        if (touchedIn[other]++ === 0) touchedCells[count++] = other;
        if (lengths[other] > 1) partition.move(y, other + lengths[other] - touchedIn[other]);
      }
    }
    return count;
  }

  /** Splits a cell whose last `touched` elements have keys. */
  #split(cell: number, touched: number): boolean {
    const { elements, lengths } = this.#partition;
    const [keys, trace] = [this.#keys, this.#trace];
    const end = cell + lengths[cell];
    const from = end - touched;
    this.#sortByKey(from, end);
    const wasWaiting = this.#isWaiting[cell] === 1;
    let [largest, largestSize] = [cell, from - cell];
    let lives = true;
    let start = from;
    for (let position = from + 1; position <= end; position++) {
      const key = keys[elements[start]];
      if (position < end && keys[elements[position]] === key) continue;
      const length = position - start;
      if (start > cell) {
        this.#partition.cut(cell, start, length);
        this.enqueue(start);
      }
      lives = trace.add(mix(mix(start, length), key)) && lives;
      if (length > largestSize) [largest, largestSize] = [start, length];
      start = position;
    }
    if (!wasWaiting && lengths[cell] < end - cell && largest !== cell) {
      this.#exchangeInQueue(largest, cell);
    }
    return lives;
  }

  /** Lets the cell `instead` wait in the place of `cell`, which was enqueued just now. */
  #exchangeInQueue(cell: number, instead: number): void {
    const size = this.#queue.length;
    for (let i = this.#waiting - 1; i >= 0; i--) {
      const place = (this.#head + i) % size;
      if (this.#queue[place] !== cell) continue;
      this.#queue[place] = instead;
      this.#isWaiting[cell] = 0;
      this.#isWaiting[instead] = 1;
      return;
    }
  }

  #sortByKey(from: number, end: number): void {
    const { elements, positions } = this.#partition;
    const keys = this.#keys;
    const first = keys[elements[from]];
    let differs = false;
    for (let i = from + 1; i < end && !differs; i++) differs = keys[elements[i]] !== first;
    if (!differs) return;
    const part = elements.subarray(from, end);
    if (end - from < manyKeys) {
      for (let i = 1; i < part.length; i++) {
        const element = part[i];
        const key = keys[element];
        let j = i - 1;
        for (; j >= 0 && keys[part[j]] > key; j--) part[j + 1] = part[j];
        part[j + 1] = element;
      }
    } else {
      // Key and element share a float: 32 bits above, at most 21 below.
      const packed = Float64Array.from(part, (element) => keys[element] * 2 ** 21 + element);
      packed.sort();
      packed.forEach((value, i) => (part[i] = value - Math.floor(value / 2 ** 21) * 2 ** 21));
    }
    for (let i = from; i < end; i++) positions[elements[i]] = i;
  }
}

/** A weight that depends on the colours alone. */
function weightOf({ out, into }: ArcColours): number {
  return mix(mix(0x3c6ef372, out), into) | 1;
}

/** A hash of two 32-bit words (the finalizer of MurmurHash3). */
function mix(a: number, b: number): number {
  let h = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b) + b;
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35);
  return h ^ (h >>> 13);
}

function insertionSort(values: Int32Array): void {
  for (let i = 1; i < values.length; i++) {
    const value = values[i];
    let j = i - 1;
    for (; j >= 0 && values[j] > value; j--) values[j + 1] = values[j];
    values[j + 1] = value;
  }
}
