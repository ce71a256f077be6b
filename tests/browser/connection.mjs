// What the tests of the connection share: the fields and the verdict of the
// place, services that go wrong, and a browser that asks nobody outside.

import { randomUUID } from "node:crypto";
import { startFault } from "../services/fault.mjs";
import { launchOptions } from "./chromium.mjs";
import { expect, expectNoSecret, gotoPlace, test as base } from "./fixtures.mjs";
import { holds } from "./secrets.mjs";

// Names lead where a test wants them to, and never out of this computer.
const NAMES = [
  "MAP refused.contoso.com 127.0.0.1",
  "MAP tls.contoso.com 127.0.0.1",
  "MAP * ~NOTFOUND",
  "EXCLUDE 127.0.0.1",
  "EXCLUDE localhost",
].join(", ");

/** Launch options, to be set with `test.use` for a whole file. */
export const browserWithoutNames = { ...launchOptions, args: [...launchOptions.args, `--host-resolver-rules=${NAMES}`] };

/** Where a relay listens. */
export const RELAY = "http://localhost:8321";

export const test = base.extend({
  // Most of a connection test is waiting for the rate limit. It is measured in
  // real time by rate-limit.spec.mjs, and by what sets a pace of 1.
  pace: [5, { option: true }],

  // The page needs no other but where a test says so.
  idle: [false, { option: true }],

  /** The page looks for a relay where a result offers one. There is none, unless a test starts it. */
  relayPort: [
    async ({ guard }, use) => {
      guard.allow(RELAY);
      await use();
    },
    { auto: true },
  ],

  /**
   * Everything that leaves a trace beside the page: lines on the console,
   * requests, files that the page gives out. The one header that is there for
   * the token is left out.
   */
  traces: [
    async ({ context }, use) => {
      const traces = { lines: [], files: [] };
      const follow = (page) => page.on("download", (download) => traces.files.push(download));
      context.on("console", (message) => traces.lines.push(["console", message.text()]));
      context.on("weberror", (error) => traces.lines.push(["error", String(error.error().stack)]));
      context.on("request", (request) => {
        const { authorization: _due, ...headers } = request.headers();
        traces.lines.push(["request", `${request.url()} ${JSON.stringify(headers)} ${request.postData() ?? ""}`]);
      });
      context.on("page", follow);
      context.pages().forEach(follow);
      await use(traces);
    },
    { auto: true },
  ],

  /** A token that is nowhere else, and is not found anywhere at the end. */
  secret: async ({ page: _first, context, traces }, use) => {
    const secret = `token-${randomUUID()}`;
    await use(secret);
    await expectNoTrace(context, traces, secret);
  },

  /** The practice service, whose token is not found anywhere at the end, and which is not asked too often. */
  practice: async ({ page: _first, context, traces, practice, pace }, use) => {
    await use(practice);
    await expectNoTrace(context, traces, practice.token);
    // Those without an origin are the test's own.
    expectPace(practice.requests.filter(({ origin }) => origin !== undefined), pace);
  },

  /** Starts services that go wrong; each is asked at most four times in any second. */
  serve: async ({ guard, secret, pace }, use) => {
    const services = [];
    await use(async (name, options) => {
      const service = await startFault(name, { token: secret, ...options });
      guard.allow(service.url);
      services.push(service);
      return service;
    });
    for (const service of services) {
      await service.close();
      expectPace(service.requests, pace);
    }
  },
});

/** Fails if the secret is in any open page, in what pages keep, or in what they left. */
export async function expectNoTrace(context, { lines, files }, secret) {
  const pages = context.pages();
  expect(pages.length, "a page has to be open to look into what it keeps").toBeGreaterThan(0);
  for (const page of pages) await expectNoSecret(page, context, secret, files);
  expect(lines.filter(([, text]) => holds(text, secret)), "INVARIANT: no trace has the secret in it").toEqual([]);
}

/** How soon a browser sends a request again by itself, in milliseconds. The page waits longer at any pace of a test. */
const AT_ONCE = 150;

