import assert from "node:assert/strict";
import { request as requestSecurely } from "node:https";
import { after, describe, test } from "node:test";
import { startLogin } from "./login.mjs";
import { askGraph, goToLogin, newAttempt, ORIGIN, redeem, REDIRECT_URI, returned, signIn } from "./login/client.mjs";
import { APP_ID, JOB_ID, PILOT_ID, SERVICE_PRINCIPAL_ID } from "./login/tenant.mjs";

const services = [];
after(() => Promise.all(services.map((service) => service.close())));

async function start(options) {
  const clock = { time: 1_790_000_000_000 };
  const service = await startLogin({ redirectUris: [REDIRECT_URI], mode: "sign-in", now: () => clock.time, ...options });
  services.push(service);
  return Object.assign(service, { clock });
}

const token = async (service, ...scopes) => (await signIn(service, scopes)).json.access_token;

const principal = `/servicePrincipals/${SERVICE_PRINCIPAL_ID}`;
const job = `${principal}/synchronization/jobs/${JOB_ID}`;
const onDemand = { method: "POST", body: { parameters: [{ ruleId: "", subjects: [{ objectId: PILOT_ID, objectTypeName: "User" }] }] } };

// Each call of the evidence: its least permissions, others that do not do, and what it says.
const CALLS = [
  [`/servicePrincipals?$filter=displayName eq 'Talkdesk'&$select=id`, ["Application.Read.All"], ["Synchronization.Read.All"], (body) => body.value[0].applicationTemplateId, "8adf8e6e-67b2-4cf2-a259-e3dc5476c621"],
  [`/servicePrincipals?$filter=displayName eq 'O''Hara'`, ["Application.Read.All"], ["User.Read"], (body) => body.value.length, 0],
  [principal, ["Application.Read.All"], ["AuditLog.Read.All"], (body) => body.displayName, "Talkdesk"],
  [`/applications(appId='${APP_ID}')?$select=appId,appRoles`, ["Application.Read.All"], ["User.Read"], (body) => body.appRoles.map((role) => role.value), [null, null, "agent"]],
  [`${principal}/appRoleAssignedTo?$top=999`, ["Application.Read.All"], ["User.Read"], (body) => body.value.length, 2],
  [`${principal}/synchronization/jobs`, ["Synchronization.Read.All"], ["Application.Read.All"], (body) => body.value[0].templateId, "scim"],
  [`${principal}/synchronization/templates`, ["Synchronization.Read.All"], ["Application.Read.All"], (body) => body.value[0].id, "scim"],
  [job, ["Synchronization.Read.All"], ["Application.Read.All"], (body) => body.status.code, "Active"],
  [`${job}/schema`, ["Synchronization.Read.All"], ["Application.Read.All"], (body) => body.synchronizationRules.length > 0, true],
  [`${principal}/synchronization/secrets`, ["Synchronization.ReadWrite.All"], ["Synchronization.Read.All"], (body) => body.value.find((one) => one.key === "SecretToken").value, "*"],
  [`/auditLogs/provisioning?$filter=jobId eq '${JOB_ID}'`, ["AuditLog.Read.All", "Directory.Read.All"], ["AuditLog.Read.All"], (body) => body.value.length, 2],
  [`/auditLogs/provisioning?$filter=jobId eq 'other'`, ["AuditLog.Read.All", "Directory.Read.All"], ["Directory.Read.All"], (body) => body.value.length, 0],
  ["/users/ana@contoso.com", ["Directory.Read.All"], ["User.Read"], (body) => body.id, PILOT_ID],
];

