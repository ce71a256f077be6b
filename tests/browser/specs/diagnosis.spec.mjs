// Every way in which a connection fails has a diagnosis of its own, proved in
// the browser against a service that really fails so.

import { FAULTS } from "../../services/fault.mjs";
import { address, begin, browserWithoutNames, copyTicket, headline, run, test, token, verdict } from "../connection.mjs";
import { eachCase, expect, gotoPlace } from "../fixtures.mjs";

test.use({ launchOptions: browserWithoutNames });

// The one thing to do next.
const AGAIN = { role: "button", name: "Test again", beside: true };
const ADDRESS = { role: "button", name: "Correct the Tenant URL" };
const TOKEN = { role: "link", name: "Get a new token" };
const RELAY = { role: "button", name: "Copy start command" };
const TERMINAL = { role: "button", name: "Copy command" };
const ASK = { role: "button", name: "Copy for a ticket" };
// The services are on this computer, where a pass leads to no step of the guide.
const REGION = { role: "button", name: "Choose a region" };

/** Expects a whole diagnosis, and leaves its text in the clipboard. */
async function expectDiagnosis(page, due) {
  await expect(headline(page)).toHaveText(due.headline, { timeout: 20_000 });
  const place = due.next.beside ? page.getByRole("main") : verdict(page);
  const next = place.getByRole(due.next.role, { name: due.next.name });
  await expect(next).toBeVisible();
  await expect(next).toHaveClass(/\bprimary\b/);
  await expect(page.getByRole("main").locator(".primary:visible")).toHaveCount(1);
  const details = verdict(page).getByText(/^(Details|Why does this happen\?)$/);
  if (!(await details.evaluate((summary) => summary.closest("details").open))) await details.click();
  await expect(verdict(page).getByRole("listitem").filter({ hasText: due.evidence }).first()).toBeVisible();
  await copyTicket(page);
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain(due.headline);
}

