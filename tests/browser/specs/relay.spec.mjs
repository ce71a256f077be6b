// The relay on the admin's own computer, in front of a service whose responses
// no page may read: everything works through it, its errors are never taken for
// the service's, and the limit holds as the service counts.

import { createServer } from "node:http";
import { freePort, programs, startRelay } from "../../relay/relay.mjs";
import { begin, expectPace, headline, lookUp, run, test as base, unfold, verdict } from "../connection.mjs";
import { expect, expectAccessible, expectNoSecret } from "../fixtures.mjs";
import { begin as beginLifecycleTest, CLEAR, consent, expectEnd, openTestUser } from "../lifecycle.mjs";

const CORS = "The browser can’t read the service’s response (CORS)";
const PASSED = "This was a local service";
const WAIT = { timeout: 30_000 };

const test = base.extend({
  /** Starts relays for the page, each on a free port. */
  relay: async ({ guard, site }, use) => {
    const running = [];
    await use(async (base) => {
      const relay = await startRelay(programs[0], { base, origin: new URL(site.url).origin });
      running.push(relay);
      guard.allow(`http://localhost:${relay.port}`);
      return relay;
    });
    await Promise.all(running.map((relay) => relay.stop()));
  },
});

// The relay counts real seconds, and so does the service behind it.
/** A program on a port of this computer that is not the relay; `urls` is what it was asked for, `sent` all that was sent to it. */
async function startOtherProgram(site, respond) {
  const [urls, sent] = [[], []];
  const server = createServer((request, response) => {
    urls.push(request.url);
    sent.push(request.url, ...request.rawHeaders);
    const { status = 200, body } = respond(new URL(request.url, "http://localhost"));
    response.writeHead(status, { "Access-Control-Allow-Origin": new URL(site.url).origin, "Access-Control-Allow-Headers": "*", "Content-Type": "application/json" });
    response.end(JSON.stringify(body));
  });
  const port = await freePort();
  await new Promise((resolve) => server.listen(port, "localhost", resolve));
  const stop = () => new Promise((resolve) => {
    server.closeAllConnections();
    server.close(resolve);
  });
  return { port, urls, sent, stop };
}

const CODE = "0123-4567-89AB-CDEF-GHJK-MNPQ-RS";

// What each program responds, and what the page says with a code typed.
const OTHERS = {
  "a program that speaks like the relay, without the code": {
    respond: () => ({ body: { relay: "scimdesk-relay", version: 2, base: "https://api.talkdeskapp.eu/scim/v2", nonce: "0".repeat(64), proof: "0".repeat(64) } }),
    headline: "This isn’t the relay’s code",
  },
  "a program that accepts every code, as version 1 did": {
    respond: () => ({ body: { relay: "scimdesk-relay", paired: true, base: "https://api.talkdeskapp.eu/scim/v2" } }),
    headline: "Another program uses this port",
  },
  "a relay of version 1": {
    respond: ({ search }) => (search ? { status: 401, body: { relayError: { code: "code_missing", message: "Enter the pairing code." } } } : { body: { relay: "scimdesk-relay", version: 1, paired: false } }),
    headline: "This relay is an older version",
  },
};

test.use({ practiceOptions: { cors: false }, pace: 1 });

const code = (page) => verdict(page).getByLabel("2. Enter its pairing code");
const command = (page) => verdict(page).getByRole("group", { name: "Start command" });

/** Lets the page look at another port than the usual one. */
async function lookAt(page, port) {
  await verdict(page).getByText("The relay doesn’t start", { exact: true }).click();
  await verdict(page).getByRole("textbox", { name: "Port" }).fill(String(port));
}

/** Comes to the result that offers the relay, and pairs with one. */
async function pair(page, site, practice, relay) {
  await run(page, site, practice.url, practice.token);
  await expect(headline(page)).toHaveText(CORS, WAIT);
  await lookAt(page, relay.port);
  await expect(verdict(page).getByText("The relay is running")).toBeVisible(WAIT);
  await code(page).fill(relay.code);
  await expect(verdict(page).getByText("Paired with the relay")).toBeVisible(WAIT);
}

