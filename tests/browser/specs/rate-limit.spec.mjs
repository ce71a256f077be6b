// Every request goes through one limiter and one lock, whatever the tab, the
// page and the spelling of the host; what that comes to is counted at the
// service. Fixtures count too: no service is asked five times in a second.

import { listen } from "../../services/listen.mjs";
import { address, begin, browserWithoutNames, expectPace, headline, markParting, run, test, token, verdict } from "../connection.mjs";
import { expect, gotoPlace } from "../fixtures.mjs";
import { begin as beginLifecycleTest, consent, openTestUser } from "../lifecycle.mjs";

const WAIT = { timeout: 60_000 };
const PASSED = "This was a local service";
/** How long the page waits after a request without a response, in milliseconds. */
const AFTER_SILENCE = 2_500;

test.use({ launchOptions: browserWithoutNames, pace: 1, idle: true });

const list = (page) => page.getByRole("main");
const spelled = (url, host) => url.replace("127.0.0.1", host);

/** Opens the page, and types a token. */
async function withToken(context, site, secret) {
  const page = await context.newPage();
  await gotoPlace(page, site, "#/connection");
  await token(page).fill(secret);
  return page;
}

/** Opens Preflight in the same tab, up to the button that fetches the list. */
async function readyToFetch(page) {
  await page.getByRole("link", { name: "Preflight" }).first().click();
  await page.getByText("Compare with Talkdesk’s users").click();
  await page.getByLabel("I’m allowed to read the names").check();
}

const fetchButton = (page) => list(page).getByRole("button", { name: "Load Talkdesk’s users" });

/** Presses buttons of several tabs within the same moment. */
async function pressAtOnce(...buttons) {
  const moment = Date.now() + 500;
  const press = (button, at) => new Promise((done) => setTimeout(() => done(button.click()), at - Date.now()));
  await Promise.all(buttons.map((button) => button.evaluate(press, moment)));
}

/** Begins the lifecycle test of a tab whose address and token are filled in. */
async function beginLifecycle(page) {
  await openTestUser(page);
  await consent(page);
  await beginLifecycleTest(page).click();
}

/** Closes the tab as soon as the lifecycle test has changed its user, which deletes the user. */
async function closeMidway(page, requests) {
  const have = (method) => requests.some((one) => one.method === method);
  await expect.poll(() => have("PATCH"), { ...WAIT, intervals: [20] }).toBe(true);
  const before = requests.length;
  await page.close();
  const isDeletion = ({ method }) => method === "DELETE";
  await expect.poll(() => requests.slice(before).some(isDeletion), "the deletion of a page that is left").toBe(true);
  markParting(requests, before);
}

test.describe("tabs of one browser", () => {
  test.beforeEach(({ guard, practice }) => guard.allow(spelled(practice.url, "localhost")));

  test("six tabs on three pages, one closed midway, under two spellings of one host", async ({ page, context, site, practice }) => {
    test.setTimeout(120_000);
    const { url, requests, token: secret } = practice;
    await gotoPlace(page, site, "#/connection");
    await address(page).fill(url);
    await token(page).fill(secret);
    const others = [];
    for (let tab = 2; tab <= 6; tab += 1) others.push(await withToken(context, site, secret));
    const [second, third, fetching, fetchingToo, last] = others;
    await readyToFetch(fetching);

    // The lifecycle test in the first tab creates a user; the tab closes while it changes it.
    await beginLifecycle(page);
    await expect.poll(() => requests.length).toBeGreaterThan(0);
    await pressAtOnce(begin(second), fetchButton(fetching));
    // The other spelling, in the setup that all tabs share.
    await address(third).fill(spelled(url, "localhost"));
    await expect(address(last)).toHaveValue(spelled(url, "localhost"));
    await readyToFetch(fetchingToo);
    await pressAtOnce(begin(third), fetchButton(fetchingToo), begin(last));
    for (const waiting of [second, third, last]) await expect(headline(waiting)).toHaveText("Waiting for another tab");
    for (const waiting of [fetching, fetchingToo]) await expect(list(waiting)).toContainText("Waiting for another tab");

    await closeMidway(page, requests);
    for (const tab of [second, third, last]) await expect(headline(tab)).toHaveText(PASSED, WAIT);
    for (const tab of [fetching, fetchingToo]) await expect(list(tab)).toContainText("0 users loaded", WAIT);
    expectPace(requests);
    // Preflights of browsers stand beside the requests; both spellings came here.
    expect(requests.filter(({ path, method }) => method === "GET" && path.includes("startIndex=1&count=100"))).toHaveLength(2);
    expect(requests.filter(({ method }) => method === "OPTIONS").length).toBeGreaterThan(10);
  });

  for (const [name, prepare] of [
    ["a tab closed midway, with its last requests, and the next one", () => {}],
    [
      "a tab closed midway whose IndexedDB fails, and the next one",
      (page) => page.addInitScript(() => Object.defineProperty(globalThis, "indexedDB", { value: undefined })),
    ],
  ]) {
    test(name, async ({ page, context, site, practice }) => {
      test.setTimeout(60_000);
      await prepare(page);
      await gotoPlace(page, site, "#/connection");
      await address(page).fill(practice.url);
      await token(page).fill(practice.token);
      const next = await withToken(context, site, practice.token);
      await beginLifecycle(page);
      await expect.poll(() => practice.requests.length).toBeGreaterThan(0);
      await begin(next).click();
      await expect(headline(next)).toHaveText("Waiting for another tab");
      await closeMidway(page, practice.requests);
      await expect(headline(next)).toHaveText(PASSED, WAIT);
      expectPace(practice.requests);
    });
  }

  test("the list of users in four tabs at the same time", async ({ page, context, site, practice }) => {
    test.setTimeout(60_000);
    await gotoPlace(page, site, "#/connection");
    await address(page).fill(practice.url);
    await token(page).fill(practice.token);
    const tabs = [page];
    while (tabs.length < 4) tabs.push(await withToken(context, site, practice.token));
    for (const tab of tabs) await readyToFetch(tab);
    await pressAtOnce(...tabs.map(fetchButton));
    for (const tab of tabs) await expect(list(tab)).toContainText("0 users loaded", WAIT);
    expectPace(practice.requests);
  });

  test("a tab that waits can be stopped, and asks nothing", async ({ page, context, site, practice }) => {
    await gotoPlace(page, site, "#/connection");
    await address(page).fill(practice.url);
    await token(page).fill(practice.token);
    const waiting = await withToken(context, site, practice.token);
    await readyToFetch(waiting);
    await begin(page).click();
    await expect.poll(() => practice.requests.length).toBeGreaterThan(0);
    await fetchButton(waiting).click();
    await expect(list(waiting)).toContainText("Waiting for another tab");
    await list(waiting).getByRole("button", { name: "Stop", exact: true }).click();
    await expect(list(waiting)).toContainText("Talkdesk’s users weren’t loaded: you stopped it.");
    await expect(headline(page)).toHaveText(PASSED, WAIT);
    expect(practice.requests.filter(({ path }) => path.includes("startIndex"))).toEqual([]);
  });
});

