// scimdesk relay for Node 20 or newer. It needs no packages.
//
// The scimdesk page tests a SCIM service. When the service does not allow a
// browser to read its responses (CORS), this program on your own computer sends
// the requests of the page. Start it with the address of the service and the
// address of the page:
//
//   node scimdesk-relay.mjs https://api.talkdeskapp.eu/scim/v2 --origin https://page.example
//
// What it does:
// - It listens on this computer only, on http://localhost:8321 (or --port 9000).
// - It sends requests to that one SCIM address only, with the methods GET, POST,
//   PUT, PATCH and DELETE, and returns the responses.
// - It responds to that one page only, and only with the pairing code that it
//   prints. The code is new at each start.
// - It prints one line for each request: time, method, path, status, milliseconds.
// - It uses the proxy of the variable HTTPS_PROXY, if there is one.
// - It stops with Ctrl+C, or after 30 minutes without a request.
//
// What it does not do:
// - It does not save anything, and it does not print the token, other headers,
//   queries or bodies.
// - It does not follow redirects or accept invalid certificates.
// - It does not change settings of this computer or need admin rights.

import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import https from "node:https";
import tls from "node:tls";
import { parseArgs } from "node:util";

const VERSION = 1;
const MAX_TARGET_LENGTH = 8 * 1024;
const MAX_REQUEST_BYTES = 1024 * 1024;
const MAX_RESPONSE_BYTES = 8 * 1024 * 1024;
const MAX_FORWARDING = 4;
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const REQUEST_HEADERS = ["authorization", "accept", "content-type", "if-match", "if-none-match"];
// Headers that belong to one connection, that would act on http://localhost in
// the browser, or that the relay sets itself.
const DROPPED_HEADERS =
  /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|content-length|vary|set-cookie2?|access-control-.*|alt-svc|clear-site-data|nel|report-to|reporting-endpoints|x-relay.*)$/;
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** An error of the relay itself, which the page shows. */
class RelayError extends Error {
  constructor(status, code, message, details = {}) {
    super(message);
    Object.assign(this, { status, code, details });
  }
}

// ---- Settings ----

function exit(code, ...lines) {
  for (const line of lines) console.error(line);
  process.exit(code);
}

function exitWithUsage(message) {
  exit(1, message, "", "Start the relay like this:", "  node scimdesk-relay.mjs https://api.talkdeskapp.eu/scim/v2 --origin https://page.example");
}

function readAddress(text) {
  const match = /^([A-Za-z]+):\/\/(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?::([0-9]{1,5}))?(\/[\x21-\x7e]*)?$/.exec(text);
  if (!match) return undefined;
  const [scheme, host] = [match[1].toLowerCase(), match[2].toLowerCase()];
  const defaultPort = scheme === "https" ? 443 : 80;
  const port = Number(match[3] ?? defaultPort);
  if (port < 1 || port > 65535) return undefined;
  const authority = port === defaultPort ? host : `${host}:${port}`;
  return { scheme, host, port, authority, path: match[4] ?? "" };
}

/** Whether a service could read this path as another one: `..`, `//` and encoded forms. */
function isAmbiguous(path) {
  return /\/\/|\\|%2f|%5c|%[01][0-9a-f]|%7f|%c[01]|\/(\.|%2e){1,2}(\/|;|%3b|$)/i.test(path);
}

