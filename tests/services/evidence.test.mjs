// The scripts that collect evidence, run as an admin runs them, in PowerShell and in bash with the
// Azure CLI, against a stand-in for Graph. The texts are those that the tests of the crate `evidence`
// compare with what it makes, and the file that they write is read by its tests too.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { newTenant, serveGraph } from "./graph.mjs";
import { az } from "./scripts/az.mjs";
import { pwsh } from "./scripts/pwsh.mjs";
import { runOnce } from "./scripts/run.mjs";
import { has } from "./scripts/shell.mjs";
import { closeWarm } from "./scripts/warm.mjs";

const golden = (name) => readFileSync(new URL(`../../crates/evidence/src/pack/golden/${name}`, import.meta.url), "utf8");
const stored = new URL("../../crates/evidence/tests/packs/collected.json", import.meta.url);
const app = "1f6c0d53-0000-4a6e-9a54-6f7d2f3c0001";
const job = "scim.9b0cfe0d5d9a4c02b6a05a0c6a1f0002.x";
const secret = "eyJ-secret-token-1";
const role = "1b4f816e-5eaf-48b9-8613-7923830595ad";

/** A tenant in which everything is set up. */
function tenantWithAll() {
  const tenant = newTenant();
  tenant.apps = [{ id: app, appId: "5b0d6a1e-7f8e-4f0c-8f0e-2a4c9d3b0003", displayName: "Talkdesk SCIM App", applicationTemplateId: "8adf8e6e-67b2-4cf2-a259-e3dc5476c621" }];
  tenant.jobs = [{ id: job, templateId: "scim", schedule: { state: "Active" }, status: { code: "Active", quarantine: null, lastRun: "2026-11-30T14:00:00.1234567Z" } }];
  tenant.schema.id = job;
  tenant.listedSecrets = [
    { key: "BaseAddress", value: "*" }, { key: "SecretToken", value: "*" },
    { key: "SyncNotificationSettings", value: '{"Enabled":true,"Recipients":"it@contoso.com","DeleteThresholdEnabled":true,"DeleteThresholdValue":500}' },
  ];
  const assignment = (principalType, name) => ({ principalType, appRoleId: role, resourceId: app, principalDisplayName: name });
  tenant.assigned = [assignment("User", "Ana Silva"), assignment("User", "Ben Okafor"), assignment("Group", "Agents of Porto")];
  tenant.log = [1, 2, 3].map((minute) => ({
    id: `e${minute}`, activityDateTime: `2026-11-30T14:0${minute}:00Z`, jobId: job, cycleId: "cycle-1", provisioningAction: "create",
    provisioningStatusInfo: { status: "success", errorInformation: null },
    sourceIdentity: { displayName: "Ana Silva" }, modifiedProperties: [{ displayName: "userName", newValue: "ana@contoso.com" }],
    provisioningSteps: [{ name: "EntryExportAdd", status: "success", details: { ReportableIdentifier: "ana@contoso.com" } }],
  }));
  tenant.change = (method, path, json) => (json.value || json.appRoles ? { "@odata.context": `https://graph.microsoft.com/v1.0/$metadata#${context(path)}`, ...json } : json);
  return tenant;
}

function context(path) {
  if (path.endsWith("/jobs") || path.endsWith("/secrets")) return path.slice(1).replace(`servicePrincipals/${app}`, `servicePrincipals('${app}')`);
  return path.includes("appRoleAssignedTo") ? "appRoleAssignments" : path.slice(1);
}

after(closeWarm);

