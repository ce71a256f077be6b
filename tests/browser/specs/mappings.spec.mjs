// The Mappings page: templates write mappings, mappings open in templates, and
// nothing typed is lost. A draft is not what is saved, and while an issue is
// open nothing is handed out.

import { readFileSync } from "node:fs";
import { expect, expectAccessibleInBothThemes, gotoPlace, test } from "../fixtures.mjs";
import { EXTENSION, addRow, choose, drawer, expressionField, listed, opened, recipe, requests, result, saveState, tab, template, unfold } from "../mappings.mjs";

test.use({ idle: false });

const TARGETS = ["userName", "name.givenName", "name.familyName", "active", "externalId", "rolesString", "teamsString"];

const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());
const said = (page) => page.getByRole("status").last();
const isWide = (page) => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
const toast = (page) => page.getByRole("region", { name: "Message" });
const undo = (page) => toast(page).getByRole("button", { name: "Undo" }).click();
const steps = (page) => page.getByRole("link", { name: "Show the steps" });
const fixFirst = (page, issues) => page.getByRole("link", { name: `Fix ${issues} first` });
const names = async (page) => {
  const links = await page.getByRole("table").first().getByRole("rowgroup").getByRole("link").allTextContents();
  // A row with an error has a link of its own to the drawer.
  return links.filter((name) => name !== "Open");
};
const field = (page) => page.getByLabel("Source attribute", { exact: true });

test("the table has heads, groups, and all of Talkdesk's attributes in their order", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings");
  const table = page.getByRole("table").first();
  await expect(table.getByRole("columnheader")).toHaveText([/Talkdesk attribute/, /Comes from/, /Value for/, /In Entra/]);
  await expect(table.getByRole("rowheader")).toHaveText(["Required", "Recommended", "Roles and teams"]);
  expect(await names(page)).toEqual(TARGETS);
  await expect(listed(page, "userName")).toContainText("[userPrincipalName]");
  await expect(listed(page, "userName")).toContainText("Matching attribute");
  await expect(listed(page, "active")).toContainText('Switch([IsSoftDeleted], , "False", "True", "True", "False")');
  await expect(listed(page, "userName")).toContainText("ana.silva@contoso.com");
  await expect(listed(page, "rolesString")).toContainText("Not mapped: new users become Agent");
  for (const kept of ["userName", "active", "name.givenName", "name.familyName"]) await expect(listed(page, kept)).toContainText("Keep");
  await expect(listed(page, "externalId")).toContainText("Edit");
  await expect(listed(page, "externalId")).toContainText("Entra’s default is mailNickname");
  await expect(page.getByRole("main")).toContainText("what to change in the portal: 1 to edit, 17 to delete.");
});

test("the sample user is chosen in the head of the table", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings");
  await page.getByLabel("Value for").selectOption({ label: "Kim (guest): a guest without a last name, with two app roles" });
  await expect(listed(page, "name.familyName")).toContainText("No value");
  await expect(page.getByRole("columnheader", { name: /Value for/ })).toContainText("Kim (guest)");
});

