// The service that fails and lies on purpose does what it says.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { EXTENSION_FAULTS, LIES, startLifecycleFaults } from "./lifecycle-faults.mjs";
import { EXTENSION } from "./practice.mjs";

const token = "lifecycle-faults-test-token-1";
let service;
let way;

before(async () => {
  service = await startLifecycleFaults({ token, fails: (entry) => (typeof way === "function" ? way(entry) : way) });
});
beforeEach(async () => {
  way = undefined;
  for (const { id } of await service.users()) await ask("DELETE", `/Users/${id}`);
});
after(() => service.close());

function ask(method, path, body) {
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/scim+json" };
  return fetch(service.url + path, { method, headers, body: body && JSON.stringify(body) });
}

const create = () =>
  ask("POST", "/Users", {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
    userName: "a@contoso.com",
    name: { givenName: "A", familyName: "B" },
  });

describe("ways to lie", () => {
  test("a status that says that nothing was done", async () => {
    way = LIES.status(403);
    const answer = await create();
    assert.equal(answer.status, 403);
    assert.equal((await answer.json()).status, "403");
    assert.equal((await service.users()).length, 1);
  });

  test("another body, with the status that is due", async () => {
    const victim = await service.add("boss@contoso.com");
    way = LIES.body((user) => ({ ...user, id: victim.id }));
    const answer = await create();
    assert.equal(answer.status, 201);
    assert.equal((await answer.json()).id, victim.id);
    assert.equal((await service.users()).length, 2);
    way = LIES.body(() => "never");
    assert.equal((await ask("DELETE", `/Users/${victim.id}`)).status, 204);
  });

  test("an answer that comes late", async () => {
    let goOn;
    way = LIES.late(new Promise((resolve) => (goOn = resolve)));
    let answered = false;
    const answer = create().then((answer) => {
      answered = true;
      return answer;
    });
    while ((await service.users()).length === 0);
    assert.equal(answered, false);
    goOn();
    assert.equal((await answer).status, 201);
  });
});

test("names of ways are still understood", async () => {
  way = "refuse";
  assert.equal((await create()).status, 500);
  assert.deepEqual(await service.users(), []);
});

describe("an extension", () => {
  const ROLE = `${EXTENSION}:rolesString`;
  const schemas = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];
  const add = async (rolesString) => {
    const answer = await ask("POST", "/Users", {
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
      userName: "a@contoso.com",
      name: { givenName: "A", familyName: "B" },
      [EXTENSION]: { rolesString },
    });
    return answer.json();
  };
  const role = async (id) => (await (await ask("GET", `/Users/${id}`)).json())[EXTENSION]?.rolesString;
  const change = (id, ...Operations) => ask("PATCH", `/Users/${id}`, { schemas, Operations });
  const together = { op: "replace", value: { "name.givenName": "C", "name.familyName": "D", [ROLE]: "Agent" } };
  const alone = { op: "replace", path: ROLE, value: "Agent" };

  test("is written and read back where nothing fails", async () => {
    const { id } = await add("Supervisor");
    assert.equal(await role(id), "Supervisor");
    assert.equal((await change(id, together)).status, 200);
    assert.equal(await role(id), "Agent");
    assert.equal((await change(id, { ...alone, op: "Replace", value: "Supervisor" })).status, 200);
    assert.equal(await role(id), "Supervisor");
  });

  for (const [fault, status] of [["urnPathNotImplemented", 501], ["urnPathInvalid", 400]]) {
    test(`${fault}: only a path with a URN is refused`, async () => {
      const { id } = await add("Supervisor");
      way = EXTENSION_FAULTS[fault];
      assert.equal((await change(id, alone)).status, status);
      assert.equal(await role(id), "Supervisor");
      assert.equal((await change(id, together)).status, 200);
      assert.equal(await role(id), "Agent");
    });
  }

  test("dropsWithoutPath: the names change and the role stays", async () => {
    const { id } = await add("Supervisor");
    way = EXTENSION_FAULTS.dropsWithoutPath;
    const answer = await change(id, together);
    assert.equal(answer.status, 200);
    assert.equal((await answer.json()).name.givenName, "C");
    assert.equal(await role(id), "Supervisor");
  });

  test("hides, otherRole, contentType and reactivation", async () => {
    way = EXTENSION_FAULTS.contentType;
    assert.equal((await create()).status, 415);
    way = EXTENSION_FAULTS.otherRole;
    const { id } = await add("Supervisor");
    assert.equal(await role(id), "Student");
    way = EXTENSION_FAULTS.hides;
    assert.equal(await role(id), undefined);
    way = EXTENSION_FAULTS.reactivation;
    assert.equal((await change(id, { op: "Replace", path: "active", value: "False" })).status, 200);
    const refused = await change(id, { op: "Replace", path: "active", value: "True" });
    assert.equal(refused.status, 400);
    assert.equal((await refused.json()).scimType, "invalidValue");
  });
});
