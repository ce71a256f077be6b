// What the other languages give for a few users, so that the bench cannot rot between its runs.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { MEANINGS, read, workload } from "./meanings.mjs";
import { PEERS } from "./peers.mjs";
import { users } from "./users.mjs";

const person = (values) => ({
  mail: "ada.lovelace@contoso.com",
  IsSoftDeleted: "False",
  role: "Talkdesk Role 17",
  givenName: "Ada",
  surname: "Lovelace",
  mobile: "+1 (999) 888-7777",
  ...values,
});

const CASES = [
  [
    person({}),
    { a: "ada.lovelace@contoso.com", b: "True", c: "Role 17", d: "ada.lovelace@contoso.com", e: "+19998887777" },
  ],
  [
    person({ mail: "z@x", IsSoftDeleted: "True", role: "Auditor", givenName: "Zoë Ana", surname: "van Núñez", mobile: "5" }),
    { a: "z@x", b: "False", c: "Agent", d: "zoeana.vannunez@contoso.com", e: "5" },
  ],
  [
    person({ mail: "", IsSoftDeleted: "perhaps", role: "Talkdesk Role 0", givenName: "JÜRGEN", mobile: "( ) - 1" }),
    { a: "", b: "", c: "Role 0", d: "jurgen.lovelace@contoso.com", e: "1" },
  ],
];

for (const { name, meanings } of PEERS) {
  describe(name, () => {
    for (const { key, name: meaning } of MEANINGS) {
      const { run, cannot } = meanings[key];
      if (cannot) {
        test(`cannot say ${meaning}`, () => assert.equal(run, undefined));
        continue;
      }
      test(`says ${meaning}`, async () => {
        for (const [user, expected] of CASES) assert.equal(await run(user), expected[key]);
      });
    }
  });
}

test("the users are the same every time and differ from one another", () => {
  assert.deepEqual(users(), users());
  assert.equal(users().length, 1000);
  for (const name of ["mail", "surname"]) assert.equal(new Set(users().map((user) => user[name])).size, 1000);
});

test("a workload has a line for each expression and each user", () => {
  const lines = workload(users(3)).split("\n");
  assert.equal(lines[0], String(MEANINGS.length));
  assert.equal(lines.length, 1 + MEANINGS.length + 1 + 3);
  const header = lines[1 + MEANINGS.length].split("\t");
  assert.ok(header.includes("appRoleAssignments[]"));
  assert.equal(lines.at(-1).split("\t").length, header.length);
});

test("the users come out of a workload as they went in", () => {
  assert.deepEqual(read(workload(users(20))), users(20));
});