test("each row leads to its drawer, and closing it leads back to the row", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings");
  for (const target of TARGETS) {
    await page.getByRole("link", { name: target, exact: true }).click();
    await expect(opened(page, target)).toBeFocused();
  }
  // The pair of links follows the order of the table.
  await expect(page.getByRole("link", { name: "Next:" })).toHaveCount(0);
  await page.getByRole("link", { name: "Previous: rolesString" }).click();
  await expect(opened(page, "rolesString")).toBeFocused();
  await expect(page.getByRole("link", { name: "Previous: externalId" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(drawer(page)).toHaveCount(0);
  await expect(page.getByRole("link", { name: "rolesString", exact: true })).toBeFocused();
  await page.goBack();
  await expect(opened(page, "rolesString")).toBeFocused();
  await drawer(page).getByRole("button", { name: "Close", exact: true }).click();
  await expect(page.getByRole("link", { name: "rolesString", exact: true })).toBeFocused();
});

test("an address without a mapping says so and shows the table", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/displayName");
  await expect(page.getByRole("alert")).toContainText("There is no mapping for “displayName”");
  await expect(page.getByRole("link", { name: "userName", exact: true })).toBeVisible();
  await expect(drawer(page)).toHaveCount(0);
});

test("the steps are in the guide, and there is no second checklist", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings");
  await expect(page.getByRole("main").getByRole("checkbox")).toHaveCount(0);
  await steps(page).click();
  await expect(page).toHaveURL(/#\/guide\/2\.6$/);
});

test("the fields are the portal's own and can be copied, with an answer where one copies", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/rolesString");
  await recipe(page, "Same for everyone").check();
  await page.getByLabel("Talkdesk roles", { exact: true }).fill('Supervisor;The "A" team');
  await expect(result(page)).toContainText('Supervisor;The "A" team');
  const copy = result(page).getByRole("button", { name: "Copy Constant Value of rolesString" }).first();
  await copy.click();
  await expect(result(page).getByText("Copied", { exact: true })).toBeVisible();
  expect(await clipboard(page)).toBe('Supervisor;The "A" team');
  const fields = await unfold(page, "All fields in Entra");
  for (const label of ["Name of rolesString", "Target attribute of rolesString"]) {
    await fields.getByRole("button", { name: `Copy ${label}` }).click();
    await expect(said(page)).toHaveText(`${label} copied`);
    expect(await clipboard(page)).toBe(`${EXTENSION}:rolesString`);
  }
  await expect(fields).toContainText("Match objects using this attributeNo");
  await expect(fields).toContainText("Apply this mappingAlways");
  await fields.getByRole("button", { name: "Copy all fields" }).click();
  expect(await clipboard(page)).toContain("Mapping type: Constant\n");
  await page.getByRole("button", { name: "Copy all mappings" }).click();
  await expect(said(page)).toHaveText("All mappings copied");
  expect(await clipboard(page)).toContain('Constant Value: Supervisor;The "A" team');
});

test("a table is filled in by keyboard alone and opens again after a reload", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/rolesString");
  await template(page).focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("ArrowDown");
  await expect(template(page).locator("option:checked")).toHaveText("App role, renamed for Talkdesk");
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("App role 1")).toBeFocused();
  await page.keyboard.type("Team Lead");
  await page.keyboard.press("Tab");
  await expect(saveState(page)).toContainText("Not saved: enter a role for Team Lead");
  await page.keyboard.type("Supervisor;Agent");
  await expect(saveState(page)).toHaveText("Saved");
  await page.getByRole("button", { name: "More for row 1" }).focus();
  await page.keyboard.press("Enter");
  await drawer(page).getByRole("button", { name: "Also list its value" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("App role 2")).toBeFocused();
  await expect(saveState(page)).toContainText("Not saved: enter an app role in row 2");
  await page.keyboard.type("team_lead");
  await page.getByRole("button", { name: "More for row 2" }).focus();
  await page.keyboard.press("Enter");
  await drawer(page).getByRole("button", { name: "Move up" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("App role 1")).toBeFocused();
  await expect(saveState(page)).toHaveText("Saved");
  const expression =
    'Switch(SingleAppRoleAssignment([appRoleAssignments]), , "team_lead", "Supervisor;Agent", "Team Lead", "Supervisor;Agent")';
  await result(page).getByRole("button", { name: "Copy Expression of rolesString" }).first().click();
  await expect(said(page)).toHaveText("Expression of rolesString copied");
  expect(await clipboard(page)).toBe(expression);
  await tab(page, "Sources").click();
  await expect(result(page)).toContainText("What happens to a user with two app roles");
  await page.reload();
  await expect(template(page).locator("option:checked")).toHaveText("App role, renamed for Talkdesk");
  await expect(page.getByLabel("App role 1")).toHaveValue("team_lead");
  await page.getByRole("radio", { name: "Nested IIF" }).check();
  await expect(result(page)).toContainText("IgnoreAttributeFlow");
  await page.getByLabel("Talkdesk roles for everyone else").fill("Agent");
  await expect(result(page)).not.toContainText("IgnoreAttributeFlow");
  await page.getByRole("button", { name: "Remove row 1" }).click();
  await expect(page.getByLabel("App role 2")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Add a role" })).toBeFocused();
});

test("a draft shows itself, what it lacks, and what is saved, and isn't copied", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/rolesString");
  await recipe(page, "App role, as is").check();
  await expect(saveState(page)).toHaveText("Saved");
  await recipe(page, "App role, renamed for Talkdesk").check();
  await page.getByLabel("App role 1").fill("Admin");
  // The draft, not the saved expression.
  await expect(result(page)).toContainText("Switch(");
  await expect(result(page)).toContainText('"Admin"');
  await expect(result(page)).toContainText("Enter a role for Admin to copy it");
  await expect(result(page).getByRole("button", { name: "Copy Expression of rolesString" })).toBeDisabled();
  await expect(result(page).getByText("All fields in Entra")).toHaveCount(0);
  await expect(saveState(page)).toContainText("Not saved: enter a role for Admin");
  await expect(saveState(page)).toContainText("Saved: SingleAppRoleAssignment([appRoleAssignments])");
  await expect(listed(page, "rolesString")).toContainText("Draft");
  await expect(listed(page, "rolesString")).toContainText("App role, renamed for Talkdesk, not saved yet");
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(saveState(page)).toHaveText("Saved");
  await expect(template(page).locator("option:checked")).toHaveText("App role, as is");
  await expect(listed(page, "rolesString")).not.toContainText("Draft");
});

