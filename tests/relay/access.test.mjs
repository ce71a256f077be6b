// Who may use the relay: one page, on one host name, with the pairing code.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { send } from "./http.mjs";
import { ORIGIN, startRelay } from "./relay.mjs";
import { assertRelayError, assertUnreadable, forEachProgram, forTest, startService, withRelay } from "./suite.mjs";

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
    const headers = `Host: localhost:${it.relay.port}\r\nOrigin: ${ORIGIN}\r\nX-Relay-Code: ${it.relay.code}\r\nConnection: close\r\n`;
    for (const text of [
      `GET /scim/Users HTTP/9.9\r\n${headers}\r\n`,
      `GET /scim/Users x HTTP/1.1\r\n${headers}\r\n`,
      `POST /scim/Users HTTP/1.1\r\n${headers}Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde`,
      `POST /scim/Users HTTP/1.1\r\n${headers}Content-Length: -1\r\n\r\n`,
      `GET /scim/Users HTTP/1.1\r\n${headers} folded: x\r\nbroken\r\n\r\n`,
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
      const asked = { "X-Relay-Code": undefined, Authorization: undefined, "Access-Control-Request-Method": "PATCH", "Access-Control-Request-Headers": "authorization" };
      const { status, headers, text } = await it.ask({ method: "OPTIONS", target, headers: asked });
      assert.equal(status, 204);
      assert.equal(text, "");
      const cors = Object.fromEntries(Object.entries(headers).filter(([name]) => /^(access-control-|vary)/.test(name)));
      assert.deepEqual(cors, {
        "access-control-allow-origin": ORIGIN,
        "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE",
        "access-control-allow-headers": "authorization, accept, content-type, if-match, if-none-match, x-relay-code",
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

forEachProgram("pairing code", (program) => {
  const it = withRelay({ program });
  const status = (code) => it.ask({ target: "/relay/status", headers: { "X-Relay-Code": code } });
  const users = (code) => it.ask({ headers: { "X-Relay-Code": code } });

  test("without it, the status says only that this is a relay", async () => {
    for (const code of [undefined, ""]) {
      const response = await status(code);
      assert.equal(response.status, 200);
      assert.equal(response.headers["access-control-allow-origin"], ORIGIN);
      assert.deepEqual(response.json(), { relay: "scimdesk-relay", version: 1, paired: false });
    }
  });

  test("with it, the status names the service", async () => {
    const response = await status(it.relay.code);
    assert.equal(response.status, 200);
    assert.equal(response.headers["cache-control"], "no-store");
    assert.deepEqual(response.json(), { relay: "scimdesk-relay", version: 1, paired: true, base: it.service.url });
  });

  test("without it, nothing is forwarded", async () => {
    const before = it.service.requests.length;
    for (const code of [undefined, ""]) assertRelayError(await users(code), 401, "code_missing");
    assert.equal(it.service.requests.length, before);
  });

  const wrong = {
    "another code": () => "0000-0000-0000-0000-0000-0000-00",
    "one character less": (code) => code.slice(0, -1),
    "one character more": (code) => `${code}0`,
    "its first half": (code) => code.slice(0, 14),
    "another last character": (code) => code.slice(0, -1) + (code.endsWith("7") ? "8" : "7"),
    "another first character": (code) => (code.startsWith("7") ? "8" : "7") + code.slice(1),
    "only dashes": () => "----",
    "a word": () => "true",
  };
  for (const [name, change] of Object.entries(wrong)) {
    test(`${name} is wrong`, async () => {
      const before = it.service.requests.length;
      assertRelayError(await status(change(it.relay.code)), 403, "code_wrong");
      assertRelayError(await users(change(it.relay.code)), 403, "code_wrong");
      assert.equal(it.service.requests.length, before);
    });
  }

  test("the code of an earlier start is wrong", async (t) => {
    const service = await forTest(t, startService());
    const other = await forTest(t, startRelay(program, { base: service.url }));
    assert.notEqual(other.code, it.relay.code);
    assertRelayError(await users(other.code), 403, "code_wrong");
  });

  test("it has 26 characters that cannot be confused, in groups", () => {
    assert.match(it.relay.code, /^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}$/);
  });

  const spellings = {
    "without dashes": (code) => code.replaceAll("-", ""),
    "in lower case": (code) => code.toLowerCase(),
    "with spaces": (code) => code.replaceAll("-", " "),
  };
  for (const [name, change] of Object.entries(spellings)) {
    test(`it is accepted ${name}`, async () => {
      assert.equal((await status(change(it.relay.code))).json().paired, true);
      assert.equal((await users(change(it.relay.code))).headers["x-relay"], "forwarded");
    });
  }
});

forEachProgram("pairing code with letters that look like digits", (program) => {
  test("is accepted", async (t) => {
    const service = await forTest(t, startService());
    // Not every code has both digits.
    let relay;
    for (;;) {
      relay = await forTest(t, startRelay(program, { base: service.url }));
      if (/0/.test(relay.code) && /1/.test(relay.code)) break;
      await relay.stop();
    }
    for (const [zero, one] of [["O", "I"], ["o", "i"], ["O", "L"], ["o", "l"]]) {
      const code = relay.code.replaceAll("0", zero).replaceAll("1", one);
      const text = `GET /scim/Users HTTP/1.1\r\nHost: localhost:${relay.port}\r\nOrigin: ${ORIGIN}\r\nX-Relay-Code: ${code}\r\nConnection: close\r\n\r\n`;
      assert.equal((await send(relay.port, text)).headers["x-relay"], "forwarded", code);
    }
    await relay.stop();
  });
});
