export { expandComposites } from "./expand.ts";
export { graphOf, replay } from "./graph.ts";
export type { Graph, GraphValue } from "./graph.ts";
export { rewrite } from "./rewrite.ts";
export { simplify } from "./simplify.ts";
export { substitute } from "./substitute.ts";
