// The relay proves that it has the pairing code, the page proves each request,
// and neither sends the code. The page's side of the same protocol is tested in
// crates/connection-test.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, openSession, requestText, send } from "./http.mjs";
import { ORIGIN, startRelay } from "./relay.mjs";
import { authorized, newNonce, proofOfRelay, proofOfResponse, proven, sessionOf } from "./session.mjs";
import { assertRelayError, forEachProgram, forTest, startService, TOKEN, withRelay } from "./suite.mjs";

const STATUS = { relay: "scimdesk-relay", version: 2 };
const HEX = /^[0-9a-f]{64}$/;

const bare = { "X-Relay-Request": undefined, Authorization: undefined };

// What takes the place of a right nonce of 32 bytes.
const NONCES = {
  "an empty one": "",
  "16 bytes": "a".repeat(32),
  "a digit less": "a".repeat(63),
  "a digit more": "a".repeat(65),
  "64 bytes": "a".repeat(128),
  "a letter that is no digit": `${"a".repeat(63)}g`,
  "upper case": "A".repeat(64),
  "an encoded digit": `${"a".repeat(63)}%61`,
  "a sign": `-${"a".repeat(63)}`,
  "a second parameter": `${"a".repeat(64)}&nonce=${"b".repeat(64)}`,
  "a line break": `${"a".repeat(64)}%0a`,
};

forEachProgram("proof of the relay", (program) => {
  const it = withRelay({ program });
  const status = (query) => it.ask({ target: `/relay/status${query}`, headers: bare });

  test("without a nonce, the status says only that this is a relay", async () => {
    const response = await status("");
    assert.equal(response.status, 200);
    assert.equal(response.headers["access-control-allow-origin"], ORIGIN);
    assert.equal(response.headers["cache-control"], "no-store");
    assert.deepEqual(response.json(), STATUS);
  });

  test("with a nonce, it proves the code and names the service", async () => {
    const nonce = newNonce();
    const { base, nonce: own, proof, ...rest } = (await status(`?nonce=${nonce}`)).json();
    assert.deepEqual(rest, STATUS);
    assert.equal(base, it.service.url);
    assert.match(own, HEX);
    assert.match(proof, HEX);
    assert.notEqual(own, nonce);
    assert.equal(proof, proofOfRelay(it.relay, nonce, { base, nonce: own }));
  });

  test("it never says the code", async () => {
    const { text, headers } = await status(`?nonce=${newNonce()}`);
    const said = (text + JSON.stringify(headers)).toUpperCase();
    for (const code of [it.relay.code, it.relay.code.replaceAll("-", "")]) assert.ok(!said.includes(code));
  });

  test("a proof is for one nonce of the page, one of the relay, one code, port, page and service", async () => {
    const nonce = newNonce();
    const response = (await status(`?nonce=${nonce}`)).json();
    const others = [
      [it.relay, newNonce(), response],
      [it.relay, nonce, { ...response, nonce: newNonce() }],
      [it.relay, nonce, { ...response, base: "https://other.example/scim/v2" }],
      [{ ...it.relay, code: "0000-0000-0000-0000-0000-0000-00" }, nonce, response],
      [{ ...it.relay, port: it.relay.port + 1 }, nonce, response],
      [{ ...it.relay, origin: "https://other.example" }, nonce, response],
    ];
    for (const [relay, of, said] of others) assert.notEqual(proofOfRelay(relay, of, said), response.proof);
  });

  // An old proof and an old session are of no use for whoever sends an old nonce.
  test("a nonce that is sent again gets another proof and another session", async () => {
    const nonce = newNonce();
    const [first, second] = [(await status(`?nonce=${nonce}`)).json(), (await status(`?nonce=${nonce}`)).json()];
    assert.notEqual(first.nonce, second.nonce);
    assert.notEqual(first.proof, second.proof);
    assert.notDeepEqual(sessionOf(it.relay, nonce, first).key, sessionOf(it.relay, nonce, second).key);
  });

  for (const [name, nonce] of Object.entries(NONCES)) {
    test(`${name} is no nonce`, async () => {
      assertRelayError(await status(`?nonce=${nonce}`), 400, "path_not_allowed");
    });
  }

  test("what the former protocol sent is no proof", async () => {
    it.service.requests.length = 0;
    const headers = { ...bare, "X-Relay-Code": it.relay.code };
    assert.deepEqual((await it.ask({ target: "/relay/status", headers })).json(), STATUS);
    assertRelayError(await it.ask({ headers }), 401, "proof_missing");
    assert.deepEqual(it.service.requests, []);
  });

  test("the code has 26 characters that cannot be confused, in groups", () => {
    assert.match(it.relay.code, /^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}$/);
  });
});

