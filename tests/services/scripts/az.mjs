// The script for bash with the Azure CLI, and a stand-in for that.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { shellClient } from "./shell.mjs";

// Sends the request to the Graph of the test. Like the real one it describes an
// error with the reason phrase of the HTTP status, and the body in parentheses.
const program = `if [ "$*" = 'account show --query tenantId --output tsv' ]; then
  [ -z "\${SIGNED_OUT-}" ] || { printf 'ERROR: Please run az login to setup account.\\n' >&2; exit 1; }
  printf '5d1f0c2e-7a31-4c55-8a53-1d7e6c1b0a01\\n'
  exit
fi
while [ $# -gt 0 ]; do
  case $1 in
    --method) method=\${2^^} ;;
    --url) url=$2 ;;
    --body) body=\${2#@} ;;
  esac
  shift
done
if [ -n "\${body-}" ]; then
  stat -c 'mode %a' "$body" >>"$RECORD"
  set -- -H 'Content-Type: application/json' --data-binary "@$body"
fi
response=$(curl -sS -i -X "$method" "$@" "$url" 2>/dev/null) || { printf 'ERROR: HTTPSConnectionPool: Max retries exceeded\\n' >&2; exit 1; }
head=\${response%%$'\\r\\n\\r\\n'*} body=\${response#*$'\\r\\n\\r\\n'}
head=\${head%%$'\\r'*}
case $head in
  *' 2'*) printf '%s' "$body" ;;
  *)
    [ -z "$body" ] || body="($body)"
    printf 'ERROR: %s%s\\n' "\${head#* * }" "$body" >&2
    exit 1
    ;;
esac
`;

export const az = shellClient({
  name: "az",
  program,
  checkRequests({ record }) {
    const modes = readFileSync(record, "utf8").match(/^mode .*$/gm);
    assert.ok(modes.length > 5 && modes.every((mode) => mode === "mode 600"), String(modes));
  },
  typed: ({ token, tenantUrl }) => [tenantUrl, token].filter((line) => line !== undefined).map((line) => `${line}\n`).join(""),
});
