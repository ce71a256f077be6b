// Status codes at each request, and what may be sent again.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inHome, token } from "./run.mjs";

// Every request of a full setup, in its order: [method, decoded path].
const requests = [
  ["GET", /^\/servicePrincipals$/],
  ["POST", /\/instantiate$/],
  ["GET", /\/synchronization\/templates$/],
  ["GET", /\/synchronization\/jobs$/],
  ["POST", /\/synchronization\/jobs$/],
  ["GET", /\/schema$/],
  ["POST", /\/validateCredentials$/],
  ["PUT", /\/secrets$/],
  ["POST", /\/parseExpression$/],
  ["PUT", /\/schema$/],
  ["GET", /^\/servicePrincipals\/[^/]+$/],
  ["GET", /\/appRoleAssignedTo$/],
  ["GET", /^\/users\//],
  ["POST", /\/appRoleAssignedTo$/],
  ["GET", /\/synchronization\/jobs\/[^/]+$/],
  ["POST", /\/start$/],
];
const statuses = [400, 401, 403, 404, 409, 500];

// Two statuses at each request, so that each status comes to many of them.
const refusals = requests.flatMap(([method, path], at) => [0, 3].map((step) => [statuses[(at + step) % statuses.length], method, path]));

// What such a status at a request means is tested elsewhere: a user is not
// found, a new object is not there yet, an object may have been created.
const elsewhere = (status, method, path) =>
  String(path).includes("users") || (status === 404 && method === "GET" && /templates|schema/.test(path)) || (status === 500 && method === "POST" && /instantiate|jobs\$/.test(path));

/** The first refusal of each status with a body in the request and without one, as the Azure CLI reports them. */
const reportedByAz = (all) => {
  const kind = ([status, method]) => `${status} ${method !== "GET"}`;
  return all.filter((one, at) => all.findIndex((other) => kind(other) === kind(one)) === at);
};

export function statusTable(client) {
  const here = (body, change) => inHome(client, body, change);
  const withUser = (home) => home.write("users.csv", "ana@contoso.com\n");

  const due = refusals.filter((one) => !elsewhere(...one));
  // The scripts with az and curl do the same with a status, once they have it.
  for (const [status, method, path] of client.name === "az" ? reportedByAz(due) : due) {
    test(`status ${status} at ${method} ${path.source.replaceAll("\\", "")}`, here(async (home) => {
      withUser(home);
      home.tenant.failures = [{ method, path, status }];
      const { code, output, waits } = await home.run("all");
      assert.equal(code, 1, output);
      assert.deepEqual(waits, [], output);
      // A message about credentials may repeat them.
      if (!/validate|secrets/.test(path)) assert.match(output, new RegExp(`status ${status}: It is ${status}\\.`));
      const last = home.tenant.requests.at(-1);
      if (!/appRoleAssignedTo/.test(path)) assert.ok(last[0] === method && path.test(decodeURIComponent(last[1].split("?")[0])), `nothing follows: ${last}`);
      if (client.name !== "az" && status === 401) assert.match(output, /token|sign/);
    }));
  }

  test("asks again after 429 at every request, as long as Retry-After says", here(async (home) => {
    withUser(home);
    home.tenant.failures = requests.map(([method, path]) => ({ method, path, status: 429, times: 1, headers: { "retry-after": "7" } }));
    const { code, output, waits } = await home.run("all");
    assert.equal(code, 0, output);
    assert.equal(home.tenant.failures.filter((one) => one.times > 0).length, 0);
    // The Azure CLI does not show headers.
    assert.deepEqual(waits, requests.map(() => (client.name === "az" ? 5 : 7)));
    assert.match(output, /^Microsoft Graph is busy \(status 429\)\. Waiting [57] seconds\r?$/m);
    assert.equal(home.tenant.apps.length + home.tenant.jobs.length, 2);
    assert.equal(home.tenant.assigned.length, 2);
  }));

  test("asks again after 503 at every request, and creates nothing twice", here(async (home) => {
    withUser(home);
    home.tenant.failures = requests.map(([method, path]) => ({ method, path, status: 503, times: 1, done: true }));
    const { code, output } = await home.run("all");
    assert.equal(code, 0, output);
    assert.equal(home.tenant.apps.length + home.tenant.jobs.length, 2);
    assert.match(output, /^Users: 1 assigned, 0 already assigned, 0 not found, 0 failed/m);
    assert.match(output, /^Microsoft Graph is busy \(status 503\)\. Waiting 5 seconds/m);
  }));

  for (const status of [500, 503, 0]) {
    test(`looks for an application whose creation ended with status ${status} before it creates another`, here(async (home) => {
      home.tenant.failures = [{ method: "POST", path: /\/instantiate$/, status, times: 1 }];
      await home.run("bare-all");
      const log = home.tenant.requests.map(([method, path]) => `${method} ${path.split("?")[0]}`);
      const posts = log.flatMap((one, at) => (one.endsWith("/instantiate") ? [at] : []));
      for (const [at, post] of posts.entries()) {
        if (at > 0) assert.ok(log.slice(posts[at - 1], post).includes("GET /servicePrincipals"), log.join("\n"));
      }
      const again = await home.run("bare-all");
      assert.equal(again.code, 0, again.output);
      assert.equal(home.tenant.apps.length, 1);
    }));
  }

  test("waits 5, 10, 20, 40 and 80 seconds, and then stops", here(async (home) => {
    home.tenant.failures = [{ method: "GET", path: /\/synchronization\/jobs$/, status: 429 }];
    const { code, output, waits } = await home.run("bare-all");
    assert.equal(code, 1, output);
    assert.deepEqual(waits, [5, 10, 20, 40, 80]);
    assert.match(output, /Stopped: .*status 429/);
  }));

  test("waits for new objects, and only while they are not found", here(async (home) => {
    home.tenant.lagAfterCreation = 2;
    const { code, output, waits } = await home.run("bare-all");
    assert.equal(code, 0, output);
    assert.deepEqual(waits, [5, 5, 5, 5]);
    assert.match(output, /^Waiting for Entra \(2 of 12\)/m);
    home.tenant.apps.length = home.tenant.jobs.length = 0;
    home.tenant.lagAfterCreation = 99;
    const never = await home.run("bare-all");
    assert.equal(never.code, 1);
    assert.equal(never.waits.length, 12);
    assert.match(never.output, /Stopped: the new application did not appear/);
  }));

  test("stops at a rejected token, and changes nothing after it", here(async (home) => {
    home.tenant.badToken = token;
    const { code, output } = await home.run("all");
    assert.equal(code, 1);
    assert.match(output, /^Stopped: Entra reports that Talkdesk rejected the token or the Tenant URL \(InvalidCredentials\)\. Check both and run the script again\./m);
    assert.equal(home.count("PUT", /./), 0);
  }));

  test("stops at a rejected expression and at several applications", here(async (home) => {
    home.tenant.refused = 'Switch([IsSoftDeleted], , "False", "True", "True", "False")';
    const refused = await home.run("all");
    assert.match(refused.output, /Stopped: Entra rejects the expression [^\n]*No\./);
    assert.equal(home.count("PUT", /\/schema$/), 0);
    home.tenant.apps.push({ id: "2", displayName: "Talkdesk" });
    const several = await home.run("all");
    assert.match(several.output, /Stopped: several applications have this name/);
    assert.deepEqual(home.writes, []);
  }));

  test("rejects a token that cannot be sent, without showing it", here(async (home) => {
    for (const typed of ["Bearer token-2", "token-2\u00e9"]) {
      const { code, output } = await home.run("all", { token: typed });
      assert.equal(code, 1, output);
      assert.match(output, /^Stopped: this token cannot be used: /m);
      assert.ok(!output.includes("token-2"), output);
      assert.equal(home.count("POST", /validateCredentials/) + home.count("PUT", /./), 0);
    }
  }));

  test("prints no secret when it is traced", here(async (home) => {
    withUser(home);
    const { code, output } = await home.run("all", { debug: true, alone: true });
    assert.equal(code, 0, output);
    assert.equal(home.tenant.secrets[1].value, token);
  }));
}
