// The scripts that create the registration for the sign-in, run as an admin runs
// them, against a stand-in for Graph: one table of tests over both shells. The texts
// are those that the tests of the crate `sign-in` compare with what it makes.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, describe, test } from "node:test";
import { az } from "./scripts/az.mjs";
import { expectedAccess, GRAPH_APP_ID, NAME, newDirectory, PERMISSIONS, REDIRECT_URI, registration, scopes, TENANT_ID } from "./scripts/directory.mjs";
import { pwsh } from "./scripts/pwsh.mjs";
import { inHome } from "./scripts/run.mjs";
import { has } from "./scripts/shell.mjs";
import { closeWarm } from "./scripts/warm.mjs";

const folder = new URL("../../crates/sign-in/src/registration_script/golden/", import.meta.url);
const golden = (name) => readFileSync(new URL(name, folder), "utf8");

const common = { newTenant: newDirectory };
const clients = [
  { ...az, ...common, fileName: "scimdesk-registration.sh", golden: () => golden("registration.sh"), checkRequests: undefined, dry: /^Would: create the registration 'scimdesk sign-in'$/m, dryAdd: /^Would: add permissions/m, tries: 5 },
  { ...pwsh, ...common, fileName: "scimdesk-registration.ps1", golden: () => golden("registration.ps1"), dry: /^What if: .*"Create" on target "the registration 'scimdesk sign-in'"/m, dryAdd: /^What if: .*"Add permissions"/m, tries: 4 },
];

after(closeWarm);

describe("every registration script", () => {
  test("is sound bash", { skip: !has("bash", "--version") }, () => {
    const { status, stderr } = spawnSync("bash", ["-n"], { input: golden("registration.sh"), encoding: "utf8" });
    assert.equal(status, 0, stderr);
  });
  test("passes shellcheck", { skip: !has("shellcheck", "--version") && "shellcheck is not installed" }, () => {
    const { status, stdout } = spawnSync("shellcheck", ["-"], { input: golden("registration.sh"), encoding: "utf8" });
    assert.equal(status, 0, stdout);
  });
});

const writes = (home) => home.tenant.requests.filter(([method]) => method !== "GET");
const other = { resourceAppId: "11111111-0000-4000-8000-000000000001", resourceAccess: [{ id: "11111111-0000-4000-8000-000000000002", type: "Role" }] };
const application = { id: "11111111-0000-4000-8000-000000000003", type: "Role" };