test("what is not complete stays in the form and out of the setup", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/userName");
  await recipe(page, "Another attribute").check();
  await field(page).fill("Mail");
  await expect(field(page)).toHaveAttribute("aria-invalid", "true");
  await expect(field(page)).toHaveAccessibleDescription(/is called “mail”/);
  await expect(saveState(page)).toContainText("Not saved: fix the source attribute");
  await expect(saveState(page)).toContainText("Saved: [userPrincipalName]");
  await page.getByRole("link", { name: "Next: name.givenName" }).click();
  await expect(opened(page, "name.givenName")).toBeFocused();
  await page.goBack();
  await expect(field(page)).toHaveValue("Mail");
  await page.getByRole("button", { name: "Use mail" }).click();
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue("mail");
  await expect(saveState(page)).toHaveText("Saved");
  await expect(template(page).locator("option:checked")).toHaveText("Another attribute");
});

test("drafts are marked in the table, and closing the tab asks first", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/userName");
  await recipe(page, "Another attribute").check();
  await expect(saveState(page)).toContainText("Not saved: enter a source attribute");
  await drawer(page).getByRole("button", { name: "Close", exact: true }).click();
  await expect(listed(page, "userName")).toContainText("Draft");
  const asked = page.waitForEvent("dialog");
  const reloading = page.reload();
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.accept();
  await reloading;
});

test("typing keeps the cursor where it is", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/teamsString");
  await recipe(page, "Same for everyone").check();
  const teams = page.getByLabel("Talkdesk teams", { exact: true });
  await teams.fill("Sales Support");
  for (let step = 0; step < 8; step += 1) await teams.press("ArrowLeft");
  await page.keyboard.type(";");
  await page.keyboard.press("Delete");
  await page.keyboard.type("X");
  await expect(teams).toHaveValue("Sales;XSupport");
  await expect(result(page)).toContainText("Sales;XSupport");
});

test("a removed mapping comes back with undo", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/active");
  await recipe(page, "Not mapped").check();
  await expect(result(page)).toContainText("Not mapped. Delete the active row in Entra if there is one.");
  await expect(drawer(page)).toContainText("Leavers stay active");
  await undo(page);
  await expect(template(page).locator("option:checked")).toHaveText("Switch on IsSoftDeleted");
  await expect(result(page)).toContainText("IsSoftDeleted");
  await page.getByRole("button", { name: "More for this mapping" }).click();
  await page.getByRole("button", { name: "Delete mapping" }).click();
  await expect(template(page).locator("option:checked")).toHaveText("Not mapped");
  await undo(page);
  await expect(template(page).locator("option:checked")).toHaveText("Switch on IsSoftDeleted");
});

