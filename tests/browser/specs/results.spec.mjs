// What remains of a connection test: the user that was looked up, the result
// for a ticket and as a file, and the last tests of the set-up.

import { readFile } from "node:fs/promises";
import { address, begin, check, copyMarkdown, copyTicket, headline, lookUp, PASSED_HERE, saveJson, test, token, unfold } from "../connection.mjs";
import { expect, expectAccessible, expectNoSecret, gotoPlace } from "../fixtures.mjs";

const EXTENSION = "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User";

async function fill(page, site, url, secret, email) {
  await gotoPlace(page, site, "#/connection");
  await address(page).fill(url);
  await token(page).fill(secret);
  if (email === undefined) return;
  await lookUp(page);
  await page.getByLabel("Email address of a user to look up").fill(email);
}

async function run(page) {
  await begin(page).click();
  await expect(begin(page)).toHaveText("Test again", { timeout: 20_000 });
  await unfold(page, "Checks");
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

test("a ticket for Talkdesk is one file, with its data at the end and without the token", async ({ page, site, practice }) => {
  await gotoPlace(page, site, "#/connection");
  await address(page).fill(practice.url);
  await token(page).fill(practice.token);
  const names = [];
  page.on("download", (one) => names.push(one.suggestedFilename()));
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("button", { name: "Save a ticket for Talkdesk" }).click();
  const saved = await download;
  const text = await readFile(await saved.path(), "utf8");
  expect(text).toContain("# SCIM provisioning from Microsoft Entra ID to Talkdesk");
  expect(text).not.toContain(practice.token);
  const [, data] = /\n## Data\n\n`{3,}json\n([^]*)\n`{3,}\n$/.exec(text) ?? [];
  expect(JSON.parse(data).scimdeskVendorTicket).toBe(1);
  await expect(page.getByRole("region", { name: "Message" }).getByText("Ticket saved.")).toBeVisible();
  expect(names).toEqual([saved.suggestedFilename()]);
  expect(names[0]).toMatch(/-talkdesk-ticket-\d{4}-\d\d-\d\d\.md$/);
});

test.describe("a user by email address", () => {
  test("is found and read, with roles", async ({ page, site, practice, context }) => {
    await create(practice, "ada@contoso.com");
    await fill(page, site, practice.url, practice.token, "ada@contoso.com");
    await run(page);
    await expect(check(page, "Find the user")).toContainText("200");
    await expect(check(page, "Read the user")).toContainText("200");
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
    await expect(headline(page)).toHaveText(PASSED_HERE);
  });

  test("without an address no row is there", async ({ page, site, practice }) => {
    await fill(page, site, practice.url, practice.token);
    await unfold(page, "Checks");
    await expect(check(page, "Supported features")).toBeVisible();
    await expect(check(page, "Find the user")).toBeHidden();
    await run(page);
    await expect(check(page, "Find the user")).toBeHidden();
    await expect(check(page, "A wrong token is rejected")).toContainText("401, as expected");
    expect(practice.requests.some(({ path }) => path.includes("%40"))).toBe(false);
  });

  test("text that is no address is told so, and still looked for", async ({ page, site, practice }) => {
    await fill(page, site, practice.url, practice.token, "ada & lovelace + co");
    await expect(page.getByText("This isn’t an email address.")).toBeVisible();
    await run(page);
    await expect(check(page, "Find the user")).toContainText("not there yet");
  });
});

test("the result goes to a ticket as text, as Markdown and as a file", async ({ page, site, practice, context }) => {
  await fill(page, site, practice.url, practice.token);
  await run(page);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await copyTicket(page);
  expect(await clipboard()).toContain("== Entra’s own request: passed");
  await expectNoSecret(page, context, practice.token);
  await copyMarkdown(page);
  expect(await clipboard()).toContain("| Entra’s own request | 200 OK |");
  const file = await saveJson(page);
  expect(file.suggestedFilename()).toBe("connection-test.json");
  const saved = JSON.parse(await readFile(await file.path(), "utf8"));
  expect(saved.passed).toBe(true);
  expect(saved.checks.map(({ status }) => status)).toEqual([200, 200, 200, 200, 401]);
  await expectNoSecret(page, context, practice.token, [file]);
});

test.describe("the last tests", () => {
  const folded = (page) => page.getByText("Last tests of this setup");
  const rows = (page) => page.getByRole("table", { name: "Last tests" }).getByRole("row");

  test("are kept over a reload, for their own setup, and can be deleted", async ({ page, site, practice, context }) => {
    await fill(page, site, practice.url, practice.token);
    await expect(folded(page)).toBeHidden();
    await run(page);
    await token(page).fill("another-token-987");
    await run(page);
    await page.reload();
    await folded(page).click();
    await expect(rows(page)).toHaveCount(3);
    await expect(rows(page).nth(1)).toContainText("The service rejects the token (401)");
    await expect(rows(page).nth(1)).toContainText("401 Unauthorized");
    await expect(rows(page).nth(2)).toContainText(PASSED_HERE);
    await expectNoSecret(page, context, practice.token);
    await page.setViewportSize({ width: 360, height: 800 });
    await expectAccessible(page);
    await gotoPlace(page, site, "#/setups");
    await page.getByRole("button", { name: "New setup" }).click();
    await gotoPlace(page, site, "#/connection");
    await expect(folded(page)).toBeHidden();
    await page.goBack();
    await page.getByRole("button", { name: "Open My setup", exact: true }).click();
    await gotoPlace(page, site, "#/connection");
    await folded(page).click();
    await page.getByRole("button", { name: "Delete this list" }).click();
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
    await token(page).fill(practice.token);
    await run(page);
    expect(await page.evaluate((key) => localStorage.getItem(key), key)).toBe("{broken");
  });
});
