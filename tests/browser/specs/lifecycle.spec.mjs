// The lifecycle test: it creates a user, changes it, and leaves nobody behind
// without a name, whatever fails.

import { usersOf } from "../../services/lifecycle-faults.mjs";
import { address, begin as beginConnectionTest, headline as connectionHeadline, markParting, token } from "../connection.mjs";
import { expect, expectAccessible, expectAccessibleInBothThemes, expectNoSecret, gotoPlace } from "../fixtures.mjs";
import { again, allow, begin, card, CLEAR, consent, domain, expectEnd, expectNobodyForgotten, fill, headline, hurry, leftover, openConnectionTest, openStage, openTestUser, result, run, step, stop, test, WAIT } from "../lifecycle.mjs";

// 1 and 2 come before the user, 3 creates it, 18 deletes it, 19 and 20 confirm.
const CREATE = 3;
const DELETE = 18;

test("a good service: all steps, the flag answered, nobody left, four requests in a second", async ({ page, context, site, practice }) => {
  test.setTimeout(60_000);
  await run(page, site, practice.url, practice.token);
  await expect(headline(page)).toHaveText("Checking the service first");
  await expect(stop(page)).toBeVisible();
  await expect(card(page).getByRole("img", { name: "Running" }).first()).toBeVisible();
  await expectEnd(page, CLEAR);
  await expect(result(page)).toContainText("Leave the Tenant URL without a flag");
  await expect(result(page)).toContainText("Updates work with and without the flag, so use none.");
  await expect(result(page).getByRole("listitem").filter({ hasText: "Deactivation works with and without the flag." })).toBeVisible();
  await expect(card(page).getByText("6 of 6 passed")).toBeVisible();
  for (const stage of ["Create", "Update", "Deactivate and reactivate"]) await openStage(page, stage);
  for (const name of ["Rename it, without the flag", "Rename it, with the flag", "Deactivate it, without the flag", "Reactivate it, with the flag"]) {
    await expect(step(page, name)).toContainText("took effect");
  }
  await expect(leftover(page)).toBeHidden();
  const made = practice.requests.filter(({ method }) => method !== "OPTIONS").map(({ method }) => method);
  expect(made.filter((method) => method === "POST")).toHaveLength(1);
  expect(made.filter((method) => method === "PATCH")).toHaveLength(6);
  expect(await usersOf(practice.url, practice.token)).toEqual([]);
  await page.getByText("Create the user", { exact: true }).click();
  await expect(page.getByText("Authorization: Bearer [token]").first()).toBeVisible();
  await card(page).getByRole("button", { name: "Copy for a ticket" }).click();
  await expect(card(page).getByRole("button", { name: "Copied: Result of the lifecycle test" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("== Create the user: passed");
  await expectNoSecret(page, context, practice.token);
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});

test("the button leads to what is missing, and nothing is asked before the consent", async ({ page, site, practice }) => {
  await gotoPlace(page, site, "#/connection");
  await openTestUser(page);
  const missing = async (why, field) => {
    await expect(page.getByText(why)).toBeVisible();
    await begin(page).click();
    await expect(field).toBeFocused();
  };
  await expect(allow(page)).toBeDisabled();
  await missing("Enter a valid Tenant URL under Test from here first.", address(page));
  await address(page).fill(practice.url);
  await openTestUser(page);
  await missing("Enter a valid secret token under Test from here first.", token(page));
  await openTestUser(page);
  await page.getByRole("button", { name: "Go to the token" }).click();
  await expect(token(page)).toBeFocused();
  await token(page).fill(practice.token);
  await openTestUser(page);
  await missing("Enter a domain for the test user.", domain(page));
  await domain(page).fill("me@contoso.com");
  await expect(page.getByText("Enter only the part after the @.")).toBeVisible();
  await expect(domain(page)).toHaveAttribute("aria-invalid", "true");
  await domain(page).fill("contoso.com");
  await missing("Select the checkbox to allow the test.", allow(page));
  await allow(page).check();
  await expect(page.getByText("Select the checkbox to allow the test.")).toBeHidden();
  // It allows a user at this host only.
  const other = practice.url.replace("127.0.0.1", "localhost");
  await openConnectionTest(page);
  await address(page).fill(other);
  await openTestUser(page);
  await expect(allow(page)).not.toBeChecked();
  await missing("Select the checkbox to allow the test.", allow(page));
  expect(practice.requests).toEqual([]);
});

/** Every test user that the page names, in text or in fields. */
const namedUsers = (page) =>
  page.evaluate(() => {
    const fields = [...document.querySelectorAll("input")].map(({ value }) => value);
    const text = [document.body.textContent, ...fields].join(" ");
    return [...new Set(text.match(/scimdesk-test-[0-9a-f]{8}/g))];
  });

// Bug 9: two test users were named, this one and the next.
test("the form shows the user of the test while it runs and afterward, and nothing moves", async ({ page, site, secret, failing }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await hurry(page, { limits: false });
  let goOn;
  const released = new Promise((resolve) => (goOn = resolve));
  const service = await failing(async ({ nth }) => {
    if (nth === CREATE + 2) await released;
  });
  await fill(page, site, service.url, secret);
  await consent(page);
  const position = async () => {
    const parts = [domain(page), allow(page), card(page).getByText("Deactivate and reactivate", { exact: true }), card(page).getByRole("button").first(), result(page)];
    const boxes = await Promise.all(parts.map((part) => part.boundingBox()));
    return boxes.map(({ x, y }) => [x, y]);
  };
  const [before, [user]] = [await position(), await namedUsers(page)];
  await begin(page).click();
  await expect(headline(page)).toHaveText("Finding the test user and reading it back", WAIT);
  expect(await namedUsers(page)).toEqual([user]);
  expect(await position()).toEqual(before);
  await expect(domain(page)).toBeDisabled();
  await expect(allow(page)).toBeDisabled();
  await expect(stop(page)).toBeFocused();
  await expect(page.getByText("Locked while the test runs")).toBeVisible();
  goOn();
  await expectEnd(page, CLEAR);
  expect(await namedUsers(page)).toEqual([user]);
  expect(await position()).toEqual(before);
  await expect(domain(page)).toBeDisabled();
  await expect(domain(page)).toHaveValue("contoso.com");
  await expect(allow(page)).toBeChecked();
  await expect(page.getByText("You allowed this for 127.0.0.1 at")).toBeVisible();
  // Another test has another user, who has to be allowed again.
  const asked = service.requests.length;
  await again(page).click();
  await expect(allow(page)).toBeFocused();
  await expect(allow(page)).not.toBeChecked();
  await expect(domain(page)).toHaveValue("contoso.com");
  await expect(headline(page)).toHaveText("Not run yet");
  const named = await namedUsers(page);
  expect(named).toHaveLength(1);
  expect(named).not.toEqual([user]);
  expect(await position()).toEqual(before);
  expect(service.requests).toHaveLength(asked);
});

test("after a reload in the middle the user is named, and can be removed", async ({ page, context, site, secret, failing }) => {
  await hurry(page);
  // The page deletes when it is left; that fails here, as it may outside. Were
  // the connection cut, the browser would send it again, within the same second.
  let gone = false;
  const service = await failing(() => (gone ? "refuse" : undefined));
  page.on("dialog", (dialog) => dialog.accept());
  await run(page, site, service.url, secret);
  await expect(step(page, "Read it by its ID")).toContainText("passed", WAIT);
  gone = true;
  const before = service.arrivals.length;
  await page.reload();
  const [user] = await service.users();
  const parting = ({ method, path }) => method === "DELETE" && path.endsWith(user.id);
  await expect.poll(() => service.requests.some(parting), "a deletion at parting").toBe(true);
  markParting(service.arrivals, before);
  gone = false;
  await expect(leftover(page)).toContainText(user.userName);
  await expect(leftover(page)).toContainText(`its ID is ${user.id}`);
  await leftover(page).getByText("Delete it with a command").click();
  await expect(leftover(page).getByText(`-X DELETE`)).toContainText(`/Users/${user.id}`);
  await expectAccessible(page);
  await expectNoSecret(page, context, secret);
  const remove = leftover(page).getByRole("button", { name: "Try to delete it again" });
  await remove.click();
  await expect(token(page)).toBeFocused();
  await token(page).fill(secret);
  await remove.click();
  await expect(page.getByText("The test user is gone.")).toBeVisible(WAIT);
  await expect(leftover(page)).toBeHidden();
  expect(await service.users()).toEqual([]);
});

test("a page that is closed in the middle deletes its user, and the next one knows of it", async ({ page, context, site, practice }) => {
  await run(page, site, practice.url, practice.token);
  // Before the user was read back it is not deleted: its id may be somebody else's.
  await expect(step(page, "Read it by its ID")).toContainText("passed", WAIT);
  const [{ userName }] = await usersOf(practice.url, practice.token);
  const before = practice.requests.length;
  await page.close();
  await expect.poll(() => usersOf(practice.url, practice.token), WAIT).toEqual([]);
  markParting(practice.requests, before);
  const next = await context.newPage();
  await gotoPlace(next, site, "#/connection");
  await expect(leftover(next)).toContainText(userName);
  await token(next).fill(practice.token);
  await leftover(next).getByRole("button", { name: "Try to delete it again" }).click();
  await expect(next.getByText("The test user is gone.")).toBeVisible(WAIT);
  await expect(leftover(next)).toBeHidden();
});

test.describe("a second tab in the middle of a test", () => {
  /** A test that stands still at the request that reads the user, and a second tab. */
  async function standstill({ page, context, site, secret, failing }) {
    let goOn;
    const released = new Promise((resolve) => (goOn = resolve));
    let way;
    const service = await failing(async ({ nth }) => {
      if (nth === CREATE + 2) await released;
      return way;
    });
    await hurry(page, { limits: false });
    const second = await context.newPage();
    await hurry(second, { limits: false });
    await run(page, site, service.url, secret);
    await expect.poll(() => service.requests.length, WAIT).toBe(CREATE + 2);
    const [{ userName }] = await service.users();
    await gotoPlace(second, site, "#/connection");
    await expect(leftover(second)).toContainText("A test is running in another tab");
    await expect(leftover(second)).toContainText(userName);
    return { service, second, goOn, fail: (how) => (way = how) };
  }

  test("keeps its hands off the user, asks nothing, and goes on when the test has ended", async ({ page, context, site, secret, failing }) => {
    const { service, second, goOn } = await standstill({ page, context, site, secret, failing });
    await expect(leftover(second).getByRole("button")).toHaveCount(0);
    await second.setViewportSize({ width: 360, height: 800 });
    await expectAccessible(second);
    // A test of its own waits, and can be ended before it has asked anything.
    await token(second).fill(secret);
    await beginConnectionTest(second).click();
    await expect(connectionHeadline(second)).toHaveText("Waiting for another tab");
    await second.getByRole("button", { name: "Cancel", exact: true }).click();
    await expect(connectionHeadline(second)).toHaveText("Test canceled");
    await openTestUser(second);
    await consent(second);
    await expect(second.getByText("A test user of this setup may still exist.")).toBeVisible();
    await expect(begin(second)).toHaveAttribute("aria-disabled", "true");
    await openConnectionTest(second);
    await beginConnectionTest(second).click();
    await expect(connectionHeadline(second)).toHaveText("Waiting for another tab");
    expect(service.requests).toHaveLength(CREATE + 2);
    goOn();
    await expectEnd(page, CLEAR);
    await expect(leftover(second)).toBeHidden();
    await expect(connectionHeadline(second)).toHaveText("This was a local service", WAIT);
    // What both asked for never overlapped.
    const own = service.requests.findLastIndex(({ path }) => path.endsWith("ServiceProviderConfig"));
    expect(service.requests.slice(0, own).filter(({ method }) => method !== "GET").at(-1).method).toBe("DELETE");
    expect(await service.users()).toEqual([]);
  });

  test("takes over when the first one is closed", async ({ page, context, site, secret, failing }) => {
    const { service, second, fail } = await standstill({ page, context, site, secret, failing });
    // The deletion that a closing page sends is lost.
    fail("cut");
    await page.close();
    await expect(leftover(second)).toContainText("A test user may still be in the service");
    fail(undefined);
    const [{ id }] = await service.users();
    await expect(leftover(second)).toContainText(`the service returned the ID ${id}, but this page hasn’t confirmed it`);
    await token(second).fill(secret);
    await leftover(second).getByRole("button", { name: "Try to delete it again" }).click();
    await expect(second.getByText("The test user is gone.")).toBeVisible(WAIT);
    await expect(leftover(second)).toBeHidden();
    expect(await service.users()).toEqual([]);
  });
});

test("a service that answers every deletion with 404 and keeps the user", async ({ page, site, secret, failing }) => {
  await hurry(page);
  const service = await failing(({ method }) => (method === "DELETE" ? "deny" : undefined));
  await run(page, site, service.url, secret);
  await expectEnd(page, "The test user is still there and can’t be deleted");
  await expect(result(page)).toContainText("Delete the user in the service, then choose I deleted it myself");
  await expect(step(page, "Delete it")).toContainText("no effect");
  expect(await expectNobodyForgotten(page, service), "users left").toBe(1);
  // One deletion is the rehearsal.
  expect(service.requests.filter(({ method }) => method === "DELETE")).toHaveLength(3);
  await leftover(page).getByRole("button", { name: "Try to delete it again" }).click();
  await expect(page.getByRole("status").filter({ hasText: "The test user is still there and can’t be deleted." })).toBeVisible(WAIT);
  await expect(leftover(page)).toBeVisible();
});

test.describe("at every stage", () => {
  async function expectInOrder(page) {
    for (const width of [360, 390, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await expectAccessibleInBothThemes(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `width ${width}`).toBeLessThanOrEqual(width);
    }
  }

  test("nothing is inaccessible or too wide, light or dark", async ({ page, site, secret, failing }) => {
    test.setTimeout(60_000);
    await hurry(page, { limits: false });
    let goOn;
    const released = new Promise((resolve) => (goOn = resolve));
    const service = await failing(async ({ nth }) => {
      if (nth === CREATE + 4) await released;
      return nth >= DELETE ? "cut" : undefined;
    });
    await fill(page, site, service.url, secret);
    await expectInOrder(page);
    await consent(page);
    await begin(page).click();
    await expect(step(page, "Read the new name, without the flag")).toContainText("running", WAIT);
    await expectInOrder(page);
    goOn();
    await expectEnd(page, "A test user may still be there");
    await openStage(page, "Update");
    await page.getByText("Rename it, without the flag", { exact: true }).click();
    await leftover(page).getByText("Delete it with a command").click();
    await expectInOrder(page);
  });

  test("on paper the result and its steps are there, without what is to be pressed, light or dark", async ({ page, site, secret, failing }) => {
    await hurry(page);
    const service = await failing(() => undefined);
    await run(page, site, service.url, secret);
    await expectEnd(page, CLEAR);
    await openStage(page, "Update");
    await page.getByText("Rename it, without the flag", { exact: true }).click();
    for (const theme of ["dark", "light"]) {
      await page.emulateMedia({ media: "print", colorScheme: theme });
      // The width of a sheet of paper at 96 points an inch, without its margins.
      await page.setViewportSize({ width: 718, height: 1000 });
      await expect(headline(page)).toBeVisible();
      await expect(page.getByText("Deactivate it, with the flag", { exact: true })).toBeVisible();
      await expect(step(page, "Deactivate it, with the flag")).toContainText("took effect");
      await expect(result(page)).toContainText("Leave the Tenant URL without a flag");
      await expect(card(page).getByText("Authorization: Bearer [token]")).toBeVisible();
      await expect(card(page).getByRole("button")).toHaveCount(0);
      await expect(card(page).getByRole("textbox")).toHaveCount(0);
      expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(255, 255, 255)");
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(718);
      await expectAccessible(page);
    }
  });
});

test("stopped before and after the user is there", async ({ page, site, secret, failing }) => {
  await hurry(page);
  const service = await failing(() => undefined);
  await run(page, site, service.url, secret);
  await stop(page).click();
  await expectEnd(page, "Stopped before anything was created");
  expect(service.requests.some(({ method }) => method === "POST")).toBe(false);
  await again(page).click();
  await allow(page).check();
  await begin(page).click();
  await expect(step(page, "Create the user")).toContainText("passed", WAIT);
  await stop(page).click();
  await expectEnd(page, "Stopped, and the test user is deleted");
  expect(await service.users()).toEqual([]);
  await expect(leftover(page)).toBeHidden();
});

test("a service that accepts no form of a change", async ({ page, site, secret, failing }) => {
  await hurry(page);
  const service = await failing(({ method, body }) => (method === "PATCH" && /"op"/.test(body) ? "refuse" : undefined));
  await run(page, site, service.url, secret);
  await expectEnd(page, "Entra can’t deactivate users");
  await expect(result(page)).toContainText("The flag doesn’t help");
  expect(await service.users()).toEqual([]);
});

// Every request is tried in `cargo test`, in lifecycle/plan/tests.rs and
// lifecycle/tests/whole_runs.rs; here the browser loses a response itself.
test.describe("a request that fails", () => {
  for (const nth of [CREATE, DELETE]) {
    for (const way of ["refuse", "lose"]) {
      test(`${way} request ${nth}`, async ({ page, site, secret, failing }) => {
        await hurry(page);
        const service = await failing((entry) => (entry.nth === nth ? way : undefined));
        await run(page, site, service.url, secret);
        expect(await expectNobodyForgotten(page, service), "users left").toBe(0);
        await expect(leftover(page)).toBeHidden();
      });
    }
  }
});

test.describe("a service that is gone for good", () => {
  for (const [nth, way, left] of [
    [CREATE, "lose", 1],
    [CREATE + 1, "cut", 1],
    [CREATE + 4, "refuse", 1],
    [DELETE, "cut", 1],
    [DELETE + 1, "cut", 0],
  ]) {
    test(`${way} from request ${nth} on`, async ({ page, site, secret, failing }) => {
      await hurry(page);
      const service = await failing((entry) => (entry.nth >= nth ? way : undefined));
      await run(page, site, service.url, secret);
      expect(await expectNobodyForgotten(page, service), "users left").toBe(left);
    });
  }
});
