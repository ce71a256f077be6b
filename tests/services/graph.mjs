// What the setup scripts and those that collect evidence need of Microsoft Graph, made of one object.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";

const fixture = new URL("../../crates/sync-schema/tests/schemas/scim-job.json", import.meta.url);
const app = "1f6c0d53-0000-4a6e-9a54-6f7d2f3c0001";
const job = "scim.9b0cfe0d5d9a4c02b6a05a0c6a1f0002.x";

/** A tenant with users and without the application. */
export function newTenant() {
  return {
    apps: [],
    lag: 0,
    jobs: [],
    schema: JSON.parse(readFileSync(fixture, "utf8")),
    secrets: undefined,
    /** What Graph lists of the secrets, and the entries of the provisioning log. */
    listedSecrets: [],
    log: [],
    assigned: [{ principalId: "id-of-old@contoso.com" }],
    users: ["ana@contoso.com", "o'hara@contoso.com", "old@contoso.com"],
    /** Other names of users: { "ana.silva@contoso.com": "ana@contoso.com" }. */
    aliases: {},
    /** For some users the statuses that their next look-ups get instead. */
    trouble: {},
    roles: [
      { id: "role-msiam", displayName: "msiam_access", isEnabled: true, allowedMemberTypes: ["User"] },
      { id: "role-user", displayName: "User", isEnabled: true, allowedMemberTypes: ["User"] },
      { id: "role-agent", displayName: "Agent", value: "agent", isEnabled: true, allowedMemberTypes: ["User"] },
    ],
    /**
     * Requests that get another response: [{ method, path, status, times, headers, error, done }].
     * `path` is a RegExp for the decoded path. They get it `times` times (always where that is
     * left out), `error` is merged into the body, and with `done` the request is carried out all the
     * same. Status 0 ends the connection without a response.
     */
    failures: [],
    /** How many requests to a new application or job get 404 after it was created. */
    lagAfterCreation: 0,
    /** Changes the body of a response before it is sent: returns it, or changes it in place. */
    change: () => undefined,
    refused: undefined,
    badToken: undefined,
    /** Every request: [method, path, body]. */
    requests: [],
  };
}

export const list = (value) => [200, { value }];
export const error = (status, code, message) => [status, { error: { code, message, innerError: { date: "2026-11-29T00:00:00", "request-id": "1" } } }];
export const missing = error(404, "Request_ResourceNotFound", "Resource does not exist.");

/** A list in pages of two. */
function page(tenant, url, all) {
  const from = Number(url.searchParams.get("$skip") ?? 0);
  const next = new URL(url);
  next.searchParams.set("$skip", from + 2);
  const more = from + 2 < all.length ? { "@odata.nextLink": next.href } : {};
  return [200, { value: all.slice(from, from + 2), ...more }];
}

