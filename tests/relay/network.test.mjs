// What keeps the relay from the service, and how it says so.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { connect, createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { startFault } from "../services/fault.mjs";
import { selfSigned } from "../services/fault/certificate.mjs";
import { ask, open, requestText } from "./http.mjs";
import { startRelay } from "./relay.mjs";
import { assertNoSecret, assertRelayError, forEachProgram, forTest, startService, TOKEN, withRelay } from "./suite.mjs";

const headers = { Authorization: `Bearer ${TOKEN}` };

/** Asks once through a relay with this base; gives the response. */
async function askOnce(t, program, base, env) {
  const relay = await forTest(t, startRelay(program, { base, env }));
  const response = await ask(relay, { headers });
  await relay.stop();
  assertNoSecret(relay.output());
  return { ...response, output: relay.output() };
}

/** Something on loopback that is no HTTP service. */
async function startTcp(onConnection) {
  const server = createTcpServer((socket) => {
    socket.on("error", () => {});
    onConnection(socket);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/scim/v2`, close: () => new Promise((resolve) => server.close(resolve)) };
}

forEachProgram("errors of the network", (program) => {
  test("a name that does not exist", async (t) => {
    const response = await askOnce(t, program, "https://nowhere.invalid/scim/v2");
    assertRelayError(response, 502, "dns", /nowhere\.invalid/);
  });

  for (const scheme of ["http", "https"]) {
    test(`a port at which nothing listens, with ${scheme}`, async (t) => {
      const { url } = await forTest(t, startFault("refused"));
      const { port } = new URL(url);
      assertRelayError(await askOnce(t, program, `${scheme}://127.0.0.1:${port}/scim/v2`), 502, "refused", new RegExp(`127\\.0\\.0\\.1 .*port ${port}`));
    });
  }
});

const NO_HTTP = {
  "closes at once": (socket) => socket.destroy(),
  "closes after the request": (socket) => socket.once("data", () => socket.end()),
  "resets after the request": (socket) => socket.once("data", () => socket.resetAndDestroy()),
  "sends no HTTP": (socket) => socket.once("data", () => socket.end("220 mail.example ESMTP\r\n")),
  "ends within its headers": (socket) => socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\nContent-")),
  "cuts its response": (socket) => socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")),
  "cuts its response between chunks": (socket) => socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n")),
};

forEachProgram("broken connections", (program) => {
  let onConnection;
  const it = withRelay({ program, start: () => startTcp((socket) => onConnection(socket)) });
  for (const [name, behave] of Object.entries(NO_HTTP)) {
    test(`a service that ${name}`, async () => {
      onConnection = behave;
      assertRelayError(await it.ask(), 502, "unreachable");
    });
  }
});

forEachProgram("redirects", (program) => {
  let location;
  let status;
  const it = withRelay({ program, start: () => startService((response) => response.writeHead(status, location === undefined ? {} : { Location: location }).end("moved")) });

  const LOCATIONS = [
    ["https://login.example/start?token=secret-1#frag", "https://login.example"],
    ["https://user:secret-1@login.example:8443/secret-2", "https://login.example:8443"],
    ["http://LOGIN.example:80/", "http://login.example"],
    ["//login.example/secret-1", "http://login.example"],
    ["/secret-1", "itself"],
    ["secret-1?secret-2", "itself"],
    ["https://[::1]:8443/secret-1", "https://[::1]:8443"],
    ["data:text/plain,secret-1", ""],
    ["https://", ""],
    ["", ""],
    [undefined, ""],
  ];
  for (const [to, shown] of LOCATIONS) {
    test(`to ${to} is not followed, and only ${shown || "nothing"} is shown`, async () => {
      [location, status] = [to, 302];
      it.service.requests.length = 0;
      const response = await it.ask();
      const expected = shown === "itself" ? new URL(it.service.url).origin : shown;
      const { message, ...rest } = assertRelayError(response, 502, "redirect", /does not follow redirects/);
      assert.deepEqual(rest, { code: "redirect", status: 302, location: expected });
      if (expected) assert.ok(message.includes(` to ${expected} (`), message);
      assert.doesNotMatch(response.text, /secret-\d|moved/);
      assert.equal(it.service.requests.length, 1);
    });
  }

  for (const other of [300, 301, 303, 307, 308, 399]) {
    test(`with status ${other} is not followed`, async () => {
      [location, status] = ["https://login.example/", other];
      it.service.requests.length = 0;
      for (const method of ["GET", "POST"]) {
        const error = assertRelayError(await it.ask({ method, body: method === "POST" ? "{}" : "" }), 502, "redirect");
        assert.equal(error.status, other);
      }
      assert.equal(it.service.requests.length, 2);
    });
  }
});

