// Setups: made, named, copied, deleted, saved to files, kept against damage,
// other tabs and a browser that does not store.

import { readFile } from "node:fs/promises";

import { expect, gotoPlace, test } from "../fixtures.mjs";
import { doneNext, expectDone, expectOpen, markDone, openAt } from "../guide.mjs";

test.use({ idle: false });

const nameField = (page) => page.getByRole("textbox", { name: "Name", exact: true });
const rows = (page) => page.getByRole("table").getByRole("row").filter({ has: page.getByRole("cell") });

const stored = (page) =>
  page.evaluate(() =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith("scimdesk/setup/"))
      .map((key) => [key, localStorage.getItem(key)]),
  );

/** Chooses an action from a setup's menu. */
async function act(page, name, action) {
  await page.getByRole("button", { name: `More for ${name}`, exact: true }).click();
  await page.getByRole("button", { name: action, exact: true }).click();
}

async function chooseFile(page, name, content) {
  await page.getByLabel("Setup file to open").setInputFiles({
    name,
    mimeType: "application/json",
    buffer: Buffer.from(content),
  });
}

test("made, named, copied, switched, deleted and brought back", async ({ page, site }) => {
  await gotoPlace(page, site, "#/setups");
  await nameField(page).fill("Contoso");
  await expect(rows(page)).toHaveText([/Contoso/]);
  await page.getByRole("button", { name: "New setup" }).click();
  await expect(nameField(page)).toHaveValue("My setup");
  await nameField(page).fill("Fabrikam");
  await act(page, "Contoso", "Duplicate");
  await expect(nameField(page)).toHaveValue("Contoso (2)");
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole("button", { name: "Open Fabrikam" }).click();
  await expect(nameField(page)).toHaveValue("Fabrikam");
  await act(page, "Fabrikam", "Delete");
  await expect(rows(page)).toHaveCount(2);
  await expect(nameField(page)).not.toHaveValue("Fabrikam");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(nameField(page)).toHaveValue("Fabrikam");
  await page.reload();
  await expect(nameField(page)).toHaveValue("Fabrikam");
  await expect(rows(page)).toHaveCount(3);
});

test("are found, sorted, and say how far they are", async ({ page, site }) => {
  await gotoPlace(page, site, "#/setups");
  for (const name of ["Contoso", "Adatum"]) {
    await page.getByRole("button", { name: "New setup" }).click();
    await nameField(page).fill(name);
  }
  await expect(rows(page)).toHaveText([/Adatum/, /Contoso/, /My setup/]);
  await expect(rows(page).filter({ hasText: "Current" })).toHaveText([/Adatum/]);
  await expect(rows(page).first()).toContainText("Not tested");
  await expect(rows(page).first()).toContainText("Not run");
  await expect(rows(page).first()).toContainText(/0 of \d+/);
  await page.getByRole("button", { name: "Setup", exact: true }).click();
  await expect(page.getByRole("columnheader", { name: "Setup" })).toHaveAttribute("aria-sort", "ascending");
  await page.getByRole("searchbox", { name: "Find a setup" }).fill("cont");
  await expect(rows(page)).toHaveText([/Contoso/]);
  await expect(page.getByRole("main")).toContainText("1 of 3 setups");
  await page.getByRole("searchbox", { name: "Find a setup" }).fill("zzz");
  await expect(page.getByRole("main")).toContainText("No setup matches");
});

test("region and a custom URL reach the sidebar and the guide", async ({ page, site }) => {
  await gotoPlace(page, site, "#/setups");
  const region = page.getByRole("combobox", { name: "Talkdesk region" });
  await region.selectOption("Canada");
  await expect(page.getByRole("complementary", { name: "Setup and pages" })).toContainText("Canada");
  await region.selectOption("United Kingdom, unconfirmed");
  await expect(page.getByRole("main")).toContainText("only third parties do");
  await region.selectOption("Other");
  const address = page.getByRole("textbox", { name: "Tenant URL" });
  await expect(address).toHaveValue("https://api.talkdeskapp.co.uk/scim/v2");
  await address.fill("https://scim.contoso.example/scim/v2");
  await gotoPlace(page, site, "#/guide/2.3");
  await expect(page.getByRole("figure")).toContainText("https://scim.contoso.example/scim/v2");
});