for (const client of clients) {
  describe(`the registration script with ${client.name}`, { skip: client.skip, concurrency: 3 }, () => {
    const check = (name, body, change) => test(name, inHome(client, body, change));
    const consent = (id) => `Admin consent: https://login.microsoftonline.com/${TENANT_ID}/adminconsent?client_id=${id}`;

    check("creates the registration once", async (home) => {
      const first = await home.run("all", { alone: true });
      assert.equal(first.code, 0, first.output);
      const [made] = home.tenant.applications;
      assert.deepEqual(made, registration());
      for (const line of ["Registration: created", `Tenant ID: ${TENANT_ID}`, `Client ID: ${made.appId}`, consent(made.appId), "Done"]) {
        assert.ok(first.output.split(/\r?\n/).includes(line), `${line}: ${first.output}`);
      }
      assert.deepEqual(writes(home).map(([method, path]) => `${method} ${path}`), ["POST /applications"]);
      const second = await home.run();
      assert.equal(second.code, 0, second.output);
      assert.match(second.output, /^Registration: already exists\r?$/m);
      assert.ok(second.output.includes(`Client ID: ${made.appId}`));
      assert.deepEqual(writes(home), []);
      assert.equal(home.tenant.applications.length, 1);
    });

    check("changes nothing in a dry run", async (home) => {
      const { code, output } = await home.run("all", { dryRun: true });
      assert.equal(code, 0, output);
      assert.match(output, client.dry);
      assert.doesNotMatch(output, /Client ID/);
      assert.deepEqual(writes(home), []);
    });

    check("a dry run shows permissions that it would add", async (home) => {
      home.tenant.applications.push(registration({ requiredResourceAccess: [] }));
      const { code, output } = await home.run("all", { dryRun: true });
      assert.equal(code, 0, output);
      assert.match(output, client.dryAdd);
      assert.deepEqual(writes(home), []);
    });

    // What is in the tenant before, and the permissions of the first registration after.
    for (const [what, access, expected] of [
      ["no permissions", [], [expectedAccess]],
      ["no list of permissions", undefined, [expectedAccess]],
      ["some permissions", [{ ...expectedAccess, resourceAccess: expectedAccess.resourceAccess.slice(0, 2) }], [expectedAccess]],
      ["other permissions", [other, { resourceAppId: GRAPH_APP_ID, resourceAccess: [application] }], [other, { resourceAppId: GRAPH_APP_ID, resourceAccess: [application, ...expectedAccess.resourceAccess] }]],
    ]) {
      check(`adds only what is missing to a registration with ${what}`, async (home) => {
        const before = registration({ requiredResourceAccess: access });
        home.tenant.applications.push(structuredClone(before));
        const { code, output } = await home.run();
        assert.equal(code, 0, output);
        assert.match(output, /^Registration: already exists, permissions added\r?$/m);
        assert.deepEqual(writes(home).map(([method]) => method), ["PATCH"]);
        assert.deepEqual(home.tenant.applications, [{ ...before, requiredResourceAccess: expected }]);
      });
    }

    for (const [what, change] of [
      ["another address", { spa: { redirectUris: [`${REDIRECT_URI}x`] } }],
      ["the address in another case", { spa: { redirectUris: [REDIRECT_URI.replace("scimdesk/", "Scimdesk/")] } }],
      ["no address", { spa: null }],
      ["another name", { displayName: `${NAME} 2` }],
    ]) {
      check(`leaves a registration with ${what} alone`, async (home) => {
        const before = registration({ id: "11111111-0000-4000-8000-000000000009", ...change });
        home.tenant.applications.push(structuredClone(before));
        const { code, output } = await home.run();
        assert.equal(code, 0, output);
        assert.match(output, /^Registration: created\r?$/m);
        assert.equal(home.tenant.applications.length, 2);
        assert.deepEqual(home.tenant.applications[0], before);
      });
    }

    check("keeps the other addresses of its registration", async (home) => {
      const spa = { redirectUris: ["http://localhost:8080/", REDIRECT_URI] };
      home.tenant.applications.push(registration({ spa }));
      const { code, output } = await home.run();
      assert.equal(code, 0, output);
      assert.deepEqual(writes(home), []);
    });

    check("finds it on a later page", async (home) => {
      home.tenant.pageSize = 1;
      home.tenant.applications.push(registration({ id: "11111111-0000-4000-8000-000000000009", spa: { redirectUris: [] } }), registration());
      const { code, output } = await home.run();
      assert.equal(code, 0, output);
      assert.equal(home.count("GET", /^\/applications/), 2);
      assert.deepEqual(writes(home), []);
    });

    // Each stops with one sentence, and changes nothing.
    for (const [what, prepare, sentence] of [
      ["the address is on the platform Web", (tenant) => tenant.applications.push(registration({ web: { redirectUris: [REDIRECT_URI] }, spa: { redirectUris: [] } })), /on another platform\. Move it to Single-page application/],
      ["the address is that of a public client", (tenant) => tenant.applications.push(registration({ publicClient: { redirectUris: [REDIRECT_URI] } })), /on another platform/],
      ["there are two", (tenant) => tenant.applications.push(registration(), registration({ id: "11111111-0000-4000-8000-000000000009" })), /several registrations/],
      ["it is for all tenants", (tenant) => tenant.applications.push(registration({ signInAudience: "AzureADMultipleOrgs" })), /not for this tenant only/],
      ["Graph lacks a permission", (tenant) => (tenant.scopes = scopes.filter((one) => one.value !== PERMISSIONS[3])), /no permission Directory\.Read\.All in this tenant/],
      ["the account lacks the permission", (tenant) => tenant.failures.push({ method: "GET", path: /^\/applications/, status: 403 }), /does not have permission for the search for the registration/],
      ["the sign-in is over", (tenant) => tenant.failures.push({ method: "GET", path: /^\/service/, status: 401 }), /does not accept the sign-in/],
      ["Graph fails", (tenant) => tenant.failures.push({ method: "GET", path: /^\/applications/, status: 500 }), /did not carry out the search/],
      ["there is no response", (tenant) => tenant.failures.push({ method: "GET", path: /^\/applications/, status: 0 }), /Check the connection/],
      ["the list is missing", (tenant) => (tenant.change = (_, path) => (path === "/applications" ? {} : undefined)), /does not have the format/],
      ["the next page is elsewhere", (tenant) => (tenant.change = (_, path, json) => (path === "/applications" ? { ...json, "@odata.nextLink": "https://evil.example/v2/applications" } : undefined)), /outside Microsoft Graph/],
      ["an id is an address", (tenant) => (tenant.change = (_, path, json) => void (path.startsWith("/service") && (json.oauth2PermissionScopes[1].id = "../users"))), /(no usable id|does not have the format)/],
    ]) {
      check(`stops where ${what}`, async (home) => {
        prepare(home.tenant);
        const { code, stderr } = await home.run();
        assert.equal(code, 1);
        assert.match(stderr, sentence);
        assert.deepEqual(writes(home), []);
      });
    }

    check("waits where Graph is busy", async (home) => {
      home.tenant.failures.push({ method: "GET", path: /^\/applications/, status: 429, times: 2 });
      const { code, output } = await home.run();
      assert.equal(code, 0, output);
      assert.equal(home.count("GET", /^\/applications/), 3);
    });

    check("gives up where Graph stays busy", async (home) => {
      home.tenant.failures.push({ method: "GET", path: /^\/applications/, status: 429, times: 100 });
      const { code, stderr } = await home.run();
      assert.equal(code, 1);
      assert.match(stderr, /busy during the search for the registration/);
      assert.equal(home.count("GET", /^\/applications/), client.tries);
    });

    check("finds what it created in spite of an error", async (home) => {
      home.tenant.failures.push({ method: "POST", path: /^\/applications$/, status: 500, times: 1, done: true });
      const first = await home.run();
      assert.equal(first.code, 1);
      assert.equal(home.count("POST", /./), 1);
      const second = await home.run();
      assert.equal(second.code, 0, second.output);
      assert.equal(home.tenant.applications.length, 1);
    });

    check("prints a hostile name as one line and runs nothing of it", async (home) => {
      home.tenant.failures.push({ method: "POST", path: /^\/applications$/, status: 400, error: { message: "no\n$(touch HACKED)\u001b[2J`touch HACKED`" } });
      const { code, output } = await home.run();
      assert.equal(code, 1);
      assert.ok(!output.includes("\u001b"), output);
    });
  });
}

describe("the registration script without a sign-in", () => {
  test("bash says so", { skip: az.skip }, inHome({ ...clients[0], invocation: (options) => { const made = az.invocation(options); return { ...made, env: { ...made.env, SIGNED_OUT: "1" } }; } }, async (home) => {
    const { code, stderr } = await home.run();
    assert.equal(code, 1);
    assert.match(stderr, /not signed in\. Run az login/);
    assert.deepEqual(home.tenant.requests, []);
  }));
  test("PowerShell says so", { skip: pwsh.skip }, inHome({ ...clients[1], invocation: (options) => { const made = pwsh.invocation(options); return { ...made, env: { ...made.env, GRAPH_SIGN_IN: "fails" } }; } }, async (home) => {
    const { code, stderr } = await home.run();
    assert.equal(code, 1);
    assert.match(stderr, /the sign-in failed \(User canceled authentication/);
    assert.deepEqual(home.tenant.requests, []);
  }));
  test("PowerShell asks for one permission", { skip: pwsh.skip }, inHome(clients[1], async (home) => {
    await home.run();
    assert.match(readFileSync(home.place.record, "utf8"), /^Connect-MgGraph Application\.ReadWrite\.All$/m);
  }));
});
