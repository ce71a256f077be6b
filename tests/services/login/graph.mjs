// Microsoft Graph v1.0, as far as the evidence for a setup needs it.

import { GraphError } from "./errors.mjs";
import { APP_ID, JOB_ID, SERVICE_PRINCIPAL_ID } from "./tenant.mjs";
import { GRAPH_APP_ID } from "./tokens.mjs";

const READ_APPS = [["Application.Read.All"], ["Application.ReadWrite.All"], ["Directory.Read.All"]];
const READ_SYNC = [["Synchronization.Read.All"], ["Synchronization.ReadWrite.All"]];
const WRITE_SYNC = [["Synchronization.ReadWrite.All"]];
const READ_LOG = [["AuditLog.Read.All", "Directory.Read.All"]];
const READ_USERS = [["Directory.Read.All"]];

const principal = `/servicePrincipals/${SERVICE_PRINCIPAL_ID}`;
const sync = `${principal}/synchronization`;
const ofPrincipal = `servicePrincipals('${SERVICE_PRINCIPAL_ID}')`;
const job = `${sync}/jobs/${JOB_ID}`;

/** Each call: method, path, sets of permissions of which one is enough, and its response. */
const CALLS = [
  ["GET", "/servicePrincipals", READ_APPS, ({ tenant, query }) => list("servicePrincipals", tenant.servicePrincipals.filter(named(query)))],
  ["GET", principal, READ_APPS, ({ tenant }) => tenant.servicePrincipals[0]],
  ["GET", `/applications(appId='${APP_ID}')`, READ_APPS, ({ tenant }) => ({ id: "application", appId: APP_ID, appRoles: tenant.servicePrincipals[0].appRoles })],
  ["GET", `${principal}/appRoleAssignedTo`, READ_APPS, (call) => paged(call, `${ofPrincipal}/appRoleAssignedTo`, call.tenant.assignments)],
  ["GET", `${sync}/jobs`, READ_SYNC, ({ tenant }) => list(`${ofPrincipal}/synchronization/jobs`, tenant.jobs)],
  ["GET", `${sync}/templates`, READ_SYNC, () => list(`${ofPrincipal}/synchronization/templates`, [{ id: "scim", factoryTag: "scim" }])],
  ["GET", job, READ_SYNC, ({ tenant }) => tenant.jobs[0]],
  ["GET", `${job}/schema`, READ_SYNC, ({ tenant }) => tenant.schema],
  ["GET", `${sync}/secrets`, WRITE_SYNC, ({ tenant }) => list(`${ofPrincipal}/synchronization/secrets`, tenant.secrets)],
  ["POST", `${job}/start`, WRITE_SYNC, ({ tenant }) => void (tenant.jobs[0].schedule.state = "Active")],
  ["POST", `${job}/provisionOnDemand`, WRITE_SYNC, provisionOnDemand],
  ["GET", "/auditLogs/provisioning", READ_LOG, (call) => paged(call, "auditLogs/provisioning", call.tenant.log.filter(ofJob(call.query)))],
];

const context = (of) => `https://graph.microsoft.com/v1.0/$metadata#${of}`;
const list = (of, value) => ({ "@odata.context": context(of), value });
const invalid = (message) => new GraphError(400, "Request_BadRequest", message);

/** The value that a filter compares a member with; other filters are refused. */
function compared(query, member) {
  const filter = query.get("$filter");
  if (filter === null) return undefined;
  const match = new RegExp(`^${member} eq '((?:[^']|'')*)'$`).exec(filter);
  if (!match) throw invalid(`Invalid filter clause: ${filter}`);
  return match[1].replaceAll("''", "'");
}

function named(query) {
  const name = compared(query, "displayName");
  return (one) => name === undefined || one.displayName === name;
}

function ofJob(query) {
  const id = compared(query, "jobId");
  return (one) => id === undefined || one.jobId === id;
}

/** One page of a list, with the address of the next one. */
function paged({ tenant, query, url, base }, of, all) {
  const top = Number(query.get("$top") ?? tenant.maxPage);
  if (!Number.isInteger(top) || top < 1 || top > 999) throw invalid("Invalid value for $top.");
  const start = Number(query.get("$skiptoken") ?? 0);
  if (!Number.isInteger(start) || start < 0) throw invalid("Invalid $skiptoken.");
  const end = start + Math.min(top, tenant.maxPage);
  const next = new URL(url);
  next.searchParams.set("$skiptoken", String(end));
  return { ...list(of, all.slice(start, end)), ...(end < all.length && { "@odata.nextLink": `${base}${next.pathname}${next.search}` }) };
}

