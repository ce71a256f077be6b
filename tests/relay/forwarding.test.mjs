// What reaches the service, and what comes back.

import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { startPractice } from "../services/practice.mjs";
import { open, requestText, send } from "./http.mjs";
import { ORIGIN, programs } from "./relay.mjs";
import { assertRelayError, forEachProgram, startService, TOKEN, withRelay } from "./suite.mjs";

const LONG = 8 * 1024;

// What comes after /scim is what comes after the base.
const FORWARDED = [
  "",
  "/",
  "/Users",
  "/Users/",
  "/Users/3f2a-9",
  "/Users?filter=userName+eq+%220-0%22&count=1",
  "/Users?filter=a%20eq%20%22..%2F..%22&x=../..//%5c%2f\"",
  "/Users?a=b?c=d",
  "?",
  "?count=1",
  "/Users/ana%40example.com",
  "/Users/ana@example.com",
  "/Users/%41%7e%2d~-_.",
  "/Users/%25",
  "/Users/%252e%252e",
  "/Users/%C3%A9",
  "/Users/!'()*$&+,;=:",
  "/Users/a;b=c",
  "/Users/..a/b../...",
  "/Users/|^`{}[]<>\"",
  "/Schemas/urn:ietf:params:scim:schemas:core:2.0:User",
  "/users/ABC?FILTER=A",
];

const REFUSED = {
  "another path": "/Users",
  "the root": "/",
  "the status below": "/relay/status/x",
  "the status with a query": "/relay/status?x=1",
  "a name that begins alike": "/scimitar/Users",
  "another case": "/SCIM/Users",
  "a name with an at sign": "/scim@evil.example/Users",
  "a colon after the prefix": "/scim:80/Users",
  "an address without a scheme": "//evil.example/scim/Users",
  "double slashes": "/scim//Users",
  "double slashes at the end": "/scim/Users//",
  "two dots": "/scim/../admin",
  "two dots at the end": "/scim/Users/..",
  "two dots before a query": "/scim/Users/..?x=1",
  "one dot": "/scim/./Users",
  "one dot at the end": "/scim/Users/.",
  "encoded dots": "/scim/%2e%2e/admin",
  "encoded dots in upper case": "/scim/%2E%2E/admin",
  "a dot and an encoded dot": "/scim/.%2e/admin",
  "an encoded dot and a dot": "/scim/%2e./admin",
  "an encoded dot": "/scim/%2e/Users",
  "dots with parameters": "/scim/..;/admin",
  "dots with a parameter that has a name": "/scim/..;a=b/admin",
  "dots with an encoded semicolon": "/scim/..%3b/admin",
  "an encoded slash": "/scim/Users%2f..%2fadmin",
  "an encoded slash in upper case": "/scim/Users%2Fa",
  "an encoded backslash": "/scim/Users%5c..%5cadmin",
  "an encoded backslash in upper case": "/scim/Users%5Ca",
  "an overlong dot": "/scim/%c0%ae%c0%ae/admin",
  "an overlong slash": "/scim/Users%c0%afa",
  "a zero byte": "/scim/Users%00",
  "an encoded line break": "/scim/Users%0d%0aHost:evil.example",
  "an encoded tab": "/scim/Users%09",
  "more than 8 KB": `/scim/${"a".repeat(LONG)}`,
  "a query of more than 8 KB": `/scim/Users?${"a".repeat(LONG)}`,
};

// Some of these the listeners refuse by themselves.
const UNSENDABLE = {
  "an absolute address": "http://evil.example/scim/Users",
  "an absolute address with https": "https://evil.example/scim/Users",
  "an absolute address with a user name": "http://localhost@evil.example/scim/Users",
  "a backslash": "/scim\\..\\admin",
  "a backslash in the query": "/scim/Users?a\\b",
  "a fragment": "/scim/Users#/../admin",
  "a zero byte": "/scim/Users\0",
  "a tab": "/scim/Users\ta",
  "a byte above ASCII": "/scim/Us\u00e9rs",
  "a bell": "/scim/Users\u0007",
  "an escape": "/scim/Users\u001b[31m",
  "no slash": "scim/Users",
  "an asterisk": "*",
};