test("the page finds the relay, pairs with it, and says so", async ({ page, site, practice, relay, context }) => {
  test.setTimeout(90_000);
  await run(page, site, practice.url, practice.token);
  await expect(headline(page)).toHaveText(CORS, WAIT);
  await expect(verdict(page).getByText("Waiting for the relay")).toBeVisible();
  await expect(command(page)).toContainText(`${practice.url} `);
  const one = await relay(practice.url);
  await lookAt(page, one.port);
  await expect(command(page)).toContainText(`ort ${one.port}`);
  await expect(verdict(page).getByText("The relay is running")).toBeVisible(WAIT);
  await expectAccessible(page);
  await code(page).fill("0000-0000-0000-0000-0000-0000-00");
  await expect(verdict(page).getByText("This isn’t the relay’s code")).toBeVisible(WAIT);
  await code(page).fill("U");
  await expect(verdict(page).getByText("Character 1, “U”, isn’t part of a code.")).toBeVisible();
  await code(page).fill(one.code.toLowerCase().replaceAll("-", " "));
  await expect(verdict(page).getByText("Paired with the relay")).toBeVisible(WAIT);
  practice.requests.length = 0;
  const sent = [];
  page.on("request", (request) => request.url().startsWith(`http://localhost:${one.port}/`) && sent.push(request.url(), JSON.stringify(request.headers())));
  await verdict(page).getByRole("button", { name: "Test through the relay" }).click();
  await expect(headline(page)).toHaveText(PASSED, WAIT);
  // The relay gets neither the code nor the token as it is.
  expect(sent.length).toBeGreaterThan(0);
  for (const secret of [one.code, one.code.replaceAll("-", ""), practice.token]) expect(sent.filter((text) => text.toUpperCase().includes(secret.toUpperCase()))).toEqual([]);
  await expect(verdict(page)).toContainText("Through the relay on this computer");
  expect(practice.requests.filter(({ method }) => method === "OPTIONS")).toEqual([]);
  expectPace(practice.requests);
  // The code is as secret as the token, and nothing keeps it.
  expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toContain(one.code);
  expect(one.output()).not.toContain(practice.token);
  await expectNoSecret(page, context, practice.token);
  await verdict(page).getByRole("button", { name: "Stop using it" }).click();
  await begin(page).click();
  await expect(headline(page)).toHaveText(CORS, WAIT);
});

test("the lifecycle test and the list of users go through the relay", async ({ page, site, practice, relay }) => {
  test.setTimeout(120_000);
  await pair(page, site, practice, await relay(practice.url));
  practice.requests.length = 0;
  await openTestUser(page);
  await consent(page);
  await beginLifecycleTest(page).click();
  await expectEnd(page, CLEAR);
  await page.getByRole("link", { name: "Preflight" }).first().click();
  await page.getByText("Compare with Talkdesk’s users").click();
  await page.getByLabel("I’m allowed to read the names").check();
  await page.getByRole("button", { name: "Load Talkdesk’s users" }).click();
  await expect(page.getByRole("main")).toContainText("0 users loaded", WAIT);
  expectPace(practice.requests);
});

test.describe("with users at the service", () => {
  test.use({ practiceOptions: { cors: false, users: 250 } });

  test("a lookup and a list of several pages go through the relay", async ({ page, site, practice, relay }) => {
    test.setTimeout(120_000);
    await pair(page, site, practice, await relay(practice.url));
    await lookUp(page);
    await page.getByLabel("Email address of a user to look up").fill("user7@contoso.example");
    await verdict(page).getByRole("button", { name: "Test through the relay" }).click();
    await expect(headline(page)).toHaveText(PASSED, WAIT);
    await unfold(page, "Checks");
    await expect(page.getByRole("main")).toContainText("user7@contoso.example");
    practice.requests.length = 0;
    await page.getByRole("link", { name: "Preflight" }).first().click();
    await page.getByText("Compare with Talkdesk’s users").click();
    // Half of the time that it takes with a preflight before each request.
    await expect(page.getByRole("main")).toContainText("2,000 users take about 5 seconds");
    await expect(page.getByRole("main")).toContainText("Through the relay on this computer");
    await page.getByLabel("I’m allowed to read the names").check();
    await page.getByRole("button", { name: "Load Talkdesk’s users" }).click();
    await expect(page.getByRole("main")).toContainText("250 users loaded", WAIT);
    expect(practice.requests.map(({ path }) => /startIndex=(\d+)/.exec(path)?.[1])).toEqual(["1", "101", "201"]);
    expectPace(practice.requests);
  });
});