// What each fault of the service comes to.
const CASES = {
  refused: { headline: "No response from this computer", next: AGAIN, evidence: "The browser gave up after" },
  tls: { headline: "No secure connection to this computer", next: ADDRESS, evidence: "The browser gave up after" },
  redirect: { headline: "The URL redirects to another one", next: ADDRESS, evidence: "Browsers hide from pages where it leads" },
  "redirect-all": { headline: "This URL redirects every request, as a sign-in page does", next: ADDRESS, evidence: "Without the token, it responds with a redirect too" },
  truncated: { headline: "The response was cut off on its way", next: AGAIN, evidence: "Received 60 characters of the body" },

  "preflight-refused": {
    headline: "The service rejects the request that browsers send first (CORS)",
    next: RELAY,
    evidence: "the response is readable: 401 Unauthorized",
  },
  "preflight-no-authorization": {
    headline: "The service doesn’t let web pages send a token (CORS)",
    next: RELAY,
    evidence: "the response is readable: 401 Unauthorized",
  },
  "no-allow-origin": { headline: "The browser can’t read the service’s response (CORS)", next: RELAY, evidence: "The host responds when asked without the token" },

  "bad-request": { headline: "The service calls Entra’s request invalid and says why", next: ASK, evidence: "a parameter too many" },
  "bad-request-silent": { headline: "The service calls Entra’s request invalid and doesn’t say why", next: ASK, evidence: "has no detail" },
  "filter-refused": { headline: "The service rejects Entra’s filter", next: ASK, evidence: "Its scimType is “invalidFilter”" },
  unauthorized: { headline: "The service rejects the token (401)", next: TOKEN, evidence: "It says: “The token is not valid.”" },
  "token-expired": { headline: "The token has expired", next: TOKEN, evidence: "error_description=\"The access token expired\"" },
  "token-elsewhere": { headline: "The token is from another region or account", next: TOKEN, evidence: "issued in another region" },
  "not-bearer": { headline: "This host asks for a user name and password, not for a token", next: ADDRESS, evidence: "Basic realm=\"intranet\"" },
  forbidden: { headline: "The token is valid but not allowed to use SCIM", next: TOKEN, evidence: "The scope scim is missing" },
  "wrong-path": { headline: "No SCIM service at this path", next: ADDRESS, evidence: "404 Not Found" },
  "not-found-for-nobody": { headline: "The service returns 404 instead of an empty list", next: ASK, evidence: "No user matches" },
  "method-not-allowed": { headline: "This path doesn’t allow GET requests", next: ADDRESS, evidence: "405 Method Not Allowed" },
  "not-acceptable": { headline: "The service doesn’t respond in SCIM’s media type", next: ASK, evidence: "406 Not Acceptable" },
  conflict: { headline: "The service treats the query as a change", next: ASK, evidence: "409 Conflict" },
  "unsupported-media-type": { headline: "The service expects a content type where there is no content", next: ASK, evidence: "415 Unsupported Media Type" },
  "another-client-error": { headline: "The service rejects Entra’s request", next: ASK, evidence: "The status is 418" },
  "throttled-once": { headline: "Entra can connect, but the request limit was reached", next: REGION, evidence: "Received 429 once" },
  "throttled-always": { headline: "Too many requests", next: AGAIN, evidence: "Received 429 4 times" },
  "server-error": { headline: "The service has an internal error", next: AGAIN, evidence: "A null reference" },
  "bad-gateway": { headline: "A gateway responds, but the service behind it doesn’t", next: AGAIN, evidence: "“502 Bad Gateway”" },
  unavailable: { headline: "The service is temporarily unavailable", next: AGAIN, evidence: "Retry-After says: 120" },
  "odd-status": { headline: "The service returns a status that Entra doesn’t expect", next: ASK, evidence: "202 Accepted" },

  "sign-in-page": { headline: "A sign-in page responds instead of the API", next: ADDRESS, evidence: "“Sign in to Contoso”" },
  "proxy-page": { headline: "A proxy or filter responds instead of the service", next: TERMINAL, evidence: "“Web gateway: request blocked”" },
  website: { headline: "A web page responds instead of the API", next: ADDRESS, evidence: "“Contoso coffee”" },
  empty: { headline: "The response is empty", next: ASK, evidence: "200 OK" },
  huge: { headline: "The response is far too long", next: ASK, evidence: "characters of the body" },
  "half-json": { headline: "The response ends in the middle", next: ASK, evidence: "Received 60 characters of the body" },
  "not-json": { headline: "The response is not JSON", next: ADDRESS, evidence: "It starts with “It works" },
  "not-scim": { headline: "Something other than SCIM responds", next: ADDRESS, evidence: "Its members are: hello" },
  "error-as-success": { headline: "The service reports an error with status 200", next: ASK, evidence: "The directory is locked" },
  "list-member-missing": { headline: "The list lacks a required member", next: ASK, evidence: "Missing: totalResults" },
  "list-member-misspelt": { headline: "The list’s members are misspelled", next: ASK, evidence: "The member “resources” should be “Resources”" },
  "list-member-kind": { headline: "The list has a value of the wrong type", next: ASK, evidence: "The member “totalResults” must be a number" },
  "filter-ignored": { headline: "The service ignores the filter", next: ASK, evidence: "Found 2 users for a random value" },
  "wrong-content-type": { headline: "The response is right, but its media type isn’t SCIM’s", next: ASK, evidence: "The media type is text/plain" },
  "no-patch": { headline: "Entra can connect, but updates may fail", next: ASK, evidence: "It returns at most 100 users per page." },
  "no-filter": { headline: "Entra can connect, but the service contradicts itself", next: ASK, evidence: "It returns at most 7 users per page." },
  "no-users": { headline: "Entra can connect, but the service doesn’t list users", next: ASK, evidence: "Missing: User" },
  "no-extension": { headline: "Entra can connect, but Talkdesk’s own attributes aren’t listed", next: ASK, evidence: "Missing: urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User" },
  "extension-differs": { headline: "Entra can connect, but Talkdesk’s own attributes differ", next: ASK, evidence: "The attribute teamsString has the type complex" },
  "any-token": { headline: "The service accepts any token", next: ASK, evidence: "200 OK" },
};

// Those that end as another one does, because they are the same to a page.
const LIKE = {
  "no-cors": "no-allow-origin",
  "redirect-all-closed": "no-allow-origin",
  "throttled-once-seconds": "throttled-once",
  "throttled-once-date": "throttled-once",
};

// Those that show only where a setup or a user leads there; matching.spec.mjs has them.
const MATCHED = ["external-id-fails", "external-id-refused", "other-case", "another-user", "numeric-id"];

// Those whose time a test moves on.
const TIMED = {
  "no-answer": { headline: "No response in time", next: AGAIN, evidence: "The test waited 20 seconds" },
  stalls: { headline: "The response started and never ended", next: AGAIN, evidence: "The test waited 20 seconds" },
  slow: { headline: "Entra can connect, but the responses are slow", next: REGION, evidence: /The response took [56]\.\d seconds/ },
};
LIKE["no-answer-to-question"] = "no-answer";