forEachProgram("paths", (program) => {
  const it = withRelay({ program });

  for (const rest of FORWARDED) {
    test(`/scim${rest} is forwarded as it is`, async () => {
      it.service.requests.length = 0;
      const response = await it.ask({ target: `/scim${rest}` });
      assert.equal(response.headers["x-relay"], "forwarded", response.text);
      assert.deepEqual(it.service.requests.map(({ method, url }) => [method, url]), [["GET", `/scim/v2${rest}`]]);
    });
  }

  test("the absolute address of the relay is refused", async () => {
    it.service.requests.length = 0;
    assertRelayError(await it.ask({ target: `http://localhost:${it.relay.port}/scim/Users` }), 400, "path_not_allowed");
    assert.deepEqual(it.service.requests, []);
  });

  test("8 KB are forwarded", async () => {
    it.service.requests.length = 0;
    const rest = `/Users?${"a".repeat(LONG - "/scim/Users?".length)}`;
    assert.equal((await it.ask({ target: `/scim${rest}` })).headers["x-relay"], "forwarded");
    assert.equal(it.service.requests[0].url, `/scim/v2${rest}`);
  });

  for (const [name, target] of Object.entries(REFUSED)) {
    test(`${name} is refused`, async () => {
      it.service.requests.length = 0;
      for (const method of ["GET", "DELETE"]) assertRelayError(await it.ask({ method, target }), 400, "path_not_allowed");
      assert.deepEqual(it.service.requests, []);
    });
  }

  for (const [name, target] of Object.entries(UNSENDABLE)) {
    test(`${name} is refused, also by the listener itself`, async () => {
      it.service.requests.length = 0;
      const response = await it.ask({ target });
      if (response.headers["x-relay"]) assertRelayError(response, 400, "path_not_allowed");
      else assert.ok(response.status === undefined || response.status >= 400, `${response.status} ${response.text}`);
      assert.deepEqual(it.service.requests, []);
    });
  }
});

forEachProgram("a base without a path", (program) => {
  const it = withRelay({ program, start: () => startService(undefined, { path: "" }) });

  for (const [target, url] of [["/scim", "/"], ["/scim/", "/"], ["/scim?a=@evil.example", "/?a=@evil.example"], ["/scim/Users", "/Users"], ["/scim/@evil.example", "/@evil.example"]]) {
    test(`${target} is ${url}`, async () => {
      it.service.requests.length = 0;
      await it.ask({ target });
      assert.deepEqual(it.service.requests.map((request) => request.url), [url]);
    });
  }
});

