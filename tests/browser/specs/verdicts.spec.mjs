// What a mapping set does to users is evaluated, and said wherever the set goes:
// in the list, in the row, in the script, in the schema file, and in Preflight.

import { readFileSync } from "node:fs";
import { expect, expectAccessible, expectAccessibleInBothThemes, gotoPlace, test } from "../fixtures.mjs";
import { choose, drawer, expressionField, listed, opened, recipe, requests, result, template } from "../mappings.mjs";
import { csv, expectTotals, file, issue, report, run, user } from "../preflight.mjs";

const JOB = readFileSync(new URL("../../../crates/sync-schema/tests/schemas/scim-job.json", import.meta.url), "utf8");
const WRONG_CASE = 'Switch([IsSoftDeleted], , "false", "True", "true", "False")';
const INVERTED = 'IIF([IsSoftDeleted]="True", "True", "False")';

const chosen = (page) => template(page).locator("option:checked");
const blocked = (page) => page.getByRole("heading", { name: "Don’t apply these mappings yet" });
const section = (page, name) => page.getByRole("region", { name });

/** Opens a page with a row of active that has this source. */
async function withActive(page, site, source, hash) {
  await gotoPlace(page, site, "#/mappings/active");
  await page.evaluate((source) => {
    const key = Object.keys(localStorage).find((name) => name.startsWith("scimdesk/setup/"));
    const record = JSON.parse(localStorage.getItem(key));
    record.mapping.rows.find(({ target }) => target === "active").source = source;
    localStorage.setItem(key, JSON.stringify(record));
  }, source);
  await page.reload();
  await expect(chosen(page)).toHaveText("Custom");
  await gotoPlace(page, site, hash);
}

test("keys that never match are named, and one click corrects the row", async ({ page, site }) => {
  await withActive(page, site, { expression: WRONG_CASE }, "#/mappings");
  await expect(blocked(page)).toBeVisible();
  await expect(listed(page, "active")).toContainText("Leavers stay active");
  await expectAccessible(page);
  await page.getByRole("link", { name: "active", exact: true }).click();
  const panel = await requests(page);
  await panel.getByRole("radio", { name: "Deactivate" }).check();
  await expect(panel).toContainText("so Entra sends nothing and they stay active");
  await expectAccessible(page);
  await drawer(page).getByRole("button", { name: "Close", exact: true }).click();
  await expect(drawer(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Use the published expression" }).click();
  await expect(blocked(page)).toBeHidden();
  await expect(listed(page, "active")).toContainText('Switch([IsSoftDeleted], , "False", "True", "True", "False")');
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(listed(page, "active")).toContainText("Leavers stay active");
});

test("the row itself says what it does and offers the fix", async ({ page, site }) => {
  await withActive(page, site, { expression: INVERTED }, "#/mappings/active");
  await expect(drawer(page)).toContainText("Everyone is deactivated, and leavers become active");
  await expect(result(page).getByRole("button", { name: "Copy Expression of active" })).toBeDisabled();
  await expectAccessibleInBothThemes(page);
  await drawer(page).getByRole("button", { name: "Use the published expression" }).click();
  await expect(chosen(page)).toHaveText("Switch on IsSoftDeleted");
  await expect(drawer(page)).not.toContainText("Everyone is deactivated");
});

test("Update that is off is said in the script too", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings");
  await choose(page, "Create, update, delete");
  await page.getByRole("checkbox", { name: "Update", exact: true }).uncheck();
  await expect(blocked(page)).toBeVisible();
  await gotoPlace(page, site, "#/mappings/scripts");
  await expect(page.getByRole("alert")).toContainText("Update is off under Target Object Actions");
  await expect(section(page, "Script")).toHaveCount(0);
  await page.getByRole("button", { name: "Turn on Update" }).click();
  await expect(section(page, "Script")).toContainText("Add,Update,Delete");
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("a row that would deactivate everybody is in no script and no file", async ({ page, site }) => {
  await withActive(page, site, { constant: "False" }, "#/mappings/scripts");
  const alert = page.getByRole("alert");
  await expect(alert.getByRole("link", { name: "Open active" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Copy script" })).toHaveCount(0);
  await gotoPlace(page, site, "#/mappings/schema");
  await page.getByLabel("Schema file", { exact: true }).setInputFiles({ name: "schema.json", mimeType: "application/json", buffer: Buffer.from(JOB) });
  await expect(alert).toContainText("Fix these mappings before you save the file");
  await expect(alert.getByRole("link", { name: "Open active" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Save updated file" })).toHaveCount(0);
});

test("a schema file without Update shows that leavers stay active", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/schema");
  const users = JOB.lastIndexOf('"Add,Update,Delete"');
  expect(users).toBeGreaterThan(0);
  const text = JOB.replaceAll('"Add,Update,Delete"', '"Add"');
  await page.getByLabel("Schema file", { exact: true }).setInputFiles({ name: "schema.json", mimeType: "application/json", buffer: Buffer.from(text) });
  const issues = section(page, "Issues in Entra now");
  await expect(issues.getByRole("heading", { name: /^active: / })).toBeVisible();
  await expect(issues).toContainText("Turn on Update");
  await expectAccessible(page);
});

test("Preflight says what the mappings do to everybody", async ({ page, site }) => {
  await withActive(page, site, { expression: WRONG_CASE }, "#/mappings");
  const ten = Array.from({ length: 10 }, (_, index) => user(index + 1));
  await run(page, site, file("users.csv", csv(ten)));
  await expect(issue(page, "active: Leavers stay active").getByRole("link", { name: "Fix in Mappings: active" })).toBeVisible();
  await expect(issue(page, "active has no value").locator("b.num").last()).toContainText("10");
  await expectTotals(page, { created: 10 });
  await expect(report(page)).not.toContainText("No issues found");
  await expectAccessible(page);
});

test("keys that no user of the file has are said in Mappings too", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/rolesString");
  await recipe(page, "Custom").check();
  await page.getByLabel("Mapping type").selectOption("Expression");
  await expressionField(page).fill('Switch([department], "Agent", "sales", "Seller", "Support", "Agent")');
  const ten = Array.from({ length: 10 }, (_, index) => user(index + 1));
  await run(page, site, file("users.csv", csv(ten)));
  const said = "“sales” is “Sales” there: Switch is case-sensitive.";
  const saidOf = issue(page, "Mapping").filter({ hasText: said });
  await saidOf.getByRole("link", { name: "Fix in Mappings: rolesString" }).click();
  await expect(opened(page, "rolesString")).toBeVisible();
  await expect(drawer(page)).toContainText(said);
});
