// The lifecycle test changes and deletes nobody but its own user, and the
// record of that user outlives a browser that is killed.

import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { LIES } from "../../services/lifecycle-faults.mjs";
import { launchOptions } from "../chromium.mjs";
import { markParting, token } from "../connection.mjs";
import { expect, expectAccessible, gotoPlace } from "../fixtures.mjs";
import { begin, CLEAR, consent, expectEnd, expectNobodyForgotten, headline, hurry, leftover, openConnectionTest, openTestUser, result, run, step, test, WAIT } from "../lifecycle.mjs";

const VICTIM = "boss@contoso.com";
const FORGET = "I deleted it myself";

test.describe("a service that answers the creation with another user’s id", () => {
  for (const [how, lie] of [
    ["and with that user", (victim) => () => victim],
    ["and with the name of the test user", (victim) => (user) => ({ ...user, id: victim.id })],
  ]) {
    test(`${how} keeps that user as it is`, async ({ page, site, secret, failing }) => {
      await hurry(page);
      let victim;
      const service = await failing(({ method }) => (method === "POST" ? LIES.body(lie(victim)) : undefined));
      victim = await service.add(VICTIM);
      await run(page, site, service.url, secret);
      await expectEnd(page, "The test stopped early, and its user is deleted");
      await expect(result(page)).toContainText(`The service returned the ID ${victim.id} for the test user, but that ID shows ${VICTIM}.`);
      await expect(step(page, "Read it by its ID")).toContainText("unexpected response");
      const [left, ...others] = await service.users();
      expect(others).toEqual([]);
      expect(left.meta.version).toBe(victim.meta.version);
      expect(left).toMatchObject({ id: victim.id, userName: VICTIM, active: true, name: victim.name });
      const touched = service.requests.filter(({ method, path }) => method !== "GET" && path.endsWith(victim.id));
      expect(touched).toEqual([]);
      await expect(leftover(page)).toBeHidden();
    });
  }
});

test("a page that is left before its user was read back deletes nobody", async ({ page, site, secret, failing }) => {
  await hurry(page);
  let victim;
  let goOn;
  const released = new Promise((resolve) => (goOn = resolve));
  const service = await failing(async ({ method, path }) => {
    if (method === "POST") return LIES.body((user) => ({ ...user, id: victim.id }));
    if (path.endsWith(victim.id)) await released;
  });
  victim = await service.add(VICTIM);
  page.on("dialog", (dialog) => dialog.accept());
  await run(page, site, service.url, secret);
  await expect.poll(() => service.requests.some(({ path }) => path.endsWith(victim.id)), WAIT).toBe(true);
  await page.reload();
  await expect(leftover(page)).toContainText("but this page hasn’t confirmed it");
  await leftover(page).getByText("Delete it with a command").click();
  await expect(leftover(page).getByText(`-X DELETE`)).toContainText("/Users/USER-ID");
  goOn();
  await token(page).fill(secret);
  await leftover(page).getByRole("button", { name: "Try to delete it again" }).click();
  await expect(page.getByRole("status").filter({ hasText: `that ID shows ${VICTIM}` })).toBeVisible(WAIT);
  expect((await service.users()).map(({ userName }) => userName)).toEqual([VICTIM]);
  expect(service.requests.filter(({ method, path }) => method === "DELETE" && path.endsWith(victim.id))).toEqual([]);
});

test.describe("a service that creates the user and answers with an error", () => {
  for (const status of [409, 429, 500]) {
    test(`${status}: the user is found and removed, and no second one is created`, async ({ page, site, secret, failing }) => {
      await hurry(page);
      const service = await failing(({ method }) => (method === "POST" ? LIES.status(status) : undefined));
      await run(page, site, service.url, secret);
      await expectEnd(page, "The service returned an error but created the user");
      expect(await service.users()).toEqual([]);
      expect(service.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
      await expect(leftover(page)).toBeHidden();
    });
  }

  test("and then cannot be asked any more: the user is named", async ({ page, site, secret, failing }) => {
    await hurry(page);
    let created = false;
    const service = await failing(({ method }) => {
      if (created) return "refuse";
      created = method === "POST";
      return created ? LIES.status(403) : undefined;
    });
    await run(page, site, service.url, secret);
    expect(await expectNobodyForgotten(page, service), "users left").toBe(1);
    await expect(headline(page)).toHaveText("A test user may still be there");
  });
});

test.describe("an id that no address can hold", () => {
  for (const [name, id] of [["two dots", ".."], ["one dot", "."], ["a number", 7], ["20,000 characters", "a".repeat(20_000)]]) {
    test(`${name}: the user is named, nothing is sent there, and the test can be run again`, async ({ page, site, secret, failing }) => {
      test.setTimeout(60_000);
      await hurry(page);
      let lies = true;
      const renamed = (body) => (body.Resources ? { ...body, Resources: body.Resources.map((user) => ({ ...user, id })) } : { ...body, id });
      const service = await failing(({ method }) => (lies && method !== "DELETE" ? LIES.body(renamed) : undefined));
      await run(page, site, service.url, secret);
      await expectEnd(page, "The test user is still there");
      await expect(result(page)).toContainText("In the response to the create request: the service gave the user an");
      const [{ userName }] = await service.users();
      await expect(leftover(page)).toContainText(userName);
      await expect(leftover(page)).toContainText("its ID isn’t known");
      const base = new URL(service.url).pathname;
      for (const { path } of service.requests) expect(path).toMatch(new RegExp(`^${base}/Users($|[/?].)`));
      // Nothing but the rehearsal.
      expect(service.requests.filter(({ method }) => ["PATCH", "DELETE"].includes(method))).toHaveLength(1);
      await page.reload();
      await leftover(page).getByRole("button", { name: FORGET }).click();
      await expect(leftover(page)).toBeHidden();
      lies = false;
      await run(page, site, service.url, secret);
      await expectEnd(page, CLEAR);
    });
  }
});

/** Writes a record of the open setup as the first version did. */
async function leave(page, site, text) {
  await gotoPlace(page, site, "#/connection");
  await page.getByLabel("Tenant URL").fill("http://127.0.0.1:9/scim/v2");
  const isStored = () => Object.keys(localStorage).some((key) => key.startsWith("scimdesk/setup/"));
  await expect.poll(() => page.evaluate(isStored)).toBe(true);
  await page.evaluate((text) => {
    const setup = Object.keys(localStorage).find((key) => key.startsWith("scimdesk/setup/"));
    localStorage.setItem(`scimdesk/leftover/${setup.slice("scimdesk/setup/".length)}`, text);
  }, text);
  await page.reload();
}

const record = (id) =>
  JSON.stringify({
    format: "scimdesk-leftover",
    version: 1,
    tenantUrl: "http://127.0.0.1:9/scim/v2",
    userName: "scimdesk-test-0a1b2c3d@contoso.com",
    since: "2026-11-24T08:00:00.000Z",
    id,
  });

test("a record of the first version is shown and can be removed", async ({ page, site }) => {
  await leave(page, site, record("5f3"));
  await expect(leftover(page)).toContainText("scimdesk-test-0a1b2c3d@contoso.com");
  await leftover(page).getByRole("button", { name: FORGET }).click();
  await expect(leftover(page)).toBeHidden();
  await expect(page.getByText("Note about the test user removed").first()).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(leftover(page)).toContainText("scimdesk-test-0a1b2c3d@contoso.com");
  await page.reload();
  await expect(leftover(page)).toContainText("scimdesk-test-0a1b2c3d@contoso.com");
  await leftover(page).getByRole("button", { name: FORGET }).click();
  await expect(leftover(page)).toBeHidden();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(leftover(page)).toBeHidden();
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("leftover")))).toEqual([]);
});