forEachProgram("requests", (program) => {
  const it = withRelay({ program });
  const received = async (request) => {
    it.service.requests.length = 0;
    const response = await it.ask(request);
    assert.equal(response.headers["x-relay"], "forwarded", response.text);
    const [{ headers, ...rest }] = it.service.requests;
    return { ...rest, headers: Object.fromEntries(headers.filter(([name]) => name !== "connection")) };
  };

  test("only the headers that SCIM needs reach the service", async () => {
    const sent = {
      Accept: "application/scim+json;q=1, */*;q=0.1",
      "If-Match": 'W/"1", "2"',
      "If-None-Match": "*",
      Cookie: "session=1",
      "User-Agent": "a browser",
      Referer: `${ORIGIN}/`,
      "Accept-Encoding": "gzip",
      "Accept-Language": "pt",
      "Sec-Fetch-Site": "cross-site",
      "X-Forwarded-For": "10.0.0.1",
      "X-Forwarded-Host": "evil.example",
      "Proxy-Authorization": "Basic x",
      "X-HTTP-Method-Override": "DELETE",
      Expect: "100-continue",
    };
    const { headers } = await received({ headers: sent });
    assert.deepEqual(headers, {
      host: new URL(it.service.url).host,
      authorization: `Bearer ${TOKEN}`,
      accept: "application/scim+json;q=1, */*;q=0.1",
      "if-match": 'W/"1", "2"',
      "if-none-match": "*",
    });
  });

  test("a request without headers gets none", async () => {
    const { headers } = await received({ headers: { Authorization: undefined } });
    assert.deepEqual(Object.keys(headers), ["host"]);
  });

  for (const value of [TOKEN, `bearer  ${TOKEN}`, "Basic dXNlcjpwYXNz", `Token a="b", c=d/e+f==`, `Bearer "${TOKEN}" <>`]) {
    test(`the token is sent as it is: ${value}`, async () => {
      assert.equal((await received({ headers: { Authorization: value } })).headers.authorization, value);
    });
  }

  test("a header with a character that cannot be sent is refused, without repeating it", async () => {
    it.service.requests.length = 0;
    for (const value of [`Bearer ${TOKEN}\u00e9`, `Bearer \u00a0${TOKEN}`, `Bearer ${TOKEN}\u0080`]) {
      assertRelayError(await it.ask({ headers: { Authorization: value } }), 400, "header_not_allowed", /Copy the token again/);
    }
    assert.deepEqual(it.service.requests, []);
  });

  const bytes = Buffer.from([...Array(256).keys()]).toString("latin1").repeat(300);
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    test(`${method} has its body and its type`, async () => {
      it.service.requests.length = 0;
      const type = 'application/scim+json;charset="utf-8"';
      const framings = [[{ "Content-Length": bytes.length }, bytes], [{ "Transfer-Encoding": "chunked" }, `${bytes.length.toString(16)}\r\n${bytes}\r\n0\r\n\r\n`]];
      for (const [framing, framed] of framings) {
        await send(it.relay.port, requestText(it.relay, { method, headers: { "Content-Type": type, ...framing } }) + framed);
        const request = it.service.requests.pop();
        assert.equal(request.method, method);
        assert.ok(request.body.toString("latin1") === bytes, `${request.body.length} bytes`);
        const headers = Object.fromEntries(request.headers);
        assert.equal(headers["content-type"], type);
        assert.equal(headers["content-length"], String(bytes.length));
        assert.equal(headers.expect, undefined);
      }
    });
  }

  test("POST and DELETE work without a body", async () => {
    assert.equal((await received({ method: "POST", headers: { "Content-Length": "0" } })).body.length, 0);
    assert.equal((await received({ method: "DELETE" })).body.length, 0);
  });

  test("a connection that is used again works", async () => {
    it.service.requests.length = 0;
    const { socket, response } = open(it.relay.port);
    const sent = (connection) => requestText(it.relay, { headers: { Connection: connection } });
    socket.write(sent("keep-alive"));
    await once(socket, "data");
    socket.write(sent("close"));
    await response;
    assert.equal(it.service.requests.length, 2);
  });
});

const RELEASED = {
  "content-type": "application/scim+json;charset=UTF-8",
  location: "https://api.example/scim/v2/Users/1",
  etag: 'W/"3694e05e9dff590"',
  "retry-after": "2",
  "www-authenticate": 'Bearer error="invalid_token", error_description="expired"',
  "x-request-id": "abc-1",
  "ratelimit-remaining": "3",
  "cache-control": "no-cache,  no-store",
  "last-modified": "yesterday",
};

const WITHHELD = {
  "Set-Cookie": ["a=1", "b=2"],
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Credentials": "true",
  "Access-Control-Expose-Headers": "X-Other",
  "Keep-Alive": "timeout=5",
  "Proxy-Authenticate": "Basic",
  Upgrade: "h2c",
  Connection: "close, X-Hop",
  "X-Hop": "1",
  "Clear-Site-Data": '"*"',
  "Alt-Svc": "h3=\":443\"",
  NEL: "{}",
  "Report-To": "{}",
};

