// The tab "Explain an error": texts, files in every format, the lock, one user
// by keyboard, and the ways in from other pages.

import { readFile } from "node:fs/promises";
import { openTab, test } from "../connection.mjs";
import { auditLog, box, causes, drawer, drop, entries, entry, explain, explanation, FORMATS, onDemand, open, picker, portalJson, press, report, rows, sentence, topLine } from "../explain.mjs";
import { expect, expectAccessibleInBothThemes, expectNoSecret, gotoPlace } from "../fixtures.mjs";

/** Opens files and waits for the report. */
async function openLog(page, site, files) {
  await open(page, site);
  await picker(page).setInputFiles(files);
  await expect(report(page)).toBeVisible({ timeout: 20_000 });
}

for (const [name, make] of FORMATS) {
  test(`a log from ${name} has the same causes and users`, async ({ page, site }) => {
    await openLog(page, site, make(entries()));
    await expect(sentence(page)).toContainText("15 of 39 users failed");
    await expect(causes(page)).toHaveCount(2);
    await expect(causes(page).nth(0)).toContainText("12");
    await expect(causes(page).nth(0)).toContainText("name.familyName");
    await expect(causes(page).nth(1)).toContainText("3");
    await expect(page.getByText("4 skipped, no action needed")).toBeVisible();
    // Those of the first cause are listed.
    await expect(rows(page)).toHaveCount(13);
  });
}

test("an audit log has the same failures, and doesn’t say why users were skipped", async ({ page, site }) => {
  await open(page, site);
  await drop(page, auditLog(entries()));
  await expect(sentence(page)).toContainText("15 of 39 users failed, 12 of them for one cause.", { timeout: 20_000 });
  await expect(report(page)).toContainText("audit log, 39 entries");
  for (const [index, cause] of [/12.*name\.familyName/, /3.*already exists/, /4.*Not entitled.*Possible cause/].entries()) {
    await expect(causes(page).nth(index)).toHaveText(cause);
  }
  await expect(rows(page)).toHaveCount(13);
});

test("the result of Provision on demand is dropped and explained", async ({ page, site }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page, site);
  await drop(page, onDemand(entry(1, "name")));
  await expect(topLine(page)).toContainText("provision-on-demand.json");
  await expect(page.getByRole("main")).toContainText("name.familyName");
  await expect(page.getByText("Network is off while the file is open")).toBeVisible();
});

test("a file locks the page before it is read, and closing it keeps the counts", async ({ page, site }) => {
  await open(page, site);
  await expect(page.getByText("Network access turns off before a file is read")).toBeVisible();
  await picker(page).setInputFiles(portalJson(entries()));
  await expect(report(page)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText("Network is off while the file is open")).toBeVisible();
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').last().getAttribute("content");
  expect(policy).toContain("connect-src 'none'");
  // It is still there after another page.
  await page.evaluate(() => (location.hash = "#/guide"));
  await page.evaluate(() => (location.hash = "#/connection"));
  await expect(report(page)).toBeVisible();
  page.on("dialog", (dialog) => dialog.accept());
  await page.getByRole("button", { name: "Close file" }).click();
  await openTab(page, "Explain an error");
  await expect(page.getByRole("heading", { name: "Last log in this tab" })).toBeVisible();
  await expect(page.getByText("15 of 39 users failed")).toBeVisible();
  await expect(page.getByText("Network is off")).toBeHidden();
  await expect(page.getByText("person1@contoso.example")).toBeHidden();
});