describe("Graph", () => {
  for (const [path, scopes, others, read, expected] of CALLS) {
    test(`GET ${path.replaceAll(SERVICE_PRINCIPAL_ID, "ID")} needs ${scopes.join(" and ")}`, async () => {
      const refused = await start();
      const lacking = await askGraph(refused, await token(refused, ...others), path);
      assert.equal(lacking.status, 403);
      assert.match(lacking.json.error.code, path.startsWith("/auditLogs") ? /^Authentication_MSGraphPermissionMissing$/ : /^Authorization_RequestDenied$/);
      assert.match(lacking.json.error.innerError["request-id"], /^[0-9a-f-]{36}$/);
      const service = await start();
      const { status, headers, json } = await askGraph(service, await token(service, ...scopes), path);
      assert.equal(status, 200);
      assert.equal(headers.get("Access-Control-Allow-Origin"), "*");
      assert.deepEqual(read(json), expected);
    });
  }

  test("refuses an account that lacks the role, whatever its token has", async () => {
    const service = await start();
    service.tenant.roleLacks.add("Synchronization.Read.All");
    assert.equal((await askGraph(service, await token(service, "Synchronization.Read.All"), job)).status, 403);
  });

  test("refuses the secrets to an account without the role to write, and reads the jobs", async () => {
    const service = await start();
    service.tenant.roleLacks.add("Synchronization.ReadWrite.All");
    const made = await token(service, "Synchronization.Read.All", "Synchronization.ReadWrite.All");
    assert.equal((await askGraph(service, made, `${principal}/synchronization/secrets`)).status, 403);
    assert.equal((await askGraph(service, made, `${principal}/synchronization/jobs`)).status, 200);
  });

  for (const [what, change, message] of [
    ["no token", () => undefined, /empty/],
    ["a made-up token", () => "a.b.c", /Signature/],
    ["a changed token", (made) => `${made.slice(0, -2)}${made.endsWith("AA") ? "BB" : "AA"}`, /Signature/],
    ["the ID token", (_, { id_token }) => id_token, /audience/],
  ]) {
    test(`refuses ${what}`, async () => {
      const service = await start();
      const { json } = await signIn(service, ["Synchronization.Read.All"]);
      const { status, json: body, headers } = await askGraph(service, change(json.access_token, json), job);
      assert.equal(status, 401);
      assert.equal(body.error.code, "InvalidAuthenticationToken");
      assert.match(body.error.message, message);
      assert.match(headers.get("WWW-Authenticate"), /^Bearer/);
    });
  }

  test("refuses the token of another tenant", async () => {
    const service = await start();
    const exp = service.clock.time / 1000 + 10;
    const made = (tid) => service.issuer.issue({ aud: "00000003-0000-0000-c000-000000000000", tid, exp, scp: "Synchronization.Read.All" });
    assert.equal((await askGraph(service, made(service.tenantId), job)).status, 200);
    assert.equal((await askGraph(service, made("0badc0de-0000-4000-8000-000000000099"), job)).status, 401);
  });

  for (const [seconds, status] of [[3598, 200], [3599, 401]]) {
    test(`a token of ${seconds} s gets ${status}`, async () => {
      const service = await start();
      const made = await token(service, "Synchronization.Read.All");
      service.clock.time += seconds * 1000;
      assert.equal((await askGraph(service, made, job)).status, status);
    });
  }

  test("refuses the token of a code that was replayed", async () => {
    const service = await start();
    const attempt = newAttempt(service);
    const { code } = returned(await goToLogin(service, attempt));
    const { json } = await redeem(service, attempt, code);
    assert.equal((await askGraph(service, json.access_token, job)).status, 200);
    await redeem(service, attempt, code);
    assert.match((await askGraph(service, json.access_token, job)).json.error.message, /revoked/);
  });

  test("has pages, whose addresses need the token too", async () => {
    const service = await start();
    const made = await token(service, "AuditLog.Read.All", "Directory.Read.All");
    const ids = [];
    let next = `/auditLogs/provisioning?$filter=jobId eq '${JOB_ID}'&$top=2`;
    const sizes = [];
    while (next) {
      const { json } = await askGraph(service, made, next);
      sizes.push(json.value.length);
      ids.push(...json.value.map((one) => one.id));
      next = json["@odata.nextLink"];
      if (next) assert.equal((await askGraph(service, undefined, next)).status, 401);
    }
    assert.deepEqual(sizes, [2, 2, 1]);
    assert.equal(new Set(ids).size, 5);
  });

  for (const [path, status] of [
    ["/servicePrincipals?$filter=startswith(displayName,'T')", 400],
    ["/auditLogs/provisioning?$top=1000", 400],
    ["/auditLogs/provisioning?$top=x", 400],
    ["/servicePrincipals/other", 404],
    ["/users/nobody@contoso.com", 404],
  ]) {
    test(`GET ${path} gets ${status}`, async () => {
      const service = await start();
      assert.equal((await askGraph(service, await token(service, "Application.Read.All", "AuditLog.Read.All", "Directory.Read.All"), path)).status, status);
    });
  }

  for (const [outcome, last] of [["Success", "Success"], ["Skipped", "Skipped"], ["Failure", "Failure"]]) {
    test(`provisions on demand: ${outcome}`, async () => {
      const service = await start();
      service.tenant.onDemand = outcome;
      const made = await token(service, "Synchronization.ReadWrite.All");
      const request = structuredClone(onDemand);
      request.body.parameters[0].ruleId = service.tenant.schema.synchronizationRules[0].id;
      const { status, json } = await askGraph(service, made, `${job}/provisionOnDemand`, request);
      assert.equal(status, 200);
      const [{ result, details }, { provisioningSteps, statusInfo }] = [JSON.parse(json.key), JSON.parse(json.value)];
      assert.deepEqual([result, statusInfo.status], [outcome, outcome]);
      assert.equal(details.errorCode, { Skipped: "RedundantExport", Failure: "SystemForCrossDomainIdentityManagementServiceIncompatible" }[outcome] ?? null);
      assert.equal(provisioningSteps.at(-1).status, last);
      assert.equal(provisioningSteps.at(-1).details.SkipReason, outcome === "Skipped" ? "RedundantExport" : undefined);
    });
  }

  test("provisions on demand one known user by one known rule, with the permission to write", async () => {
    const service = await start();
    const rule = service.tenant.schema.synchronizationRules[0].id;
    const send = async (made, change) => {
      const request = structuredClone(onDemand);
      request.body.parameters[0].ruleId = rule;
      change(request.body.parameters);
      return (await askGraph(service, made, `${job}/provisionOnDemand`, request)).status;
    };
    assert.equal(await send(await token(service, "Synchronization.Read.All"), () => {}), 403);
    const made = await token(service, "Synchronization.ReadWrite.All");
    assert.equal(await send(made, () => {}), 200);
    assert.equal(await send(made, ([one]) => (one.ruleId = "other")), 400);
    assert.equal(await send(made, ([one]) => one.subjects.push(one.subjects[0])), 400);
    assert.equal(await send(made, ([one]) => (one.subjects = [])), 400);
    assert.equal(await send(made, ([one]) => (one.subjects[0].objectId = "other")), 404);
    assert.equal((await askGraph(service, made, `${job}/provisionOnDemand`)).status, 405);
  });

  test("starts the job", async () => {
    const service = await start();
    service.tenant.jobs[0].schedule.state = "Disabled";
    assert.equal((await askGraph(service, await token(service, "Synchronization.ReadWrite.All"), `${job}/start`, { method: "POST", body: {} })).status, 204);
    assert.equal(service.tenant.jobs[0].schedule.state, "Active");
  });

  test("lets every page send its token, and redirects without the version", async () => {
    const service = await start();
    const preflight = await fetch(`${service.url}/v1.0${job}`, { method: "OPTIONS", headers: { Origin: ORIGIN, "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization" } });
    assert.equal(preflight.status, 200);
    assert.match(preflight.headers.get("Access-Control-Allow-Headers"), /authorization/);
    const bare = await fetch(`${service.url}${job}`, { redirect: "manual" });
    assert.equal(bare.status, 302);
    assert.equal(bare.headers.get("Access-Control-Allow-Origin"), null);
  });

  for (const [fault, path, status, code] of [
    ["expired-token", job, 401, "InvalidAuthenticationToken"],
    ["throttled", job, 429, "TooManyRequests"],
    ["no-premium", "/auditLogs/provisioning", 403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant"],
  ]) {
    test(`the fault ${fault}`, async () => {
      const service = await start();
      const made = await token(service, "Synchronization.Read.All", "AuditLog.Read.All", "Directory.Read.All");
      assert.equal((await askGraph(service, made, path)).status, 200);
      service.fault = fault;
      const { json, ...response } = await askGraph(service, made, path);
      assert.deepEqual([response.status, json.error.code], [status, code]);
      assert.equal(response.headers.get("Retry-After"), status === 429 ? "7" : null);
      service.fault = undefined;
      assert.equal((await askGraph(service, made, path)).status, 200);
    });
  }

  test("under Microsoft's names each has its own paths, and pages their address", async () => {
    const service = await start({ secure: true });
    const ask = (host, path, headers = {}) => new Promise((resolve, reject) => {
      const { port } = new URL(service.url);
      const request = requestSecurely({ host: "127.0.0.1", port, path, headers: { Host: host, ...headers }, rejectUnauthorized: false }, async (response) => {
        let text = "";
        for await (const part of response) text += part;
        resolve({ status: response.statusCode, text, headers: response.headers });
      });
      request.on("error", reject).end();
    });
    const authorize = `/${service.tenantId}/oauth2/v2.0/authorize?${new URLSearchParams(newAttempt(service).request)}`;
    assert.equal((await ask("login.microsoftonline.com", authorize)).status, 302);
    assert.equal((await ask("graph.microsoft.com", authorize)).headers["location"], "https://developer.microsoft.com/graph");
    assert.equal((await ask("login.microsoftonline.com", `/v1.0${job}`)).status, 404);
    const made = service.issuer.issue({ aud: "00000003-0000-0000-c000-000000000000", tid: service.tenantId, exp: service.clock.time / 1000 + 10, scp: "Application.Read.All" });
    const { text } = await ask("graph.microsoft.com", `/v1.0${principal}/appRoleAssignedTo`, { Authorization: `Bearer ${made}` });
    assert.ok(JSON.parse(text)["@odata.nextLink"].startsWith("https://graph.microsoft.com/v1.0/servicePrincipals/"), text);
  });
});
