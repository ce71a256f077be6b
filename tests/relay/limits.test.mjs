// Size, time and number of requests.

import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { startFault } from "../services/fault.mjs";
import { ask, open, requestText } from "./http.mjs";
import { startRelay } from "./relay.mjs";
import { assertNoSecret, assertRelayError, forEachProgram, forTest, SIDE_BY_SIDE, startService, TOKEN, withRelay } from "./suite.mjs";

const KB = 1024;
const MB = 1024 * KB;

forEachProgram("size", (program) => {
  let respond;
  const it = withRelay({ program, start: () => startService((response, request) => respond(response, request)) });
  const echo = (response, { body }) => response.end(String(body.length));
  const post = (size) => it.ask({ method: "POST", body: "a".repeat(size) });

  test("a request of 1 MB is forwarded", async () => {
    respond = echo;
    assert.equal((await post(MB)).text, String(MB));
  });

  for (const [name, size] of [["a byte more", MB + 1], ["8 MB", 8 * MB]]) {
    test(`a request of ${name} is refused`, async () => {
      it.service.requests.length = 0;
      assertRelayError(await post(size), 413, "request_too_large");
      assert.deepEqual(it.service.requests, []);
    });
  }

  test("a request that never ends is refused", async () => {
    it.service.requests.length = 0;
    const { socket, response } = open(it.relay.port);
    socket.write(requestText(it.relay, { method: "POST", headers: { "Transfer-Encoding": "chunked", Connection: "keep-alive" } }));
    const chunk = `10000\r\n${"a".repeat(0x10000)}\r\n`;
    let responded = false;
    socket.once("data", () => (responded = true));
    for (let sent = 0; !responded; sent += 0x10000) {
      assert.ok(sent < 64 * MB, "64 MB were taken");
      if (!socket.write(chunk)) await Promise.race([once(socket, "drain"), once(socket, "data")]);
    }
    socket.end("0\r\n\r\n");
    assertRelayError(await response, 413, "request_too_large");
    assert.deepEqual(it.service.requests, []);
  });

  test("a response of 8 MB comes back", async () => {
    respond = (response) => response.end("b".repeat(8 * MB));
    assert.equal((await it.ask()).body.length, 8 * MB);
  });

  test("a response of a byte more is refused", async () => {
    respond = (response) => response.end("b".repeat(8 * MB + 1));
    assertRelayError(await it.ask(), 502, "response_too_large");
  });

  test("a response that never ends is refused and ended", async () => {
    let ended;
    const end = new Promise((resolve) => (ended = resolve));
    respond = (response) => {
      response.on("close", ended);
      const more = () => {
        while (!response.destroyed && response.write("c".repeat(64 * KB)));
        response.once("drain", more);
      };
      more();
    };
    assertRelayError(await it.ask(), 502, "response_too_large");
    await end;
  });

  test("headers of the size of a large token are forwarded", async () => {
    respond = (response, { headers }) => response.end(String(Object.fromEntries(headers).authorization.length));
    assert.equal((await it.ask({ headers: { Authorization: "t".repeat(12 * KB) } })).text, String(12 * KB));
  });

  test("after all this, it still works", async () => {
    respond = echo;
    assert.equal((await post(5)).text, "5");
  });
});

forEachProgram("number of requests", (program) => {
  const waiting = [];
  let arrived = () => {};
  const it = withRelay({ program, start: () => startService((response) => (waiting.push(response), arrived())) });

  test("four at once are forwarded, and a fifth is refused until one is finished", async () => {
    const four = new Promise((resolve) => (arrived = () => waiting.length === 4 && resolve()));
    const responses = [1, 2, 3, 4].map(() => it.ask());
    await four;
    assertRelayError(await it.ask(), 503, "busy");
    assert.equal((await it.ask({ target: "/relay/status" })).status, 200);
    assert.equal(waiting.length, 4);
    waiting.shift().end("first");
    assert.equal((await Promise.race(responses)).text, "first");
    const next = new Promise((resolve) => (arrived = resolve));
    const fifth = it.ask();
    await next;
    for (const response of waiting) response.end();
    for (const response of await Promise.all([...responses, fifth])) assert.equal(response.status, 200);
  });

  test("requests of others do not count", async (t) => {
    const connections = [...Array(6)].map(() => open(it.relay.port));
    const stranger = requestText(it.relay, { method: "POST", headers: { Origin: "https://evil.example", "Content-Length": "9" } });
    for (const { socket } of connections) socket.write(stranger);
    arrived = () => waiting.pop().end("fine");
    assert.equal((await it.ask()).text, "fine");
    for (const { socket } of connections) socket.destroy();
  });
});

/** A relay that waits only some seconds, and the service for it. */
async function hasty(t, program, start, timeoutSeconds = 2) {
  const service = await forTest(t, start());
  const relay = await forTest(t, startRelay(program, { base: service.url, timeoutSeconds }));
  // The first request takes PowerShell longer.
  await ask(relay, { target: "/relay/status" });
  const stop = async () => {
    await relay.stop();
    assertNoSecret(relay.output());
  };
  return { service, relay, stop, ask: () => ask(relay, { headers: { Authorization: `Bearer ${TOKEN}` } }) };
}

function assertTimeout(response) {
  assertRelayError(response, 504, "timeout", /^127\.0\.0\.1 did not respond completely within 2 seconds\.$/);
  // Far below the usual limit, also on a busy computer.
  assert.ok(response.ms >= 1900 && response.ms < 20_000, `${response.ms} ms`);
}