test("two tabs agree", async ({ page, site, context }) => {
  await gotoPlace(page, site, "#/mappings/externalId");
  const other = await context.newPage();
  await gotoPlace(other, site, "#/mappings/externalId");
  await recipe(other, "Another attribute").check();
  await other.getByLabel("Source attribute", { exact: true }).fill("employeeId");
  await expect(template(page).locator("option:checked")).toHaveText("Another attribute");
  await expect(field(page)).toHaveValue("employeeId");
  await expect(listed(page, "externalId")).toContainText("[employeeId]");
});

/** Longer than any line, so that whatever does not break shows. */
const LONG = "Contact-centre-supervisors-of-the-night-shift-in-Lisbon-and-Porto";

for (const width of [360, 1440]) {
  test(`accessible in light and dark, ${width} pixels wide`, async ({ page, site }) => {
    test.slow();
    const sound = async () => {
      await expectAccessibleInBothThemes(page);
      expect(await isWide(page)).toBe(false);
    };
    // On a phone the toast covers the end of the drawer for eight seconds.
    await page.addLocatorHandler(page.getByRole("region", { name: "Message" }), (toast) => toast.getByRole("button", { name: "Close" }).click());
    await page.setViewportSize({ width, height: 780 });
    await gotoPlace(page, site, "#/mappings");
    await expect(steps(page)).toBeVisible();
    await page.getByText("17 default mappings to delete").click();
    await sound();
    await page.getByRole("button", { name: "More for mappings" }).click();
    await sound();
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "rolesString" }).click();
    await recipe(page, "App role, renamed for Talkdesk").check();
    await page.getByLabel("App role 1").fill(`${LONG}_role`);
    await expect(saveState(page)).toContainText("Not saved");
    await sound();
    await page.getByLabel("Talkdesk roles 1", { exact: true }).fill(`${LONG};Agent`);
    await expect(saveState(page)).toHaveText("Saved");
    await unfold(page, "All fields in Entra");
    await unfold(page, "Other settings");
    await sound();
    await tab(page, "Sources").click();
    await sound();
    await gotoPlace(page, site, "#/mappings/operations");
    await page.getByRole("checkbox", { name: "Update", exact: true }).uncheck();
    await expect(drawer(page)).toContainText("Leavers stay active");
    await sound();
    await drawer(page).getByRole("button", { name: "Turn on Update" }).click();
    await gotoPlace(page, site, "#/mappings/add");
    await page.getByLabel("Target attribute", { exact: true }).fill("foo bar");
    await unfold(page, "Talkdesk’s custom attributes, for Edit attribute list");
    await unfold(page, "Name of a directory extension, as a source");
    await sound();
    await gotoPlace(page, site, "#/mappings");
    await addRow(page, `urn:ietf:params:scim:schemas:extension:contoso:2.0:User:${LONG}`);
    await page.getByLabel("Mapping type").selectOption("Expression");
    await expressionField(page).fill(`tolower([Mail], "${LONG}"`);
    await expect(saveState(page)).toContainText("Not saved: fix the expression");
    await sound();
    await drawer(page).getByRole("button", { name: "Close", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Don’t apply these mappings yet" })).toBeVisible();
    await sound();
    await gotoPlace(page, site, "#/mappings/teamsString");
    const panel = await requests(page);
    await sound();
    await page.getByRole("radio", { name: "Update" }).check();
    await expect(panel).toContainText('"Replace"');
    await page.getByLabel("Changed to").selectOption("Your own change");
    await panel.getByText(/^Other attributes/).click();
    await panel.getByRole("button", { name: "Paste a user from Graph" }).click();
    await sound();
    await recipe(page, "Attribute, renamed for Talkdesk").check();
    await field(page).fill("Department");
    await sound();
  });
}

test("a mapping written by hand is shown as it is and can be kept", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/active");
  await page.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => name.startsWith("scimdesk/setup/"));
    const record = JSON.parse(localStorage.getItem(key));
    const row = record.mapping.rows.find(({ target }) => target === "active");
    row.source = { expression: 'Switch( [accountEnabled], , "False", "False", "True", "True")' };
    localStorage.setItem(key, JSON.stringify(record));
  });
  await page.reload();
  await expect(template(page).locator("option:checked")).toHaveText("Custom");
  await expect(expressionField(page)).toHaveValue(/^Switch\( \[accountEnabled\]/);
  await expect(drawer(page)).toContainText("Unassigned users stay active");
  await recipe(page, "Not(IsSoftDeleted)").check();
  await expect(result(page)).toContainText("Not([IsSoftDeleted])");
  await expect(toast(page)).toContainText("active replaced");
  await recipe(page, "Custom").check();
  await expect(expressionField(page)).toHaveValue(/^Switch\( \[accountEnabled\]/);
});

