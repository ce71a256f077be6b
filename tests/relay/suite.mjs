// What the test files have in common: each test runs for both programs, against
// a service that records what reaches it.

import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { listen } from "../services/listen.mjs";
import { ask } from "./http.mjs";
import { programs, startRelay } from "./relay.mjs";

/** Waits for something that starts, and ends it with the test, however that ends. */
export async function forTest(t, promise) {
  const started = await promise;
  t.after(() => (started.stop ?? started.close)());
  return started;
}

export const SIDE_BY_SIDE = { concurrency: 3 };

/** The token that no output may contain. */
export const TOKEN = "secret-token-Zq7vK2";

/** Defines tests for each program; tests that only start and wait can run side by side. */
export function forEachProgram(title, define, options = {}) {
  for (const program of programs) describe(`${program.name} relay: ${title}`, { skip: program.skip, ...options }, () => define(program));
}

/**
 * A service on loopback that records each request and responds with `respond`.
 * @returns {Promise<{url: string, requests: {method: string, url: string, headers: [string, string][], body: Buffer}[], close: () => Promise<void>}>}
 */
export async function startService(respond = ok, { path = "/scim/v2", secure } = {}) {
  const requests = [];
  const handle = (request, response) => {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("error", () => {});
    request.on("end", () => {
      const headers = request.rawHeaders.flatMap((name, index, all) => (index % 2 === 0 ? [[name.toLowerCase(), all[index + 1]]] : []));
      const entry = { method: request.method, url: request.url, headers, body: Buffer.concat(parts) };
      requests.push(entry);
      respond(response, entry);
    });
  };
  const { origin, close } = await listen(handle, 0, secure);
  return { url: origin + path, requests, close };
}

function ok(response) {
  response.writeHead(200, { "Content-Type": "application/scim+json" }).end("{}");
}

/**
 * Starts a relay and its service for the tests of a block, and ends both. `it`
 * has `relay`, `service` and `ask(request)`, which sends the token with the request.
 * @param {{program: object, start?: () => Promise<object>, relay?: object}} options
 *   `start` starts another service than the recording one
 */
export function withRelay({ program, start = startService, relay: options }) {
  const it = {};
  before(async () => {
    it.service = await start();
    it.relay = await startRelay(program, { base: it.service.url, ...options });
    it.ask = ({ headers, ...request } = {}) => ask(it.relay, { ...request, headers: { Authorization: `Bearer ${TOKEN}`, ...headers } });
  });
  after(async () => {
    await it.relay?.stop();
    await it.service?.close();
    assertNoSecret(it.relay?.output() ?? "");
  });
  return it;
}

export function assertNoSecret(output) {
  assert.ok(!output.includes(TOKEN), `the token is in the output: ${output}`);
  assert.doesNotMatch(output, /Exception|^\s+at .*:\d+/m, "an internal error is in the output");
}

/** Checks that the relay reports an error of its own, in a way that the page can read. */
export function assertRelayError(response, status, code, message) {
  assert.equal(response.status, status, response.text);
  assert.equal(response.headers["access-control-allow-origin"], "https://page.example");
  assert.equal(response.headers["x-relay"], "error");
  assert.match(response.headers["access-control-expose-headers"], /(^|, )x-relay(,|$)/i);
  assert.match(response.headers["content-type"], /^application\/json/);
  const { relayError, ...others } = response.json();
  assert.deepEqual(others, {});
  assert.equal(relayError.code, code);
  assert.match(relayError.message, /^[\x20-\x7e]+\.$/);
  if (message) assert.match(relayError.message, message);
  assert.ok(!response.text.includes(TOKEN));
  return relayError;
}

/** Checks that a response tells a page nothing: not even that it may read it. */
export function assertUnreadable(response, ...statuses) {
  assert.ok(statuses.includes(response.status), `status ${response.status}: ${response.text}`);
  const cors = Object.keys(response.headers).filter((name) => name.startsWith("access-control-") || name.startsWith("x-relay"));
  assert.deepEqual(cors, []);
}
