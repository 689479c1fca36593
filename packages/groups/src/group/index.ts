export type { Group, Representation } from "./group.ts";
export { o3 } from "./o3.ts";