function provisionOnDemand({ tenant, body }) {
  const [parameter, ...more] = body?.parameters ?? [];
  const [subject, ...others] = parameter?.subjects ?? [];
  if (!subject || more.length > 0 || others.length > 0) throw invalid("Exactly one subject of one rule is expected.");
  const rule = tenant.schema.synchronizationRules.find((one) => one.id === parameter.ruleId);
  if (!rule) throw new GraphError(400, "BadRequest", `The synchronization rule '${parameter.ruleId}' does not exist.`);
  const user = tenant.users.find((one) => one.id === subject.objectId);
  if (subject.objectTypeName !== "User" || !user) throw new GraphError(404, "ResourceNotFound", `The ${subject.objectTypeName} '${subject.objectId}' does not exist.`);
  const step = (name, type, status, description) => ({ name, type, status, description, timestamp: "2026-11-29T10:00:00Z", details: {} });
  const outcome = {
    Success: step("EntryExportUpdate", "Export", "Success", `User '${user.userPrincipalName}' was updated in customappsso`),
    Skipped: { ...step("EntryExportUpdate", "Export", "Skipped", "The state of the entry in both the source and target systems already match. No change to the User currently needs to be made."), details: { ReportableIdentifier: user.userPrincipalName, SkipReason: "RedundantExport" } },
    Failure: { ...step("EntryExportUpdate", "Export", "Failure", "Failed to update User"), details: { ErrorCode: "SystemForCrossDomainIdentityManagementServiceIncompatible" } },
  }[tenant.onDemand];
  const steps = [
    step("EntryImport", "Import", "Success", `Retrieved User '${user.userPrincipalName}' from Microsoft Entra ID`),
    step("EntrySynchronizationScoping", "Scoping", "Success", "Determine if User in scope by evaluating against each scoping filter"),
    step("EntryImport", "Matching", "Success", `Retrieved User '${user.userPrincipalName}' from customappsso`),
    outcome,
  ];
  // Both members are texts that hold JSON.
  const errorCode = outcome.details.SkipReason ?? outcome.details.ErrorCode ?? null;
  return {
    "@odata.context": context("microsoft.graph.stringKeyStringValuePair"),
    key: JSON.stringify({ result: tenant.onDemand, details: { errorCode } }),
    value: JSON.stringify({ action: tenant.onDemand === "Skipped" ? "Other" : "Update", provisioningSteps: steps, modifiedProperties: [], statusInfo: { status: tenant.onDemand, errorCode } }),
  };
}

/** The claims of the request's token, or the error that Graph reports. */
function claimsOf(service, authorization) {
  const unauthorized = (message) => new GraphError(401, "InvalidAuthenticationToken", message, { "WWW-Authenticate": 'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"' });
  const [, token] = /^Bearer ([^ ]+)$/.exec(authorization ?? "") ?? [];
  if (!token) throw unauthorized("Access token is empty.");
  const claims = service.issuer.verify(token);
  if (!claims) throw unauthorized("IDX10511: Signature validation failed.");
  if (claims.aud !== GRAPH_APP_ID) throw unauthorized("Access token validation failure. Invalid audience.");
  if (claims.tid !== service.tenant.id) throw unauthorized("Access token validation failure. Invalid tenant.");
  if (service.now() >= claims.exp * 1000) throw unauthorized("Lifetime validation failed, the token is expired.");
  if (service.revoked.has(token)) throw unauthorized("The token has been revoked.");
  return claims;
}

function checkPermission(service, claims, path, sets) {
  const granted = claims.scp.split(" ").filter((scope) => !service.tenant.roleLacks.has(scope));
  if (sets.some((set) => set.every((scope) => granted.includes(scope)))) return;
  if (path.startsWith("/auditLogs/")) throw new GraphError(403, "Authentication_MSGraphPermissionMissing", `Calling principal does not have required MSGraph permissions ${sets[0].join(",")}`);
  throw new GraphError(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
}

function userCall(path) {
  const [, name] = /^\/users\/([^/]+)$/.exec(path) ?? [];
  return name && ["GET", path, READ_USERS, ({ tenant }) => {
    const user = tenant.users.find((one) => one.id === name || one.userPrincipalName === name.toLowerCase());
    if (!user) throw new GraphError(404, "Request_ResourceNotFound", `Resource '${name}' does not exist.`);
    return user;
  }];
}

/** [status, headers, body] of a request to `/v1.0`; `base` is the address of Graph for the client. */
export function graph(service, { method, url, authorization, text, base }) {
  const path = decodeURIComponent(url.pathname.slice("/v1.0".length));
  try {
    const claims = claimsOf(service, authorization);
    const failure = service.fault?.graph?.({ path });
    if (failure) throw failure;
    const calls = [...CALLS, userCall(path)].filter((call) => call && call[1] === path);
    if (calls.length === 0) throw new GraphError(404, "Request_ResourceNotFound", `Resource '${path}' does not exist.`);
    const call = calls.find((one) => one[0] === method);
    if (!call) throw new GraphError(405, "Request_BadRequest", `Specified HTTP method is not allowed for the request target.`);
    checkPermission(service, claims, path, call[2]);
    const result = call[3]({ tenant: service.tenant, query: url.searchParams, url, base, body: bodyOf(text) });
    return result === undefined ? [204, {}, undefined] : [200, {}, result];
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    return [error.status, error.headers, error.body(service.now())];
  }
}

function bodyOf(text) {
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new GraphError(400, "BadRequest", "Unable to read JSON request payload.");
  }
}
