// `pnpm build`: compiles the whole workspace, the executed examples and the tools included.

import { writeExamples } from "./examples/write-examples.mjs";
import { compile, root } from "./setup.mjs";

writeExamples(root);
try {
  compile([]);
} catch {
  process.exitCode = 1;
}
