// HTTP as bytes on a socket, because fetch would change or refuse most of what
// the tests send.

import { connect } from "node:net";
import { authorized, newNonce, proofOfRelay, sessionOf } from "./session.mjs";

/**
 * The text of a request as the page sends it to a relay: the header `Authorization`
 * is encrypted. A header that is undefined is left out; an array is a header more
 * than once.
 */
export function requestText(relay, { method = "GET", target = "/scim/Users", headers = {}, body = "", session = relay.session } = {}) {
  const { Authorization, ...others } = headers;
  const all = {
    Host: `localhost:${relay.port}`,
    Origin: relay.origin,
    ...authorized(session, method, target, Authorization),
    Connection: "close",
    ...(body && { "Content-Length": Buffer.byteLength(body) }),
    ...others,
  };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [value].flat().map((one) => `${name}: ${one}`)));
  return `${method} ${target} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body}`;
}

/** Opens a session of the page with a relay; gives it, unless the relay does not prove that it has the code. */
export async function openSession(relay) {
  const nonce = newNonce();
  const headers = `Host: localhost:${relay.port}\r\nOrigin: ${relay.origin}\r\nConnection: close`;
  const status = (await send(relay.port, `GET /relay/status?nonce=${nonce} HTTP/1.1\r\n${headers}\r\n\r\n`)).json();
  if (status.proof !== proofOfRelay(relay, nonce, status)) throw new Error("The relay does not prove that it has the code.");
  return sessionOf(relay, nonce, status);
}

/** Sends a request to a relay and reads the response to its end. */
export function ask(relay, request) {
  return send(relay.port, requestText(relay, request));
}

/**
 * Sends bytes and reads until the other side closes the connection.
 * @returns {Promise<{status: number | undefined, headers: Record<string, string>, body: Buffer, text: string, json: () => any, ms: number}>}
 *   `status` is undefined when nothing came
 */
export async function send(port, ...parts) {
  const connection = open(port);
  for (const part of parts) connection.socket.write(part, "latin1");
  return connection.response;
}

/** A connection that a test writes to by itself. */
export function open(port, address = "127.0.0.1") {
  const started = performance.now();
  const socket = connect(port, address);
  const parts = [];
  socket.on("data", (part) => parts.push(part));
  // A connection that is cut is a result too.
  socket.on("error", () => {});
  const response = new Promise((resolve) => {
    socket.on("close", () => resolve({ ...parse(Buffer.concat(parts)), ms: performance.now() - started }));
  });
  return { socket, response };
}

function parse(bytes) {
  const end = bytes.indexOf("\r\n\r\n");
  // An interim response comes before the real one.
  if (/^HTTP\/1\.1 1/.test(bytes.toString("latin1", 0, 10))) return parse(bytes.subarray(end + 4));
  const [first, ...lines] = bytes.subarray(0, Math.max(end, 0)).toString("latin1").split("\r\n");
  const headers = {};
  for (const line of lines) {
    const [, name, value] = /^([^:]+): *(.*)$/.exec(line);
    const key = name.toLowerCase();
    headers[key] = key in headers ? `${headers[key]}, ${value}` : value;
  }
  const rest = bytes.subarray(end + 4);
  const body = headers["transfer-encoding"] === "chunked" ? unchunk(rest) : rest;
  const text = body.toString("utf8");
  return { status: end < 0 ? undefined : Number(first.split(" ")[1]), headers, body, text, json: () => JSON.parse(text) };
}

function unchunk(bytes) {
  const parts = [];
  for (let at = 0; ; ) {
    const line = bytes.indexOf("\r\n", at);
    const size = line < 0 ? 0 : Number.parseInt(bytes.toString("latin1", at, line), 16);
    if (!size) return Buffer.concat(parts);
    parts.push(bytes.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
}
