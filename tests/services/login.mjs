// A login and Graph service on loopback for tests of the sign-in: the two
// endpoints of Microsoft Entra ID that the authorization code flow uses, and the
// calls of Microsoft Graph that read a setup. It is as strict as Entra, and
// stricter where a page could be careless: `state`, `nonce`, random values.
//
// A browser reaches it under Microsoft's own names when it maps
// `login.microsoftonline.com` and `graph.microsoft.com` to it and `secure` is set.
//
//   node login.mjs --redirect-uri ADDRESS [--port 8083] [--mode page] [--fault NAME]
//   node login.mjs --list

import { selfSigned } from "./fault/certificate.mjs";
import { listen, Refusal, runAsCommand, wholeNumber } from "./listen.mjs";
import { authorize, decision } from "./login/authorize.mjs";
import { FAULTS } from "./login/faults.mjs";
import { graph } from "./login/graph.mjs";
import { CLIENT_ID, newTenant, TENANT_ID } from "./login/tenant.mjs";
import { corsHeaders, redeem } from "./login/token.mjs";
import { TokenIssuer } from "./login/tokens.mjs";

export { CLIENT_ID, FAULTS, TENANT_ID };

const LOGIN_HOST = "login.microsoftonline.com";
const GRAPH_HOST = "graph.microsoft.com";
const MODES = ["page", "sign-in", "deny"];
/** The headers that a page may send to Graph. */
const GRAPH_HEADERS = ["authorization", "content-type", "consistencylevel", "client-request-id", "prefer"];

/**
 * Starts the service. `mode`, `fault` (a name or undefined), `tenant`, `registrations`
 * and `lifetime` of the object that it returns can be changed while it runs.
 * @param {object} options
 * @param {string[]} [options.redirectUris] - of the registration of the platform SPA
 * @param {"page" | "sign-in" | "deny"} [options.mode] - whether the user decides on a page, or what is decided at once
 * @param {keyof FAULTS} [options.fault]
 * @param {number} [options.lifetime] - of access tokens, in seconds
 * @param {() => number} [options.now] - milliseconds since 1970
 * @param {boolean} [options.secure] - https, with a certificate that nobody trusts
 */
export async function startLogin({ redirectUris = [], mode = "page", fault, lifetime = 3599, now = Date.now, port = 0, secure = false } = {}) {
  if (!MODES.includes(mode)) throw new Refusal(`There is no mode "${mode}". The modes are: ${MODES.join(", ")}.`);
  let current;
  const service = {
    now, mode, lifetime,
    clientId: CLIENT_ID,
    tenantId: TENANT_ID,
    get fault() {
      return current;
    },
    set fault(name) {
      if (name !== undefined && !FAULTS[name]) throw new Refusal(`There is no fault "${name}". The faults are: ${Object.keys(FAULTS).join(", ")}.`);
      current = FAULTS[name];
    },
    tenant: newTenant(),
    registrations: [{ clientId: CLIENT_ID, platform: "spa", redirectUris }],
    issuer: new TokenIssuer(),
    waiting: new Map(),
    codes: new Map(),
    revoked: new Set(),
    /** Every state, nonce and challenge that came. */
    seen: new Set(),
    /** Every request that came. */
    requests: [],
  };
  service.fault = fault;
  const handle = async (request, response) => {
    const text = await bodyText(request);
    const url = new URL(request.url, "http://localhost");
    service.requests.push({ method: request.method, path: url.pathname, query: url.search, origin: request.headers.origin, authorized: request.headers.authorization !== undefined, body: text });
    const send = (status, headers, body) => {
      const isText = typeof body === "string";
      response.writeHead(status, { ...(body !== undefined && !isText && { "Content-Type": "application/json; charset=utf-8" }), ...headers });
      response.end(isText || body === undefined ? body : JSON.stringify(body));
    };
    route(service, { request, url, text, secure, send });
  };
  const { origin, close } = await listen(handle, port, secure ? await selfSigned() : undefined);
  return Object.assign(service, { url: origin, close });
}

async function bodyText(request) {
  let text = "";
  request.setEncoding("utf8");
  for await (const part of request) text += part;
  return text;
}

function route(service, { request, url, text, secure, send }) {
  const { host, origin, authorization } = request.headers;
  const [name] = host.split(":");
  const [, tenant, endpoint] = /^\/([^/]+)\/(oauth2\/v2\.0\/authorize|oauth2\/v2\.0\/token|decision)$/.exec(url.pathname) ?? [];
  if (endpoint && name !== GRAPH_HOST) return login(service, { request, url, text, origin, tenant: decodeURIComponent(tenant), endpoint, send });
  if (name === LOGIN_HOST) return send(404, {}, "There is nothing at this address.");
  // Without its version Graph redirects, and a page may not read that.
  if (!url.pathname.startsWith("/v1.0/")) return send(302, { Location: "https://developer.microsoft.com/graph" }, "");
  const cors = { "Access-Control-Allow-Origin": "*" };
  if (request.method === "OPTIONS") {
    return send(200, { ...cors, "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE", "Access-Control-Allow-Headers": GRAPH_HEADERS.join(", "), "Access-Control-Max-Age": "600" });
  }
  const [status, headers, body] = graph(service, { method: request.method, url, authorization, text, base: `${secure ? "https" : "http"}://${host}` });
  send(status, { ...cors, "Access-Control-Expose-Headers": "Retry-After", ...headers }, body);
}

function login(service, { request, url, text, origin, tenant, endpoint, send }) {
  const method = `${request.method} ${endpoint.split("/").at(-1)}`;
  switch (method) {
    // No CORS here: a browser goes there, and a page cannot read it.
    case "GET authorize":
      return send(...authorize(service, tenant, url.searchParams));
    case "POST decision":
      return send(...decision(service, new URLSearchParams(text)));
    case "OPTIONS token":
      return send(200, corsHeaders(service, origin));
    case "POST token": {
      if (service.fault?.without === "connection") return request.socket.destroy();
      const [status, body] = redeem(service, tenant, { contentType: request.headers["content-type"], origin, text });
      return send(status, { ...corsHeaders(service, origin), "Cache-Control": "no-store", Pragma: "no-cache" }, body);
    }
    default:
      return send(405, {}, "This method is not allowed here.");
  }
}

await runAsCommand(
  import.meta,
  {
    "redirect-uri": { type: "string" },
    port: { type: "string" },
    mode: { type: "string" },
    fault: { type: "string" },
    list: { type: "boolean" },
  },
  async ({ "redirect-uri": redirectUri, port = "8083", mode, fault, list }) => {
    if (list) {
      for (const [name, { does }] of Object.entries(FAULTS)) console.log(`${name.padEnd(26)} ${does}`);
      process.exit(0);
    }
    if (!redirectUri) throw new Refusal("Name the address of the page with --redirect-uri.");
    const service = await startLogin({ redirectUris: [redirectUri], mode, fault, port: wholeNumber("--port", port, 0, 65535) });
    console.log(`tenant ${service.tenantId}, client ${service.clientId}`);
    return service;
  },
);
