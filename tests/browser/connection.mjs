// What the tests of the connection share: the fields and the verdict of the
// place, services that go wrong, and a browser that asks nobody outside.

import { randomUUID } from "node:crypto";
import { startFault } from "../services/fault.mjs";
import { launchOptions } from "./chromium.mjs";
import { expect, expectNoSecret, gotoPlace, test as base } from "./fixtures.mjs";

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

export const test = base.extend({
  /** A token that is nowhere else, and is not found anywhere at the end. */
  secret: async ({ page, context }, use) => {
    const secret = `token-${randomUUID()}`;
    await use(secret);
    await expectNoSecret(page, context, secret);
  },

  /** Starts services that go wrong; each is asked at most four times in any second. */
  serve: async ({ guard, secret }, use) => {
    const services = [];
    await use(async (name, options) => {
      const service = await startFault(name, { token: secret, ...options });
      guard.allow(service.url);
      services.push(service);
      return service;
    });
    for (const service of services) {
      await service.close();
      expectPace(service.requests);
    }
  },
});

function expectPace(requests) {
  const times = requests.map(({ time }) => time);
  for (let first = 0; first + 4 < times.length; first += 1) {
    expect(times[first + 4] - times[first], "five requests, preflights counted").toBeGreaterThanOrEqual(999);
  }
}

export const address = (page) => page.getByLabel("Tenant URL");
export const token = (page) => page.getByLabel("Secret token, kept in memory only");
export const begin = (page) => page.getByRole("button", { name: "Test connection" });
export const verdict = (page) => page.getByRole("region", { name: "Verdict" });
export const headline = (page) => verdict(page).getByRole("heading", { level: 2 });

/** Opens the place, fills both fields and begins the test. */
export async function run(page, site, url, secret) {
  await gotoPlace(page, site, "#/connection");
  await address(page).fill(url);
  await token(page).fill(secret);
  await begin(page).click();
}