/** Whether a browser sent this again by itself, because the service had cut the connection. */
const isCopy = ({ method, path, time }, nth, requests) =>
  requests.slice(0, nth).some((one) => one.cut && one.method === method && one.path === path && time - one.time < AT_ONCE);

/**
 * Fails if five requests came within a second of the page's time, preflights counted. Left out is what no page can
 * delay: what the browser sends again after a service `cut` the connection, and the `parting` requests of a page that
 * is closed.
 * @param {{time: number, method?: string, path?: string, cut?: boolean, parting?: boolean}[]} requests
 * @param {number} [pace] - how many times as fast the page's time runs
 */
export function expectPace(requests, pace = 1) {
  const paced = requests.filter((request, nth) => !request.parting && !isCopy(request, nth, requests));
  const times = paced.map(({ time }) => time);
  for (let first = 0; first + 4 < times.length; first += 1) {
    // The clocks of the page and of the service need not agree to the last digit.
    const five = paced.slice(first, first + 5).map(({ time, method, path }) => `${Math.round(time - times[first])} ms ${method} ${path}`);
    expect(times[first + 4] - times[first], `INVARIANT: at most four requests in a second, preflights counted: ${five.join(", ")}`).toBeGreaterThanOrEqual((1_000 / pace) * 0.999);
  }
}

/**
 * Marks the deletion that a page sent when it was left, with its preflight: neither can wait for its turn.
 * @param {object[]} requests
 * @param {number} before - how many there were when the page was left
 */
export function markParting(requests, before) {
  const deletion = requests.findIndex(({ method }, nth) => nth >= before && method === "DELETE");
  for (const request of requests.slice(before, deletion + 1)) {
    request.parting = request.path === requests[deletion].path && ["DELETE", "OPTIONS"].includes(request.method);
  }
}

export const address = (page) => page.getByLabel("Tenant URL");
export const token = (page) => page.getByLabel("Secret token");
export const region = (page) => page.getByLabel("Region", { exact: true });
export const begin = (page) => page.getByRole("main").getByRole("button", { name: /^Test (connection|again)$/ });
export const verdict = (page) => page.getByRole("region", { name: "Result" });
export const headline = (page) => verdict(page).getByRole("heading", { level: 2 }).first();
export const check = (page, name) => page.getByRole("rowgroup").filter({ hasText: name });
export const PASSED_HERE = "This was a local service";

/** Selects a tab of the page. */
export const openTab = (page, name) => page.getByRole("tab", { name }).click();

/** Opens a part that folds away, if it is not open. */
export async function unfold(page, title) {
  const fold = page.getByRole("group").filter({ has: page.locator("summary", { hasText: title }) }).last();
  await expect(fold).toBeVisible();
  if ((await fold.getAttribute("open")) === null) await fold.locator("summary", { hasText: title }).click();
}

/** Shows the fields for a user to look up. */
export async function lookUp(page) {
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("button", { name: "Look up a user" }).click();
}

/** Copies the last result from the menu of the result, as Markdown. */
export async function copyMarkdown(page) {
  await verdict(page).getByRole("button", { name: "More for this result" }).click();
  await page.getByRole("button", { name: "Copy as Markdown" }).click();
  await expect(page.getByRole("button", { name: "Copied: Result in Markdown" })).toBeVisible();
  await page.keyboard.press("Escape");
}

/** Saves the last result as a file. */
export async function saveJson(page) {
  await verdict(page).getByRole("button", { name: "More for this result" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as JSON" }).click();
  return download;
}

/** Copies the last result for a ticket, and expects the button to say so. */
export async function copyTicket(page) {
  await verdict(page).getByRole("button", { name: "Copy for a ticket" }).click();
  await expect(page.getByRole("button", { name: "Copied: Result", exact: true })).toBeVisible();
}

/** Opens the place, fills both fields and begins the test. */
export async function run(page, site, url, secret) {
  await gotoPlace(page, site, "#/connection");
  await address(page).fill(url);
  await token(page).fill(secret);
  await begin(page).click();
}