test("rows to delete are one folded line, and one of them can be kept", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings");
  const fold = page.getByRole("group").filter({ hasText: "17 default mappings to delete" });
  await expect(fold).toContainText("and 13 more");
  await fold.locator("summary").click();
  const row = fold.getByRole("listitem").filter({ hasText: 'addresses[type eq "work"].locality' });
  await expect(row).toContainText("[city]");
  await expect(fold).toContainText("Talkdesk doesn’t support these attributes.");
  await row.getByRole("button", { name: /^Keep addresses/ }).click();
  await expect(listed(page, 'addresses[type eq "work"].locality')).toContainText("Talkdesk doesn’t support it");
  await expect(page.getByRole("table").first().getByRole("rowheader")).toHaveText(["Required", "Recommended", "Roles and teams", "Custom"]);
  await expect(page.getByText("16 default mappings to delete")).toBeVisible();
  await undo(page);
  await expect(page.getByText("17 default mappings to delete")).toBeVisible();
});

test("the table compares with a schema file that was read", async ({ page, site }) => {
  const job = readFileSync(new URL("../../../crates/sync-schema/tests/schemas/scim-job.json", import.meta.url));
  await gotoPlace(page, site, "#/mappings");
  await choose(page, "Schema file");
  await page.locator('input[type="file"]').first().setInputFiles({ name: "job.json", mimeType: "application/json", buffer: job });
  await expect(page.getByRole("main")).toContainText("job.json");
  await gotoPlace(page, site, "#/mappings");
  await expect(page.getByRole("main")).toContainText("Compared with job.json.");
  await expect(listed(page, "externalId")).toContainText("The file has mailNickname");
  await page.getByRole("button", { name: "Compare with a new application" }).click();
  await expect(page.getByRole("main")).toContainText("Compared with a new application.");
});

/** Changes the rows as another tab or a hand-edited backup might. */
async function storeRows(page, change) {
  await page.evaluate((change) => {
    const key = Object.keys(localStorage).find((name) => name.startsWith("scimdesk/setup/"));
    const record = JSON.parse(localStorage.getItem(key));
    for (const row of record.mapping.rows) Object.assign(row, change[row.target] ?? {});
    localStorage.setItem(key, JSON.stringify(record));
  }, change);
  await page.reload();
}