forEachProgram("TLS", (program) => {
  test("a certificate that nobody trusts is refused before anything is sent", async (t) => {
    const { url, requests } = await forTest(t, startFault("tls"));
    const response = await askOnce(t, program, url);
    assertRelayError(response, 502, "tls", /is not secure.*Reason: .*(self-signed|UntrustedRoot|PartialChain)/i);
    assert.deepEqual(requests, []);
  });

  test("the variable that turns the check of certificates off does not", async (t) => {
    const { url, requests } = await forTest(t, startFault("tls"));
    assertRelayError(await askOnce(t, program, url, { NODE_TLS_REJECT_UNAUTHORIZED: "0" }), 502, "tls");
    assert.deepEqual(requests, []);
  });

  test("a service that speaks no TLS", async (t) => {
    const { url } = await forTest(t, startService());
    assertRelayError(await askOnce(t, program, url.replace("http:", "https:")), 502, "tls");
  });
});

/** A proxy that tunnels every name to one port, unless it has another status or wants credentials. */
async function startProxy({ to, credentials }) {
  const requests = [];
  const proxy = { status: 200, requests, opened: Promise.resolve() };
  const server = createServer((request, response) => {
    requests.push({ target: `${request.method} ${request.url}` });
    response.writeHead(500).end();
  });
  server.on("connect", async (request, socket) => {
    socket.on("error", () => {});
    // Without reading, the end would not be seen.
    socket.resume().on("end", () => socket.destroy());
    requests.push({ target: request.url, headers: request.rawHeaders.join("\n") });
    proxy.asked?.(new Promise((resolve) => socket.once("close", resolve)));
    await proxy.opened;
    if (socket.destroyed) return;
    const isKnown = !credentials || request.headers["proxy-authorization"] === `Basic ${Buffer.from(credentials).toString("base64")}`;
    const status = isKnown ? proxy.status : 407;
    if (status !== 200) return socket.end(`HTTP/1.1 ${status} No\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
    const service = connect(to, "127.0.0.1");
    service.on("error", () => socket.destroy());
    socket.on("close", () => service.destroy());
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    socket.pipe(service).pipe(socket);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  proxy.address = `127.0.0.1:${server.address().port}`;
  proxy.close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return proxy;
}

// Windows has its proxy from its settings, which a test must not change.
const environmentProxy = process.platform === "win32" ? (program) => program.name === "Node" : () => true;

const NAME = "scim.example";

forEachProgram("a proxy", (program) => {
  if (!environmentProxy(program)) return;
  let folder, service, trust;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "relay-certificate-"));
    const secure = await selfSigned([NAME]);
    service = await startService(undefined, { secure });
    const file = join(folder, "cert.pem");
    writeFileSync(file, secure.cert);
    trust = { NODE_EXTRA_CA_CERTS: file, SSL_CERT_FILE: file };
  });
  after(async () => {
    await service.close();
    rmSync(folder, { recursive: true });
  });
  const port = () => Number(new URL(service.url).port);

  test("is used for a service on the internet, and sees neither path nor token", async (t) => {
    service.requests.length = 0;
    const proxy = await forTest(t, startProxy({ to: port() }));
    const response = await askOnce(t, program, `https://${NAME}/scim/v2`, { ...trust, HTTPS_PROXY: `http://${proxy.address}` });
    assert.equal(response.headers["x-relay"], "forwarded", response.text);
    assert.deepEqual(service.requests.map(({ url, headers: sent }) => [url, Object.fromEntries(sent).host]), [["/scim/v2/Users", NAME]]);
    assert.deepEqual(proxy.requests.map(({ target }) => target), [`${NAME}:443`]);
    assert.doesNotMatch(JSON.stringify(proxy.requests), /Users|secret|uthorization/);
    assert.ok(response.output.includes(`Proxy          ${proxy.address}`), response.output);
  });

  test("cannot show a certificate of another name", async (t) => {
    service.requests.length = 0;
    const proxy = await forTest(t, startProxy({ to: port() }));
    const response = await askOnce(t, program, `https://other.${NAME}/scim/v2`, { ...trust, HTTPS_PROXY: `http://${proxy.address}` });
    assertRelayError(response, 502, "tls", /(altnames|NameMismatch)/i);
    assert.deepEqual(service.requests, []);
  });

  test("cannot show a certificate that nobody trusts, whatever the variable of Node says", async (t) => {
    service.requests.length = 0;
    const proxy = await forTest(t, startProxy({ to: port() }));
    const env = { NODE_TLS_REJECT_UNAUTHORIZED: "0", HTTPS_PROXY: `http://${proxy.address}` };
    assertRelayError(await askOnce(t, program, `https://${NAME}/scim/v2`, env), 502, "tls");
    assert.deepEqual(service.requests, []);
  });

  test("gets the user name and the password of the variable, which are not shown", async (t) => {
    const proxy = await forTest(t, startProxy({ to: port(), credentials: "ana:p@ss-word" }));
    const response = await askOnce(t, program, `https://${NAME}/scim/v2`, { ...trust, https_proxy: `http://ana:p%40ss-word@${proxy.address}` });
    assert.equal(response.headers["x-relay"], "forwarded", response.text);
    assert.doesNotMatch(response.output + response.text, /p@ss-word|p%40ss/);
  });

  test("that refuses, fails and goes away is named", async (t) => {
    const proxy = await forTest(t, startProxy({}));
    const relay = await forTest(t, startRelay(program, { base: `https://${NAME}/scim/v2`, env: { HTTPS_PROXY: `http://${proxy.address}` } }));
    for (const [status, message] of [[407, /requires a sign-in \(status 407\)/], [403, /\(status 403\)/], [502, /\(status 502\)/]]) {
      proxy.status = status;
      const error = assertRelayError(await ask(relay, { headers }), 502, "proxy", message);
      assert.ok(error.message.includes(proxy.address));
    }
    await proxy.close();
    assertRelayError(await ask(relay, { headers }), 502, "proxy", /cannot be reached/);
    await relay.stop();
    assertNoSecret(relay.output());
  });

  /** A relay behind a proxy that connects only after `open()`. `asked` resolves when it is asked to, with when the relay leaves. */
  async function behindSlowProxy(t, timeoutSeconds) {
    service.requests.length = 0;
    const proxy = await forTest(t, startProxy({ to: port() }));
    const relay = await forTest(t, startRelay(program, { base: `https://${NAME}/scim/v2`, timeoutSeconds, env: { ...trust, HTTPS_PROXY: `http://${proxy.address}` } }));
    await ask(relay, { target: "/relay/status" });
    const it = { relay };
    proxy.opened = new Promise((resolve) => (it.open = resolve));
    it.asked = new Promise((resolve) => (proxy.asked = (left) => resolve({ left })));
    return it;
  }

  /** Checks that only a later request reaches the service, although the proxy connects at last. */
  async function assertOnlyLater({ relay, open }) {
    open();
    assert.equal((await ask(relay, { headers })).headers["x-relay"], "forwarded");
    assert.deepEqual(service.requests.map(({ method }) => method), ["GET"]);
    await relay.stop();
    assertNoSecret(relay.output());
  }

  test("that connects after the time limit gets no request any more", async (t) => {
    const it = await behindSlowProxy(t, 3);
    assertRelayError(await ask(it.relay, { method: "POST", body: "{}", headers }), 504, "timeout");
    await assertOnlyLater(it);
  });

  test("that connects after the page has left gets no request any more", async (t) => {
    const it = await behindSlowProxy(t, 30);
    const { socket } = open(it.relay.port);
    socket.write(requestText(it.relay, { method: "POST", body: "{}", headers }));
    const { left } = await it.asked;
    socket.destroy();
    await left;
    await it.relay.printed(/POST \/scim\/Users closed/);
    await assertOnlyLater(it);
  });

  test("that does not exist", async (t) => {
    const response = await askOnce(t, program, `https://${NAME}/scim/v2`, { HTTPS_PROXY: "http://nowhere.invalid:8080" });
    assertRelayError(response, 502, "proxy", /cannot be reached/);
  });

  test("is not used for what NO_PROXY names", async (t) => {
    const proxy = await forTest(t, startProxy({}));
    proxy.status = 403;
    const env = { HTTPS_PROXY: `http://${proxy.address}`, NO_PROXY: "other.example,.nowhere.invalid" };
    assertRelayError(await askOnce(t, program, "https://scim.nowhere.invalid/scim/v2", env), 502, "dns");
    assert.deepEqual(proxy.requests, []);
  });

  test("is not used for a service on this computer", async (t) => {
    const proxy = await forTest(t, startProxy({}));
    const variables = { HTTPS_PROXY: `http://${proxy.address}`, HTTP_PROXY: `http://${proxy.address}`, ALL_PROXY: `http://${proxy.address}` };
    const response = await askOnce(t, program, service.url, { ...trust, ...variables });
    assert.equal(response.headers["x-relay"], "forwarded", response.text);
    assert.match(response.output, /^Proxy +none/m);
    assert.deepEqual(proxy.requests, []);
  });
});
