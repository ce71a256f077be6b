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
// - It responds to that one page only, and only if the page proves that it has
//   the pairing code that the relay prints. The code is new at each start and is
//   never sent, and the token comes encrypted with a key that depends on it.
// - It prints one line for each request: time, method, path, status, milliseconds.
// - It uses the proxy of the variable HTTPS_PROXY, if there is one.
// - It ends a request after 15 seconds, or when the page no longer waits for it.
// - It stops with Ctrl+C, or after 30 minutes without a request.
//
// What it does not do:
// - It does not save anything, and it does not print the token, other headers,
//   queries or bodies.
// - It does not follow redirects or accept invalid certificates.
// - It does not change settings of this computer or need admin rights.

import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import https from "node:https";
import tls from "node:tls";
import { parseArgs } from "node:util";

const MAX_TARGET_LENGTH = 8 * 1024;
const MAX_REQUEST_BYTES = 1024 * 1024;
const MAX_RESPONSE_BYTES = 8 * 1024 * 1024;
const MAX_FORWARDING = 4;
const MAX_SESSIONS = 64;
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const REQUEST_HEADERS = ["accept", "content-type", "if-match", "if-none-match"];
const STATUS_TARGET = /^\/relay\/status(?:\?nonce=([0-9a-f]{64}))?$/;
// Headers of one connection, headers that would act on http://localhost in the
// browser, and those that the relay sets itself.
const DROPPED_HEADERS =
  /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|content-length|vary|set-cookie2?|access-control-.*|alt-svc|clear-site-data|nel|report-to|reporting-endpoints|x-relay.*)$/;

// ---- Settings ----

function exit(code, ...lines) {
  for (const line of lines) console.error(line);
  process.exit(code);
}

function refuse(message) {
  exit(1, message, "", "Start the relay like this:", "  node scimdesk-relay.mjs https://api.talkdeskapp.eu/scim/v2 --origin https://page.example");
}

function readAddress(text) {
  const match = /^([A-Za-z]+):\/\/(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?::([0-9]{1,5}))?(\/[\x21-\x7e]*)?$/.exec(text);
  if (!match) return undefined;
  const [scheme, host] = [match[1].toLowerCase(), match[2].toLowerCase()];
  const defaultPort = scheme === "https" ? 443 : 80;
  const port = Number(match[3] ?? defaultPort);
  if (port < 1 || port > 65535) return undefined;
  return { scheme, host, port, origin: `${scheme}://${host}${port === defaultPort ? "" : `:${port}`}`, path: match[4] ?? "" };
}

/** Whether a service could read this path as another one: `..`, `//` and encoded forms. */
function isAmbiguous(path) {
  return /\/\/|\\|%2f|%5c|%[01][0-9a-f]|%7f|%c[01]|\/(\.|%2e){1,2}(\/|;|%3b|$)/i.test(path);
}