// Bug 3: the click list told to delete userName while the banner was red.
test("a deleted userName blocks everything until it is restored", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/userName");
  await page.getByRole("button", { name: "More for this mapping" }).click();
  await page.getByRole("button", { name: "Delete mapping" }).click();
  await drawer(page).getByRole("button", { name: "Close", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Don’t apply these mappings yet" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("userName isn’t mapped. You can’t get the steps, a schema file or a script until it’s fixed.");
  await expect(fixFirst(page, "1 issue")).toBeVisible();
  await expect(steps(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Copy all mappings" })).toBeDisabled();
  await expect(page.getByRole("main")).not.toContainText("to delete.");
  await expect(listed(page, "userName")).toContainText("Talkdesk rejects every user without it");
  // Other mappings aren't handed out either.
  await page.getByRole("link", { name: "name.givenName", exact: true }).click();
  await expect(result(page)).toContainText("Fix 1 issue first to copy it");
  await expect(result(page).getByRole("button", { name: /^Copy Source attribute/ })).toBeDisabled();
  await fixFirst(page, "1 issue").click();
  await expect(opened(page, "userName")).toBeFocused();
  await drawer(page).getByRole("button", { name: "Close", exact: true }).click();
  await page.getByRole("button", { name: "Restore userName" }).click();
  await expect(listed(page, "userName")).toContainText("Keep");
  await expect(steps(page)).toBeVisible();
  await expect(toast(page)).toContainText("userName restored");
});

test("two issues are counted and named", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/rolesString");
  await recipe(page, "App role, as is").check();
  await expect(saveState(page)).toHaveText("Saved");
  await storeRows(page, { [`${EXTENSION}:rolesString`]: { source: { expression: "SingleAppRoleAssignment([appRoleAssignments]" } }, userName: { target: "userNam" } });
  await gotoPlace(page, site, "#/mappings");
  await expect(page.getByRole("main")).toContainText("userName isn’t mapped, rolesString has an error, and Talkdesk doesn’t support userNam.");
  await expect(fixFirst(page, "3 issues")).toBeVisible();
  await page.getByRole("link", { name: "Open rolesString" }).click();
  await expect(drawer(page)).toContainText("The expression has an error");
  await recipe(page, "App role, as is").check();
  await expect(fixFirst(page, "2 issues")).toBeVisible();
});

test("a row with an error is not handed out", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/active");
  await storeRows(page, { active: { source: { expression: "Not([IsSoftDeleted]" } } });
  await expect(result(page)).toContainText("The expression has an error. Fix it to copy the mapping");
  await expect(result(page).getByRole("button", { name: "Copy Expression of active" })).toBeDisabled();
  await expect(result(page).getByText("All fields in Entra")).toHaveCount(0);
  await expect(fixFirst(page, "1 issue")).toBeVisible();
  await expect(steps(page)).toHaveCount(0);
  await recipe(page, "Not(IsSoftDeleted)").check();
  await expect(result(page).getByRole("button", { name: "Copy Expression of active" })).toBeEnabled();
  await expect(steps(page)).toBeVisible();
});

// Bug 14: Update unticked changed nothing on the page.
test("Update that is off is an issue: leavers stay active", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings");
  await choose(page, "Create, update, delete");
  await expect(drawer(page).getByRole("heading", { name: "Create, update, delete" })).toBeFocused();
  await page.getByRole("checkbox", { name: "Update", exact: true }).uncheck();
  await expect(drawer(page)).toContainText("Update is off under Target Object Actions");
  await expect(page.getByRole("main")).toContainText("Leavers stay active. You can’t get the steps");
  await expect(listed(page, "active")).toContainText("Leavers stay active");
  await expect(fixFirst(page, "1 issue")).toBeVisible();
  await drawer(page).getByRole("button", { name: "Turn on Update" }).click();
  await expect(page.getByRole("checkbox", { name: "Update", exact: true })).toBeChecked();
  await expect(steps(page)).toBeVisible();
  await page.getByRole("checkbox", { name: "Delete", exact: true }).uncheck();
  await page.reload();
  await expect(page.getByRole("checkbox", { name: "Delete", exact: true })).not.toBeChecked();
});

test("a name in another case is answered with Talkdesk's", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/add");
  const target = page.getByLabel("Target attribute", { exact: true });
  await target.fill("RolesString");
  await expect(target).toHaveAccessibleDescription(/Talkdesk calls it rolesString\./);
  await target.press("Enter");
  await expect(opened(page, "rolesString")).toBeFocused();
  await gotoPlace(page, site, "#/mappings/add");
  await target.fill("externalID");
  await target.press("Enter");
  await expect(opened(page, "externalId")).toBeFocused();

  await storeRows(page, { externalId: { target: "ExternalID" } });
  await gotoPlace(page, site, "#/mappings");
  await expect(listed(page, "ExternalID")).toContainText("Wrong uppercase or lowercase");
  await page.getByRole("link", { name: "ExternalID", exact: true }).click();
  await page.getByRole("button", { name: "Rename it to externalId" }).click();
  await expect(page.getByRole("link", { name: "Open externalId" })).toBeVisible();
  await undo(page);
  await page.getByRole("button", { name: "Rename it to externalId" }).click();
  await page.getByRole("link", { name: "Open externalId" }).click();
  await expect(opened(page, "externalId")).toBeFocused();
  await expect(template(page).locator("option:checked")).toHaveText("objectId");
});

