// The schema file: read, compared, taken over, changed and saved; and the
// scripts that do the whole set-up.

import { readFileSync, writeFileSync } from "node:fs";
import { expect, expectAccessible, gotoPlace, setTheme, test } from "../fixtures.mjs";

const JOB = readFileSync(new URL("../../../crates/sync-schema/tests/schemas/scim-job.json", import.meta.url), "utf8");
const OLDER = readFileSync(new URL("../../../crates/sync-schema/tests/schemas/older-order.json", import.meta.url), "utf8");

/** The same job with so many more source attributes that it has `size` bytes. */
function large(size) {
  const marker = '"name": "accountEnabled",';
  const at = JOB.lastIndexOf("{", JOB.indexOf(marker));
  const end = JOB.indexOf("}", at) + 1;
  const one = JOB.slice(at, end);
  const count = Math.ceil((size - JOB.length) / (one.length + 20));
  const many = Array.from({ length: count }, (_, number) => one.replace("accountEnabled", `extension_0_attribute${number}`));
  return JOB.slice(0, at) + many.map((text) => `${text},\n            `).join("") + JOB.slice(at);
}

const file = (text, name = "schema.json") => ({ name, mimeType: "application/json", buffer: Buffer.isBuffer(text) ? text : Buffer.from(text) });
const choose = (page, text, name) => page.getByLabel("Schema file", { exact: true }).setInputFiles(file(text, name));
const section = (page, name) => page.getByRole("region", { name });
const differs = (page) => section(page, "What differs from the set-up");
const exported = (page) => section(page, "The file with the set-up’s mappings");