function readBase(text) {
  if (!text) refuse("Enter the Tenant URL of the SCIM service.");
  if (/[?#@\\]/.test(text)) refuse("The Tenant URL must not contain a user name, a query or a fragment (no @, ?, # or \\).");
  const base = readAddress(text);
  if (!base || isAmbiguous(base.path)) refuse("The Tenant URL is not valid. Copy it from the page.");
  base.isLoopback = /^(localhost|127(\.[0-9]{1,3}){3}|\[::1\])$/.test(base.host);
  if (base.scheme !== "https" && !(base.scheme === "http" && base.isLoopback)) {
    refuse("The Tenant URL must begin with https://. Only a service on this computer can use http://.");
  }
  base.path = base.path.replace(/\/$/, "");
  return { ...base, url: base.origin + base.path };
}

function readOrigin(text) {
  if (!text) refuse("Enter the address of the page after --origin.");
  const page = readAddress(text.replace(/^([A-Za-z]+:\/\/[^/?#]+).*$/, "$1"));
  if (!page || !/^https?$/.test(page.scheme)) refuse("The address after --origin is not valid. Copy it from the page.");
  return page.origin;
}

function readNumber(name, text, min, max) {
  const number = Number(text);
  if (!/^[0-9.]+$/.test(text) || !(number >= min && number <= max)) refuse(`The number after --${name} must be from ${min} to ${max}.`);
  return number;
}

/** The proxy of the environment for this service, if any. */
function readProxy({ host, isLoopback }) {
  const { env } = process;
  const text = env.https_proxy || env.HTTPS_PROXY;
  const excluded = (env.no_proxy || env.NO_PROXY || "").toLowerCase().split(/[\s,]+/).filter(Boolean);
  const matches = (entry) => entry === "*" || `.${host}`.endsWith(`.${entry.replace(/^\*?\./, "")}`);
  if (!text || isLoopback || excluded.some(matches)) return undefined;
  const address = text.includes("://") ? text : `http://${text}`;
  if (!URL.canParse(address) || !address.startsWith("http:")) exit(1, "The variable HTTPS_PROXY must contain an address such as http://proxy.example:8080.");
  return new URL(address);
}

function readSettings() {
  // The last two options are for tests.
  const names = ["origin", "port", "idle-minutes", "timeout-seconds"];
  const usage = "The relay takes one Tenant URL, --origin and --port.";
  let parsed;
  try {
    parsed = parseArgs({ allowPositionals: true, options: Object.fromEntries(names.map((name) => [name, { type: "string" }])) });
  } catch {
    refuse(usage);
  }
  const { values, positionals } = parsed;
  if (positionals.length > 1) refuse(usage);
  const base = readBase(positionals[0]);
  return {
    base,
    origin: readOrigin(values.origin),
    port: Math.trunc(readNumber("port", values.port ?? "8321", 1, 65535)),
    idleMinutes: readNumber("idle-minutes", values["idle-minutes"] ?? "30", 0, 1440),
    timeout: 1000 * readNumber("timeout-seconds", values["timeout-seconds"] ?? "15", 0.1, 600),
    proxy: readProxy(base),
  };
}

const settings = readSettings();
const { base, origin, proxy } = settings;
const state = { forwarding: 0, lastUse: Date.now(), isPaired: false, lastStatusLine: "", sessions: new Map() };

// ---- Errors of the relay itself, which the page shows ----

const proxyName = `The proxy ${proxy?.host ?? ""}`;
const ERRORS = {
  proof_missing: [401, "The request has no proof of the pairing code. Enter the code that the relay printed when it started."],
  proof_wrong: [403, "The request does not prove the pairing code of this relay. Enter the code that the relay printed when it started."],
  proof_used: [403, "The relay received this request before, so it did not send it again."],
  path_not_allowed: [400, "The relay forwards only paths that begin with /scim/, up to 8 KB, without dot segments, double or encoded slashes, or control characters."],
  header_not_allowed: [400, "A header contains a character that cannot be sent. Copy the token again."],
  method_not_allowed: [405, `The relay forwards only ${METHODS.join(", ")}.`],
  request_too_large: [413, "The request is larger than 1 MB, which the relay does not forward."],
  response_too_large: [502, `The response of ${base.host} is larger than 8 MB, which the relay does not forward.`],
  busy: [503, `The relay is already forwarding ${MAX_FORWARDING} requests. Wait until one of them is finished.`],
  timeout: [504, `${base.host} did not respond completely within ${settings.timeout / 1000} seconds.`],
  dns: [502, `This computer cannot find ${base.host} (DNS). Check the Tenant URL and the network connection.`],
  refused: [502, `${base.host} refuses connections on port ${base.port}. Check the Tenant URL.`],
  tls: [502, `The TLS connection to ${base.host} is not secure, so the relay sent nothing. Reason: `],
  proxy: [502, `${proxyName} does not connect to ${base.host}: `],
  redirect: [502, `${base.host} redirects the request`],
  unreachable: [502, `The connection to ${base.host} failed before the response was complete. Check the network connection and try again.`],
};

class RelayError extends Error {
  constructor(code, addition = "", details = {}) {
    super(ERRORS[code][1] + addition);
    Object.assign(this, { code, status: ERRORS[code][0], details });
  }
}

function redirectError(status, path, location) {
  // Only the scheme and the host, because the rest can contain secrets.
  const target = location && URL.canParse(location, base.origin + path) && new URL(location, base.origin + path);
  const shown = target && target.host ? `${target.protocol}//${target.host}` : "";
  const addition = `${shown && ` to ${shown}`} (status ${status}). The relay does not follow redirects. Check the Tenant URL.`;
  return new RelayError("redirect", addition, { status, location: shown });
}

function proxyError(status) {
  if (!status) return new RelayError("proxy", "it cannot be reached. Check the variable HTTPS_PROXY.");
  if (status === 407) return new RelayError("proxy", "it requires a sign-in (status 407). Add user name and password to the variable HTTPS_PROXY.");
  return new RelayError("proxy", `it refuses (status ${status}). Ask the team that runs the proxy.`);
}

/** What an error of Node means. Its text can contain headers, so only TLS reasons are shown. */
function explain(error) {
  if (error instanceof RelayError) return error;
  const code = String(error.code ?? error.errors?.[0]?.code ?? "");
  if (/^(ENOTFOUND|EAI_)/.test(code)) return new RelayError("dns");
  if (code === "ECONNREFUSED") return new RelayError("refused");
  if (/CERT|CRL|^INVALID_|PATH_LENGTH|HOSTNAME|UNABLE_TO|^ERR_SSL|^ERR_TLS|EPROTO/.test(code) || /secure TLS connection/.test(error.message)) {
    const hint = /ISSUER|SELF_SIGNED|VERIFY_LEAF/.test(code) ? " If your network inspects TLS, start the PowerShell relay on Windows instead." : "";
    return new RelayError("tls", error.message.split("\n", 1)[0].replace(/[.\s]*$/, ".") + hint);
  }
  return new RelayError("unreachable");
}

// ---- Pairing code and proofs ----

/** 130 bits from the random generator of the operating system. */
function makeCode() {
  const characters = [...randomBytes(26)].map((byte) => "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[byte & 31]);
  return characters.join("").match(/.{1,4}/g).join("-");
}

const pairingCode = makeCode();

/** HMAC-SHA-256 of lines, the first of which name the protocol and what the MAC is for. */
function mac(key, ...lines) {
  return createHmac("sha256", key).update(["scimdesk-relay/2", ...lines].join("\n")).digest();
}

/** Proves to the page that this is the relay, and opens a session with it. */
function openSession(pageNonce) {
  const { sessions } = state;
  const nonce = randomBytes(32).toString("hex");
  const agreed = [pageNonce, nonce, settings.port, origin, base.url];
  const code = pairingCode.replaceAll("-", "");
  if (sessions.size >= MAX_SESSIONS) {
    // Whoever opens sessions without the code cannot end one with it.
    const [oldest] = [...sessions].find(([, { counts }]) => counts.size === 0) ?? [...sessions][0];
    sessions.delete(oldest);
  }
  sessions.set(nonce, { key: mac(code, "session", ...agreed), counts: new Set() });
  return { base: base.url, nonce, proof: mac(code, "relay", ...agreed).toString("hex") };
}

/** The proof of a request: its session, its number in the session, and the MAC, each request once. */
function checkProof(request) {
  const text = header(request, "x-relay-request");
  if (!text) throw new RelayError("proof_missing");
  const [, id, count, proof] = /^([0-9a-f]{64})\.([1-9][0-9]{0,8})\.([0-9a-f]{64})$/.exec(text) ?? [];
  const session = state.sessions.get(id);
  if (!session) throw new RelayError("proof_wrong");
  const due = mac(session.key, "request", count, request.method, request.url, header(request, "x-relay-token"));
  // The comparison takes the same time for all.
  if (!timingSafeEqual(due, Buffer.from(proof, "hex"))) throw new RelayError("proof_wrong");
  if (session.counts.has(count)) throw new RelayError("proof_used");
  session.counts.add(count);
  state.lastUse = Date.now();
  if (!state.isPaired) console.log("The page is paired.");
  state.isPaired = true;
  return { key: session.key, count };
}

/** The Authorization header, which comes combined with bytes that only the page and the relay know. */
function decrypt({ key, count }, text) {
  if (!/^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) throw new RelayError("header_not_allowed");
  const bytes = Buffer.from(text, "base64");
  const blocks = Array.from({ length: Math.ceil(bytes.length / 32) }, (_, block) => mac(key, "token", count, block));
  const stream = Buffer.concat(blocks);
  return bytes.map((byte, at) => byte ^ stream[at]).toString("latin1");
}

// ---- Requests of the page ----

/** A header of a request or response; repeated headers are joined. */
function header(message, name) {
  return (message.headersDistinct[name] ?? []).join(", ");
}

async function handle(request, response) {
  const started = performance.now();
  // A sender or reader that takes too long loses its connection.
  const limit = setTimeout(() => {
    response.isCut = true;
    request.socket.destroy();
  }, 2 * settings.timeout);
  response.once("close", () => {
    clearTimeout(limit);
    log(request, response, started);
  });
  // DNS rebinding and other pages end here.
  if (header(request, "host") !== `localhost:${settings.port}` || header(request, "origin") !== origin) {
    response.writeHead(403, { "Content-Type": "text/plain" }).end("The scimdesk relay responds only to the page that it was started for.\n");
    return;
  }
  response.setHeader("Access-Control-Allow-Origin", origin);
  response.setHeader("Vary", "Origin");
  try {
    if (request.method === "OPTIONS") sendPreflight(request, response);
    else if (!METHODS.includes(request.method)) throw new RelayError("method_not_allowed");
    else if (STATUS_TARGET.test(request.url)) sendStatus(request, response);
    else await forward(request, response, started);
  } catch (error) {
    sendError(response, explain(error));
  }
}

function sendPreflight(request, response) {
  response.setHeader("Access-Control-Allow-Methods", METHODS.join(", "));
  response.setHeader("Access-Control-Allow-Headers", [...REQUEST_HEADERS, "x-relay-request", "x-relay-token"].join(", "));
  response.setHeader("Access-Control-Max-Age", "600");
  if (header(request, "access-control-request-private-network") === "true") {
    response.setHeader("Access-Control-Allow-Private-Network", "true");
  }
  response.writeHead(204).end();
}

function sendStatus(request, response) {
  if (request.method !== "GET") throw new RelayError("method_not_allowed");
  const [, nonce] = STATUS_TARGET.exec(request.url);
  sendJson(response, 200, { relay: "scimdesk-relay", version: 2, ...(nonce && openSession(nonce)) });
}

function sendJson(response, status, value) {
  response.setHeader("Content-Type", "application/json");
  response.setHeader("Cache-Control", "no-store");
  response.writeHead(status).end(JSON.stringify(value));
}

function sendError(response, { code, status, message, details }) {
  if (response.destroyed || response.headersSent) return;
  response.setHeader("X-Relay", "error");
  response.setHeader("Access-Control-Expose-Headers", "X-Relay");
  if (status === 405) response.setHeader("Allow", METHODS.join(", "));
  sendJson(response, status, { relayError: { code, message, ...details } });
}

/** The path and query for the service, exactly as they came. */
function forwardedTarget(target) {
  const rest = target.slice("/scim".length);
  const isAllowed =
    target.length <= MAX_TARGET_LENGTH && /^\/scim($|[/?])/.test(target) && !/[^\x21-\x7e]|[#\\]/.test(rest) && !isAmbiguous(rest.split("?", 1)[0]);
  if (!isAllowed) throw new RelayError("path_not_allowed");
  const forwarded = base.path + rest;
  return forwarded.startsWith("/") ? forwarded : `/${forwarded}`;
}

function forwardedHeaders(request, proof) {
  const authorization = ["authorization", decrypt(proof, header(request, "x-relay-token"))];
  const headers = [authorization, ...REQUEST_HEADERS.map((name) => [name, header(request, name)])].filter(([, value]) => value);
  if (headers.some(([, value]) => /[^\t\x20-\x7e]/.test(value))) throw new RelayError("header_not_allowed");
  return Object.fromEntries(headers);
}

async function forward(request, response, started) {
  const path = forwardedTarget(request.url);
  const proof = checkProof(request);
  const headers = forwardedHeaders(request, proof);
  if (state.forwarding >= MAX_FORWARDING) throw new RelayError("busy");
  state.forwarding += 1;

  // What the page no longer waits for must not reach the service later.
  const end = new AbortController();
  const { signal } = end;
  const timer = setTimeout(() => end.abort(new RelayError("timeout")), settings.timeout);
  response.once("close", () => end.abort(new Error("The page has left.")));
  const exchange = { closed: [closed(response)] };
  try {
    const body = await send(exchange, request, path, headers, signal);
    sendForwarded(response, exchange.response, body, started, proof);
  } catch (error) {
    exchange.request?.destroy();
    throw signal.aborted ? signal.reason : error;
  } finally {
    clearTimeout(timer);
    Promise.all(exchange.closed).then(() => {
      state.forwarding -= 1;
      state.lastUse = Date.now();
    });
  }
}

function closed(emitter) {
  return new Promise((resolve) => emitter.once("close", resolve));
}

// ---- Requests to the service ----

/** Sends the request to the service, unless the signal comes first; gives the body of the response. */
async function send(exchange, request, path, headers, signal) {
  const { method } = request;
  const body = await read(request, MAX_REQUEST_BYTES, "request_too_large", signal);
  signal.throwIfAborted();
  const hasBody = method !== "GET" && (method !== "DELETE" || body.length > 0);
  if (hasBody) headers["content-length"] = String(body.length);
  const client = base.scheme === "https" ? https : http;
  exchange.request = client.request({ hostname: withoutBrackets(base.host), port: base.port, method, path, headers, agent, tunnelSignal: signal });
  exchange.closed.push(closed(exchange.request));
  // The connection can still break after the signal, or while the response is read.
  exchange.request.on("error", () => {});
  exchange.request.end(hasBody ? body : undefined);
  [exchange.response] = await once(exchange.request, "response", { signal });

  const { statusCode, headers: received } = exchange.response;
  if (statusCode === 407) throw proxyError(statusCode);
  if (statusCode >= 300 && statusCode <= 399 && statusCode !== 304) throw redirectError(statusCode, path, received.location);
  return read(exchange.response, MAX_RESPONSE_BYTES, "response_too_large", signal);
}

/** The whole body. What comes after the limit is thrown away. */
function read(stream, limit, code, signal) {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener("abort", () => reject(signal.reason));
    const parts = [];
    let size = 0;
    stream.on("data", (part) => {
      size += part.length;
      if (size <= limit) parts.push(part);
      else reject(new RelayError(code));
    });
    stream.on("end", () => resolve(Buffer.concat(parts)));
    stream.on("error", reject);
    stream.on("close", () => reject(new Error("The connection was closed.")));
  });
}

function sendForwarded(response, received, body, started, { key, count }) {
  const connection = header(received, "connection").toLowerCase().split(/[\s,]+/);
  const headers = {
    "X-Relay": "forwarded",
    "X-Relay-Proof": mac(key, "response", count, received.statusCode).toString("hex"),
    "X-Relay-Ms": String(Math.round(performance.now() - started)),
  };
  for (const name of Object.keys(received.headersDistinct)) {
    if (!DROPPED_HEADERS.test(name) && !connection.includes(name)) headers[name] = header(received, name);
  }
  const vary = header(received, "vary");
  if (vary) headers.Vary = `${vary}, Origin`;
  headers["Access-Control-Expose-Headers"] = Object.keys(headers).join(", ");
  const hasBody = received.statusCode !== 204 && received.statusCode !== 304;
  if (hasBody) headers["Content-Length"] = String(body.length);
  response.writeHead(received.statusCode, headers).end(hasBody ? body : undefined);
}

function withoutBrackets(host) {
  return host.replace(/^\[|\]$/g, "");
}

/** Connects through the proxy with CONNECT, so that TLS goes to the service itself. */
class TunnelAgent extends https.Agent {
  createConnection(options, done) {
    const path = `${options.host}:${options.port}`;
    const credentials = Buffer.from(decodeURIComponent(`${proxy.username}:${proxy.password}`)).toString("base64");
    const headers = { Host: path, ...(proxy.username && { "Proxy-Authorization": `Basic ${credentials}` }) };
    const tunnel = http.request({ host: withoutBrackets(proxy.hostname), port: proxy.port || 80, method: "CONNECT", path, headers, agent: false, signal: options.tunnelSignal });
    tunnel.setTimeout(settings.timeout, () => tunnel.destroy());
    tunnel.once("connect", ({ statusCode }, socket) => {
      if (statusCode >= 200 && statusCode <= 299) return done(null, tls.connect({ ...options, socket }));
      socket.destroy();
      done(proxyError(statusCode));
    });
    tunnel.once("error", () => done(proxyError()));
    tunnel.end();
  }
}

function makeAgent() {
  // Services close idle connections, some after 5 seconds.
  const options = { keepAlive: true, timeout: 3000 };
  if (base.scheme === "http") return new http.Agent(options);
  // The variable NODE_TLS_REJECT_UNAUTHORIZED must not change that certificates are checked.
  options.rejectUnauthorized = true;
  // Newer versions of Node can also trust what this computer trusts.
  if (tls.getCACertificates) {
    const ca = ["default", "system"].flatMap((store) => tls.getCACertificates(store));
    options.secureContext = tls.createSecureContext({ ca });
  }
  return new (proxy ? TunnelAgent : https.Agent)(options);
}

const agent = makeAgent();

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
  console.log(`${new Date().toTimeString().slice(0, 8)} ${line} ${Math.round(performance.now() - started)} ms`);
}

function stop(reason) {
  console.log(`${reason}The relay has stopped.`);
  process.exit(0);
}

/** Listens on one loopback address, if this computer has it. */
async function listen(address) {
  const limits = { connectionsCheckingInterval: 500, headersTimeout: Math.min(10_000, settings.timeout), requestTimeout: 2 * settings.timeout, maxHeaderSize: 32 * 1024 };
  const server = http.createServer(limits, handle);
  server.maxConnections = 64;
  server.listen(settings.port, address);
  try {
    await once(server, "listening");
  } catch (error) {
    if (address === "::1" && /^(EADDRNOTAVAIL|EAFNOSUPPORT)$/.test(error.code)) return;
    const { port } = settings;
    const command = `node scimdesk-relay.mjs ${base.url} --origin ${origin} --port ${port < 65535 ? port + 1 : 8321}`;
    exit(2, `Another program uses port ${port}, or this computer does not allow it. Start the relay with another port, and enter that port on the page:`, `  ${command}`);
  }
}

// A browser may try either address for localhost.
await listen("127.0.0.1");
await listen("::1");
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop(""));
setInterval(() => {
  const idle = state.forwarding === 0 && Date.now() - state.lastUse >= 60_000 * settings.idleMinutes;
  if (idle) stop(`No request for ${settings.idleMinutes} minutes. `);
}, 200);

console.log(`scimdesk relay

Listens on     http://localhost:${settings.port} (this computer only)
Sends to       ${base.url}
For the page   ${origin}
Proxy          ${proxy?.host ?? "none (if your network needs one, set the variable HTTPS_PROXY)"}

Pairing code   ${pairingCode}

Enter the pairing code on the page. Keep this window open.
Press Ctrl+C to stop. The relay also stops after ${settings.idleMinutes} minutes without a request.
`);
