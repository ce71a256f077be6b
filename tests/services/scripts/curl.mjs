// The script for bash with curl, and the real curl.

import assert from "node:assert/strict";
import { access as expected } from "./run.mjs";
import { shellClient } from "./shell.mjs";

export const curl = shellClient({
  name: "curl",
  checkRequests: ({ tenant }) => assert.equal(tenant.authorization, `Bearer ${expected}`),
  typed: ({ access, token, tenantUrl }) => [access, tenantUrl, token].filter((line) => line !== undefined).map((line) => `${line}\n`).join(""),
});