test("a relay that stops is what the result says, and the next one is paired anew", async ({ page, site, practice, relay }) => {
  test.setTimeout(120_000);
  const first = await relay(practice.url);
  await pair(page, site, practice, first);
  await first.stop();
  await verdict(page).getByRole("button", { name: "Test through the relay" }).click();
  await expect(headline(page)).toHaveText("The relay stopped", WAIT);
  await expect(verdict(page).getByText("Waiting for the relay")).toBeVisible(WAIT);
});

for (const [name, { respond, headline: due }] of Object.entries(OTHERS)) {
  test(`${name} gets neither the code nor the token`, async ({ page, site, practice, guard }) => {
    test.setTimeout(90_000);
    const other = await startOtherProgram(site, respond);
    guard.allow(`http://localhost:${other.port}`);
    try {
      await run(page, site, practice.url, practice.token);
      await expect(headline(page)).toHaveText(CORS, WAIT);
      await lookAt(page, other.port);
      await code(page).fill(CODE);
      await expect(verdict(page).getByText(due)).toBeVisible(WAIT);
      await expect(verdict(page).getByRole("button", { name: "Test through the relay" })).toBeHidden();
      for (const url of other.urls) expect(url).toMatch(/^\/relay\/status\?nonce=[0-9a-f]{64}$/);
      // Each question has a nonce of its own.
      expect(new Set(other.urls).size).toBe(other.urls.length);
      const text = other.sent.join("\n");
      for (const secret of [CODE, CODE.replaceAll("-", ""), practice.token]) expect(text).not.toContain(secret);
    } finally {
      await other.stop();
    }
  });
}

test("a relay for another service is named, and nothing is sent to it", async ({ page, site, practice, relay }) => {
  test.setTimeout(90_000);
  const other = await relay("https://api.talkdeskapp.eu/scim/v2");
  await run(page, site, practice.url, practice.token);
  await expect(headline(page)).toHaveText(CORS, WAIT);
  await lookAt(page, other.port);
  await code(page).fill(other.code);
  await expect(verdict(page).getByText("The relay was started for another Tenant URL")).toBeVisible(WAIT);
  await expect(verdict(page)).toContainText("It sends requests to https://api.talkdeskapp.eu/scim/v2 only.");
  await expect(verdict(page).getByText("Through the relay on this computer")).toBeHidden();
});

test("the relay and the command stand in for each other", async ({ page, site, practice }) => {
  await run(page, site, practice.url, practice.token);
  await expect(headline(page)).toHaveText(CORS, WAIT);
  await verdict(page).getByRole("button", { name: "Run one command instead" }).click();
  await expect(verdict(page).getByRole("heading", { name: "1. Run this in a terminal" })).toBeFocused();
  await verdict(page).getByRole("button", { name: "Use the relay instead" }).click();
  await expect(verdict(page).getByRole("heading", { name: "1. Start the relay" })).toBeFocused();
  for (const [program, name] of [["PowerShell", "scimdesk-relay.ps1"], ["Node", "scimdesk-relay.mjs"]]) {
    await verdict(page).getByRole("radio", { name: program }).check();
    await expect(command(page)).toContainText(name);
    const link = verdict(page).getByRole("link", { name: `Save ${name}` });
    await expect(link).toHaveAttribute("href", `relay/${name}`);
  }
});
