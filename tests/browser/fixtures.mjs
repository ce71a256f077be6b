// What every browser test starts from: the served app, a practice service,
// a guard over the pages, and a few helpers. Specs import from here only.

import { randomUUID } from "node:crypto";
import { test as base, expect } from "@playwright/test";
import { startPractice } from "../services/practice.mjs";
import { startSite } from "../services/site.mjs";
import { dist } from "./chromium.mjs";
import { Guard } from "./guard.mjs";
import { hurry } from "./hurry.mjs";

export { expect };
export { axe, expectAccessible, expectAccessibleInBothThemes } from "./axe.mjs";
export { expectNoSecret } from "./secrets.mjs";

export const test = base.extend({
  /** The built app at `/`: `{url}`. */
  site: [
    async ({}, use) => {
      const site = await startSite({ dir: dist });
      await use(site);
      await site.close();
    },
    { scope: "worker" },
  ],

  /** The same under a path with a blank in it, as on a shared host. */
  subpathSite: [
    async ({}, use) => {
      const site = await startSite({ dir: dist, base: "/some/sub path/" });
      await use(site);
      await site.close();
    },
    { scope: "worker" },
  ],

  /** Fails the test at its end if its pages did what they may not. */
  guard: [
    async ({ context, page: _keptOpenUntilTheCheck, site, subpathSite, javaScriptEnabled }, use) => {
      const guard = new Guard(context, [site.url, subpathSite.url], javaScriptEnabled);
      await guard.watch();
      await use(guard);
      await guard.check();
    },
    { auto: true },
  ],

  /** How many times as fast the time of the test's pages runs, to be set with `test.use`. */
  pace: [1, { option: true }],

  /** Hurries every page of the test if its pace says so. The time limit of a request stays. */
  hurried: [
    async ({ context, pace }, use) => {
      if (pace !== 1) await hurry(context, pace, { limits: false });
      await use();
    },
    { auto: true },
  ],

  /**
   * Whether the browser is ever idle, to be set with `test.use`. At the first idle moment the app fetches what all other
   * pages need, which is half of the work of opening a page. Without it a page is fetched when it is opened, and the
   * guide says nothing of errors in the mappings.
   */
  idle: [true, { option: true }],

  /** Keeps the pages of the test from fetching ahead if the browser is never idle. */
  busy: [
    async ({ context, idle }, use) => {
      if (!idle) await context.addInitScript(() => { window.requestIdleCallback = () => 0; });
      await use();
    },
    { auto: true },
  ],

  /** Options of `startPractice`, to be set with `test.use`. */
  practiceOptions: [{}, { option: true }],

  /** A practice service of the test's own: `{url, token, requests}`. */
  practice: async ({ guard, pace, practiceOptions }, use) => {
    // A token that is nowhere else, so that finding it means something.
    const options = { token: `practice-${randomUUID()}`, rate: 4 * pace, ...practiceOptions };
    const practice = await startPractice(options);
    guard.allow(practice.url);
    await use({ ...practice, token: options.token });
    await practice.close();
  },
});

/**
 * Opens a place by its address and waits until it is there.
 * @param {import("@playwright/test").Page} page
 * @param {{url: string}} site
 * @param {string} place - such as `#/guide`
 * @returns the heading of the place
 */
export async function gotoPlace(page, site, place) {
  await page.goto(site.url + place);
  // Between two places the address changes before the page does.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const heading = page.getByRole("main").getByRole("heading", { level: 1 });
  await expect(heading).toBeVisible();
  return heading;
}

/**
 * Runs the cases of a table in one page, because opening a page takes longer than most cases. All of them run, each as a
 * step, and the failure has the names of those that failed.
 * @template Case
 * @param {Case[]} cases
 * @param {(one: Case) => string} name
 * @param {(one: Case) => Promise<void>} check
 */
export async function eachCase(cases, name, check) {
  base.setTimeout(30_000 + cases.length * 10_000);
  const failures = [];
  for (const one of cases) {
    await base.step(name(one), () => check(one)).catch((error) => failures.push(`${name(one)}: ${error.message}`));
  }
  if (failures.length > 0) throw new Error(failures.join("\n\n"));
}

/** Lets the page believe that the system is set to light or dark. */
export async function setTheme(page, theme) {
  await page.emulateMedia({ colorScheme: theme });
}