/** Runs a script in a folder of its own. */
async function collect(client, change = () => {}, { name = "plain", alone = false, ...options } = {}) {
  const tenant = tenantWithAll();
  change(tenant);
  const server = await serveGraph(tenant);
  const home = mkdtempSync(join(tmpdir(), "evidence-"));
  const place = { home, temp: join(home, "tmp"), record: join(home, "record"), waits: join(home, "waits"), tenant };
  const folder = join(home, "here");
  for (const one of [place.temp, folder]) mkdirSync(one);
  writeFileSync(place.record, "");
  try {
    await client.prepare(place);
    const end = client === az ? "sh" : "ps1";
    const path = join(home, `scimdesk-evidence.${end}`);
    const text = golden(`${name}.${end}`);
    writeFileSync(path, client.adapt?.(text, tenant) ?? text);
    let output = "";
    const start = (!alone && client.runWarm) || runOnce;
    const code = await start({ ...client.invocation({ path, ...options, ...place }), stdin: "", folder }, (_stream, part) => (output += part));
    const file = join(folder, "scimdesk-evidence.json");
    const json = existsSync(file) ? readFileSync(file, "utf8") : undefined;
    assert.deepEqual(readdirSync(folder), json ? ["scimdesk-evidence.json"] : [], "no text ran as a command");
    assert.deepEqual(readdirSync(place.temp), [], "no temporary file is left");
    const writes = tenant.requests.filter(([method]) => method !== "GET");
    assert.deepEqual(writes, [], "it only reads");
    return { code, output, json, pack: json && JSON.parse(json), tenant };
  } finally {
    server.close();
    server.closeAllConnections();
    rmSync(home, { recursive: true, force: true });
  }
}

const statuses = ({ pack }) => Object.fromEntries(pack.responses.map(({ kind, status }) => [kind, status]));
const body = ({ pack }, kind) => pack.responses.find((one) => one.kind === kind).body;
const all = { application: 200, configured: 200, credentials: 200, mappings: 200, appRoles: 200, usersAssigned: 200, healthy: 200 };

describe("every script that collects evidence", () => {
  for (const name of ["plain.sh", "hostile.sh"]) {
    test(`${name} is sound bash`, { skip: !has("bash", "--version") }, () => {
      const { status, stderr } = spawnSync("bash", ["-n"], { input: golden(name), encoding: "utf8" });
      assert.equal(status, 0, stderr);
    });
    test(`${name} passes shellcheck`, { skip: !has("shellcheck", "--version") && "shellcheck is not installed" }, () => {
      const { status, stdout } = spawnSync("shellcheck", ["-"], { input: golden(name), encoding: "utf8" });
      assert.equal(status, 0, stdout);
    });
  }
});