async function saved(page) {
  const waiting = page.waitForEvent("download");
  await exported(page).getByRole("button", { name: "Save the changed file" }).click();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

test("a megabyte is imported, edited and exported without a frozen frame", async ({ page, site }) => {
  const text = large(1_000_000);
  await gotoPlace(page, site, "#/mappings/schema");
  await page.evaluate(() => {
    globalThis.longest = 0;
    let last = performance.now();
    const frame = (now) => {
      globalThis.longest = Math.max(globalThis.longest, now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    globalThis.tasks = [];
    new PerformanceObserver((list) => globalThis.tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask" });
  });
  // From the disk: what is handed over as bytes is decoded by the page.
  const path = test.info().outputPath("schema.json");
  writeFileSync(path, text);
  await page.getByLabel("Schema file", { exact: true }).setInputFiles(path);
  await expect(section(page, "What was read")).toContainText("22");
  await expect(differs(page)).toContainText("externalId comes from mailNickname; the set-up says objectId.");
  await gotoPlace(page, site, "#/mappings/externalId");
  await page.getByRole("radio", { name: "Another attribute" }).check();
  await page.getByLabel("Source attribute", { exact: true }).fill("employeeId");
  await gotoPlace(page, site, "#/mappings/schema");
  await expect(differs(page)).toContainText("externalId comes from mailNickname; the set-up says employeeId.");
  const { name, bytes } = await saved(page);
  const { longest, tasks } = await page.evaluate(() => ({ longest: globalThis.longest, tasks: globalThis.tasks }));
  // A bound of sanity, not a measurement: on this computer other work runs too.
  test.info().annotations.push({ type: "longest frame in ms", description: `${longest}; long tasks ${tasks}` });
  expect(Math.max(0, ...tasks)).toBeLessThan(200);
  expect(longest).toBeLessThan(250);
  expect(name).toBe("schema-changed.json");
  const [before, after] = [JSON.parse(text), JSON.parse(bytes)];
  const rows = after.synchronizationRules[0].objectMappings[1].attributeMappings;
  expect(rows.map((row) => row.targetAttributeName)).toEqual(["userName", "active", "name.givenName", "name.familyName", "externalId"]);
  expect(rows[4].source.name).toBe("employeeId");
  expect(after.synchronizationRules[0].objectMappings[0].enabled).toBe(false);
  after.synchronizationRules[0].objectMappings[0].enabled = true;
  after.synchronizationRules[0].objectMappings[1].attributeMappings = before.synchronizationRules[0].objectMappings[1].attributeMappings;
  expect(after).toEqual(before);
  // Number forms and escapes are those of the file.
  expect(bytes.toString()).toContain('"priority": 1.0,');
  expect(bytes.toString()).toContain("Sales \\u006fnly");
});

test("rows are taken over and given back, and then nothing has to change", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/schema");
  await choose(page, JOB);
  await page.getByRole("button", { name: "Take these rows over into the set-up" }).click();
  await expect(differs(page)).toContainText("The file and the set-up say the same.");
  await exported(page).getByLabel("Switch the mapping of groups off").uncheck();
  await expect(exported(page)).toContainText("Nothing has to change");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(differs(page)).toContainText("the set-up says objectId");
  await expect(exported(page).getByRole("button", { name: "Save the changed file" })).toBeVisible();
  await gotoPlace(page, site, "#/mappings/externalId");
  await expect(page.getByRole("main")).toContainText("objectId");
});

test("text is pasted, in the clipboard's way and by typing, and never stays in the page", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/schema");
  const box = page.getByLabel("Or paste its text here");
  await page.evaluate((text) => navigator.clipboard.writeText(text), OLDER);
  await box.focus();
  await page.keyboard.press("ControlOrMeta+V");
  await expect(section(page, "What was read")).toContainText("24");
  await expect(box).toHaveValue("");
  await expect(section(page, "Not understood, or out of the ordinary")).toContainText("title has the flow type ValueAddOnly");
  // Rows of users belong into no other mapping.
  const mapping = page.getByLabel("Mapping of users");
  await expect(mapping.getByRole("option")).toHaveText([/Users, 24 rows/]);
  await page.getByRole("button", { name: "Forget the file" }).click();
  await expect(section(page, "What was read")).toHaveCount(0);
});

test("pasted text with a mistake stays in the box until it is sound", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/schema");
  const box = page.getByLabel("Or paste its text here");
  const cut = OLDER.trimEnd().slice(0, -1);
  await page.evaluate((text) => navigator.clipboard.writeText(text), cut);
  await box.focus();
  await page.keyboard.press("ControlOrMeta+V");
  await expect(page.getByRole("alert")).toContainText("The pasted text was not read");
  await expect(page.getByLabel("The damaged line")).toContainText(/\S\n +\^/);
  // A field has no other line breaks than these.
  await expect(box).toHaveValue(cut.replaceAll("\r\n", "\n"));
  await box.focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("}");
  await box.blur();
  await expect(section(page, "What was read")).toContainText("the pasted text");
  await expect(box).toHaveValue("");
});

test("pasted text with a mistake goes once a sound file is read, and stays with a faulty one", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/schema");
  const box = page.getByLabel("Or paste its text here");
  await page.evaluate(() => navigator.clipboard.writeText("{ "));
  await box.focus();
  await page.keyboard.press("ControlOrMeta+V");
  await expect(page.getByRole("alert")).toContainText("The pasted text was not read");
  await expect(box).toHaveValue("{ ");
  await choose(page, "[");
  await expect(page.getByRole("alert")).not.toContainText("The pasted text");
  await expect(box).toHaveValue("{ ");
  await choose(page, JOB);
  await expect(section(page, "What was read")).toContainText("22");
  await expect(box).toHaveValue("");
});

test("pasted text that is too long for the box is said not to be there", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/schema");
  const box = page.getByLabel("Or paste its text here");
  await page.evaluate(() => navigator.clipboard.writeText(`{ "id": "${"x".repeat(250_000)}"`));
  await box.focus();
  await page.keyboard.press("ControlOrMeta+V");
  await expect(page.getByRole("alert")).toContainText("The text has 250 kB, too much to be corrected in the box");
  await expect(box).toHaveValue("");
  await choose(page, "[");
  await expect(page.getByRole("alert")).not.toContainText("too much to be corrected");
});

