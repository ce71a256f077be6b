// What remains of a connection test: the user that was looked up, the result
// for a ticket and as a file, and the last tests of the set-up.

import { readFile } from "node:fs/promises";
import { test } from "../connection.mjs";
import { expect, expectAccessible, expectNoSecret, gotoPlace } from "../fixtures.mjs";

const verdict = (page) => page.getByRole("region", { name: "Verdict" });
const check = (page, name) => page.getByRole("rowgroup").filter({ hasText: name });
const EXTENSION = "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User";

async function fill(page, site, url, token, email = "") {
  await gotoPlace(page, site, "#/connection");
  await page.getByLabel("Tenant URL").fill(url);
  await page.getByLabel("Secret token, kept in memory only").fill(token);
  await page.getByLabel("E-mail address of a user to look up (optional)").fill(email);
}

async function run(page) {
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByRole("button", { name: "Test connection" })).toBeVisible({ timeout: 20_000 });
}

/** Creates a user at the practice service, as Entra would. */
async function create(practice, userName) {
  const answer = await fetch(`${practice.url}/Users`, {
    method: "POST",
    headers: { Authorization: `Bearer ${practice.token}`, "Content-Type": "application/scim+json" },
    body: JSON.stringify({
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:User", EXTENSION],
      userName,
      name: { givenName: "Ada", familyName: "Lovelace" },
      active: true,
      [EXTENSION]: { rolesString: "Supervisor" },
    }),
  });
  expect(answer.status).toBe(201);
}

test.describe("a user by e-mail address", () => {
  test("is found and read, with roles", async ({ page, site, practice, context }) => {
    await create(practice, "ada@contoso.com");
    await fill(page, site, practice.url, practice.token, "ada@contoso.com");
    await run(page);
    await expect(check(page, "Find the user")).toContainText("fine");
    await expect(check(page, "Read the user")).toContainText("fine");
    await page.getByRole("button", { name: "Read the user" }).click();
    await expect(page.getByText("rolesString is “Supervisor”.")).toBeVisible();
    await expectAccessible(page);
    await expectNoSecret(page, context, practice.token);
    // The address is of a person, so nothing keeps it.
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("ada@");
  });

  test("who is not there is said not to be", async ({ page, site, practice }) => {
    await fill(page, site, practice.url, practice.token, "nobody+1@contoso.com");
    await run(page);
    await expect(check(page, "Find the user")).toContainText("not there yet");
    await expect(check(page, "Read the user")).toContainText("needs a user");
    // All else is well, and that is what the page says first.
    await expect(verdict(page).getByRole("heading", { level: 2 })).toHaveText("The test passes, on your own computer");
  });

  test("without an address no row is there", async ({ page, site, practice }) => {
    await fill(page, site, practice.url, practice.token);
    await expect(check(page, "Find the user")).toBeHidden();
    await run(page);
    await expect(check(page, "Find the user")).toBeHidden();
    await expect(check(page, "A wrong token is refused")).toContainText("fine");
    expect(practice.requests.some(({ path }) => path.includes("%40"))).toBe(false);
  });

  test("text that is no address is told so, and still looked for", async ({ page, site, practice }) => {
    await fill(page, site, practice.url, practice.token, "ada & lovelace + co");
    await expect(page.getByText("This is not an e-mail address.")).toBeVisible();
    await run(page);
    await expect(check(page, "Find the user")).toContainText("not there yet");
  });
});

test("the result goes to a ticket as text, as Markdown and as a file", async ({ page, site, practice, context }) => {
  await fill(page, site, practice.url, practice.token);
  await run(page);
  const copied = async (button) => {
    await page.getByRole("button", { name: button }).click();
    await expect(page.getByText(/^The test’s result.* copied$/).last()).toBeAttached();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  expect(await copied("Copy for a ticket")).toContain("== Entra’s own test: fine");
  await expectNoSecret(page, context, practice.token);
  expect(await copied("Copy as Markdown")).toContain("| Entra’s own test | 200 OK |");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as JSON" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("connection-test.json");
  const saved = JSON.parse(await readFile(await file.path(), "utf8"));
  expect(saved.passed).toBe(true);
  expect(saved.checks.map(({ status }) => status)).toEqual([200, 200, 200, 200, 401]);
  await expectNoSecret(page, context, practice.token, [file]);
});

test.describe("the last tests", () => {
  const folded = (page) => page.getByText("Last tests of this set-up");
  const rows = (page) => page.getByRole("table", { name: "Last tests" }).getByRole("row");

  test("are kept over a reload, for their own set-up, and can be forgotten", async ({ page, site, practice, context }) => {
    await fill(page, site, practice.url, practice.token);
    await expect(folded(page)).toBeHidden();
    await run(page);
    await page.getByLabel("Secret token, kept in memory only").fill("another-token-987");
    await run(page);
    await page.reload();
    await folded(page).click();
    await expect(rows(page)).toHaveCount(3);
    await expect(rows(page).nth(1)).toContainText("The token is refused");
    await expect(rows(page).nth(1)).toContainText("401 Unauthorized");
    await expect(rows(page).nth(2)).toContainText("The test passes");
    await expectNoSecret(page, context, practice.token);
    await page.setViewportSize({ width: 360, height: 800 });
    await expectAccessible(page);
    await gotoPlace(page, site, "#/setups");
    await page.getByRole("button", { name: "New set-up" }).click();
    await gotoPlace(page, site, "#/connection");
    await expect(folded(page)).toBeHidden();
    await page.goBack();
    await page.getByRole("button", { name: /^Open / }).first().click();
    await gotoPlace(page, site, "#/connection");
    await folded(page).click();
    await page.getByRole("button", { name: "Forget these" }).click();
    await expect(folded(page)).toBeHidden();
  });

  test("that cannot be read are left as they are", async ({ page, site, practice }) => {
    await fill(page, site, practice.url, practice.token);
    await run(page);
    const key = await page.evaluate(() => {
      const key = Object.keys(localStorage).find((one) => one.startsWith("scimdesk/runs/"));
      localStorage.setItem(key, "{broken");
      return key;
    });
    await page.reload();
    await expect(page.getByText("The record of the last tests is damaged.")).toBeVisible();
    await page.getByLabel("Secret token, kept in memory only").fill(practice.token);
    await run(page);
    expect(await page.evaluate((key) => localStorage.getItem(key), key)).toBe("{broken");
  });
});
