// `node tools/check-layers.mjs` prints whatever breaks the layers of the house, and then fails.

import { readWorkspace } from "./layers/read-workspace.mjs";
import { findOffences } from "./layers/rules.mjs";
import { root } from "./setup.mjs";

const workspace = readWorkspace(root);
const offences = findOffences(workspace);
for (const offence of offences) console.error(offence);
const files = workspace.packages.reduce((sum, { sources }) => sum + sources.length, 0);
console.log(
  `layers: ${files} files in ${workspace.packages.length} packages, ${offences.length} offences`,
);
process.exitCode = offences.length === 0 ? 0 : 1;
