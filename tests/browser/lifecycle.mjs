// What the tests of the lifecycle test share: its fields and results, services
// that fail where a test wants them to, and pages whose time runs faster.

import { startLifecycleFaults } from "../services/lifecycle-faults.mjs";
import { address, expectPace, openTab, test as base, token } from "./connection.mjs";
import { expect, gotoPlace } from "./fixtures.mjs";
import { hurry as hurryPages } from "./hurry.mjs";

export const WAIT = { timeout: 28_000 };
/** How many times as fast the time of a hurried page runs. */
const HURRY = 10;
/** What a test of a service that does everything right comes to. */
export const CLEAR = "Entra can create, update and deactivate users";
export const card = (page) => page.getByRole("region", { name: "Lifecycle test", exact: true });
export const begin = (page) => page.getByRole("button", { name: "Create user and run test" });
export const stop = (page) => page.getByRole("button", { name: "Stop and delete the user" });
export const again = (page) => page.getByRole("button", { name: "Run again" });
export const domain = (page) => page.getByRole("textbox", { name: "Test user" });
export const allow = (page) => page.getByRole("checkbox", { name: "Create and delete this user" });
export const result = (page) => page.getByRole("region", { name: "Result of the lifecycle test" });
export const leftover = (page) => page.getByRole("group", { name: "Test user left behind" });
export const headline = (page) => card(page).getByRole("heading", { level: 2 });
/** A step, whether its stage is open or not. */
export const step = (page, name) => page.getByRole("listitem", { includeHidden: true }).filter({ has: page.getByText(name, { exact: true }) }).last();
/** Opens the steps of a stage. */
export const openStage = (page, name) => card(page).getByText(name, { exact: true }).click();

export const openTestUser = (page) => openTab(page, "Test user");
export const openConnectionTest = (page) => openTab(page, "Test from here");

export const test = base.extend({
  /** A test hurries the pages that it wants to, so that the others show the pace of real ones. */
  pace: [1, { option: true }],

  /** Starts services that fail where a test wants them to, for pages that are hurried. */
  failing: async ({ guard, secret }, use) => {
    const services = [];
    await use(async (fails) => {
      const service = await startLifecycleFaults({ token: secret, fails });
      guard.allow(service.url);
      services.push(service);
      return service;
    });
    await Promise.all(services.map((service) => service.close()));
    for (const { arrivals } of services) expectPace(arrivals, HURRY);
  },
});

/** Lets the page's time run faster. */
export const hurry = (page, options) => hurryPages(page, HURRY, options);

export async function fill(page, site, url, secret) {
  await gotoPlace(page, site, "#/connection");
  await openConnectionTest(page);
  await address(page).fill(url);
  await token(page).fill(secret);
  await openTestUser(page);
}

export async function consent(page) {
  await domain(page).fill("contoso.com");
  await allow(page).check();
}

export async function run(page, site, url, secret) {
  await fill(page, site, url, secret);
  await consent(page);
  await begin(page).click();
}

export async function expectEnd(page, text) {
  await expect(headline(page)).toHaveText(text, WAIT);
}

/** What has to be so at every end: no user is left, or the user is named with the ID. */
export async function expectNobodyForgotten(page, service) {
  await expect(again(page)).toBeVisible(WAIT);
  const left = await service.users();
  for (const user of left) {
    const named = expect(leftover(page), "INVARIANT: a test user that is left is named");
    await named.toContainText(user.userName);
    if (!(await leftover(page).textContent()).includes("its ID isn’t known")) await named.toContainText(user.id);
  }
  return left.length;
}