// Those that are no fault of the service.
const ELSEWHERE = {
  offline: { headline: "Your browser is offline", next: AGAIN, evidence: "nothing was sent" },
  policy: { headline: "This site’s security policy blocks the request", next: TERMINAL, evidence: "connect-src" },
};

// Addresses at which nothing answers, by what is wrong with them.
const ADDRESSES = {
  "a name that no resolver knows": {
    url: () => "https://scim.contoso.invalid/scim/v2",
    headline: "This host name doesn’t exist on the internet",
    next: ADDRESS,
    evidence: "The browser gave up after",
  },
  "a mistyped host of Talkdesk": {
    url: () => "https://api.talkdeskap.eu/scim/v2",
    headline: "No response: the host is almost, but not exactly, a Talkdesk host",
    next: ADDRESS,
    evidence: "Talkdesk’s host for Europe is api.talkdeskapp.eu",
  },
  "a host that only third parties name": {
    url: () => "https://api.mytalkdesk.au/scim/v2",
    headline: "No response from this host, which Talkdesk doesn’t document",
    next: ADDRESS,
    evidence: "The browser gave up after",
  },
  "Talkdesk’s own host": {
    url: () => "https://api.talkdeskapp.com/scim/v2",
    headline: "Your network doesn’t let this page reach Talkdesk",
    next: TERMINAL,
    evidence: "The browser gave up after",
  },
  "an IP address": {
    url: () => "https://10.0.0.7/scim/v2",
    headline: "No response from this IP address",
    next: ADDRESS,
    evidence: "The browser gave up after",
  },
};

// Cases in one page, each with a headline of its own, so that none passes by the result of the one before.
const caseOf = (name) => CASES[LIKE[name] ?? name];
const IN_ONE_PAGE = 9;
const GROUPS = Array.from({ length: Math.ceil(Object.keys(CASES).length / IN_ONE_PAGE) }, (_, nth) => Object.keys(CASES).slice(nth * IN_ONE_PAGE, (nth + 1) * IN_ONE_PAGE));
Object.keys(LIKE)
  .filter((name) => LIKE[name] in CASES)
  .forEach((name, nth) => GROUPS[nth + 1].push(name));

test("every fault has a case, every case a headline of its own, and none a general one", () => {
  expect([...Object.keys(CASES), ...Object.keys(TIMED), ...Object.keys(LIKE), ...MATCHED].sort()).toEqual(Object.keys(FAULTS).sort());
  const tables = [CASES, TIMED, ELSEWHERE, ADDRESSES];
  const headlines = tables.flatMap((table) => Object.values(table).map((due) => due.headline));
  expect(new Set(headlines).size).toBe(headlines.length);
  for (const group of GROUPS) expect(new Set(group.map((name) => caseOf(name).headline)).size).toBe(group.length);
  // What is said to a status for which no rule exists is for no other case.
  const general = CASES["another-client-error"].headline;
  expect(headlines.filter((one) => one === general)).toHaveLength(1);
  for (const one of headlines) expect(one).not.toMatch(/failed to fetch|unknown|something went wrong|^error/i);
});

for (const group of GROUPS) {
  test(`services with faults from ${group[0]} to ${group.at(-1)}`, async ({ page, site, serve, secret }) => {
    await gotoPlace(page, site, "#/connection");
    await token(page).fill(secret);
    await eachCase(group, (name) => `a service that ${FAULTS[name].does}`, async (name) => {
      const service = await serve(name);
      await address(page).fill(service.url);
      await begin(page).click();
      await expectDiagnosis(page, caseOf(name));
    });
  });
}

test.describe("in real time", () => {
  test.use({ pace: 1 });

  for (const wait of ["seconds", "date"]) {
    test(`a service's wish to wait is followed, told as ${wait}`, async ({ page, site, serve, secret }) => {
      const service = await serve(`throttled-once-${wait}`);
      await run(page, site, service.url, secret);
      await expectDiagnosis(page, CASES["throttled-once"]);
      const asked = service.requests.filter(({ preflight, authorised }) => !preflight && authorised);
      expect(asked[1].time - asked[0].time).toBeGreaterThanOrEqual(1_999);
    });
  }
});

