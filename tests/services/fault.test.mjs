import assert from "node:assert/strict";
import { request as requestSecurely } from "node:https";
import { after, describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { FAULTS, startFault } from "./fault.mjs";

const TOKEN = "a-token-of-the-tests";
const EXTENSION = "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User";
const LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
const QUERY = "/Users?filter=userName+eq+%22nobody%22";
const PREFLIGHT = { "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization", Origin: "http://a.example" };

const services = [];
after(() => Promise.all(services.map((service) => service.close())));

/** Starts a service that ends with the tests. */
async function start(name, options) {
  const service = await startFault(name, options);
  services.push(service);
  return service;
}

/** Asks as a client with a token does; the body is JSON where it is JSON. */
async function ask({ url }, path = QUERY, options = {}) {
  const response = await fetch(url + path, { headers: { Authorization: `Bearer ${TOKEN}` }, redirect: "manual", ...options });
  const text = await response.text();
  const kind = response.headers.get("Content-Type");
  return { status: response.status, headers: response.headers, text, body: text && kind?.includes("json") ? tried(text) : undefined };
}

function tried(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const preflight = (service) => ask(service, QUERY, { method: "OPTIONS", headers: PREFLIGHT });

// What Entra's question gets, for each fault that answers it at all.
const ANSWERS = {
  slow: { status: 200, total: 0 },
  redirect: { status: 302 },
  "redirect-all": { status: 302 },
  "redirect-all-closed": { status: 302 },
  "preflight-refused": { status: 200, total: 0 },
  "preflight-no-authorization": { status: 200, total: 0 },
  "no-allow-origin": { status: 200, total: 0 },
  "no-cors": { status: 200, total: 0 },
  "bad-request": { status: 400, detail: /parameter/ },
  "bad-request-silent": { status: 400, detail: undefined },
  "filter-refused": { status: 400, scimType: "invalidFilter" },
  unauthorized: { status: 401, header: ["WWW-Authenticate", /^Bearer$/] },
  "token-expired": { status: 401, header: ["WWW-Authenticate", /invalid_token.*expired/] },
  "token-elsewhere": { status: 401, detail: /region/ },
  "not-bearer": { status: 401, header: ["WWW-Authenticate", /^Basic/] },
  forbidden: { status: 403, detail: /scope/ },
  "wrong-path": { status: 404, text: /<html>/ },
  "not-found-for-nobody": { status: 404, detail: /No user/ },
  "method-not-allowed": { status: 405, header: ["Allow", /^POST$/] },
  "not-acceptable": { status: 406 },
  conflict: { status: 409, scimType: "uniqueness" },
  "unsupported-media-type": { status: 415 },
  "another-client-error": { status: 418 },
  "throttled-once": { status: 429, header: ["Retry-After", undefined] },
  "throttled-once-seconds": { status: 429, header: ["Retry-After", /^2$/] },
  "throttled-once-date": { status: 429, header: ["Retry-After", / GMT$/] },
  "throttled-always": { status: 429, header: ["Retry-After", undefined] },
  "server-error": { status: 500 },
  "bad-gateway": { status: 502, text: /<html>/ },
  unavailable: { status: 503, header: ["Retry-After", /^120$/] },
  "odd-status": { status: 202 },
  "sign-in-page": { status: 200, text: /type="password"/ },
  "proxy-page": { status: 200, text: /blocked/ },
  website: { status: 200, text: /coffee/ },
  empty: { status: 200, text: /^$/ },
  huge: { status: 200, total: 36_000 },
  "half-json": { status: 200, text: /^\{.{59}$/ },
  "not-json": { status: 200, text: /^It works/ },
  "not-scim": { status: 200, text: /hello/ },
  "error-as-success": { status: 200, detail: /locked/ },
  "list-member-missing": { status: 200, total: undefined, text: /"Resources"/ },
  "list-member-misspelt": { status: 200, total: undefined, text: /"totalresults":0,"resources":\[\]/ },
  "list-member-kind": { status: 200, total: "0" },
  "filter-ignored": { status: 200, total: 2 },
  "external-id-fails": { status: 200, total: 0 },
  "external-id-refused": { status: 200, total: 0 },
  "other-case": { status: 200, total: 0 },
  "another-user": { status: 200, total: 0 },
  "numeric-id": { status: 200, total: 0 },
  "wrong-content-type": { status: 200, header: ["Content-Type", /^text\/plain$/], text: new RegExp(LIST) },
  "no-patch": { status: 200, total: 0 },
  "no-filter": { status: 200, total: 0 },
  "no-users": { status: 200, total: 0 },
  "no-extension": { status: 200, total: 0 },
  "extension-differs": { status: 200, total: 0 },
  "any-token": { status: 200, total: 0 },
};

// Those that end in no answer have tests of their own below.
const SILENT = ["refused", "tls", "no-answer", "no-answer-to-question", "stalls", "truncated"];

test("every fault has a test and a sentence", () => {
  assert.deepEqual(Object.keys(FAULTS).sort(), [...Object.keys(ANSWERS), ...SILENT].sort());
  const sentences = Object.values(FAULTS).map(({ does }) => does);
  assert.equal(new Set(sentences).size, sentences.length);
  for (const sentence of sentences) assert.match(sentence, /^[a-z].+\.$/);
});

describe("the answer to Entra's question", () => {
  for (const [name, due] of Object.entries(ANSWERS)) {
    test(`${name}: ${FAULTS[name].does}`, async () => {
      const { status, headers, text, body } = await ask(await start(name));
      assert.equal(status, due.status);
      if ("total" in due) assert.equal(body.totalResults, due.total);
      if ("scimType" in due) assert.equal(body.scimType, due.scimType);
      if ("detail" in due) {
        if (due.detail) assert.match(body.detail, due.detail);
        else assert.equal("detail" in body, false);
      }
      if (due.text) assert.match(text, due.text);
      if (due.header) {
        const [header, value] = due.header;
        if (value) assert.match(headers.get(header), value);
        else assert.equal(headers.get(header), null);
      }
    });
  }

  test("5 MB are 5 MB", async () => {
    const { text } = await ask(await start("huge"));
    assert.ok(text.length > 5_000_000, String(text.length));
    assert.ok(text.length < 8_000_000, String(text.length));
  });
});

describe("the answer to other questions about users", () => {
  const by = (attribute, value) => `/Users?filter=${attribute}+eq+%22${encodeURIComponent(value)}%22`;

  for (const [name, status] of [["external-id-fails", 500], ["external-id-refused", 400]]) {
    test(`${name}: ${FAULTS[name].does}`, async () => {
      assert.equal((await ask(await start(name), by("externalId", "4045ea11"))).status, status);
    });
  }

  for (const [name, due] of [
    ["other-case", { id: "id-251", userName: "ada@contoso.com" }],
    ["another-user", { id: "id-251", userName: "user251@example.com" }],
    ["numeric-id", { id: 251, userName: "Ada@contoso.com" }],
  ]) {
    test(`${name}: ${FAULTS[name].does}`, async () => {
      const service = await start(name);
      const { body } = await ask(service, by("userName", "Ada@contoso.com"));
      assert.equal(body.totalResults, 1);
      const { id, userName } = body.Resources[0];
      assert.deepEqual({ id, userName }, due);
      assert.equal((await ask(service, `/Users/${id}`)).body.id, id);
    });
  }
});

describe("what browsers need", () => {
  const readable = (headers) => headers.get("Access-Control-Allow-Origin") === "*";
  const wrong = new Map([
    ["preflight-refused", [403, true]],
    ["preflight-no-authorization", [204, true]],
    ["no-allow-origin", [204, false]],
    ["no-cors", [401, false]],
    ["redirect-all", [302, true]],
    ["redirect-all-closed", [302, false]],
  ]);
  for (const name of Object.keys(ANSWERS)) {
    test(`${name} permits and releases ${wrong.has(name) ? "what it should not" : "what it should"}`, async () => {
      const service = await start(name);
      const permit = await preflight(service);
      const [status, open] = wrong.get(name) ?? [204, true];
      assert.equal(permit.status, status);
      const lets = /\bAuthorization\b/.test(permit.headers.get("Access-Control-Allow-Headers"));
      assert.equal(lets, !wrong.has(name) || name === "no-allow-origin");
      assert.equal(readable((await ask(service)).headers), open);
    });
  }

  test("a redirected preflight is not followed to a permission", async () => {
    const service = await start("redirect-all-closed");
    assert.equal((await preflight(service)).headers.get("Access-Control-Allow-Origin"), null);
    const page = await fetch(service.url, { headers: { Authorization: "Bearer x" } });
    assert.deepEqual([page.status, new URL(page.url).pathname], [200, "/sign-in"]);
  });
});

describe("no answer", () => {
  const soon = () => ({ signal: AbortSignal.timeout(300) });

  test("refused: the port is closed", async () => {
    const error = await ask(await start("refused")).catch(({ cause }) => cause);
    assert.equal(error.code, "ECONNREFUSED");
  });

  test("no-answer: nothing comes, not even to a preflight", async () => {
    const service = await start("no-answer");
    await assert.rejects(ask(service, QUERY, soon()), { name: "TimeoutError" });
    await assert.rejects(ask(service, QUERY, { method: "OPTIONS", headers: PREFLIGHT, ...soon() }), { name: "TimeoutError" });
  });

  test("no-answer-to-question: a preflight is answered, the question is not", async () => {
    const service = await start("no-answer-to-question");
    assert.equal((await preflight(service)).status, 204);
    await assert.rejects(ask(service, QUERY, soon()), { name: "TimeoutError" });
  });

  test("stalls: the beginning comes and then nothing", async () => {
    const service = await start("stalls");
    const response = await fetch(service.url, soon());
    assert.equal(response.status, 200);
    const reader = response.body.getReader();
    assert.match(new TextDecoder().decode((await reader.read()).value), /^\{"schemas"/);
    await assert.rejects(reader.read(), { name: "TimeoutError" });
  });

  test("truncated: less comes than was announced", async () => {
    const service = await start("truncated");
    const response = await fetch(service.url);
    assert.ok(Number(response.headers.get("Content-Length")) > 60);
    await assert.rejects(response.text(), { message: "terminated" });
  });

  test("tls: the certificate is for this computer and nobody trusts it", async () => {
    const service = await start("tls");
    assert.match(service.url, /^https:/);
    const untrusted = await ask(service).catch(({ cause }) => cause);
    assert.equal(untrusted.code, "DEPTH_ZERO_SELF_SIGNED_CERT");
    const status = await new Promise((resolve, reject) => {
      const options = { rejectUnauthorized: false, headers: { Authorization: `Bearer ${TOKEN}` } };
      requestSecurely(service.url + QUERY, options, (answer) => resolve(answer.resume().statusCode)).on("error", reject).end();
    });
    assert.equal(status, 200);
  });
});

describe("apart from its fault", () => {
  test("a service describes itself as RFC 7643 has it", async () => {
    const service = await start("filter-ignored");
    const config = (await ask(service, "/ServiceProviderConfig")).body;
    assert.deepEqual([config.patch.supported, config.filter], [true, { supported: true, maxResults: 100 }]);
    assert.equal((await ask(service, "/ResourceTypes")).body.Resources[0].name, "User");
    const [extension] = (await ask(service, "/Schemas")).body.Resources;
    assert.deepEqual([extension.id, extension.attributes.map(({ name }) => name)], [EXTENSION, ["rolesString", "teamsString"]]);
    assert.equal((await ask(service, "/Groups")).status, 404);
    assert.equal((await ask({ url: new URL("/elsewhere", service.url).href }, "")).status, 404);
  });

  test("a service wants a token, and the one it was given if it was given one", async () => {
    assert.equal((await ask(await start("slow"), QUERY, { headers: {} })).status, 401);
    assert.equal((await ask(await start("slow", { token: "other" }))).status, 401);
    assert.equal((await ask(await start("slow", { token: TOKEN }))).status, 200);
    assert.equal((await ask(await start("any-token", { token: "other" }), QUERY, { headers: {} })).status, 200);
  });

  test("a limit that is over is over, and one for ever is not", async () => {
    for (const name of ["throttled-once", "throttled-once-seconds", "throttled-once-date"]) {
      const service = await start(name);
      await preflight(service);
      assert.deepEqual([(await ask(service)).status, (await ask(service)).status], [429, 200]);
    }
    const service = await start("throttled-always");
    for (let nth = 0; nth < 3; nth += 1) assert.equal((await ask(service)).status, 429);
  });

  test("a date says at least how long to wait", async () => {
    const begun = Date.now();
    const { headers } = await ask(await start("throttled-once-date"));
    const wait = Date.parse(headers.get("Retry-After")) - begun;
    assert.ok(wait >= 2000 && wait <= 4000, String(wait));
  });
});

describe("the service", () => {
  test("records what arrives and when, and no token", async () => {
    const service = await start("forbidden");
    await preflight(service);
    await pause(20);
    await ask(service);
    await ask(service, QUERY, { headers: {} });
    const [first, second, third] = service.requests;
    assert.deepEqual([first.method, first.preflight, first.authorised], ["OPTIONS", true, false]);
    assert.deepEqual([second.method, second.path, second.preflight, second.authorised], ["GET", `/scim/v2${QUERY}`, false, true]);
    assert.equal(third.authorised, false);
    assert.ok(second.time - first.time >= 19);
    assert.equal(JSON.stringify(service.requests).includes(TOKEN), false);
  });

  test("waits before an answer as it was told, but not before a permission", async () => {
    const service = await start("slow", { delay: 150 });
    const begun = performance.now();
    await preflight(service);
    const permitted = performance.now() - begun;
    await ask(service);
    const answered = performance.now() - begun;
    assert.ok(permitted < 140, String(permitted));
    assert.ok(answered >= 149, String(answered));
  });

  test("names the faults when it is asked for another", async () => {
    await assert.rejects(startFault("nonsense"), /no fault "nonsense".*filter-ignored/);
  });
});