function readBase(text) {
  if (!text) exitWithUsage("Enter the Tenant URL of the SCIM service.");
  if (/[?#@\\]/.test(text)) exitWithUsage("The Tenant URL must not contain a user name, a query or a fragment (no @, ?, # or \\).");
  const base = readAddress(text);
  if (!base || isAmbiguous(base.path)) exitWithUsage("The Tenant URL is not valid. Copy it from the page.");
  base.loopback = /^(localhost|127(\.[0-9]{1,3}){3}|\[::1\])$/.test(base.host);
  if (base.scheme !== "https" && !(base.scheme === "http" && base.loopback)) {
    exitWithUsage("The Tenant URL must begin with https://. Only a service on this computer can use http://.");
  }
  base.path = base.path.replace(/\/$/, "");
  base.url = `${base.scheme}://${base.authority}${base.path}`;
  return base;
}

function readOrigin(text) {
  if (!text) exitWithUsage("Enter the address of the page after --origin.");
  const origin = readAddress(text.replace(/^([A-Za-z]+:\/\/[^/?#]+).*$/, "$1"));
  if (!origin || !/^https?$/.test(origin.scheme)) {
    exitWithUsage("The address after --origin is not valid. Copy it from the page; it begins with https://.");
  }
  return `${origin.scheme}://${origin.authority}`;
}

function readNumber(name, text, min, max) {
  const number = Number(text);
  if (!/^[0-9.]+$/.test(text) || !(number >= min && number <= max)) exitWithUsage(`The number after --${name} must be from ${min} to ${max}.`);
  return number;
}

/** The proxy of the environment for this service, if any. */
function readProxy(base) {
  const { env } = process;
  const text = env.https_proxy || env.HTTPS_PROXY;
  if (!text || base.loopback) return undefined;
  const excluded = (env.no_proxy || env.NO_PROXY || "").toLowerCase().split(/[\s,]+/).filter(Boolean);
  const matches = (entry) => entry === "*" || `.${base.host}`.endsWith(`.${entry.replace(/^\*?\./, "")}`);
  if (excluded.some(matches)) return undefined;
  const proxy = URL.canParse(text) && text.includes("://") ? new URL(text) : URL.canParse(`http://${text}`) && new URL(`http://${text}`);
  if (!proxy || proxy.protocol !== "http:") exit(1, "The variable HTTPS_PROXY must contain an address such as http://proxy.example:8080.");
  return proxy;
}

function readSettings() {
  if (Number(process.versions.node.split(".")[0]) < 20) exit(1, "The relay needs Node 20 or newer.");
  let parsed;
  try {
    // The last two are for tests.
    const options = Object.fromEntries(["origin", "port", "idle-minutes", "timeout-seconds"].map((name) => [name, { type: "string" }]));
    parsed = parseArgs({ allowPositionals: true, options });
  } catch {
    exitWithUsage("The relay takes one Tenant URL, --origin and --port.");
  }
  const { values, positionals } = parsed;
  if (positionals.length > 1) exitWithUsage("The relay takes one Tenant URL, --origin and --port.");
  const base = readBase(positionals[0]);
  return {
    base,
    origin: readOrigin(values.origin),
    port: Math.trunc(readNumber("port", values.port ?? "8321", 1, 65535)),
    idleMinutes: readNumber("idle-minutes", values["idle-minutes"] ?? "30", 0, 1440),
    timeoutSeconds: readNumber("timeout-seconds", values["timeout-seconds"] ?? "30", 0.1, 600),
    proxy: readProxy(base),
  };
}

// ---- Pairing code ----

/** 130 bits from the random generator of the operating system. */
function makeCode() {
  const characters = [...randomBytes(26)].map((byte) => ALPHABET[byte & 31]).join("");
  return characters.match(/.{1,4}/g).join("-");
}

function digest(code) {
  const canonical = code.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  return createHash("sha256").update(canonical).digest();
}

/** Whether the request has the code; a wrong one is an error. */
function hasCode(request) {
  const code = header(request, "x-relay-code");
  if (!code) return false;
  // Digests have one length, and the comparison takes the same time for all.
  if (timingSafeEqual(digest(code), digest(pairingCode))) return true;
  throw new RelayError(403, "code_wrong", "This is not the pairing code of this relay. Enter the code that the relay printed when it started.");
}

// ---- Requests of the page ----

/** A header of the request; repeated headers are joined. */
function header(message, name) {
  return (message.headersDistinct[name] ?? []).join(", ");
}

async function handle(request, response) {
  const started = performance.now();
  response.once("close", () => log(request, response, started));
  // A reader or sender that takes too long loses its connection.
  const limit = setTimeout(() => {
    response.isCut = true;
    request.socket.destroy();
  }, 2000 * settings.timeoutSeconds);
  response.once("close", () => clearTimeout(limit));
  // DNS rebinding and other pages end here.
  if (header(request, "host") !== `localhost:${settings.port}` || header(request, "origin") !== settings.origin) {
    response.writeHead(403, { "Content-Type": "text/plain" }).end("The scimdesk relay responds only to the page that it was started for.\n");
    return;
  }
  response.setHeader("Access-Control-Allow-Origin", settings.origin);
  response.setHeader("Vary", "Origin");
  try {
    if (request.method === "OPTIONS") sendPreflight(request, response);
    else if (!METHODS.includes(request.method)) throw methodError();
    else if (request.url === "/relay/status") sendStatus(request, response);
    else await forward(request, response, started);
  } catch (error) {
    sendError(response, explain(error));
  }
}

function sendPreflight(request, response) {
  response.setHeader("Access-Control-Allow-Methods", METHODS.join(", "));
  response.setHeader("Access-Control-Allow-Headers", [...REQUEST_HEADERS, "x-relay-code"].join(", "));
  response.setHeader("Access-Control-Max-Age", "600");
  if (header(request, "access-control-request-private-network") === "true") {
    response.setHeader("Access-Control-Allow-Private-Network", "true");
  }
  response.writeHead(204).end();
}

function sendStatus(request, response) {
  if (request.method !== "GET") throw methodError();
  const paired = hasCode(request);
  if (paired && !state.paired) {
    state.paired = true;
    state.lastUse = Date.now();
    console.log("The page is paired.");
  }
  const status = { relay: "scimdesk-relay", version: VERSION, paired, ...(paired && { base: settings.base.url }) };
  sendJson(response, 200, status);
}

function sendJson(response, status, value) {
  response.setHeader("Content-Type", "application/json");
  response.setHeader("Cache-Control", "no-store");
  response.writeHead(status).end(JSON.stringify(value));
}

function sendError(response, { status, code, message, details }) {
  if (response.destroyed || response.headersSent) return;
  response.setHeader("X-Relay", "error");
  response.setHeader("Access-Control-Expose-Headers", "X-Relay");
  if (code === "method_not_allowed") response.setHeader("Allow", METHODS.join(", "));
  sendJson(response, status, { relayError: { code, message, ...details } });
}

function methodError() {
  return new RelayError(405, "method_not_allowed", `The relay forwards only ${METHODS.join(", ")}.`);
}

/** The path and query for the service, exactly as they came. */
function forwardedTarget(target) {
  const refuse = (message) => new RelayError(400, "path_not_allowed", message);
  if (target.length > MAX_TARGET_LENGTH) throw refuse("The path and query are longer than 8 KB, which the relay does not forward.");
  if (!/^\/scim($|[/?])/.test(target)) throw refuse("The relay forwards only paths that begin with /scim/.");
  const rest = target.slice("/scim".length);
  if (/[^\x21-\x7e]|[#\\]/.test(rest) || isAmbiguous(rest.split("?", 1)[0])) {
    throw refuse("The relay does not forward paths with dot segments, double or encoded slashes, or control characters.");
  }
  const forwarded = settings.base.path + rest;
  return forwarded.startsWith("/") ? forwarded : `/${forwarded}`;
}

/** The headers that go to the service. */
function forwardedHeaders(request) {
  const headers = {};
  for (const name of REQUEST_HEADERS) {
    const value = header(request, name);
    if (/[^\t\x20-\x7e]/.test(value)) {
      throw new RelayError(400, "header_not_allowed", `The header ${name} contains a character that cannot be sent. If it is the token, copy it again.`);
    }
    if (value) headers[name] = value;
  }
  return headers;
}

async function forward(request, response, started) {
  if (!hasCode(request)) throw new RelayError(401, "code_missing", "Enter the pairing code that the relay printed when it started.");
  const path = forwardedTarget(request.url);
  const headers = forwardedHeaders(request);
  if (state.forwarding >= MAX_FORWARDING) {
    throw new RelayError(503, "busy", `The relay is already forwarding ${MAX_FORWARDING} requests. Wait until one of them is finished.`);
  }
  state.forwarding += 1;
  state.lastUse = Date.now();
  response.once("close", () => {
    state.forwarding -= 1;
    state.lastUse = Date.now();
  });

  const exchange = {};
  let timer;
  const timeout = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(timeoutError(exchange)), 1000 * settings.timeoutSeconds);
  });
  try {
    const received = await Promise.race([timeout, send(exchange, request, path, headers)]);
    sendForwarded(response, exchange.response, received, started);
  } catch (error) {
    exchange.request?.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

// ---- Requests to the service ----

async function send(exchange, request, path, headers) {
  const body = await read(request, MAX_REQUEST_BYTES, 413, "request_too_large", "The request is larger than 1 MB, which the relay does not forward.");
  const { base } = settings;
  const { method } = request;
  const hostname = base.host.replace(/^\[|\]$/g, "");
  const hasBody = method !== "GET" && (method !== "DELETE" || body.length > 0);
  if (hasBody) headers["content-length"] = String(body.length);
  exchange.request = (base.scheme === "https" ? https : http).request({ hostname, port: base.port, method, path, headers, agent });
  exchange.request.end(hasBody ? body : undefined);
  [exchange.response] = await once(exchange.request, "response");
  // The connection can still break while the body arrives.
  exchange.request.on("error", () => {});

  const status = exchange.response.statusCode;
  if (status === 407) throw proxyError(status);
  if (status >= 300 && status <= 399 && status !== 304) throw redirectError(status, path, exchange.response.headers.location);
  return read(exchange.response, MAX_RESPONSE_BYTES, 502, "response_too_large", `The response of ${base.host} is larger than 8 MB, which the relay does not forward.`);
}

/** The whole body. What comes after the limit is thrown away. */
function read(stream, limit, status, code, message) {
  return new Promise((resolve, reject) => {
    const parts = [];
    let size = 0;
    stream.on("data", (part) => {
      size += part.length;
      if (size <= limit) parts.push(part);
      else reject(new RelayError(status, code, message));
    });
    stream.on("end", () => resolve(Buffer.concat(parts)));
    stream.on("error", reject);
    stream.on("close", () => reject(new Error("The connection was closed.")));
  });
}

function sendForwarded(response, received, body, started) {
  const connection = header(received, "connection").toLowerCase().split(/[\s,]+/);
  const headers = { "X-Relay": "forwarded", "X-Relay-Ms": String(Math.round(performance.now() - started)) };
  for (const [name, values] of Object.entries(received.headersDistinct)) {
    if (!DROPPED_HEADERS.test(name) && !connection.includes(name)) headers[name] = values.join(", ");
  }
  const vary = header(received, "vary");
  if (vary) headers.Vary = `${vary}, Origin`;
  headers["Access-Control-Expose-Headers"] = Object.keys(headers).join(", ");
  const bodyless = received.statusCode === 204 || received.statusCode === 304;
  if (!bodyless) headers["Content-Length"] = String(body.length);
  response.writeHead(received.statusCode, headers).end(bodyless ? undefined : body);
}

// ---- Errors ----

function timeoutError({ request }) {
  const who = request ? settings.base.host : "The page";
  const what = request ? "respond completely" : "send the whole request";
  return new RelayError(504, "timeout", `${who} did not ${what} within ${settings.timeoutSeconds} seconds.`);
}

function redirectError(status, path, location) {
  const { base } = settings;
  // Only the scheme and the host, because the rest can contain secrets.
  let origin = "";
  try {
    const target = new URL(location ?? "", `${base.scheme}://${base.authority}${path}`);
    if (location && target.host) origin = `${target.protocol}//${target.host}`;
  } catch {
    // A location that is not an address stays empty.
  }
  const message = `${base.host} redirects the request${origin && ` to ${origin}`} (status ${status}). The relay does not follow redirects. Check the Tenant URL.`;
  return new RelayError(502, "redirect", message, { status, location: origin });
}

function proxyError(status) {
  const name = settings.proxy ? `The proxy ${settings.proxy.host}` : "A proxy";
  if (status === 407) return new RelayError(502, "proxy", `${name} requires a sign-in (status 407). Add the user name and password to the variable HTTPS_PROXY, or start the PowerShell relay on Windows.`);
  if (status) return new RelayError(502, "proxy", `${name} does not connect to ${settings.base.host} (status ${status}). Ask the team that runs the proxy.`);
  return new RelayError(502, "proxy", `${name} cannot be reached. Check the variable HTTPS_PROXY.`);
}

/** What an error of Node means for an admin. Its text can contain headers, so only TLS reasons are shown. */
function explain(error) {
  if (error instanceof RelayError) return error;
  const { host, port } = settings.base;
  const code = String(error.code ?? error.errors?.[0]?.code ?? "");
  if (/^(ENOTFOUND|EAI_)/.test(code)) {
    return new RelayError(502, "dns", `This computer cannot find ${host} (DNS). Check the Tenant URL and the network connection.`);
  }
  if (code === "ECONNREFUSED") return new RelayError(502, "refused", `${host} refuses connections on port ${port}. Check the Tenant URL.`);
  if (/CERT|CRL|^INVALID_|PATH_LENGTH|HOSTNAME|UNABLE_TO|^ERR_SSL|^ERR_TLS|EPROTO/.test(code) || /secure TLS connection/.test(error.message)) {
    const hint = /ISSUER|SELF_SIGNED|VERIFY_LEAF/.test(code) ? " If your organization inspects TLS connections, start the PowerShell relay on Windows." : "";
    const reason = error.message.split("\n", 1)[0].replace(/[.\s]*$/, ".");
    return new RelayError(502, "tls", `The TLS connection to ${host} is not secure, so the relay sent nothing. Reason: ${reason}${hint}`);
  }
  return new RelayError(502, "unreachable", `The connection to ${host} failed before the response was complete${/^[A-Z_]+$/.test(code) ? ` (${code})` : ""}. Check the network connection and try again.`);
}

// ---- Proxy ----

/** Connects through the proxy with CONNECT, so that TLS goes to the service itself. */
class TunnelAgent extends https.Agent {
  createConnection(options, done) {
    const { proxy } = settings;
    const path = `${options.host}:${options.port}`;
    const headers = { Host: path };
    if (proxy.username) {
      const credentials = decodeURIComponent(`${proxy.username}:${proxy.password}`);
      headers["Proxy-Authorization"] = `Basic ${Buffer.from(credentials).toString("base64")}`;
    }
    const connect = http.request({ host: proxy.hostname.replace(/^\[|\]$/g, ""), port: proxy.port || 80, method: "CONNECT", path, headers, agent: false });
    connect.setTimeout(1000 * settings.timeoutSeconds, () => connect.destroy());
    connect.once("connect", ({ statusCode }, socket) => {
      if (statusCode >= 200 && statusCode <= 299) return done(null, tls.connect({ ...options, socket }));
      socket.destroy();
      done(proxyError(statusCode));
    });
    connect.once("error", () => done(proxyError()));
    connect.end();
  }
}

/** Newer versions of Node can also trust what this computer trusts. */
function trustedCertificates() {
  if (!tls.getCACertificates) return {};
  const ca = [...tls.getCACertificates("default"), ...tls.getCACertificates("system")];
  return { secureContext: tls.createSecureContext({ ca }) };
}

function makeAgent({ base, proxy }) {
  // Services close idle connections, some after 5 seconds.
  const options = { keepAlive: true, timeout: 3000 };
  if (base.scheme === "http") return new http.Agent(options);
  return new (proxy ? TunnelAgent : https.Agent)({ ...options, ...trustedCertificates() });
}

// ---- Start and stop ----

function printable(text) {
  return text.slice(0, 300).replace(/[^\x21-\x7e]/g, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

function log({ method, url }, response, started) {
  const path = url.startsWith("/") ? printable(url.split("?", 1)[0]) : "(not a path)";
  const status = response.writableFinished && !response.isCut ? response.statusCode : "closed";
  const line = `${printable(method)} ${path} ${status}`;
  // The page looks for the relay every few seconds; the same line once is enough.
  if (path === "/relay/status" && line === state.lastStatusLine) return;
  if (path === "/relay/status") state.lastStatusLine = line;
  const time = new Date().toTimeString().slice(0, 8);
  console.log(`${time} ${line} ${Math.round(performance.now() - started)} ms`);
}

function stop(reason) {
  console.log(`${reason}The relay has stopped.`);
  process.exit(0);
}

function exitBecauseInUse({ base, origin, port }) {
  const command = `node scimdesk-relay.mjs ${base.url} --origin ${origin} --port ${port < 65535 ? port + 1 : 8321}`;
  exit(2, `Another program uses port ${port}, or this computer does not allow it. Start the relay with another port, and enter that port on the page:`, `  ${command}`);
}

/** Listens on one loopback address, if this computer has it. */
async function listen(address) {
  const seconds = settings.timeoutSeconds;
  const server = http.createServer({
    connectionsCheckingInterval: 500,
    headersTimeout: 1000 * Math.min(10, seconds),
    requestTimeout: 2000 * seconds,
    maxHeaderSize: 32 * 1024,
  }, handle);
  server.maxConnections = 64;
  server.listen(settings.port, address);
  try {
    await once(server, "listening");
  } catch (error) {
    if (address === "::1" && /^(EADDRNOTAVAIL|EAFNOSUPPORT)$/.test(error.code)) return;
    exitBecauseInUse(settings);
  }
}

const settings = readSettings();
const pairingCode = makeCode();
const agent = makeAgent(settings);
const state = { forwarding: 0, lastUse: Date.now(), paired: false, lastStatusLine: "" };

// A browser may try either address for localhost.
await listen("127.0.0.1");
await listen("::1");

const minutes = settings.idleMinutes;
setInterval(() => {
  if (state.forwarding === 0 && Date.now() - state.lastUse >= minutes * 60_000) stop(`No request for ${minutes} minutes. `);
}, 200);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop(""));

console.log(`scimdesk relay

Listens on     http://localhost:${settings.port} (this computer only)
Sends to       ${settings.base.url}
For the page   ${settings.origin}
Proxy          ${settings.proxy?.host ?? "none. If your network needs one, set the variable HTTPS_PROXY."}

Pairing code   ${pairingCode}

Enter the pairing code on the page. Keep this window open.
Press Ctrl+C to stop. The relay also stops after ${minutes} minutes without a request.
`);