for (const client of [az, pwsh]) {
  describe(`evidence with ${client.name}`, { skip: client.skip, concurrency: 2 }, () => {
    test("collects all responses into one file that has nothing private", async () => {
      const run = await collect(client, () => {}, { alone: true });
      assert.equal(run.code, 0, run.output);
      assert.match(run.output, /^Done: 7 of 7 responses are in scimdesk-evidence\.json\r?$/m);
      assert.equal(run.pack.scimdeskEvidence, 1);
      assert.match(run.pack.collectedAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      assert.ok(Math.abs(Date.parse(run.pack.collectedAt) - Date.now()) < 120_000);
      assert.deepEqual(statuses(run), all);
      for (const text of ["Ana", "Ben", "Porto", "ana@contoso.com"]) assert.ok(!run.json.includes(text), `${text} is in the file`);
      assert.equal(body(run, "usersAssigned").value.length, 3, "all pages");
      assert.equal(body(run, "healthy").value.length, 3, "all pages");
      assert.equal(body(run, "usersAssigned")["@odata.nextLink"], undefined);
      assert.deepEqual(body(run, "mappings"), run.tenant.schema, "the schema is as Graph sent it");
      assert.equal(body(run, "configured").value[0].status.lastRun, "2026-11-30T14:00:00.1234567Z", "no text becomes a date");
      const pack = { ...run.pack, collectedAt: "2026-11-30T15:00:00.000Z" };
      if (process.env.UPDATE_GOLDEN) writeFileSync(stored, `${JSON.stringify(pack, null, 1)}\n`);
      assert.deepEqual(pack, JSON.parse(readFileSync(stored, "utf8")), "both clients write what the crate's tests read");
    });

    test("no visible value of a secret gets into the file, its output or the debug output", async () => {
      const run = await collect(client, (tenant) => {
        tenant.listedSecrets[1].value = secret;
        tenant.listedSecrets.push({ key: "Password", value: secret }, { key: "syncnotificationsettings", value: secret }, { key: "AppKey", value: "" }, { key: "Domain" });
      }, { debug: client === pwsh, alone: true });
      assert.equal(run.code, 0, run.output);
      assert.ok(!run.json.includes(secret));
      if (client === pwsh) assert.ok(!run.output.includes(secret), run.output);
      const values = body(run, "credentials").value.map(({ key, value }) => [key, value]);
      assert.deepEqual(values.filter(([key]) => key !== "SyncNotificationSettings"), [
        ["BaseAddress", "*"], ["SecretToken", "*"], ["Password", "*"], ["syncnotificationsettings", "*"], ["AppKey", ""], ["Domain", ""],
      ]);
    });

    for (const [title, failure, expected] of [
      ["a permission that is missing", { path: /\/auditLogs/, status: 403 }, { healthy: 403 }],
      ["an error of the service", { path: /\/secrets$/, status: 500 }, { credentials: 500 }],
      ["a connection that ends", { path: /\/schema$/, status: 0 }, { mappings: 0 }],
      ["an app without a registration", { path: /^\/applications/, status: 404 }, { appRoles: 404 }],
      ["jobs that cannot be read", { path: /\/jobs$/, status: 403 }, { configured: 403, mappings: 0, healthy: 0 }],
      ["applications that cannot be read", { path: /^\/servicePrincipals$/, status: 403 }, { application: 403, configured: 0, credentials: 0, mappings: 0, usersAssigned: 0, healthy: 0, appRoles: undefined }],
    ]) {
      test(`${title} is recorded, and the others are collected`, async () => {
        const run = await collect(client, (tenant) => tenant.failures.push({ method: "GET", times: Infinity, ...failure }));
        assert.equal(run.code, 0, run.output);
        const due = Object.fromEntries(Object.entries({ ...all, ...expected }).filter(([, status]) => status !== undefined));
        assert.deepEqual(statuses(run), due, run.output);
        const [kind, status] = Object.entries(expected)[0];
        if (status > 0) assert.deepEqual(Object.keys(body(run, kind)), ["error"]);
        assert.ok(!run.json.includes("request-id"));
      });
    }

    test("a list that ends in the middle says so", async () => {
      const run = await collect(client, (tenant) => {
        tenant.failures.push({ method: "GET", path: /\/auditLogs/, status: 500, times: Infinity });
        tenant.failures[0].path = { test: (path) => path.includes("/auditLogs") && tenant.requests.at(-1)[1].includes("skip") };
      });
      assert.equal(run.code, 0, run.output);
      assert.equal(body(run, "healthy").value.length, 2);
      assert.ok(body(run, "healthy")["@odata.nextLink"]);
    });

    test("several applications of the name need an ID", async () => {
      const two = (tenant) => tenant.apps.push({ ...tenant.apps[0], id: "another" });
      const run = await collect(client, two);
      assert.equal(statuses(run).configured, 0);
      assert.equal(body(run, "configured").error.code, "ApplicationNotKnown");
      assert.deepEqual(statuses(await collect(client, two, { servicePrincipal: app })), all);
    });

    test("an ID that is none never gets into an address", async () => {
      const run = await collect(client, (tenant) => {
        tenant.jobs[0].id = "../../users";
      });
      assert.equal(statuses(run).mappings, 0);
      assert.ok(run.tenant.requests.every(([, path]) => !path.includes("users")), String(run.tenant.requests));
    });

    test("a hostile name is data", async () => {
      const run = await collect(client, () => {}, { name: "hostile" });
      assert.equal(run.code, 0, run.output);
      assert.equal(statuses(run).application, 200);
      assert.deepEqual(body(run, "application").value, []);
      const [, path] = run.tenant.requests[0];
      const filter = new URL(path, "http://a").searchParams.get("$filter");
      assert.match(filter, /^displayName eq 'it''s "Bob" \$\(touch HACKED\) `touch HACKED` \$HOME %PATH% ’typographic‘ \\ é😀\nPLAN\n''@\n@PLAN@ @SCOPES@ & #'$/);
    });
  });
}

test("PowerShell asks for permissions that the table of requests has", { skip: pwsh.skip }, () => {
  const [, scopes] = /Scopes = (.*) \}/.exec(golden("plain.ps1"));
  assert.equal(scopes, "'Application.Read.All', 'Synchronization.ReadWrite.All', 'AuditLog.Read.All', 'Directory.Read.All'");
});