forEachProgram("time", (program) => {
  for (const fault of ["no-answer", "stalls"]) {
    test(`a service that ${fault === "stalls" ? "stops in the middle" : "never responds"} is given up, and others can be sent then`, async (t) => {
      const it = await hasty(t, program, () => startFault(fault));
      for (const response of await Promise.all([1, 2, 3, 4].map(() => it.ask()))) assertTimeout(response);
      assertTimeout(await it.ask());
      await it.stop();
    });
  }

  test("a service that sends a byte now and then is given up", async (t) => {
    const timers = [];
    t.after(() => timers.forEach(clearInterval));
    const start = () => startService((response) => {
      response.writeHead(200);
      timers.push(setInterval(() => response.write("x"), 50));
    });
    const it = await hasty(t, program, start);
    assertTimeout(await it.ask());
    await it.stop();
  });

  test("a request that comes a byte at a time is given up, and holds up no other", async (t) => {
    const it = await hasty(t, program, startService, 10);
    const { socket, response } = open(it.relay.port);
    socket.write(requestText(it.relay, { method: "POST", headers: { "Content-Length": "100000" } }));
    const timer = setInterval(() => socket.write("x"), 50);
    t.after(() => clearInterval(timer));
    const data = once(socket, "data");
    let isGivenUp = false;
    data.then(() => (isGivenUp = true));
    assert.equal((await it.ask()).status, 200);
    assert.equal(isGivenUp, false);
    const [text] = await data;
    assert.match(text.toString(), /^HTTP\/1\.1 504 /);
    assert.match(text.toString(), /access-control-allow-origin: https:\/\/page\.example/i);
    // The connection ends too, although the sender goes on.
    await response;
    assert.equal(it.service.requests.length, 1);
    assert.equal((await it.ask()).status, 200);
    await it.stop();
  });

  test("headers that come a byte at a time hold up no other", async (t) => {
    const it = await hasty(t, program, startService, 10);
    const connections = [...Array(8)].map(() => open(it.relay.port));
    t.after(() => connections.forEach(({ socket }) => socket.destroy()));
    const timer = setInterval(() => connections.forEach(({ socket }) => socket.write("x")), 50);
    t.after(() => clearInterval(timer));
    for (const { socket } of connections) socket.write("GET /scim/Users HTTP/1.1\r\nX-Slow: ");
    let isGivenUp = false;
    const end = Promise.all(connections.map(({ response }) => response)).then(() => (isGivenUp = true));
    assert.equal((await it.ask()).status, 200);
    assert.equal(isGivenUp, false);
    // .NET has a limit for this on Windows only.
    if (program.name === "Node") await end;
    await it.stop();
  });

  test("a reader that does not read loses its connection, and holds up others only until then", { timeout: 90_000 }, async (t) => {
    const it = await hasty(t, program, () => startService((response) => response.end("d".repeat(8 * MB))), 10);
    const connections = [...Array(4)].map(() => open(it.relay.port));
    t.after(() => connections.forEach(({ socket }) => socket.destroy()));
    for (const { socket } of connections) {
      socket.pause();
      socket.write(requestText(it.relay, {}));
    }
    let response;
    do response = await it.ask();
    while (response.headers["x-relay"] === "error" && response.json().relayError.code === "busy");
    assert.equal(response.body.length, 8 * MB, response.text.slice(0, 200));
    // A busy computer gives some up earlier, while it reads the response.
    await it.relay.printed(/(GET \/scim\/Users (closed|504) [^]*){4}/);
    for (const connection of connections) {
      connection.socket.resume();
      assert.ok((await connection.response).body.length < 8 * MB);
    }
    await it.stop();
  });

  test("a request whose sender leaves in the middle is not sent", async (t) => {
    const it = await hasty(t, program, startService, 30);
    const { socket } = open(it.relay.port);
    socket.write(requestText(it.relay, { method: "POST", headers: { "Content-Length": "9" } }) + "half");
    // The relay has the first half when it answers a later request.
    await ask(it.relay, { target: "/relay/status" });
    socket.destroy();
    await it.relay.printed(/POST \/scim\/Users closed/);
    assert.equal((await it.ask()).status, 200);
    assert.deepEqual(it.service.requests.map(({ method }) => method), ["GET"]);
    await it.stop();
  });

  test("a page that leaves ends the request to the service, and frees its place", async (t) => {
    const arrivals = [];
    let arrived;
    const start = () => startService((response) => (arrivals.push(response), arrived()));
    const it = await hasty(t, program, start, 30);
    const four = new Promise((resolve) => (arrived = () => arrivals.length === 4 && resolve()));
    const connections = [1, 2, 3, 4].map(() => open(it.relay.port));
    for (const { socket } of connections) socket.write(requestText(it.relay, { method: "DELETE" }));
    await four;
    const ends = arrivals.map((response) => once(response, "close"));
    for (const { socket } of connections) socket.destroy();
    await Promise.all(ends);
    for (const response of arrivals) assert.equal(response.writableFinished, false);
    await it.relay.printed(/(DELETE \/scim\/Users closed [^]*){4}/);
    arrived = () => arrivals.at(-1).end("fine");
    assert.equal((await it.ask()).text, "fine");
    await it.stop();
  });
}, SIDE_BY_SIDE);