test("reset brings Talkdesk's mappings, keeps roles and teams, and can be taken back", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/rolesString");
  await recipe(page, "Same for everyone").check();
  await page.getByLabel("Talkdesk roles", { exact: true }).fill("Agent");
  await gotoPlace(page, site, "#/mappings");
  await page.getByRole("button", { name: "More for mappings" }).click();
  await expect(page.getByRole("button", { name: "Reset to Talkdesk’s mappings" })).toBeDisabled();
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "name.givenName", exact: true }).click();
  await recipe(page, "Not mapped").check();
  await expect(listed(page, "name.givenName")).toContainText("Talkdesk rejects every user without it");
  await choose(page, "Reset to Talkdesk’s mappings");
  await expect(listed(page, "name.givenName")).toContainText("[givenName]");
  await expect(listed(page, "rolesString")).toContainText('"Agent"');
  await undo(page);
  await expect(listed(page, "name.givenName")).toContainText("Not mapped");
});

test("only names that an attribute can have are added", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings");
  await choose(page, "Add a mapping");
  const target = page.getByLabel("Target attribute", { exact: true });
  const refused = async (name, why) => {
    await target.fill(name);
    await expect(target).toHaveAccessibleDescription(why);
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(target).toBeFocused();
    await expect(target).toHaveAttribute("aria-invalid", "true");
  };
  await refused("foo bar", /space/);
  await refused("shoeSize", /Start with urn:/);
  await refused("urn:ietf:params:scim:schemas:extension:a:2.0:user:x", /Add :2\.0:User:/);
  await refused("", /Enter the full name/);
  await target.fill('emails[type eq "home"].value');
  await expect(target).toHaveAccessibleDescription(/Talkdesk doesn’t list this attribute/);
  await page.getByRole("link", { name: "teamsString" }).first().click();
  await expect(opened(page, "teamsString")).toBeFocused();
  expect(await names(page)).toEqual(TARGETS);
});

test("mappings are added for any target, edited, moved and deleted", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings");
  await addRow(page, "title");
  const odd = 'emails[type eq "home"].value';
  await addRow(page, odd);
  await expect(drawer(page)).toContainText("Talkdesk doesn’t support it");
  await page.getByLabel("Mapping type").selectOption("Direct");
  await field(page).fill("Mail");
  await page.getByRole("button", { name: "Use mail" }).click();
  await unfold(page, "Other settings");
  await page.getByLabel("Default value if null (optional)").fill("none@contoso.com");
  await page.getByLabel("Apply this mapping").selectOption("Only during object creation");
  await page.getByLabel("Match objects using this attribute").selectOption("Yes");
  await page.getByLabel("Matching precedence").selectOption("2");
  await expect(result(page)).toContainText("For Ana Silva ana.silva@contoso.com");
  await expect(drawer(page)).toContainText("The default value is never sent");
  await page.reload();
  await expect(field(page)).toHaveValue("mail");
  await unfold(page, "Other settings");
  await expect(page.getByLabel("Matching precedence")).toHaveValue("2");
  await expect(page.getByLabel("Apply this mapping")).toHaveValue("Only during object creation");

  expect((await names(page)).slice(-2)).toEqual(["title", odd]);
  await page.getByRole("button", { name: "More for this mapping" }).click();
  await drawer(page).getByRole("button", { name: "Move up" }).click();
  await expect(said(page)).toHaveText("Moved to position 1 of the custom mappings");
  expect((await names(page)).slice(-2)).toEqual([odd, "title"]);
  await page.getByRole("link", { name: odd, exact: true }).focus();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(page.getByRole("link", { name: odd, exact: true })).toBeFocused();
  const after = await names(page);
  expect(after.slice(-2)).toEqual(["title", odd]);
  await page.getByRole("button", { name: "More for this mapping" }).click();
  await page.getByRole("button", { name: "Delete mapping" }).click();
  await expect(drawer(page)).toContainText("This setup no longer maps this attribute.");
  await expect(page.getByRole("link", { name: odd, exact: true })).toHaveCount(0);
  await undo(page);
  expect(await names(page)).toEqual(after);
});