forEachProgram("responses", (program) => {
  let respond;
  const it = withRelay({ program, start: () => startService((response, request) => respond(response, request)) });

  for (const status of [200, 201, 202, 204, 299, 304, 400, 401, 403, 404, 409, 418, 429, 500, 501, 503, 599]) {
    test(`status ${status} comes back with its body`, async () => {
      const hasBody = status !== 204 && status !== 304;
      respond = (response) => response.writeHead(status, { "Content-Type": "application/scim+json" }).end(hasBody ? `{"status":"${status}"}` : undefined);
      const response = await it.ask();
      assert.equal(response.status, status);
      assert.equal(response.headers["x-relay"], "forwarded");
      assert.equal(response.text, hasBody ? `{"status":"${status}"}` : "");
    });
  }

  test("headers come back as they are, and the page may read each of them", async () => {
    respond = (response) => response.writeHead(401, RELEASED).end();
    const { headers } = await it.ask();
    for (const [name, value] of Object.entries(RELEASED)) assert.equal(headers[name], value);
    const exposed = headers["access-control-expose-headers"].toLowerCase().split(", ");
    for (const name of [...Object.keys(RELEASED), "x-relay", "x-relay-ms"]) assert.ok(exposed.includes(name), name);
    assert.equal(headers["access-control-allow-origin"], ORIGIN);
    assert.match(headers["x-relay-ms"], /^\d+$/);
  });

  test("a repeated header comes back whole", async () => {
    respond = (response) => response.writeHead(401, { "WWW-Authenticate": ["Bearer", 'Basic realm="x"'] }).end();
    assert.equal((await it.ask()).headers["www-authenticate"], 'Bearer, Basic realm="x"');
  });

  test("Vary of the service is kept beside Origin", async () => {
    respond = (response) => response.writeHead(200, { Vary: "Accept" }).end();
    assert.equal((await it.ask()).headers.vary, "Accept, Origin");
    respond = (response) => response.writeHead(200).end();
    assert.equal((await it.ask()).headers.vary, "Origin");
  });

  test("headers that are not the page’s business stay here", async () => {
    respond = (response) => response.writeHead(200, WITHHELD).end("{}");
    const { headers } = await it.ask();
    const allowed = { "access-control-allow-origin": ORIGIN, connection: "close" };
    for (const name of Object.keys(WITHHELD).map((one) => one.toLowerCase())) {
      if (name === "access-control-expose-headers") assert.doesNotMatch(headers[name], /other|cookie|hop/i);
      else assert.equal(headers[name], allowed[name], name);
    }
  });

  test("a service cannot pass for the relay", async () => {
    const body = JSON.stringify({ relayError: { code: "dns", message: "x" } });
    respond = (response) => response.writeHead(502, { "X-Relay": "error", "X-Relay-Ms": "0", "X-Relay-Other": "1" }).end(body);
    const { headers } = await it.ask();
    assert.equal(headers["x-relay"], "forwarded");
    assert.equal(headers["x-relay-other"], undefined);
  });

  test("bytes come back as they are, with and without a length", async () => {
    const bytes = Buffer.from([...Array(256).keys()]);
    respond = (response) => response.end(bytes);
    assert.deepEqual((await it.ask()).body, bytes);
    respond = (response) => {
      response.write(bytes.subarray(0, 7));
      response.end(bytes.subarray(7));
    };
    assert.deepEqual((await it.ask()).body, bytes);
  });

  test("a compressed body stays compressed", async () => {
    const body = gzipSync("{}");
    respond = (response) => response.writeHead(200, { "Content-Encoding": "gzip" }).end(body);
    const response = await it.ask();
    assert.equal(response.headers["content-encoding"], "gzip");
    assert.deepEqual(response.body, body);
  });
});

