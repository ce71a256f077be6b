// The clients that the table of scripts.test.mjs runs. run.mjs describes what
// a client is.

import { az } from "./az.mjs";
import { curl } from "./curl.mjs";
import { pwsh } from "./pwsh.mjs";

export const clients = [az, curl, pwsh];