test("a free expression is fixed with one click and evaluated", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/familyName");
  await recipe(page, "Custom").check();
  await page.getByLabel("Mapping type").selectOption("Expression");
  const expression = expressionField(page);
  await expect(expression).toHaveValue("[surname]");
  await expression.fill("ToUpper([surname]");
  await expect(expression).toHaveAccessibleDescription(/parenthesis|bracket|closed/i);
  await page.locator("#source-said").getByRole("button").first().click();
  await expect(expression).toHaveValue("ToUpper([surname])");
  await expect(expression).toBeFocused();
  await expect(result(page)).toContainText("For Ana Silva SILVA");
  await page.getByRole("link", { name: "Open in Expressions" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Expressions" })).toBeVisible();
});

test("what is written by hand and fits a template opens in it", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/active");
  await recipe(page, "Custom").check();
  await expressionField(page).fill("Not( [IsSoftDeleted] )");
  await expect(saveState(page)).toHaveText("Saved");
  await expect(template(page).locator("option:checked")).toHaveText("Custom");
  await page.reload();
  await expect(template(page).locator("option:checked")).toHaveText("Not(IsSoftDeleted)");
});

test("the requests for the sample user are in the drawer of any mapping", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/rolesString");
  await recipe(page, "App role, as is").check();
  const panel = await requests(page);
  await expect(panel).toContainText("POST /Users");
  await expect(panel).toContainText('"active": true');
  await expect(panel).toContainText('"rolesString": "Agent"');
  await expect(panel).toContainText("Every role must exist in Talkdesk");
  await page.getByRole("radio", { name: "Find" }).check();
  await expect(panel).toContainText("GET /Users?filter=userName+eq+%22ana.silva%40contoso.com%22");
  await page.getByRole("radio", { name: "Update" }).check();
  await expect(panel).toContainText('"op": "Replace"');
  await expect(panel).toContainText('"name.familyName": "Costa"');
  await page.getByRole("radio", { name: "Deactivate" }).check();
  await expect(panel).toContainText('"value": "False"');
  await expect(panel).toContainText('"value": false');
  await panel.getByRole("button", { name: "Copy the request" }).last().click();
  expect(await clipboard(page)).toMatch(/^PATCH \/Users\/\{id\}\n\n\{/);

  // The tab stays from mapping to mapping.
  await page.getByRole("link", { name: "userName", exact: true }).click();
  await page.getByLabel("Sample user", { exact: true }).selectOption({ label: "Kim (guest): a guest without a last name, with two app roles" });
  await page.getByRole("radio", { name: "Create" }).check();
  await expect(panel).toContainText("Not sent");
  await expect(panel).toContainText("Talkdesk requires familyName, but there is no value.");
  await expect(listed(page, "rolesString")).toContainText("2 app role assignments");
  await expect(listed(page, "name.familyName")).toContainText("No value");
});

test("names of custom attributes are copied, checked and made", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/add");
  await unfold(page, "Talkdesk’s custom attributes, for Edit attribute list");
  await page.getByRole("button", { name: "Copy Name of the teams attribute" }).click();
  expect(await clipboard(page)).toBe(`${EXTENSION}:teamsString`);
  const name = page.getByLabel("Target attribute", { exact: true });
  await name.fill(`${EXTENSION}:`);
  await expect(name).toHaveAccessibleDescription(/own name at the end/);
  await name.fill(`${EXTENSION}:rolesString`);
  await expect(name).toHaveAccessibleDescription(/Valid. Talkdesk supports this attribute./);
  await unfold(page, "Name of a directory extension, as a source");
  const id = page.getByLabel("Application ID");
  await id.fill("25883231-668a-43a7-80b2-5685c3f874bc");
  await page.getByLabel("Name of the extension").fill("talkdeskRole");
  await page.getByRole("button", { name: "Copy Source attribute" }).click();
  expect(await clipboard(page)).toBe("extension_25883231668a43a780b25685c3f874bc_talkdeskRole");
  await id.fill("25883231");
  await expect(id).toHaveAccessibleDescription(/32 hexadecimal digits/);
});

test("the table and the drawer follow another setup", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/externalId");
  await recipe(page, "Another attribute").check();
  await field(page).fill("employeeId");
  await expect(listed(page, "externalId")).toContainText("[employeeId]");
  await gotoPlace(page, site, "#/setups");
  await page.getByRole("button", { name: /^New set-?up/ }).first().click();
  await gotoPlace(page, site, "#/mappings/externalId");
  await expect(listed(page, "externalId")).toContainText("[objectId]");
  await expect(template(page).locator("option:checked")).toHaveText("objectId");
});