test("a workbook is refused without a lock", async ({ page, site }) => {
  await open(page, site);
  await picker(page).setInputFiles({ name: "log.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from("PK\x03\x04\x14\x00\x06\x00rest\x00", "latin1") });
  await expect(sentence(page)).toContainText("log.xlsx");
  await expect(page.getByText("Network is off")).toBeHidden();
  await page.getByRole("button", { name: "Open or paste another" }).click();
  await expect(box(page)).toBeFocused();
});

test("one user is opened and walked through by keyboard", async ({ page, site }) => {
  await openLog(page, site, portalJson(entries()));
  await expect(rows(page)).toHaveCount(13);
  const first = rows(page).nth(1).getByRole("button");
  await first.focus();
  await page.keyboard.press("ArrowDown");
  await expect(rows(page).nth(2).getByRole("button")).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  const name = await first.textContent();
  const panel = drawer(page, name);
  await expect(panel).toBeVisible();
  const steps = panel.getByRole("list").first().getByRole("listitem");
  for (const title of ["Read from Entra", "In scope", "No match in Talkdesk", "Values", "Request: POST /Users", "Talkdesk returned 400"]) {
    await expect(steps.getByText(title, { exact: true })).toBeVisible();
  }
  await expect(steps.last()).toContainText("name.familyName is required");
  const values = panel.getByRole("table", { name: "What Entra sent beside what this setup sends" });
  await expect(values.getByRole("row", { name: /userName/ })).toContainText("Same");
  await expect(values.getByRole("row", { name: /name\.familyName/ })).toContainText("Not sent");
  // To the next one, and back to the row.
  await panel.getByRole("group", { name: "Timeline" }).focus();
  await page.keyboard.press("ArrowRight");
  const second = await rows(page).nth(2).getByRole("button").textContent();
  await expect(drawer(page, second)).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await expect(drawer(page, name)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(first).toBeFocused();
});

test("users are searched, and shown by cause", async ({ page, site }) => {
  await openLog(page, site, portalJson(entries()));
  await causes(page).nth(1).getByRole("button", { name: /^Show users/ }).click();
  await expect(rows(page)).toHaveCount(4);
  await page.getByRole("button", { name: "Show all users" }).click();
  await expect(rows(page)).toHaveCount(40);
  await page.getByLabel("Find a user by name, address or ID").fill("person39@");
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).nth(1)).toContainText("Person 39");
  await page.getByLabel("Find a user by name, address or ID").fill("nobody");
  await expect(page.getByText("No users match.")).toBeVisible();
});

test("outcomes by cycle are a picture and a table", async ({ page, site }) => {
  await openLog(page, site, portalJson(entries()));
  await expect(page.locator("svg.chart")).toHaveAttribute("aria-label", /cycle/);
  await expect(page.getByRole("table", { name: /Users by cycle|Entries by cycle/ }).getByRole("row")).toHaveCount(5);
});

test("the report is exported, and formulas in it are defused", async ({ page, site }) => {
  const all = entries();
  all[0].sourceIdentity.displayName = "=HYPERLINK(\"x\")";
  await openLog(page, site, portalJson(all));
  const save = async (name) => {
    await page.getByRole("button", { name: /^(Export|Saved)$/ }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
    return readFile(await download.path(), "utf8");
  };
  const users = await save("Users as CSV");
  expect(users.trim().split("\n").length).toBeGreaterThanOrEqual(40);
  expect(users).not.toMatch(/(^|,)"?=HYPERLINK/m);
  expect(JSON.parse(await save("Everything as JSON"))).toBeTruthy();
});

test("Ctrl+V outside a field and a drop open the tab on every page", async ({ page, site }) => {
  for (const place of ["#/guide", "#/mappings", "#/expressions", "#/preflight", "#/setups"]) {
    await gotoPlace(page, site, place);
    await page.locator("body").press("Escape");
    await page.evaluate(() => document.activeElement?.blur());
    await press(page, "EncounteredQuarantineException");
    await expect(sentence(page)).toContainText(/quarantine/i);
    await expect(page.getByRole("tab", { name: "Explain an error" })).toHaveAttribute("aria-selected", "true");
  }
  // In a field, Ctrl+V is the field's.
  await gotoPlace(page, site, "#/connection");
  await openTab(page, "Test from here");
  await page.getByLabel("Tenant URL").focus();
  await press(page, "https://api.talkdeskapp.eu/scim/v2");
  await expect(page.getByLabel("Tenant URL")).toHaveValue("https://api.talkdeskapp.eu/scim/v2");
  await gotoPlace(page, site, "#/guide");
  await drop(page, portalJson(entries())[0]);
  await expect(report(page)).toBeVisible({ timeout: 20_000 });
});

test("files of other pages are offered to these", async ({ page, site }) => {
  await open(page, site);
  await picker(page).setInputFiles({ name: "users.csv", mimeType: "text/csv", buffer: Buffer.from("objectId,userPrincipalName,displayName,givenName,surname,mail,accountEnabled\r\n1,ana@contoso.example,Ana Silva,Ana,Silva,ana@contoso.example,true\r\n") });
  await page.getByRole("button", { name: "Open in Preflight" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Preflight" })).toBeVisible();
  await expect(page.getByRole("group", { name: "Files and options" })).toContainText("users.csv");
});

test("an expression is offered to Expressions", async ({ page, site }) => {
  await open(page, site);
  await explain(page, 'Switch([IsSoftDeleted], , "False", "True", "True", "False")');
  await page.getByRole("button", { name: "Open in Expressions" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Expressions" })).toBeVisible();
  await expect(page.getByText("IsSoftDeleted").first()).toBeVisible();
});

test("what isn’t recognized right is explained as another kind", async ({ page, site }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page, site);
  await explain(page, "EncounteredQuarantineException");
  const panel = drawer(page, "What you pasted");
  await expect(panel).toContainText("Recognized as an error code");
  await panel.getByRole("button", { name: /This isn’t an error code/ }).click();
  await panel.getByRole("button", { name: "It is an error message" }).click();
  await expect(panel).toContainText("Recognized as an error message");
});

test("nothing pasted is lost on leaving the page, and a token is gone at once", async ({ page, site, context }) => {
  const secret = "Zk9Lq2Wm8Rt5Yx3Vb7Nc1Hd6Jf4Gs0Pa9Qe2Ui";
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page, site);
  await explain(page, `HTTP/1.1 401 Unauthorized\nAuthorization: Bearer ${secret}\n\n{"detail":"The token is not valid."}`);
  await expect(drawer(page, "What you pasted")).toContainText("[token]");
  await expectNoSecret(page, context, secret);
  const before = await sentence(page).textContent();
  await page.evaluate(() => (location.hash = "#/guide"));
  await page.evaluate(() => (location.hash = "#/connection"));
  await expect(sentence(page)).toHaveText(before);
  await page.getByRole("button", { name: "Copy for a ticket" }).first().click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("[token]");
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await expectNoSecret(page, context, secret);
});

test("every example is explained", async ({ page, site }) => {
  await open(page, site);
  for (const [example, text] of [
    ["The portal, after Test connection", /Entra|credentials|Talkdesk/],
    ["A response from Talkdesk", /active|deactivated/i],
    ["Why a job is in quarantine", /quarantine/i],
  ]) {
    await page.getByRole("button", { name: `Explain example: ${example}` }).click();
    await expect(sentence(page)).toHaveText(text);
    await expect(sentence(page)).toBeFocused();
    await page.getByRole("button", { name: "Open or paste another" }).click();
  }
});

test("Paste takes the clipboard, and goes to the box if it must not", async ({ page, site }) => {
  await open(page, site);
  await page.evaluate(() => navigator.clipboard.writeText("EncounteredQuarantineException"));
  await page.getByRole("button", { name: "Paste", exact: true }).click();
  await expect(sentence(page)).toContainText(/quarantine/i);
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await page.getByRole("button", { name: "Open or paste another" }).click();
  await page.evaluate(() => {
    Object.defineProperty(navigator.clipboard, "readText", { value: () => Promise.reject(new Error("no")) });
  });
  await page.getByRole("button", { name: "Paste", exact: true }).click();
  await expect(page.getByText("Press Ctrl+V.")).toBeVisible();
  await expect(box(page)).toBeFocused();
});

test("the reference is searched", async ({ page, site }) => {
  await open(page, site);
  const field = page.getByLabel("Search error codes, reasons and messages");
  const codes = page.getByRole("list", { name: "Error codes" }).getByRole("listitem");
  await field.fill("EntryConflict");
  await expect(codes.first()).toContainText("EntryConflict");
  await field.fill("quarantine");
  await expect(codes.first()).toBeVisible();
  await field.fill("zzzzzz");
  await expect(codes).toHaveCount(0);
  await expect(page.getByText("No code, reason or message fits.")).toBeVisible();
});

test("guide steps lead to the tab", async ({ page, site }) => {
  for (const [step, name] of [["2.3", "Explain an error of this test"], ["2.20", "Explain a provisioning log or a failed user"]]) {
    await gotoPlace(page, site, `#/guide/${step}`);
    await page.getByRole("link", { name }).click();
    await expect(page.getByRole("tab", { name: "Explain an error" })).toHaveAttribute("aria-selected", "true");
  }
});

test("nothing is inaccessible or too wide", async ({ page, site }) => {
  const fits = async () => expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(await page.evaluate(() => innerWidth));
  const both = async () => {
    for (const size of [{ width: 360, height: 740 }, { width: 1440, height: 900 }]) {
      await page.setViewportSize(size);
      await fits();
      await expectAccessibleInBothThemes(page);
    }
  };
  await open(page, site);
  await both();
  await explain(page, "EncounteredQuarantineException");
  await expect(explanation(page)).toBeVisible();
  await both();
  await page.getByRole("button", { name: "Open or paste another" }).click();
  await picker(page).setInputFiles(portalJson(entries()));
  await expect(report(page)).toBeVisible({ timeout: 20_000 });
  await expect(topLine(page)).toContainText("ProvisioningLogs.json");
  await both();
  await rows(page).nth(1).getByRole("button").click();
  await expect(page.getByRole("group", { name: "Timeline" })).toBeVisible();
  await both();
});