/** Starts a server of the test's own: what arrives there, and who connected. */
const tell = test.extend({
  start: async ({ guard }, use) => {
    const servers = [];
    await use(async (handle, allowed = true) => {
      const requests = [];
      const { origin, close } = await listen((request, response) => {
        requests.push({ method: request.method, path: request.url, headers: request.headers, time: performance.now() });
        handle(request, response);
      }, 0);
      servers.push(close);
      if (allowed) guard.allow(origin);
      return { url: `${origin}/scim/v2`, requests };
    });
    await Promise.all(servers.map((close) => close()));
  },
});

for (const status of [302, 307]) {
  tell(`a redirect ${status} to another server is seen and not followed`, async ({ page, site, secret, start, guard }) => {
    guard.expect("policy violation: connect-src");
    guard.expect(/console error: .*violates the following Content Security Policy directive: "connect-src http:\/\/127\.0\.0\.1:\d+"/);
    // The browser's log names where the redirect leads; nothing is sent there.
    guard.expect(/^foreign request: .*\/sign-in$/);
    const other = await start((_request, response) => response.end("Sign in"), false);
    const service = await start((request, response) => {
      // Permits the token, and hides the answer.
      const open = request.method === "OPTIONS" ? { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "Authorization, Accept" } : {};
      response.writeHead(request.method === "OPTIONS" ? 204 : status, { ...open, Location: `${other.url}/sign-in` }).end();
    });
    await run(page, site, service.url, secret);
    await expect(headline(page)).toHaveText("The URL redirects to another one", { timeout: 20_000 });
    await expect(verdict(page)).toContainText("it responds with a redirect to another host. The page didn’t follow it");
    expect(other.requests, "requests at the other server").toEqual([]);
    const blind = service.requests.at(-1);
    expect(blind.path).toBe("/scim/v2/Users");
    expect(blind.headers.authorization).toBeUndefined();
    expect(await page.locator("iframe").count()).toBe(0);
    expectPace(service.requests);
  });
}

test("a host that no policy can name is not asked blindly, and the verdict leaves it open", async ({ page, site, secret, guard }) => {
  const url = "https://scim_one.contoso.com/scim/v2";
  guard.allow(url);
  await run(page, site, url, secret);
  await expect(headline(page)).toHaveText("The browser can’t read a response from this host", { timeout: 20_000 });
  await expect(verdict(page).getByRole("button", { name: "Copy start command" })).toBeVisible();
});

tell("a service that cuts connections is left alone for longer", async ({ page, site, secret, start }) => {
  const service = await start((request) => void request.socket.destroy());
  await run(page, site, service.url, secret);
  await expect(headline(page)).toHaveText("No response from this computer", { timeout: 20_000 });
  // What the browser repeats by itself comes at once.
  const bursts = [];
  for (const { time } of service.requests) {
    if (time - (bursts.at(-1)?.last ?? -Infinity) > 500) bursts.push({ first: time });
    bursts.at(-1).last = time;
  }
  expect(bursts.length).toBe(3);
  for (const [nth, { first }] of bursts.slice(1).entries()) {
    expect(first - bursts[nth].last, `after burst ${nth + 1}`).toBeGreaterThanOrEqual(AFTER_SILENCE * 0.999);
  }
});
