import { groupSize, manyGroups, type Shader, type ShaderBody } from "../wgsl/shader.ts";

/** One number that a reduction carries along; `other<Name>` is the one that joins it. */
interface ReductionState {
  /** Capitalised: the variable is `best<Name>`. */
  readonly name: string;
  readonly type: string;
  readonly identity: string;
}

/** A reduction of `length` elements to each of `count` results, on several invocations for each result. */
export interface Reduction {
  readonly count: number;
  readonly length: number;
  /** Invocations for each result: a power of two, at most 256. */
  readonly lanes: number;
  /** Whether neighbouring invocations take neighbouring elements of one result (else neighbouring results). */
  readonly alongElements: boolean;
  /** Portions of the elements, each with a result of its own. */
  readonly portions: number;
  /** Expressions of the first element and the one after the last, when they differ between results; see `prepare`. */
  readonly range?: { readonly start: string; readonly end: string };
  readonly state: readonly ReductionState[];
  /** Statements that are done once; they see `o`, the number of the result. */
  readonly prepare: readonly string[];
  /** Statements that define `other<Name>` for the element `r`. */
  readonly element: readonly string[];
  /** Statements that join `other<Name>` into `best<Name>`. */
  readonly join: readonly string[];
  /** Statements that write `best<Name>`; they see `o` and `portion`. */
  readonly store: readonly string[];
}

/** How many invocations share one result, so that the device has enough to do and each of them too. */
export function lanesFor(count: number, length: number, alongElements: boolean): number {
  const busy = 65_536;
  const wanted = Math.max(1, busy / Math.max(1, count));
  const useful = Math.max(1, length / 4);
  // Rows of neighbouring elements are read by neighbouring invocations, whatever their number.
  const least = alongElements && length >= 64 ? 32 : 1;
  const lanes = Math.max(least, Math.min(wanted, useful, groupSize));
  return 2 ** Math.floor(Math.log2(lanes));
}

/** How many portions a long reduction to few results is cut into: each of at least 16 elements an invocation. */
export function portionsFor(count: number, length: number, lanes: number): number {
  if (lanes < groupSize) return 1;
  const groups = 256;
  const wanted = Math.ceil(groups / Math.max(1, count));
  return Math.max(1, Math.min(wanted, Math.floor(length / (16 * groupSize))));
}

/** The body of a reduction: each lane strides over its elements, then the lanes join in a tree of fixed shape. */
export function reductionBody(reduction: Reduction, shader: Shader): ShaderBody {
  const { count, length, lanes, alongElements, portions, state } = reduction;
  const slots = groupSize / lanes;
  const groupsPerPortion = Math.ceil(count / slots);
  const { workgroups, number } = manyGroups(groupsPerPortion * portions);
  const [lane, slot] = alongElements
    ? [`local.x % ${lanes}u`, `local.x / ${lanes}u`]
    : [`local.x / ${slots}u`, `local.x % ${slots}u`];
  const share = Math.ceil(length / portions);
  const { start: first = "0u", end: last = `${length}u` } = reduction.range ?? {};
  const bounds =
    portions === 1
      ? { start: `${first} + lane`, end: last, portion: "0u" }
      : {
          start: `portion * ${share}u + lane`,
          end: `min(${length}u, (portion + 1u) * ${share}u)`,
          portion: `number / ${groupsPerPortion}u`,
        };
  const body = [
    `let number = ${number};`,
    `let portion = ${bounds.portion};`,
    `let lane = ${lane};`,
    `let o = (number ${portions === 1 ? "" : `% ${groupsPerPortion}u `}) * ${slots}u + ${slot};`,
    ...state.map(({ name, type, identity }) => `var best${name}: ${type} = ${identity};`),
    `if (o < ${count}u${portions === 1 ? "" : ` && portion < ${portions}u`}) {`,
    ...reduction.prepare,
    `let end = ${bounds.end};`,
    `for (var r = ${bounds.start}; r < end; r += ${lanes}u) {`,
    ...reduction.element,
    ...reduction.join,
    "}",
    "}",
  ];
  if (lanes > 1) {
    const apart = alongElements ? 1 : slots;
    for (const { name, type } of state) {
      shader.declare(`var<workgroup> shared${name}: array<${type}, ${groupSize}>;`);
      body.push(`shared${name}[local.x] = best${name};`);
    }
    for (let half = lanes / 2; half >= 1; half /= 2) {
      body.push(
        "workgroupBarrier();",
        `if (lane < ${half}u) {`,
        ...state.map(({ name }) => `let other${name} = shared${name}[local.x + ${half * apart}u];`),
        ...reduction.join,
        ...state.map(({ name }) => `shared${name}[local.x] = best${name};`),
        "}",
      );
    }
  }
  const finished = `lane == 0u && o < ${count}u${portions === 1 ? "" : ` && portion < ${portions}u`}`;
  body.push(`if (${finished}) {`, ...reduction.store, "}");
  return { body, workgroups };
}
