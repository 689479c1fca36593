export { createFrame, isLabelledFrame } from "./frame.ts";
export type { AtomColumn, Frame, FrameParts, InfoValue, LabelledFrame } from "./frame.ts";
export type { ExtendedXyzOptions } from "./options.ts";
export { parseExtendedXyz, readExtendedXyz } from "./read.ts";
export { formatExtendedXyz } from "./write.ts";
export type { FormatExtendedXyzOptions } from "./write.ts";
