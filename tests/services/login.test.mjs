import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, describe, test } from "node:test";
import { FAULTS, startLogin } from "./login.mjs";
import { CODE_LIFETIME } from "./login/authorize.mjs";
import { claims, goToLogin, newAttempt, ORIGIN, redeem, REDIRECT_URI, returned, signIn } from "./login/client.mjs";
import { GRAPH_APP_ID, issuerOf } from "./login/tokens.mjs";

const services = [];
after(() => Promise.all(services.map((service) => service.close())));

/** Starts a service that ends with the tests, on a clock that stands still. */
async function start(options) {
  const clock = { time: 1_790_000_000_000 };
  const service = await startLogin({ redirectUris: [REDIRECT_URI], mode: "sign-in", now: () => clock.time, ...options });
  services.push(service);
  return Object.assign(service, { clock });
}

describe("the authorization endpoint", () => {
  // A request that is right, with one thing changed: the error on its own page.
  const shown = {
    "no client": [{ client_id: undefined }, /AADSTS900144/],
    "an unknown client": [{ client_id: "00000000-0000-4000-8000-000000000000" }, /AADSTS700016/],
    "another path of the redirect URI": [{ redirect_uri: `${REDIRECT_URI}index.html` }, /AADSTS50011/],
    "a redirect URI without its last slash": [{ redirect_uri: REDIRECT_URI.slice(0, -1) }, /AADSTS50011/],
    "another origin": [{ redirect_uri: "http://localhost:8081/scimdesk/" }, /AADSTS50011/],
    "no redirect URI": [{ redirect_uri: undefined }, /AADSTS50011/],
    "no response mode": [{ response_mode: undefined }, /response_mode/],
    "the response mode of servers": [{ response_mode: "form_post" }, /response_mode/],
    "an unknown parameter": [{ code_chalenge: "x" }, /&#39;code_chalenge&#39;/],
  };
  for (const [what, [change, text]] of Object.entries(shown)) {
    test(`shows an error for ${what}`, async () => {
      const service = await start();
      const response = await goToLogin(service, newAttempt(service), { change });
      assert.equal(response.status, 400);
      assert.match(await response.text(), text);
    });
  }

  for (const [tenant, text] of Object.entries({ "contoso.example": /AADSTS90002/, common: /AADSTS50194/, organizations: /AADSTS50194/ })) {
    test(`shows an error for the tenant ${tenant}`, async () => {
      const service = await start();
      const response = await goToLogin(service, newAttempt(service), { tenant });
      assert.equal(response.status, 400);
      assert.match(await response.text(), text);
    });
  }

  test("shows an error for a parameter that comes twice", async () => {
    const service = await start();
    const parameters = [...Object.entries(newAttempt(service).request), ["state", "AAAAAAAAAAAAAAAAAAAAAA"]];
    const doubled = await fetch(`${service.url}/${service.tenantId}/oauth2/v2.0/authorize?${new URLSearchParams(parameters)}`, { redirect: "manual" });
    assert.equal(doubled.status, 400);
  });

  // The same: the error with which the browser returns.
  const errors = {
    "another response type": [{ response_type: "token" }, "unsupported_response_type", /AADSTS700051/],
    "no scope": [{ scope: undefined }, "invalid_request", /AADSTS900144/],
    "an unknown scope": [{ scope: "openid Syncronization.Read.All" }, "invalid_client", /AADSTS650053/],
    "no state": [{ state: undefined }, "invalid_request", /state/],
    "a short state": [{ state: "AAAAAAAAAAAAAAAAAAAAA" }, "invalid_request", /state/],
    "no nonce": [{ nonce: undefined }, "invalid_request", /nonce/],
    "no challenge": [{ code_challenge: undefined }, "invalid_request", /AADSTS9002325/],
    "a plain challenge": [{ code_challenge_method: "plain" }, "invalid_request", /S256/],
    "no method": [{ code_challenge_method: undefined }, "invalid_request", /S256/],
    "a challenge in base64 with padding": [{ code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c=" }, "invalid_request", /base64url/],
    "a short challenge": [{ code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c" }, "invalid_request", /base64url/],
    "a state that is the nonce": [{ state: "BBBBBBBBBBBBBBBBBBBBBB", nonce: "BBBBBBBBBBBBBBBBBBBBBB" }, "invalid_request", /random/],
  };
  for (const [what, [change, error, text]] of Object.entries(errors)) {
    test(`returns with an error for ${what}`, async () => {
      const service = await start();
      const attempt = newAttempt(service);
      const response = await goToLogin(service, attempt, { change });
      assert.equal(response.status, 302);
      const values = returned(response);
      assert.equal(values.error, error);
      assert.match(values.error_description, text);
      assert.equal(values.state, "state" in change ? change.state : attempt.state);
      assert.equal(values.code, undefined);
    });
  }

  test("refuses a state that came before", async () => {
    const service = await start();
    const attempt = newAttempt(service);
    assert.ok(returned(await goToLogin(service, attempt)).code);
    const { state } = attempt;
    assert.match(returned(await goToLogin(service, newAttempt(service), { change: { state } })).error_description, /random/);
  });

  for (const [mode, mark] of [["fragment", "#"], ["query", "?"]]) {
    test(`returns in the ${mode}`, async () => {
      const service = await start();
      const response = await goToLogin(service, newAttempt(service), { change: { response_mode: mode } });
      assert.ok(response.headers.get("Location").startsWith(`${REDIRECT_URI}${mark}code=`), response.headers.get("Location"));
    });
  }

  test("takes the tenant by its domain and scopes with the address of Graph", async () => {
    const service = await start();
    const change = { scope: "openid https://graph.microsoft.com/Application.Read.All" };
    assert.ok(returned(await goToLogin(service, newAttempt(service), { change, tenant: "Contoso.com" })).code);
  });

  for (const [choice, check] of Object.entries({
    "sign-in": (values) => assert.ok(values.code),
    deny: (values) => assert.match(`${values.error} ${values.error_subcode} ${values.error_description}`, /^access_denied cancel AADSTS65004/),
  })) {
    test(`has a page on which the user chooses: ${choice}`, async () => {
      const service = await start({ mode: "page" });
      const html = await (await goToLogin(service, newAttempt(service))).text();
      assert.match(html, /<li>Synchronization\.Read\.All<\/li>/);
      const [, action] = /action="([^"]+)"/.exec(html);
      const [, id] = /value="([0-9a-f]{32})"/.exec(html);
      const send = () => fetch(service.url + action, { method: "POST", body: new URLSearchParams({ request: id, decision: choice }), redirect: "manual" });
      check(returned(await send()));
      assert.equal((await send()).status, 400, "a request is decided once");
    });
  }

  test("no other page may read it", async () => {
    const service = await start();
    const response = await goToLogin(service, newAttempt(service));
    assert.equal(response.headers.get("Access-Control-Allow-Origin"), null);
  });
});

describe("the token endpoint", () => {
  test("gives an ID token and an access token, and no refresh token", async () => {
    const service = await start();
    const attempt = newAttempt(service);
    const { code } = returned(await goToLogin(service, attempt));
    const { status, headers, json } = await redeem(service, attempt, code);
    assert.equal(status, 200);
    assert.equal(headers.get("Access-Control-Allow-Origin"), ORIGIN);
    assert.equal(headers.get("Cache-Control"), "no-store");
    assert.deepEqual(Object.keys(json).sort(), ["access_token", "expires_in", "ext_expires_in", "id_token", "scope", "token_type"]);
    assert.equal(json.scope, "https://graph.microsoft.com/Synchronization.Read.All openid");
    const { aud, iss, tid, nonce, exp } = claims(json.id_token);
    const now = service.clock.time / 1000;
    assert.deepEqual({ aud, iss, tid, nonce, exp }, { aud: service.clientId, iss: issuerOf(service.tenantId), tid: service.tenantId, nonce: attempt.nonce, exp: now + 3599 });
    assert.equal(claims(json.access_token).aud, GRAPH_APP_ID);
    assert.equal(claims(json.access_token).scp, "Synchronization.Read.All");
  });

  test("gives what was consented to before as well", async () => {
    const service = await start();
    await signIn(service, ["Synchronization.Read.All"]);
    const { json } = await signIn(service, ["AuditLog.Read.All"]);
    assert.equal(claims(json.access_token).scp, "AuditLog.Read.All Synchronization.Read.All");
  });

  test("gives a refresh token only to a client that asks for offline access", async () => {
    const service = await start();
    assert.ok((await signIn(service, ["offline_access", "User.Read"])).json.refresh_token);
  });

  const b = "B".repeat(43);
  const refused = {
    "no grant type": [{ change: { grant_type: undefined } }, 900144],
    "another grant type": [{ change: { grant_type: "password" } }, 70003],
    "no verifier": [{ change: { code_verifier: undefined } }, 9002325],
    "another verifier": [{ change: { code_verifier: b } }, 501481],
    "another redirect URI": [{ change: { redirect_uri: `${REDIRECT_URI}x` } }, 500112],
    "an unknown client": [{ change: { client_id: "00000000-0000-4000-8000-000000000000" } }, 700016],
    "a made-up code": [{ change: { code: "0.made-up" } }, 9002313],
    "more scopes": [{ change: { scope: "openid AuditLog.Read.All" } }, 70000],
    "an unknown parameter": [{ change: { client_secret: "secret" } }, 9002313],
    "another tenant": [{ tenant: "contoso.com" }, 700005],
    "an unknown tenant": [{ tenant: "contoso.example" }, 90002],
    "a body in JSON": [{ headers: { "Content-Type": "application/json" }, body: "{}" }, 900144],
    "another origin": [{ headers: { Origin: "http://localhost:8081" } }, 9002326],
  };
  for (const [what, [options, code]] of Object.entries(refused)) {
    test(`refuses ${what}`, async () => {
      const service = await start();
      const attempt = newAttempt(service);
      const { status, json } = await redeem(service, attempt, returned(await goToLogin(service, attempt)).code, options);
      assert.equal(status, 400);
      assert.deepEqual(json.error_codes, [code], json.error_description);
      assert.match(json.error_description, new RegExp(`^AADSTS${code}: .* Trace ID: [0-9a-f-]{36} `));
    });
  }

  test("refuses the code of another client", async () => {
    const service = await start();
    const clientId = "a4f2f0b8-0000-4b0a-9c59-6f3c5c9d0b02";
    service.registrations.push({ ...service.registrations[0], clientId });
    const attempt = newAttempt(service);
    const { json } = await redeem(service, attempt, returned(await goToLogin(service, attempt)).code, { change: { client_id: clientId } });
    assert.deepEqual(json.error_codes, [70000]);
  });

  test("refuses a verifier that is too short, though its hash fits", async () => {
    const service = await start();
    for (const [verifier, codes] of [["v".repeat(42), [501481]], ["v".repeat(43), undefined]]) {
      const attempt = newAttempt(service);
      const change = { code_challenge: createHash("sha256").update(verifier).digest("base64url") };
      const { code } = returned(await goToLogin(service, attempt, { change }));
      assert.deepEqual((await redeem(service, attempt, code, { change: { code_verifier: verifier } })).json.error_codes, codes);
    }
  });

  test("refuses a request without an origin", async () => {
    const service = await start();
    const attempt = newAttempt(service);
    const { code } = returned(await goToLogin(service, attempt));
    const body = new URLSearchParams({ ...attempt.redemption, code });
    const response = await fetch(`${service.url}/${service.tenantId}/oauth2/v2.0/token`, { method: "POST", body });
    assert.deepEqual((await response.json()).error_codes, [9002327]);
  });

  test("no other origin may read it, nor one of the platform Web", async () => {
    const service = await start();
    const preflight = async (origin) => (await fetch(`${service.url}/${service.tenantId}/oauth2/v2.0/token`, { method: "OPTIONS", headers: { Origin: origin, "Access-Control-Request-Method": "POST" } })).headers.get("Access-Control-Allow-Origin");
    assert.equal(await preflight(ORIGIN), ORIGIN);
    assert.equal(await preflight("http://localhost:8081"), null);
    service.registrations[0].platform = "web";
    assert.equal(await preflight(ORIGIN), null);
    const attempt = newAttempt(service);
    const { headers, json } = await redeem(service, attempt, returned(await goToLogin(service, attempt)).code);
    assert.deepEqual(json.error_codes, [9002326]);
    assert.equal(headers.get("Access-Control-Allow-Origin"), null);
  });

  for (const [age, code] of [[CODE_LIFETIME - 1, undefined], [CODE_LIFETIME, 70008]]) {
    test(`takes a code that is ${age} ms old: ${code ?? "yes"}`, async () => {
      const service = await start();
      const attempt = newAttempt(service);
      const { code: made } = returned(await goToLogin(service, attempt));
      service.clock.time += age;
      const { json } = await redeem(service, attempt, made);
      assert.equal(json.error_codes?.[0], code);
    });
  }

  test("a wrong verifier uses the code up", async () => {
    const service = await start();
    const attempt = newAttempt(service);
    const { code } = returned(await goToLogin(service, attempt));
    await redeem(service, attempt, code, { change: { code_verifier: b } });
    assert.deepEqual((await redeem(service, attempt, code)).json.error_codes, [54005]);
  });

  test("a code that comes twice revokes its token", async () => {
    const service = await start();
    const attempt = newAttempt(service);
    const { code } = returned(await goToLogin(service, attempt));
    const { json } = await redeem(service, attempt, code);
    assert.deepEqual((await redeem(service, attempt, code)).json.error_codes, [54005]);
    assert.ok(service.revoked.has(json.access_token));
  });
});

describe("every fault", () => {
  const idClaim = (name) => ({ json }) => claims(json.id_token)[name];
  /** What a sign-in with each fault ends with, where it is not what ends a good one. */
  const outcomes = {
    "denied-consent": ["access_denied", 65004],
    "admin-approval-needed": ["access_denied", 90094],
    "consent-missing": ["invalid_grant", 65001],
    "device-not-compliant": ["invalid_grant", 53000],
    "mfa-needed": ["invalid_grant", 50076],
    "blocked-by-policy": ["invalid_grant", 53003],
    "replayed-code": ["invalid_grant", 54005],
    "expired-code": ["invalid_grant", 70008],
    "verifier-mismatch": ["invalid_grant", 501481],
    "web-platform": ["invalid_request", 9002326],
    "web-platform-unreadable": ["invalid_request", 9002326],
    "unknown-client": ["unauthorized_client", 700016],
    "unknown-tenant": ["invalid_request", 90002],
    "wrong-tenant": idClaim("tid"),
    "wrong-issuer": idClaim("iss"),
    "wrong-nonce": idClaim("nonce"),
    "missing-nonce": idClaim("nonce"),
    "wrong-audience": idClaim("aud"),
    "expired-id-token": idClaim("exp"),
    "no-id-token": ({ json }) => json.id_token === undefined,
    "fewer-scopes": ({ json }) => json.scope,
    "token-html": ({ json }) => json === undefined,
    "tampered-state": ({ sent }) => sent.state,
    "missing-state": ({ sent }) => sent.state,
  };

  async function attemptWith(fault) {
    const service = await start({ fault });
    // Values that are the same in each sign-in can be compared.
    const attempt = newAttempt(service, ["Synchronization.Read.All", "User.Read"]);
    attempt.request.nonce = "NNNNNNNNNNNNNNNNNNNNNN";
    attempt.request.state = "SSSSSSSSSSSSSSSSSSSSSS";
    const sent = returned(await goToLogin(service, attempt));
    if (sent.error) return { sent, error: [sent.error, Number(/AADSTS(\d+)/.exec(sent.error_description)[1])] };
    const response = await redeem(service, attempt, sent.code);
    const { json } = response;
    return { ...response, sent, error: json?.error && [json.error, json.error_codes[0]] };
  }

  for (const [name, expected] of Object.entries(outcomes)) {
    test(name, async () => {
      const wrong = await attemptWith(name);
      if (Array.isArray(expected)) {
        assert.deepEqual(wrong.error, expected);
        return;
      }
      const good = await attemptWith(undefined);
      assert.equal(wrong.error, undefined);
      assert.notDeepEqual(expected(wrong), expected(good));
    });
  }

  test("web-platform can be read, web-platform-unreadable cannot", async () => {
    const allowed = async (fault) => (await attemptWith(fault)).headers.get("Access-Control-Allow-Origin");
    assert.equal(await allowed("web-platform"), ORIGIN);
    assert.equal(await allowed("web-platform-unreadable"), null);
  });

  test("token-unreachable ends the connection", async () => {
    await assert.rejects(attemptWith("token-unreachable"), /fetch failed/);
  });

  test("is tested, here or with Graph", () => {
    const graphFaults = Object.keys(FAULTS).filter((name) => FAULTS[name].graph);
    assert.deepEqual([...Object.keys(outcomes), "token-unreachable", ...graphFaults].sort(), Object.keys(FAULTS).sort());
  });

  test("has a sentence, and an unknown one is refused", async () => {
    for (const [name, { does }] of Object.entries(FAULTS)) assert.match(does, /^[a-z][^.]+$/, name);
    await assert.rejects(startLogin({ fault: "none-such" }), /There is no fault "none-such"/);
    await assert.rejects(startLogin({ mode: "none-such" }), /There is no mode "none-such"/);
    const service = await start();
    assert.throws(() => (service.fault = "none-such"), /no fault/);
  });
});