// How the proof of a right request is changed: [session, count, MAC] of its header.
const CHANGED = {
  "another MAC": ([session, count, mac]) => [session, count, mac.replace(/^./, (digit) => (digit === "0" ? "1" : "0"))],
  "another last digit": ([session, count, mac]) => [session, count, mac.replace(/.$/, (digit) => (digit === "0" ? "1" : "0"))],
  "half of the MAC": ([session, count, mac]) => [session, count, mac.slice(0, 32)],
  "a longer MAC": ([session, count, mac]) => [session, count, `${mac}00`],
  "no MAC": ([session, count]) => [session, count, ""],
  "an upper-case MAC": ([session, count, mac]) => [session, count, mac.replace(/[a-f]/g, (digit) => digit.toUpperCase())],
  "another session": ([, count, mac]) => [newNonce(), count, mac],
  "another count": ([session, count, mac]) => [session, Number(count) + 1, mac],
  "a count of 0": ([session, , mac]) => [session, 0, mac],
  "a negative count": ([session, count, mac]) => [session, -count, mac],
  "a count with a zero before it": ([session, count, mac]) => [session, `0${count}`, mac],
  "a count that is too long": ([session, , mac]) => [session, "9".repeat(10), mac],
  "no count": ([session, , mac]) => [session, "", mac],
  "another part": (parts) => [...parts, "0"],
  "only dots": () => ["", "", ""],
};

forEachProgram("proofs of the page", (program) => {
  const it = withRelay({ program });

  const assertRefused = async (requests, status, code) => {
    it.service.requests.length = 0;
    for (const request of requests) assertRelayError(await it.ask(request), status, code);
    assert.deepEqual(it.service.requests, []);
  };

  test("without one, nothing is forwarded", () => {
    return assertRefused([undefined, ""].map((proof) => ({ headers: { "X-Relay-Request": proof } })), 401, "proof_missing");
  });

  for (const [name, change] of Object.entries(CHANGED)) {
    test(`${name} is wrong`, async () => {
      const headers = authorized(it.relay.session, "GET", "/scim/Users", `Bearer ${TOKEN}`);
      headers["X-Relay-Request"] = change(headers["X-Relay-Request"].split(".")).join(".");
      await assertRefused([{ headers: { ...headers, Authorization: undefined } }], 403, "proof_wrong");
    });
  }

  test("two at once are wrong", async () => {
    // The listener of .NET keeps the last one of a repeated header.
    const proof = authorized(it.relay.session, "GET", "/scim/Users")["X-Relay-Request"];
    const both = [proof, proof.replace(/.$/, (digit) => (digit === "0" ? "1" : "0"))];
    await assertRefused([{ headers: { "X-Relay-Request": both, Authorization: undefined } }], 403, "proof_wrong");
  });

  test("one for another method, path, query or token is wrong", async () => {
    const proof = (method, target, token) => authorized(it.relay.session, method, target, token);
    const own = proof("GET", "/scim/Users", `Bearer ${TOKEN}`);
    await assertRefused([
      { headers: proof("GET", "/scim/Users/1") },
      { headers: proof("GET", "/scim/Users?count=1") },
      { headers: proof("DELETE", "/scim/Users") },
      { headers: { ...proof("GET", "/scim/Users"), "X-Relay-Token": own["X-Relay-Token"] } },
      { headers: { ...proof("GET", "/scim/Users", `Bearer ${TOKEN}`), "X-Relay-Token": undefined } },
      { headers: { ...own, "X-Relay-Token": own["X-Relay-Token"].replace(/^./, (digit) => (digit === "A" ? "B" : "A")) } },
    ].map(({ headers }) => ({ headers: { Authorization: undefined, ...headers } })), 403, "proof_wrong");
  });

  test("a session with a wrong code is wrong", async () => {
    const nonce = newNonce();
    const status = (await it.ask({ target: `/relay/status?nonce=${nonce}`, headers: bare })).json();
    const session = sessionOf({ ...it.relay, code: "0000-0000-0000-0000-0000-0000-00" }, nonce, status);
    await assertRefused([{ session }], 403, "proof_wrong");
    // The right code still opens this session.
    assert.equal((await it.ask({ session: sessionOf(it.relay, nonce, status) })).headers["x-relay"], "forwarded");
  });

  test("a session of an earlier start is wrong", async (t) => {
    const service = await forTest(t, startService());
    const other = await forTest(t, startRelay(program, { base: service.url }));
    assert.notEqual(other.code, it.relay.code);
    await assertRefused([{ session: other.session }], 403, "proof_wrong");
  });

  test("a request that is sent again is refused, also after a later one", async () => {
    it.service.requests.length = 0;
    const text = requestText(it.relay, { method: "DELETE", headers: { Authorization: `Bearer ${TOKEN}` } });
    assert.equal((await send(it.relay.port, text)).headers["x-relay"], "forwarded");
    assertRelayError(await send(it.relay.port, text), 403, "proof_used");
    assert.equal((await it.ask()).headers["x-relay"], "forwarded");
    assertRelayError(await send(it.relay.port, text), 403, "proof_used");
    assert.deepEqual(it.service.requests.map(({ method }) => method), ["DELETE", "GET"]);
  });

  test("a request that is sent twice at once is forwarded once", async () => {
    it.service.requests.length = 0;
    const text = requestText(it.relay, { method: "POST", body: "{}" });
    const responses = await Promise.all([1, 2, 3].map(() => send(it.relay.port, text)));
    assert.deepEqual(responses.map(({ headers }) => headers["x-relay"]).sort(), ["error", "error", "forwarded"]);
    assert.equal(it.service.requests.length, 1);
  });

  // Connections can overtake each other.
  test("numbers may be left out and come in any order", async () => {
    it.relay.session.count += 1_000;
    const [first, second] = [1, 2].map(() => requestText(it.relay, {}));
    for (const text of [second, first]) assert.equal((await send(it.relay.port, text)).headers["x-relay"], "forwarded");
    for (const text of [second, first]) assertRelayError(await send(it.relay.port, text), 403, "proof_used");
  });

  test("sessions that nobody uses never end one that the page uses", async () => {
    const [mine, unused] = [await openSession(it.relay), await openSession(it.relay)];
    assert.equal((await it.ask({ session: mine })).headers["x-relay"], "forwarded");
    for (let opened = 0; opened < 70; opened += 1) await openSession(it.relay);
    assert.equal((await it.ask({ session: mine })).headers["x-relay"], "forwarded");
    await assertRefused([{ session: unused }], 403, "proof_wrong");
  });
});