test.describe("with a clock that the test moves on", () => {
  test.use({ pace: 1 });

  const asked = (service) => expect.poll(() => service.requests.filter(({ preflight }) => !preflight).length, { intervals: [20] }).toBeGreaterThan(0);

  for (const name of ["no-answer", "no-answer-to-question"]) {
    test(`a service that ${FAULTS[name].does}`, async ({ page, site, serve, secret }) => {
      await page.clock.install();
      const service = await serve(name);
      await run(page, site, service.url, secret);
      await expect.poll(() => service.requests.length).toBe(name === "no-answer" ? 1 : 2);
      await page.clock.fastForward(19_000);
      await expect(headline(page)).toHaveText("Testing the service");
      await page.clock.fastForward(1_500);
      await expectDiagnosis(page, TIMED["no-answer"]);
    });
  }

  test(`a service that ${FAULTS.stalls.does}`, async ({ page, site, serve, secret }) => {
    await page.clock.install();
    const service = await serve("stalls");
    const headers = page.waitForResponse((response) => response.url().startsWith(service.url) && response.request().method() === "GET");
    await run(page, site, service.url, secret);
    await headers;
    await page.clock.fastForward(20_500);
    await expectDiagnosis(page, TIMED.stalls);
  });

  test(`a service that ${FAULTS.slow.does}`, async ({ page, site, serve, secret }) => {
    await page.clock.install();
    const service = await serve("slow", { delay: 400 });
    await run(page, site, service.url, secret);
    await asked(service);
    await page.clock.fastForward(5_500);
    await expectDiagnosis(page, TIMED.slow);
  });
});

test.describe("offline, in a browser that was idle before", () => {
  test.use({ idle: true });

  test("a browser without a network", async ({ page, site, serve, secret, context, guard }) => {
    const url = (await serve("tls")).url.replace("127.0.0.1", "tls.contoso.com");
    guard.allow(url);
    await gotoPlace(page, site, "#/connection");
    await address(page).fill(url);
    await token(page).fill(secret);
    // The other pages are fetched when the browser is idle.
    await page.waitForLoadState("networkidle");
    await context.setOffline(true);
    await begin(page).click();
    await expectDiagnosis(page, ELSEWHERE.offline);
    await context.setOffline(false);
    await begin(page).click();
    await expect(headline(page)).toHaveText("No secure connection to this host", { timeout: 10_000 });
  });

  test("a service on this computer needs no network, and is not told to be offline", async ({ page, site, serve, secret, context }) => {
    const service = await serve("refused");
    await gotoPlace(page, site, "#/connection");
    await address(page).fill(service.url);
    await token(page).fill(secret);
    // The other pages are fetched when the browser is idle.
    await page.waitForLoadState("networkidle");
    await context.setOffline(true);
    await begin(page).click();
    await expectDiagnosis(page, CASES.refused);
  });
});

test("a page whose own policy stops the request", async ({ page, site, serve, secret, guard }) => {
  guard.expect("policy violation: connect-src blocked");
  guard.expect(/^console error: .*Content Security Policy/);
  const service = await serve("slow");
  await page.route(site.url, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": "connect-src 'self'" } });
  });
  await run(page, site, service.url, secret);
  await expectDiagnosis(page, ELSEWHERE.policy);
  expect(service.requests).toEqual([]);
});

test.describe("where nothing answers, the address narrows it down:", () => {
  test("each kind of address", async ({ page, site, secret, guard }) => {
    await gotoPlace(page, site, "#/connection");
    await token(page).fill(secret);
    await eachCase(Object.entries(ADDRESSES), ([what]) => what, async ([, due]) => {
      guard.allow(due.url());
      await address(page).fill(due.url());
      await begin(page).click();
      await expectDiagnosis(page, due);
      await expect(verdict(page).getByText("What this doesn’t show:")).toBeVisible();
    });
  });

  // A browser says the same of all three, and so can only the page.
  for (const [what, host, fault] of [
    ["a name that is not found", "gone.contoso.com", undefined],
    ["a name whose port is closed", "refused.contoso.com", "refused"],
    ["a name whose certificate nobody trusts", "tls.contoso.com", "tls"],
  ]) {
    test(`${what}, which the browser does not tell`, async ({ page, site, serve, secret, guard }) => {
      const { port } = fault ? new URL((await serve(fault)).url) : { port: 8443 };
      const url = `https://${host}:${port}/scim/v2`;
      guard.allow(url);
      await run(page, site, url, secret);
      await expectDiagnosis(page, {
        headline: "No secure connection to this host",
        next: ADDRESS,
        evidence: "The browser gave up after",
      });
      await expect(verdict(page)).toContainText("a browser reports only “failed” for all of them");
    });
  }
});