forEachProgram("a SCIM service without CORS", (program) => {
  const it = withRelay({ program, start: () => startPractice({ token: TOKEN, rate: 1_000, cors: false }) });
  const json = (value) => ({ headers: { "Content-Type": "application/scim+json" }, body: JSON.stringify(value) });

  test("a user is created, found, changed and deleted", async () => {
    const user = { schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"], userName: "ana@example.com", name: { givenName: "Ana", familyName: "Silva" } };
    const created = await it.ask({ method: "POST", ...json(user) });
    assert.equal(created.status, 201, created.text);
    const target = `/scim/Users/${created.json().id}`;
    assert.match(created.headers.location, new RegExp(`/Users/${created.json().id}$`));
    const found = await it.ask({ target: "/scim/Users?filter=userName+eq+%22ana%40example.com%22" });
    assert.equal(found.json().totalResults, 1);
    const change = { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations: [{ op: "replace", path: "active", value: false }] };
    assert.equal((await it.ask({ method: "PATCH", target, ...json(change) })).json().active, false);
    assert.equal((await it.ask({ method: "PUT", target, ...json({ ...user, active: true }) })).json().active, true);
    assert.equal((await it.ask({ method: "DELETE", target })).status, 204);
    assert.equal((await it.ask({ target })).status, 404);
  });

  test("a wrong token is the service’s 401, not the relay’s", async () => {
    const response = await it.ask({ headers: { Authorization: "Bearer wrong" } });
    assert.equal(response.status, 401);
    assert.equal(response.headers["x-relay"], "forwarded");
    assert.equal(response.headers["www-authenticate"], "Bearer");
  });

  test("every request reaches it once", () => {
    const paths = it.service.requests.map(({ method, path }) => `${method} ${path.replace(/[0-9a-f-]{36}/, "ID").split("?")[0]}`);
    const user = "/scim/v2/Users/ID";
    assert.deepEqual(paths, ["POST /scim/v2/Users", "GET /scim/v2/Users", `PATCH ${user}`, `PUT ${user}`, `DELETE ${user}`, `GET ${user}`, "GET /scim/v2/Users"]);
  });
});

const shell = programs.find(({ name }) => name === "PowerShell");

// Here is no Windows PowerShell. What it does with addresses is run in version 7,
// which then lacks the type that only newer versions have.
describe("PowerShell relay: addresses in Windows PowerShell", { skip: shell.skip }, () => {
  let folder;
  const path = () => join(folder, "scimdesk-relay.ps1");
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "relay-program-"));
    const text = readFileSync(shell.path, "utf8");
    assert.equal(text.split("'System.UriCreationOptions'").length, 2);
    writeFileSync(path(), text.replace("'System.UriCreationOptions'", "'System.NoSuchType'"));
  });
  const program = {
    ...shell,
    invocation: (args, home) => {
      const invocation = shell.invocation(args, home);
      return { ...invocation, args: invocation.args.map((word) => (word === shell.path ? path() : word)) };
    },
  };
  const it = withRelay({ program });
  after(() => rmSync(folder, { recursive: true }));

  for (const rest of FORWARDED) {
    test(`/scim${rest} means the same, or is refused`, async () => {
      it.service.requests.length = 0;
      const response = await it.ask({ target: `/scim${rest}` });
      if (response.headers["x-relay"] === "error") return assertRelayError(response, 400, "path_not_allowed");
      assert.deepEqual(it.service.requests.map(({ url }) => decodeURIComponent(url)), [decodeURIComponent(`/scim/v2${rest}`)]);
    });
  }

  test("Entra’s requests are forwarded", async () => {
    for (const rest of ["/Users?filter=userName+eq+%220-0%22", "/Users?filter=externalId%20eq%20%22a%2Fb%22", "/Users/3f2a-9", "/Users/a%40b.example", "/ServiceProviderConfig"]) {
      assert.equal((await it.ask({ target: `/scim${rest}` })).headers["x-relay"], "forwarded", rest);
    }
  });
});
