// The requests that the crate `sign-in` makes, sent to the service, and what the
// service returns with each fault, as the tests of the crate read it. Run with
// UPDATE_GOLDEN=1 to write the responses again.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { FAULTS, startLogin } from "./login.mjs";

const folder = new URL("../../crates/sign-in/src/tests/golden/", import.meta.url);
const requests = JSON.parse(readFileSync(new URL("requests.json", folder), "utf8"));
const redirectUri = "https://scimdesk.github.io/scimdesk/";
const NOW = 1_790_000_000_000;

/** What a sign-in with the crate's requests comes to, without what is random. */
async function record(options) {
  const service = await startLogin({ redirectUris: [redirectUri], mode: "sign-in", now: () => NOW, ...options });
  try {
    const here = (address) => address.replace("https://login.microsoftonline.com", service.url);
    const location = (await fetch(here(requests.authorize), { redirect: "manual" })).headers.get("Location");
    const returned = { location: withoutRandom(location.replace(/&session_state=[0-9a-f]+/, "").replace(/#code=[^&]+/, "#code=0.code")) };
    const [, code] = /#code=([^&]+)/.exec(location) ?? [];
    if (!code) return returned;
    const response = await fetch(here(requests.tokenUrl), {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: new URL(redirectUri).origin },
      body: requests.tokenForm.replace("0.code", code),
    }).catch(() => undefined);
    return response ? { ...returned, status: response.status, body: withoutRandom(await response.text()) } : returned;
  } finally {
    await service.close();
  }
}

const ZERO = "00000000-0000-0000-0000-000000000000";

/** The same text for each run. */
function withoutRandom(text) {
  return text
    .replace(/("access_token":")[^"]+/, "$1access-token")
    .replace(/("id_token":")([^".]+)\.([^".]+)\.[^"]+/, (_, name, header, payload) => {
      const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
      return `${name}${header}.${Buffer.from(JSON.stringify({ ...claims, uti: ZERO })).toString("base64url")}.signature`;
    })
    .replace(/((?:Trace|Correlation)(?:\+| )ID(?:%3A|:)(?:\+| ))[0-9a-f-]{36}/g, `$1${ZERO}`)
    .replace(/("(?:trace|correlation)_id":")[0-9a-f-]{36}/g, `$1${ZERO}`);
}

test("the service takes the crate's requests, and returns what its tests read", async () => {
  const names = Object.keys(FAULTS).filter((name) => !FAULTS[name].graph);
  const recorded = { none: await record({}), denied: await record({ mode: "deny" }) };
  for (const fault of names) recorded[fault] = await record({ fault });
  assert.equal(recorded.none.status, 200, recorded.none.body);
  const file = new URL("responses.json", folder);
  const text = `${JSON.stringify(recorded, null, 1)}\n`;
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, text);
  assert.deepEqual(recorded, JSON.parse(readFileSync(file, "utf8")));
});
