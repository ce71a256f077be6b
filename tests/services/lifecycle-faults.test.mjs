// The service that fails and lies on purpose does what it says.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { LIES, startLifecycleFaults } from "./lifecycle-faults.mjs";

const token = "lifecycle-faults-test-token-1";
let service;
let way;

before(async () => {
  service = await startLifecycleFaults({ token, fails: () => way });
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