for (const [what, text] of [
  ["that is too long", record("a".repeat(25_000))],
  ["that is damaged", "{"],
  ["of a newer version", record("5f3").replace('"version":1', '"version":9')],
]) {
  test(`a record ${what} can be removed after a confirmation`, async ({ page, site, practice }) => {
    await leave(page, site, text);
    await openConnectionTest(page);
    await page.getByLabel("Tenant URL").fill(practice.url);
    await token(page).fill(practice.token);
    await openTestUser(page);
    await consent(page);
    await expect(page.getByText("A test user of this setup may still exist.")).toBeVisible();
    await expect(begin(page)).toHaveAttribute("aria-disabled", "true");
    const forget = leftover(page).getByRole("button", { name: FORGET });
    await forget.click();
    await expect(leftover(page)).toContainText("This removes only the note in this browser and changes nothing in the service.");
    await expectAccessible(page);
    await leftover(page).getByRole("button", { name: "Keep the note" }).click();
    await forget.click();
    await leftover(page).getByRole("button", { name: "Remove the note" }).click();
    await expect(leftover(page)).toBeHidden();
    await expect(begin(page)).not.toHaveAttribute("aria-disabled", "true");
  });
}

test("without IndexedDB the page says what that means, and the user is named after a reload", async ({ page, site, secret, failing }) => {
  await hurry(page);
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("It is forbidden here.", "SecurityError");
    };
  });
  let gone = false;
  const service = await failing(() => (gone ? "refuse" : undefined));
  page.on("dialog", (dialog) => dialog.accept());
  await run(page, site, service.url, secret);
  await expect(page.getByText("This browser can’t save the note about the test user to disk immediately")).toBeVisible();
  await expect(step(page, "Read it by its ID")).toContainText("passed", WAIT);
  gone = true;
  const before = service.arrivals.length;
  await page.reload();
  const [{ userName }] = await service.users();
  await expect(leftover(page)).toContainText(userName);
  markParting(service.arrivals, before);
});

/** Kills a browser by the processes that have its profile in their command line. */
function kill(profile) {
  const processes = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const own = processes.filter((id) => {
    try {
      return readFileSync(`/proc/${id}/cmdline`, "utf8").split("\0").includes(`--user-data-dir=${profile}`);
    } catch {
      return false;
    }
  });
  expect(own.length, "processes of the browser").toBeGreaterThan(0);
  for (const id of own) process.kill(Number(id), "SIGKILL");
}

test("a browser that is killed when the user was just created names it afterwards", async ({ page: watched, site, secret, failing }) => {
  test.skip(process.platform !== "linux", "Processes are found in /proc.");
  test.setTimeout(60_000);
  // What pages keep is looked into at the end, which needs one of the site.
  await gotoPlace(watched, site, "#/guide");
  const profile = await mkdtemp(join(tmpdir(), "scimdesk-killed-"));
  const start = () => chromium.launchPersistentContext(profile, { ...launchOptions, viewport: { width: 1280, height: 800 } });
  try {
    let killed;
    const service = await failing(async ({ method }) => {
      if (method !== "POST") return undefined;
      return LIES.late(new Promise((resolve) => (killed = resolve)));
    });
    const first = await start();
    const page = first.pages()[0] ?? (await first.newPage());
    await hurry(page);
    await run(page, site, service.url, secret);
    await expect.poll(async () => (await service.users()).length, WAIT).toBe(1);
    const closed = new Promise((resolve) => first.on("close", resolve));
    kill(profile);
    await closed;
    killed();
    const [{ userName }] = await service.users();
    const second = await start();
    const next = second.pages()[0] ?? (await second.newPage());
    await gotoPlace(next, site, "#/connection");
    await expect(leftover(next)).toContainText(userName);
    await second.close();
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});
