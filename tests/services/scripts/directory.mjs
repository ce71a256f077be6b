// What the registration scripts need of Microsoft Graph: the applications of a tenant.

import { error, list, missing } from "../graph.mjs";

export const TENANT_ID = "5d1f0c2e-7a31-4c55-8a53-1d7e6c1b0a01";
export const GRAPH_APP_ID = "00000003-0000-0000-c000-000000000000";
export const NAME = "scimdesk sign-in";
export const REDIRECT_URI = "https://scimdesk.github.io/scimdesk/";
export const PERMISSIONS = ["Application.Read.All", "Synchronization.Read.All", "AuditLog.Read.All", "Directory.Read.All"];

const id = (kind, number) => `${kind}-0000-4000-8000-${String(number).padStart(12, "0")}`;
export const scopes = ["User.Read", ...PERMISSIONS, "Synchronization.ReadWrite.All"].map((value, at) => ({ id: id("5c09e000", at), value, type: "User", isEnabled: true }));

/** What the scripts are to list in a registration. */
export const expectedAccess = { resourceAppId: GRAPH_APP_ID, resourceAccess: PERMISSIONS.map((name) => ({ id: scopes.find((scope) => scope.value === name).id, type: "Scope" })) };

/** A registration as the scripts make it, with something changed. */
export const registration = (change = {}) => ({
  id: id("0b9ec700", 1), appId: id("c11e4700", 1), displayName: NAME, signInAudience: "AzureADMyOrg",
  spa: { redirectUris: [REDIRECT_URI] }, web: { redirectUris: [] }, publicClient: { redirectUris: [] },
  requiredResourceAccess: [structuredClone(expectedAccess)], ...change,
});

/** A tenant without the registration. */
export function newDirectory() {
  return { applications: [], scopes, failures: [], change: () => undefined, requests: [], answer, pageSize: 100 };
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function answer(tenant, method, url, body) {
  const path = decodeURIComponent(url.pathname);
  const [, object] = /^\/applications\/(.+)$/.exec(path) ?? [];
  switch (`${method} ${object ? "/applications/ID" : path}`) {
    case `GET /servicePrincipals(appId='${GRAPH_APP_ID}')`:
      return [200, { oauth2PermissionScopes: tenant.scopes }];
    case "GET /applications": {
      const [, name] = /^displayName eq '((?:[^']|'')*)'$/.exec(url.searchParams.get("$filter")) ?? [];
      if (name === undefined) return error(400, "Request_UnsupportedQuery", "Unsupported query.");
      const all = tenant.applications.filter((one) => one.displayName === name.replaceAll("''", "'"));
      const start = Number(url.searchParams.get("$skiptoken") ?? 0);
      const next = new URL(url);
      next.searchParams.set("$skiptoken", String(start + tenant.pageSize));
      const end = start + tenant.pageSize;
      return end < all.length ? [200, { value: all.slice(start, end), "@odata.nextLink": next.href }] : list(all.slice(start, end));
    }
    case "POST /applications": {
      const extra = Object.keys(body).filter((name) => !["displayName", "signInAudience", "spa", "requiredResourceAccess"].includes(name));
      if (extra.length > 0 || !soundAccess(body) || !Array.isArray(body.spa.redirectUris)) return error(400, "Request_BadRequest", `Unexpected: ${extra}`);
      const number = tenant.applications.length + 1;
      const made = { id: id("0b9ec700", number), appId: id("c11e4700", number), web: { redirectUris: [] }, publicClient: { redirectUris: [] }, ...body };
      tenant.applications.push(made);
      return [201, made];
    }
    case "PATCH /applications/ID": {
      const one = tenant.applications.find((application) => application.id === object);
      if (!one) return missing;
      if (Object.keys(body).join() !== "requiredResourceAccess" || !soundAccess(body)) return error(400, "Request_BadRequest", "Only permissions are changed.");
      Object.assign(one, body);
      return [204];
    }
    default:
      return missing;
  }
}

/** Graph wants lists of objects with ids, and no list in a list. */
function soundAccess({ requiredResourceAccess }) {
  return Array.isArray(requiredResourceAccess) && requiredResourceAccess.every(({ resourceAppId, resourceAccess }) =>
    GUID.test(resourceAppId) && Array.isArray(resourceAccess) && resourceAccess.length > 0
    && resourceAccess.every((one) => GUID.test(one.id) && ["Scope", "Role"].includes(one.type)));
}