test("a row with a mistake goes neither into a file nor into a script", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/schema");
  const faulty = JOB.replaceAll("Join(\\\" \\\", [givenName], [surname])", "tolower([displayName])");
  await choose(page, faulty);
  await expect(section(page, "Not understood, or out of the ordinary")).toContainText("The expression of name.formatted has a fault: ");
  await page.getByRole("button", { name: "Take these rows over into the set-up" }).click();
  await choose(page, JOB);
  const part = exported(page);
  await expect(part).toContainText("The expression has a mistake. ");
  await expect(part.getByRole("link", { name: "Correct the expression" })).toHaveAttribute("href", "#/mappings/name.formatted");
  await expect(part.getByRole("textbox")).toHaveCount(0);
  await expect(part.getByRole("button", { name: "Save the changed file" })).toHaveCount(0);

  await gotoPlace(page, site, "#/mappings/scripts");
  const held = section(page, "There is no script yet, because of these rows");
  await expect(held.getByRole("alert")).toContainText("name.formatted: The expression has a mistake. ");
  await expect(held.getByRole("link", { name: "Mend the row of name.formatted" })).toHaveAttribute("href", "#/mappings/name.formatted");
  await expect(page.getByRole("button", { name: "Copy the script" })).toHaveCount(0);
  await expectAccessible(page);
  // A script without the rows can be had.
  await page.getByLabel("Apply this set-up’s attribute mappings").uncheck();
  await expect(section(page, "The script")).not.toContainText("tolower");
  await expect(held).toHaveCount(0);
});

test("what the list of mappings holds back is in no file and no script", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/schema");
  await page.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => name.startsWith("scimdesk/setup/"));
    const record = JSON.parse(localStorage.getItem(key));
    record.mapping.rows.find(({ target }) => target === "externalId").target = "Active";
    localStorage.setItem(key, JSON.stringify(record));
  });
  await page.reload();
  await choose(page, JOB);
  const part = exported(page);
  await expect(part.getByRole("alert")).toContainText("Active: Two rows for one target.");
  await expect(part.getByRole("link", { name: "Mend the row of Active" })).toBeVisible();
  await expect(part.getByRole("button", { name: "Save the changed file" })).toHaveCount(0);
  await gotoPlace(page, site, "#/mappings/scripts");
  const held = section(page, "There is no script yet, because of these rows");
  await expect(held.getByRole("link", { name: "Mend the row of Active" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Copy the script" })).toHaveCount(0);
});

test("the text of a row follows its tree in the changed file", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/schema");
  const text = JSON.stringify('Switch([IsSoftDeleted], , "False", "True", "True", "False")');
  expect(JOB).toContain(text);
  await choose(page, JOB.replace(text, '"Not([IsSoftDeleted])"'));
  await expect(section(page, "Not understood, or out of the ordinary")).toContainText("The text and the tree of active say different things.");
  await expect(differs(page)).toContainText("active comes from Not([IsSoftDeleted]); the set-up says Switch");
  const { bytes } = await saved(page);
  const rows = JSON.parse(bytes).synchronizationRules[0].objectMappings[1].attributeMappings;
  const source = rows.find((row) => row.targetAttributeName === "active").source;
  expect([source.name, JSON.stringify(source.expression)]).toEqual(["Switch", text]);
});

test("a faulty expression is corrected in its row, not by the parser", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/schema");
  await choose(page, JOB.replaceAll("Join(\\\" \\\", [givenName], [surname])", "Join([displayName]"));
  await page.getByRole("button", { name: "Take these rows over into the set-up" }).click();
  await choose(page, JOB);
  const part = exported(page);
  await expect(part.getByRole("link", { name: "Correct the expression" })).toHaveAttribute("href", "#/mappings/name.formatted");
  await expect(part.getByRole("textbox")).toHaveCount(0);
});

test("a damaged file is explained at the place, a wrong one by what it is", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/schema");
  await choose(page, JOB.replace('"enabled": true,', '"enabled": true'), "damaged.json");
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("“damaged.json” was not read");
  await expect(alert).toContainText(/Line \d+, column \d+: " stands where a comma or } is due/);
  await expect(page.getByLabel("The damaged line")).toContainText("^");
  await choose(page, '{"error": {"code": "Forbidden"}}');
  await expect(alert).toContainText("This is an error that Microsoft Graph answered");
  await choose(page, "<!doctype html>");
  await expect(alert).toContainText("This is a web page");
  await expectAccessible(page);
  await choose(page, JOB);
  await expect(section(page, "What was read")).toBeVisible();
  await expect(alert).toHaveCount(0);
});

