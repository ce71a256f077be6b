// Who may use the relay: one page, on one host name. Proofs of the pairing code are in proofs.test.mjs.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { requestText, send } from "./http.mjs";
import { ORIGIN } from "./relay.mjs";
import { assertRelayError, assertUnreadable, forEachProgram, withRelay } from "./suite.mjs";

// .NET's listener refuses another host by itself, with 404; that of Windows with 400.
const refusals = { Node: { host: [403], none: [400] }, PowerShell: { host: [403, 404, 400], none: [400] } };

const ORIGINS = {
  "another page": "https://evil.example",
  "no page": undefined,
  "an opaque origin": "null",
  "an empty origin": "",
  "another scheme": "http://page.example",
  "another port": "https://page.example:444",
  "the default port, spelled out": "https://page.example:443",
  "a host that begins alike": "https://page.example.evil.example",
  "a host that ends alike": "https://evilpage.example",
  "a subdomain": "https://www.page.example",
  "other letters": "https://PAGE.example",
  "a path": "https://page.example/",
  "a wildcard": "*",
  "the relay itself": "http://localhost:8321",
  "two origins": [ORIGIN, "https://evil.example"],
};

const HOSTS = {
  "another name (DNS rebinding)": (port) => `evil.example:${port}`,
  "an address": (port) => `127.0.0.1:${port}`,
  "another port": (port) => `localhost:${port + 1}`,
  "no port": () => "localhost",
  "a dot at the end": (port) => `localhost.:${port}`,
  "a name that begins alike": (port) => `localhost.evil.example:${port}`,
  "a user name": (port) => `evil@localhost:${port}`,
  "an empty host": () => "",
  "two hosts": (port) => [`localhost:${port}`, `evil.example:${port}`],
};

const TARGETS = ["/scim/Users", "/relay/status", "/elsewhere"];

forEachProgram("access", (program) => {
  const it = withRelay({ program });
  const requests = TARGETS.flatMap((target) => [{ target }, { target, method: "POST", body: "{}" }, { target, method: "OPTIONS" }]);

  describe("another origin can read nothing and reaches nothing", () => {
    for (const [name, origin] of Object.entries(ORIGINS)) {
      test(name, async () => {
        for (const request of requests) {
          const response = await it.ask({ ...request, headers: { Origin: origin, "Access-Control-Request-Private-Network": "true" } });
          assertUnreadable(response, 403);
        }
        assert.deepEqual(it.service.requests, []);
      });
    }
  });

  describe("another host can read nothing and reaches nothing", () => {
    for (const [name, host] of Object.entries(HOSTS)) {
      test(name, async () => {
        for (const request of requests) {
          const response = await it.ask({ ...request, headers: { Host: host(it.relay.port) } });
          assertUnreadable(response, ...refusals[program.name].host);
        }
        assert.deepEqual(it.service.requests, []);
      });
    }

    test("no host", async () => {
      assertUnreadable(await it.ask({ headers: { Host: undefined } }), ...refusals[program.name].none);
      assert.deepEqual(it.service.requests, []);
    });
  });

  describe("methods that SCIM does not need", () => {
    for (const method of ["HEAD", "TRACE", "PROPFIND", "MOVE", "SEARCH"]) {
      test(method, async () => {
        for (const target of ["/scim/Users", "/relay/status"]) {
          const response = await it.ask({ method, target });
          if (method === "HEAD") assert.equal(response.status, 405);
          else assertRelayError(response, 405, "method_not_allowed");
        }
        assert.deepEqual(it.service.requests, []);
      });
    }

    for (const method of ["get", "GETX", "CONNECT"]) {
      test(method, async () => {
        const response = await it.ask({ method, target: method === "CONNECT" ? "evil.example:443" : "/scim/Users" });
        // Some are no HTTP for the listener, which then closes the connection.
        assert.ok(response.status === undefined || response.status >= 400, response.text);
        assert.deepEqual(it.service.requests, []);
      });
    }

    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      test(`${method} of the status`, async () => {
        assertRelayError(await it.ask({ method, target: "/relay/status", body: "{}" }), 405, "method_not_allowed");
      });
    }
  });

  test("requests that are no HTTP reach nothing", async () => {
    const headers = (method) => requestText(it.relay, { method }).split("\r\n").slice(1, -2).map((line) => `${line}\r\n`).join("");
    for (const text of [
      `GET /scim/Users HTTP/9.9\r\n${headers("GET")}\r\n`,
      `GET /scim/Users x HTTP/1.1\r\n${headers("GET")}\r\n`,
      `POST /scim/Users HTTP/1.1\r\n${headers("POST")}Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde`,
      `POST /scim/Users HTTP/1.1\r\n${headers("POST")}Content-Length: -1\r\n\r\n`,
      `GET /scim/Users HTTP/1.1\r\n${headers("GET")} folded: x\r\nbroken\r\n\r\n`,
    ]) {
      const response = await send(it.relay.port, text);
      assert.ok(response.status === undefined || response.status >= 400, text);
      assert.equal(response.headers["x-relay"], undefined, text);
    }
    assert.deepEqual(it.service.requests, []);
  });
});

forEachProgram("preflights", (program) => {
  const it = withRelay({ program });

  for (const target of TARGETS) {
    test(`for ${target}`, async () => {
      const asked = { "X-Relay-Request": undefined, Authorization: undefined, "Access-Control-Request-Method": "PATCH", "Access-Control-Request-Headers": "x-relay-request" };
      const { status, headers, text } = await it.ask({ method: "OPTIONS", target, headers: asked });
      assert.equal(status, 204);
      assert.equal(text, "");
      const cors = Object.fromEntries(Object.entries(headers).filter(([name]) => /^(access-control-|vary)/.test(name)));
      assert.deepEqual(cors, {
        "access-control-allow-origin": ORIGIN,
        "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE",
        "access-control-allow-headers": "accept, content-type, if-match, if-none-match, x-relay-request, x-relay-token",
        "access-control-max-age": "600",
        vary: "Origin",
      });
    });
  }

  test("allow access from a public page when the browser requests it", async () => {
    const response = await it.ask({ method: "OPTIONS", headers: { "Access-Control-Request-Private-Network": "true" } });
    assert.equal(response.headers["access-control-allow-private-network"], "true");
  });
});
