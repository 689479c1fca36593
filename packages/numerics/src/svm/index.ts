export { linearSvm, linearSvmPath } from "./linear-svm.ts";
export type { LinearSvm, LinearSvmOptions, LinearSvmPathOptions } from "./linear-svm.ts";
