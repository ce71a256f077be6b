// What the tests of the life-cycle test share: its fields and results, services
// that fail where a test wants them to, and pages whose time runs faster.

import { startLifecycleFaults } from "../services/lifecycle-faults.mjs";
import { address, expectPace, test as base, token } from "./connection.mjs";
import { expect, gotoPlace } from "./fixtures.mjs";
import { hurry as hurryPages } from "./hurry.mjs";

export const WAIT = { timeout: 28_000 };
/** How many times as fast the time of a hurried page runs. */
const HURRY = 10;
export const begin = (page) => page.getByRole("button", { name: "Create the user and run the test" });
export const result = (page) => page.getByRole("group", { name: "Result of the life-cycle test" });
export const leftover = (page) => page.getByRole("group", { name: "Test user that may be left" });
export const step = (page, name) => page.getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) });
export const headline = (page) => result(page).getByRole("heading");

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
  await address(page).fill(url);
  await token(page).fill(secret);
  await page.getByText("Show what it does, and begin").click();
}

export async function consent(page) {
  await page.getByLabel("Domain of the user’s address").fill("contoso.com");
  await page.getByLabel("to say that the user may be created there").fill("127.0.0.1");
}

export async function run(page, site, url, secret) {
  await fill(page, site, url, secret);
  await consent(page);
  await begin(page).click();
}

export async function expectEnd(page, text) {
  await expect(headline(page)).toHaveText(text, WAIT);
}

/** What has to be so at every end: nobody is left, or is named with the id. */
export async function expectNobodyForgotten(page, service) {
  await expect(headline(page)).not.toHaveText(/^(Not run yet|Running|Removing the test user)$/, WAIT);
  const left = await service.users();
  for (const user of left) {
    const named = expect(leftover(page), "INVARIANT: a test user that is left is named");
    await named.toContainText(user.userName);
    if (!(await leftover(page).textContent()).includes("its id is not known")) await named.toContainText(user.id);
  }
  return left.length;
}
