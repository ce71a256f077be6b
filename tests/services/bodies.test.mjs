// The requests that the Mappings place shows, sent to the practice service. The
// texts are those that the app's own tests compare with what it makes.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { EXTENSION, startPractice } from "./practice.mjs";

const folder = new URL("../../crates/provisioning/src/scim_request/golden/", import.meta.url);
const golden = (name) => readFileSync(new URL(name, folder), "utf8");
const token = "bodies-test-token-1";
let practice;

before(async () => {
  practice = await startPractice({ token, rate: 1_000 });
});
after(() => practice.close());

async function ask(method, path, body) {
  const response = await fetch(practice.url + path, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/scim+json" },
    body,
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

/** A user as the file creates it, read back. */
async function created() {
  const { status, body } = await ask("POST", "/Users", golden("post.json"));
  assert.equal(status, 201, JSON.stringify(body));
  return (await ask("GET", `/Users/${body.id}`)).body;
}

async function patched(id, name) {
  const { status, body } = await ask("PATCH", `/Users/${id}`, golden(name));
  assert.ok([200, 204].includes(status), JSON.stringify(body));
  return (await ask("GET", `/Users/${id}`)).body;
}

for (const form of ["default", "flag"]) {
  describe(`the requests in the ${form} form`, () => {
    test("create, change and disable a user", async () => {
      const before = await created();
      assert.equal(before.userName, "ana.silva@contoso.com");
      assert.deepEqual(before.name, { givenName: "Ana", familyName: "Silva" });
      assert.equal(before.active, true);
      assert.deepEqual(before[EXTENSION], { rolesString: "Agent", teamsString: "Sales;Support" });

      const changed = await patched(before.id, `patch-${form}.json`);
      assert.deepEqual(changed.name, { givenName: "Ana", familyName: "Costa" });
      assert.deepEqual(changed[EXTENSION], { rolesString: "Supervisor", teamsString: "Sales;Support" });
      assert.equal(changed.active, true);

      const disabled = await patched(before.id, `disable-${form}.json`);
      assert.equal(disabled.active, false);
      assert.equal((await ask("DELETE", `/Users/${before.id}`)).status, 204);
    });
  });
}

/** What the service holds after each change that Mappings offers. */
const AFTER = {
  promotion: { familyName: "Costa", roles: "Supervisor" },
  name: { familyName: "Costa" },
  role: { roles: "Supervisor" },
  mail: { userName: "new.ana.silva@contoso.com" },
  blocked: { active: false },
};

describe("each change that Mappings offers", () => {
  for (const name of readdirSync(folder).filter((name) => name.startsWith("change-"))) {
    test(name, async () => {
      const [, change] = name.match(/^change-(\w+)-/);
      const before = await created();
      const after = await patched(before.id, name);
      const seen = { userName: after.userName, active: after.active, familyName: after.name.familyName, roles: after[EXTENSION].rolesString };
      const untouched = { userName: "ana.silva@contoso.com", active: true, familyName: "Silva", roles: "Agent" };
      assert.deepEqual(seen, { ...untouched, ...AFTER[change] });
      assert.equal((await ask("DELETE", `/Users/${before.id}`)).status, 204);
    });
  }
});