forEachProgram("what a program on the way learns", (program) => {
  const it = withRelay({ program });

  test("the token reaches the service, and no request to the relay has it", async () => {
    const text = requestText(it.relay, { headers: { Authorization: `Bearer ${TOKEN}` } });
    const encrypted = /X-Relay-Token: (.+)\r\n/.exec(text)[1];
    for (const sent of [text, Buffer.from(encrypted, "base64").toString("latin1")]) assert.ok(!sent.includes(TOKEN) && !sent.includes(it.relay.code));
    it.service.requests.length = 0;
    await send(it.relay.port, text);
    assert.equal(Object.fromEntries(it.service.requests[0].headers).authorization, `Bearer ${TOKEN}`);
  });

  test("the same token is encrypted with other bytes each time", () => {
    const encrypted = [1, 2, 3].map(() => authorized(it.relay.session, "GET", "/scim/Users", `Bearer ${TOKEN}`)["X-Relay-Token"]);
    assert.equal(new Set(encrypted).size, 3);
  });

  test("a header Authorization that is not encrypted is not forwarded", async () => {
    it.service.requests.length = 0;
    const text = requestText(it.relay, {}).replace("\r\n\r\n", `\r\nAuthorization: Bearer ${TOKEN}\r\n\r\n`);
    assert.equal((await send(it.relay.port, text)).headers["x-relay"], "forwarded");
    assert.equal(Object.fromEntries(it.service.requests[0].headers).authorization, undefined);
  });

  test("a response of the service has the proof of the relay, for its request and status", async () => {
    const { session } = it.relay;
    const response = await it.ask();
    assert.equal(response.headers["x-relay-proof"], proofOfResponse(session, 200));
    for (const other of [proofOfResponse(session, 201), proofOfResponse({ ...session, count: session.count + 1 }, 200)]) assert.notEqual(response.headers["x-relay-proof"], other);
    assert.ok(response.headers["access-control-expose-headers"].toLowerCase().split(", ").includes("x-relay-proof"));
  });

  test("an error of the relay has none", async () => {
    assert.equal((await it.ask({ target: "/scim/../x" })).headers["x-relay-proof"], undefined);
  });

  // With the right MAC over it, this can only come from a page with an error.
  for (const text of ["!", "AAA", "AA=A", "=AAA", "AAAA====", "A A="]) {
    test(`${text} is no Base64`, async () => {
      it.service.requests.length = 0;
      const { session } = it.relay;
      assertRelayError(await ask(it.relay, { headers: proven(session, "GET", "/scim/Users", text) }), 400, "header_not_allowed");
      assert.deepEqual(it.service.requests, []);
    });
  }
});