test("export, delete, open gives the same setup", async ({ page, site }) => {
  await gotoPlace(page, site, "#/setups");
  await nameField(page).fill("Müller & Söhne");
  await page.getByRole("combobox", { name: "Talkdesk region" }).selectOption("Europe");
  await markDone(page, site, "1.1");
  await page.getByRole("button", { name: "Add note" }).click();
  await expect(page.getByRole("textbox", { name: "Your note on this step" })).toBeFocused();
  await page.keyboard.type("line one\nline \"two\"");
  await gotoPlace(page, site, "#/setups");
  const [[key, before]] = await stored(page);
  const download = page.waitForEvent("download");
  await act(page, "Müller & Söhne", "Export to a file");
  const file = await download;
  expect(file.suggestedFilename()).toBe("müller-söhne.scimdesk.json");
  const content = await readFile(await file.path(), "utf8");
  await act(page, "Müller & Söhne", "Delete");
  await expect(nameField(page)).toHaveValue("My setup");
  await chooseFile(page, "again.json", `\ufeff${content}`);
  await expect(nameField(page)).toHaveValue("Müller & Söhne");
  const after = Object.fromEntries(await stored(page))[key];
  // The times of the edits are for the tabs of one browser, and in no file.
  expect(JSON.parse(content)).not.toHaveProperty("edits");
  // It says that it came from a file, so that its evidence counts as seen elsewhere.
  const { imported, ...opened } = JSON.parse(after);
  expect(imported).toMatchObject({ from: "file" });
  expect({ ...opened, edits: {} }).toEqual({ ...JSON.parse(before), edits: {} });
});

test("a file that is no setup is refused with the reason, and nothing changes", async ({ page, site }) => {
  await gotoPlace(page, site, "#/setups");
  const cases = [
    ["notes.txt", "hello", "line 1, column 1"],
    ["cut.json", '{\n  "format": "scimdesk-setup",\n  "version"', "line 3"],
    ["list.json", "[]", "isn’t a scimdesk setup"],
    ["newer.json", '{"format":"scimdesk-setup","version":99}', "newer version of scimdesk"],
    ["wrong.json", '{"format":"scimdesk-setup","version":2,"id":"00","name":7}', "damaged"],
    ["huge.json", " ".repeat(4_000_001), "larger than 4 MB"],
  ];
  for (const [name, content, reason] of cases) {
    await chooseFile(page, name, content);
    await expect(page.getByRole("alert")).toContainText(name);
    await expect(page.getByRole("alert")).toContainText(reason);
    await expect(rows(page)).toHaveCount(1);
  }
});

test("damaged and newer records stay as they are, are reported, saved and removed", async ({ page, site }) => {
  const records = {
    "scimdesk/setup/0000000000000001": "{ damaged",
    "scimdesk/setup/0000000000000002": '{"format":"scimdesk-setup","version":99,"future":true}',
  };
  await page.addInitScript((all) => {
    if (localStorage.length === 0) for (const [key, text] of Object.entries(all)) localStorage.setItem(key, text);
  }, records);
  await gotoPlace(page, site, "#/setups");
  const alerts = page.getByRole("alert");
  await expect(alerts).toHaveCount(2);
  await expect(alerts.first()).toContainText("A stored setup can’t be read");
  await expect(alerts.nth(1)).toContainText("A newer version of scimdesk wrote this");
  await nameField(page).fill("Working on");
  expect(Object.fromEntries(await stored(page))).toMatchObject(records);
  const download = page.waitForEvent("download");
  await alerts.first().getByRole("button", { name: "Save to a file" }).click();
  expect(await readFile(await (await download).path(), "utf8")).toBe("{ damaged");
  await alerts.first().getByRole("button", { name: "Remove" }).click();
  await expect(alerts).toHaveCount(1);
  expect(Object.keys(Object.fromEntries(await stored(page)))).not.toContain("scimdesk/setup/0000000000000001");
});

test("two open tabs add up and follow each other", async ({ page, context, site }) => {
  await openAt(page, site, "1.1");
  const other = await context.newPage();
  await openAt(other, site, "0.3");
  await doneNext(page).click();
  await expectDone(other, "1.1");
  await doneNext(other).click();
  await expectDone(page, "0.3");
  await gotoPlace(other, site, "#/setups");
  await other.getByRole("button", { name: "New setup" }).click();
  await act(other, "My setup", "Delete");
  await expect(page.getByRole("alert")).toContainText("“My setup” was deleted in another tab");
  await openAt(page, site, "1.1");
  await expectOpen(page, "1.1");
});

test("a full storage is reported and the work goes on", async ({ page, site }) => {
  await gotoPlace(page, site, "#/guide");
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  // Within the page: what is not stored is gone with a reload.
  await page.evaluate(() => (location.hash = "#/guide/0.3"));
  await doneNext(page).click();
  await expect(page.getByRole("alert")).toContainText("storage is full");
  await doneNext(page).click();
  await expectDone(page, "0.3");
  await expectDone(page, "1.1");
});

test("a browser that forbids storage is told about, and the app works", async ({ page, site }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("forbidden", "SecurityError");
      },
    });
  });
  await gotoPlace(page, site, "#/guide");
  await expect(page.getByRole("alert")).toContainText("doesn’t let the page store anything");
  await page.evaluate(() => (location.hash = "#/guide/0.3"));
  await doneNext(page).click();
  await expectDone(page, "0.3");
});
