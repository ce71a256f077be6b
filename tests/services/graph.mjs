// What the set-up scripts need of Microsoft Graph, made of one object.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";

const fixture = new URL("../../crates/provisioning/tests/schemas/scim-job.json", import.meta.url);
const app = "1f6c0d53-0000-4a6e-9a54-6f7d2f3c0001";
const job = "scim.9b0cfe0d5d9a4c02b6a05a0c6a1f0002.x";

/** A tenant with users and without the application. */
export function newTenant() {
  return {
    apps: [],
    jobs: [],
    schema: JSON.parse(readFileSync(fixture, "utf8")),
    secrets: undefined,
    assigned: [{ principalId: "id-of-old@contoso.com" }],
    users: ["ana@contoso.com", "o'hara@contoso.com", "old@contoso.com"],
    /** For some users the statuses that their next look-ups get instead. */
    trouble: {},
    refused: undefined,
    badToken: undefined,
    /** Every request: [method, path, body]. */
    requests: [],
  };
}

const list = (value) => [200, { value }];
const trouble = (status) => [status, { error: { code: `Code${status}`, message: `It is ${status}.` } }];
const missing = [404, { error: { code: "Request_ResourceNotFound", message: "It is not there." } }];

function answer(tenant, method, url, body) {
  const path = url.pathname;
  const base = `/servicePrincipals/${app}`;
  const jobs = `${base}/synchronization/jobs`;
  const there = tenant.apps.length > 0;
  switch (`${method} ${path}`) {
    case "GET /servicePrincipals": {
      const name = url.searchParams.get("$filter").match(/^displayName eq '(.*)'$/s)[1].replaceAll("''", "'");
      return list(tenant.apps.filter((one) => one.displayName === name));
    }
    case "POST /applicationTemplates/8adf8e6e-67b2-4cf2-a259-e3dc5476c621/instantiate":
      tenant.apps.push({ id: app, displayName: body.displayName });
      return [201, { application: {}, servicePrincipal: tenant.apps[0] }];
    case `GET ${base}`:
      return [200, { id: app, appRoles: [
        { id: "role-msiam", displayName: "msiam_access", isEnabled: true, allowedMemberTypes: ["User"] },
        { id: "role-user", displayName: "User", isEnabled: true, allowedMemberTypes: ["User"] },
        { id: "role-agent", displayName: "Agent", value: "agent", isEnabled: true, allowedMemberTypes: ["User"] },
      ] }];
    case `GET ${base}/synchronization/templates`:
      return there ? list([{ id: "other" }, { id: "customappsso", factoryTag: "customappsso" }, { id: "scim", factoryTag: "scim" }]) : missing;
    case `GET ${jobs}`:
      return list(tenant.jobs);
    case `POST ${jobs}`:
      tenant.jobs.push({ id: job, templateId: body.templateId, schedule: { state: "Disabled" } });
      return [201, tenant.jobs[0]];
    case `POST ${jobs}/${job}/validateCredentials`:
      return body.credentials[1].value === tenant.badToken ? [400, { error: { code: "InvalidCredentials" } }] : [204];
    case `PUT ${base}/synchronization/secrets`:
      tenant.secrets = body.value;
      return [204];
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
      const [first, ...others] = tenant.assigned;
      if (url.searchParams.has("page")) return list(others);
      return [200, { value: [first], "@odata.nextLink": `${tenant.url}${base}/appRoleAssignedTo?page=2` }];
    }
    case `POST ${base}/appRoleAssignedTo`:
      tenant.assigned.push(body);
      return [201, body];
    case `GET ${jobs}/${job}`:
      return [200, tenant.jobs[0]];
    case `POST ${jobs}/${job}/start`:
      tenant.jobs[0].schedule.state = "Active";
      return [204];
    default: {
      const user = path.match(/^\/users\/(.+)$/);
      const name = user && decodeURIComponent(user[1]);
      const status = tenant.trouble[name]?.shift();
      if (status) return trouble(status);
      return method === "GET" && tenant.users.includes(name) ? [200, { id: `id-of-${name}` }] : missing;
    }
  }
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
      const [status, json] = answer(tenant, request.method, new URL(request.url, tenant.url), body);
      response.writeHead(status, { "content-type": "application/json" }).end(json && JSON.stringify(json));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  tenant.url = `http://127.0.0.1:${server.address().port}`;
  return server;
}