function answer(tenant, method, url, body) {
  const path = url.pathname;
  const base = `/servicePrincipals/${app}`;
  const jobs = `${base}/synchronization/jobs`;
  if (path.startsWith(base) && (tenant.apps.length === 0 || tenant.lag-- > 0)) return missing;
  if (path.startsWith(`${jobs}/`) && tenant.jobs.length === 0) return missing;
  switch (`${method} ${path}`) {
    case "GET /servicePrincipals": {
      const name = url.searchParams.get("$filter").match(/^displayName eq '(.*)'$/s)[1].replaceAll("''", "'");
      return list(tenant.apps.filter((one) => one.displayName === name));
    }
    case "POST /applicationTemplates/8adf8e6e-67b2-4cf2-a259-e3dc5476c621/instantiate":
      tenant.apps.push({ id: tenant.apps.length === 0 ? app : `another-${tenant.apps.length}`, displayName: body.displayName });
      tenant.lag = tenant.lagAfterCreation;
      return [201, { application: {}, servicePrincipal: tenant.apps.at(-1) }];
    case `GET ${base}`:
      return [200, { id: app, appRoles: tenant.roles }];
    case `GET ${base}/synchronization/templates`:
      return list([{ id: "other" }, { id: "customappsso", factoryTag: "customappsso" }, { id: "scim", factoryTag: "scim" }]);
    case `GET ${jobs}`:
      return list(tenant.jobs);
    case `POST ${jobs}`:
      tenant.jobs.push({ id: tenant.jobs.length === 0 ? job : `another.${tenant.jobs.length}`, templateId: body.templateId, schedule: { state: "Disabled" } });
      tenant.lag = tenant.lagAfterCreation;
      return [201, tenant.jobs[0]];
    case `POST ${jobs}/${job}/validateCredentials`:
      return body.credentials[1].value === tenant.badToken ? error(400, "InvalidCredentials", `The token ${tenant.badToken} is invalid.`) : [204];
    case `PUT ${base}/synchronization/secrets`:
      tenant.secrets = body.value;
      return [204];
    case `GET ${base}/synchronization/secrets`:
      return list(tenant.listedSecrets);
    case "GET /auditLogs/provisioning":
      return page(tenant, url, tenant.log);
    case `GET ${jobs}/${job}/schema`:
      return [200, tenant.schema];
    case `PUT ${jobs}/${job}/schema`:
      tenant.schema = body;
      return [204];
    case `POST ${jobs}/${job}/schema/parseExpression`:
      if (body.expression === tenant.refused) {
        return [200, { parsingSucceeded: false, error: { message: "No." }, parsedExpression: null }];
      }
      return [200, { parsingSucceeded: true, error: null, parsedExpression: {
        expression: body.expression, name: body.expression.split("(")[0], type: "Function", parameters: [], fromParser: true,
      } }];
    case `GET ${base}/appRoleAssignedTo`: {
      const [first, ...others] = tenant.assigned.map((one, at) => ({ id: `assignment-${at}`, ...one }));
      if (url.searchParams.has("page")) return list(others);
      return [200, { value: [first], "@odata.nextLink": `${tenant.url}${base}/appRoleAssignedTo?page=2` }];
    }
    case `POST ${base}/appRoleAssignedTo`:
      if (tenant.assigned.some((one) => one.principalId === body.principalId)) {
        return error(400, "Request_BadRequest", "Permission being assigned already exists on the object");
      }
      tenant.assigned.push(body);
      return [201, body];
    case `GET ${jobs}/${job}`:
      return [200, tenant.jobs[0]];
    case `POST ${jobs}/${job}/start`:
      tenant.jobs[0].schedule.state = "Active";
      return [204];
    default: {
      const application = method === "GET" && /^\/applications\(appId='(.+)'\)$/.exec(decodeURIComponent(path));
      if (application) return tenant.apps.some((one) => one.appId === application[1]) ? [200, { appId: application[1], appRoles: tenant.roles }] : missing;
      const user = path.match(/^\/users\/(.+)$/);
      const name = user && decodeURIComponent(user[1]).toLowerCase();
      const own = tenant.aliases[name] ?? name;
      const status = tenant.trouble[name]?.shift();
      if (status) return error(status, `Code${status}`, `It is ${status}.`);
      return method === "GET" && tenant.users.includes(own) ? [200, { id: `id-of-${own}` }] : missing;
    }
  }
}

/** The tenant's own response where it has another Graph than the setup scripts need. */
const carryOut = (tenant, ...request) => (tenant.answer ?? answer)(tenant, ...request);

/** The response: [status, json, headers]. */
function respond(tenant, method, url, body) {
  const path = decodeURIComponent(url.pathname);
  const failure = tenant.failures.find((one) => one.method === method && one.path.test(path) && (one.times ?? 1) > 0);
  if (!failure) {
    const [status, json] = carryOut(tenant, method, url, body);
    const copy = structuredClone(json);
    return [status, copy && (tenant.change(method, path, copy) ?? copy), {}];
  }
  if (failure.times !== undefined) failure.times -= 1;
  if (failure.done) carryOut(tenant, method, url, body);
  const [status, json] = error(failure.status, `Code${failure.status}`, `It is ${failure.status}.`);
  Object.assign(json.error, failure.error);
  return [status, json, failure.headers ?? {}];
}

/** Serves a tenant on a port of its own. */
export async function serveGraph(tenant) {
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (part) => (text += part));
    request.on("end", () => {
      const body = text && JSON.parse(text);
      tenant.authorization = request.headers.authorization;
      tenant.requests.push([request.method, request.url, body]);
      const [status, json, headers] = respond(tenant, request.method, new URL(request.url, tenant.url), body);
      if (status === 0) return request.socket.destroy();
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(json && JSON.stringify(json));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  tenant.url = `http://127.0.0.1:${server.address().port}`;
  return server;
}