test("UTF-16 with its mark comes back as it was", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/schema");
  await choose(page, Buffer.from(`\ufeff${JOB}`, "utf16le"));
  await expect(exported(page)).toContainText("The file is UTF-16 and stays so.");
  const { bytes } = await saved(page);
  expect(bytes.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xfe]));
  const text = bytes.subarray(2).toString("utf16le");
  expect(JSON.parse(text).synchronizationRules[0].objectMappings[1].attributeMappings).toHaveLength(5);
});

test("what cannot be written for certain goes through Microsoft's own parser", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/schema");
  await choose(page, JOB.replaceAll("Join(\\\" \\\", [givenName], [surname])", "PCase([displayName])"));
  await page.getByRole("button", { name: "Take these rows over into the set-up" }).click();
  // The set-up has the row now; a file without it needs its tree.
  await choose(page, JOB);
  const part = exported(page);
  await expect(part.getByRole("heading", { name: "name.formatted" })).toBeVisible();
  await expect(part).toContainText("PCase");
  await expect(part.getByRole("button", { name: "Save the changed file" })).toHaveCount(0);
  await page.getByRole("button", { name: "Close" }).click();
  await expectAccessible(page);
  await page.screenshot({ path: test.info().outputPath("refused.png"), fullPage: true });
  const answer = part.getByLabel("Answer of parseExpression for name.formatted");
  const tree = (name) => JSON.stringify({
    parsingSucceeded: true,
    parsedExpression: {
      expression: `${name}([displayName])`, name, type: "Function",
      parameters: [{ key: "source", value: { expression: "[displayName]", name: "displayName", type: "Attribute", parameters: [] } }],
    },
  });
  await answer.fill(tree("ToUpper"));
  await answer.blur();
  await expect(part).toContainText("the tree of another expression: ToUpper([displayName]");
  await answer.fill(tree("PCase"));
  await answer.blur();
  const { bytes } = await saved(page);
  const rows = JSON.parse(bytes).synchronizationRules[0].objectMappings[1].attributeMappings;
  expect(rows.find((row) => row.targetAttributeName === "name.formatted").source.name).toBe("PCase");
});

test("a script is chosen, copied and saved, and holds what the set-up says", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/scripts");
  await page.getByLabel("bash with the Azure CLI (az rest)").check();
  const script = page.getByRole("region", { name: "The script" });
  await expect(script).toContainText("#!/usr/bin/env bash");
  await expect(script).toContainText('"displayName": "Talkdesk SCIM App"');
  await expect(page.getByLabel("File of users")).toBeVisible();
  await page.getByLabel("Assign users from a file").uncheck();
  await expect(page.getByLabel("File of users")).toHaveCount(0);
  await expect(script).not.toContainText("appRoleAssignedTo");
  await page.getByRole("button", { name: "Copy the script" }).click();
  await expect(page.getByRole("status")).toHaveText("Script copied");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("parseExpression");
  await page.getByLabel("PowerShell with the Microsoft Graph SDK").check();
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe("talkdesk-provisioning.ps1");
  expect(readFileSync(await download.path(), "utf8")).toBe(await script.textContent());
});

for (const width of [360, 1440]) {
  test(`schema file and scripts are accessible at ${width}`, async ({ page, site }) => {
    await page.setViewportSize({ width, height: 900 });
    for (const theme of ["light", "dark"]) {
      await setTheme(page, theme);
      await gotoPlace(page, site, "#/mappings/schema");
      await expectAccessible(page);
      await choose(page, OLDER);
      await expect(exported(page).getByRole("button", { name: "Save the changed file" })).toBeVisible();
      await expectAccessible(page);
      await page.screenshot({ path: test.info().outputPath(`schema-${theme}.png`), fullPage: true });
      await gotoPlace(page, site, "#/mappings/scripts");
      await expectAccessible(page);
      await page.screenshot({ path: test.info().outputPath(`scripts-${theme}.png`), fullPage: true });
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide).toBe(0);
  });
}
