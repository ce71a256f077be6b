// The Mappings place: recipes write rows, rows open in recipes, and nothing
// typed is lost.

import { readFileSync } from "node:fs";
import { expect, expectAccessible, gotoPlace, setTheme, test } from "../fixtures.mjs";
import { EXTENSION, addRow, listed, recipe, requests, result } from "../mappings.mjs";

const TARGETS = ["userName", "givenName", "familyName", "active", "externalId", "rolesString", "teamsString"];

const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());
const next = (page) => page.locator(".next-step");
const isWide = (page) => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
const names = (page) => page.getByRole("region", { name: "Rows" }).getByRole("link").allTextContents();

test("the list shows every target and leads to it", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings");
  for (const target of TARGETS) {
    await page.getByRole("link", { name: target }).click();
    await expect(page.getByRole("heading", { level: 1, name: target })).toBeFocused();
    await page.goBack();
  }
  await expect(listed(page, "active")).toContainText('Switch([IsSoftDeleted], , "False", "True", "True", "False")');
  await expect(listed(page, "rolesString")).toContainText("not mapped");
});

test("an address without a target says so and shows the list", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/displayName");
  await expect(page.getByRole("alert")).toContainText("Talkdesk has no attribute “displayName”");
  await expect(page.getByRole("link", { name: "userName" })).toBeVisible();
});

test("the fields are the portal's own and can be copied", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/rolesString");
  await recipe(page, "The same for everybody").check();
  await page.getByLabel("Talkdesk roles", { exact: true }).fill('Supervisor;The "A" team');
  const pane = result(page);
  for (const [label, value] of [
    ["Name of rolesString", `${EXTENSION}:rolesString`],
    ["Constant Value of rolesString", 'Supervisor;The "A" team'],
    ["Target attribute of rolesString", `${EXTENSION}:rolesString`],
  ]) {
    await pane.getByRole("button", { name: `Copy ${label}` }).click();
    await expect(page.getByRole("status")).toHaveText(`${label} copied`);
    expect(await clipboard(page)).toBe(value);
  }
  await expect(pane).toContainText("Match objects using this attribute No");
  await expect(pane).toContainText("Apply this mapping Always");
  await gotoPlace(page, site, "#/mappings");
  await page.getByRole("button", { name: "Copy all mappings" }).click();
  await expect(page.getByRole("status")).toHaveText("All mappings copied");
  expect(await clipboard(page)).toContain('Constant Value: Supervisor;The "A" team');
});

test("a table is filled in by keyboard alone and opens again after a reload", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/rolesString");
  await recipe(page, "Not mapped").focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("ArrowDown");
  await expect(recipe(page, "By app role, through a table")).toBeChecked();
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("App role 1")).toBeFocused();
  await page.keyboard.type("Team Lead");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Supervisor;Agent");
  const same = page.getByRole("button", { name: "Also list its value, line 1" });
  await same.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("App role 2")).toBeFocused();
  await expect(result(page)).toContainText("not complete");
  await page.keyboard.type("team_lead");
  await page.getByRole("button", { name: "Move line 2 up" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("App role 1")).toBeFocused();
  const expression =
    'Switch(SingleAppRoleAssignment([appRoleAssignments]), , "team_lead", "Supervisor;Agent", "Team Lead", "Supervisor;Agent")';
  await expect(result(page)).toContainText(expression);
  await expect(result(page)).toContainText("in the set-up");
  await expect(page.getByRole("main")).toContainText("What happens to a user with two app roles");
  await page.reload();
  await expect(recipe(page, "By app role, through a table")).toBeChecked();
  await expect(page.getByLabel("App role 1")).toHaveValue("team_lead");
  await page.getByRole("radio", { name: "Nested IIF" }).check();
  await expect(result(page)).toContainText("IgnoreAttributeFlow");
});

test("what is not complete stays in the form and out of the set-up", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/userName");
  await recipe(page, "Another attribute").check();
  const field = page.getByLabel("Source attribute", { exact: true });
  await field.fill("Mail");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveAccessibleDescription(/is called “mail”/);
  await expect(result(page)).toContainText("userPrincipalName");
  await page.getByRole("link", { name: "Next: givenName" }).click();
  await page.goBack();
  await expect(field).toHaveValue("Mail");
  await page.getByRole("button", { name: "Use mail" }).click();
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("mail");
  await expect(result(page)).toContainText("in the set-up");
  await expect(recipe(page, "Another attribute")).toBeChecked();
});

test("unfinished entries are named in the list, and closing the tab asks first", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/userName");
  await recipe(page, "Another attribute").check();
  await expect(result(page)).toContainText("not complete");
  await gotoPlace(page, site, "#/mappings");
  await expect(listed(page, "userName")).toContainText("unfinished changes");
  const asked = page.waitForEvent("dialog");
  const reloading = page.reload();
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.accept();
  await reloading;
});

test("typing keeps the cursor where it is", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/teamsString");
  await recipe(page, "The same for everybody").check();
  const field = page.getByLabel("Talkdesk teams", { exact: true });
  await field.fill("Sales Support");
  for (let step = 0; step < 8; step += 1) await field.press("ArrowLeft");
  await page.keyboard.type(";");
  await page.keyboard.press("Delete");
  await page.keyboard.type("X");
  await expect(field).toHaveValue("Sales;XSupport");
  await expect(result(page)).toContainText("Sales;XSupport");
});

test("a removed mapping comes back with undo", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/active");
  await recipe(page, "Not mapped").check();
  await expect(result(page)).toContainText("No row");
  await expect(page.getByRole("main")).toContainText("Nobody is ever deactivated");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(recipe(page, "Switch over IsSoftDeleted")).toBeChecked();
  await expect(result(page)).toContainText("IsSoftDeleted");
});

test("two tabs agree", async ({ page, site, context }) => {
  await gotoPlace(page, site, "#/mappings/externalId");
  const other = await context.newPage();
  await gotoPlace(other, site, "#/mappings/externalId");
  await recipe(other, "Another attribute").check();
  await other.getByLabel("Source attribute", { exact: true }).fill("employeeId");
  await expect(recipe(page, "Another attribute")).toBeChecked();
  await expect(page.getByLabel("Source attribute", { exact: true })).toHaveValue("employeeId");
});

/** Longer than any line, so that whatever does not break shows. */
const LONG = "Contact-centre-supervisors-of-the-night-shift-in-Lisbon-and-Porto";

for (const theme of ["light", "dark"]) {
  for (const width of [360, 1440]) {
    test(`accessible in ${theme}, ${width} pixels wide`, async ({ page, site }) => {
      const sound = async () => {
        await expectAccessible(page);
        expect(await isWide(page)).toBe(false);
      };
      await page.setViewportSize({ width, height: 780 });
      await setTheme(page, theme);
      await gotoPlace(page, site, "#/mappings");
      await page.getByRole("link", { name: "rolesString" }).click();
      await recipe(page, "By app role, through a table").check();
      await page.getByLabel("App role 1").fill(`${LONG}_role`);
      await page.getByLabel("Talkdesk roles 1", { exact: true }).fill(`${LONG};Agent`);
      await expect(result(page)).toContainText("in the set-up");
      await sound();
      await gotoPlace(page, site, "#/mappings/teamsString");
      await recipe(page, "The same for everybody").check();
      await page.getByLabel("Talkdesk teams", { exact: true }).fill(`${LONG};${LONG}-2`);
      await expect(result(page)).toContainText("in the set-up");
      await sound();
      await gotoPlace(page, site, "#/mappings");
      await page.getByRole("listitem").filter({ hasText: "10 rows" }).locator("summary").click();
      await addRow(page, `urn:ietf:params:scim:schemas:extension:contoso:2.0:User:${LONG}`);
      await page.getByLabel("Mapping type").selectOption("Expression");
      await page.getByLabel("Expression", { exact: true }).fill(`tolower([Mail], "${LONG}"`);
      await expect(page.getByRole("main")).toContainText("Not in the row yet");
      await sound();
      await gotoPlace(page, site, "#/mappings");
      await expect(requests(page)).toContainText("rolesString has no value, and Entra never sends a null.");
      await expect(requests(page).getByTitle(`${EXTENSION}:rolesString`)).toHaveText("rolesString");
      await sound();
      await page.getByRole("radio", { name: "Update" }).check();
      await expect(requests(page)).toContainText('"Replace"');
      await page.getByLabel("Changed to").selectOption("Your own change");
      await requests(page).getByText(/^Other attributes/).click();
      await requests(page).getByRole("button", { name: "Paste Graph JSON" }).click();
      await sound();
      await gotoPlace(page, site, "#/mappings/rolesString");
      await recipe(page, "By an attribute, through a table").check();
      await page.getByLabel("Source attribute", { exact: true }).fill("Department");
      await sound();
    });
  }
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
  await expect(recipe(page, "Written by hand")).toBeChecked();
  await expect(result(page)).toContainText("Switch( [accountEnabled]");
  await expect(page.getByRole("main")).toContainText("Unassigned users stay active");
  await recipe(page, "Not(IsSoftDeleted)").check();
  await expect(result(page)).toContainText("Not([IsSoftDeleted])");
  await expect(page.getByText("Mapping of active replaced").first()).toBeAttached();
  await recipe(page, "Written by hand").check();
  await expect(result(page)).toContainText("Switch( [accountEnabled]");
});

test("every row has its verdict and the reason for it", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings");
  await expect(next(page)).toContainText("1 row to edit, 17 rows to delete");
  for (const kept of ["userName", "active", "givenName", "familyName"]) {
    await expect(listed(page, kept)).toContainText("keep");
  }
  await expect(listed(page, "externalId")).toContainText("Source attribute: objectId instead of mailNickname");
  await expect(listed(page, "externalId")).toContainText("edit");
  const gone = page.getByRole("listitem").filter({ hasText: "10 rows" });
  await gone.locator("summary").click();
  const row = gone.getByRole("listitem").filter({ hasText: "addresses[type eq \"work\"].locality" });
  await expect(row).toContainText("Direct: city");
  await expect(gone).toContainText("Talkdesk’s schema has no such attribute.");
  await row.getByRole("button", { name: /^Keep addresses/ }).click();
  await expect(listed(page, 'addresses[type eq "work"].locality')).toContainText("keep");
  await expect(next(page)).toContainText("addresses[type eq \"work\"].locality: Talkdesk does not have it");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(next(page)).toContainText("17 rows to delete");
});

test("the list compares with a schema file that was read", async ({ page, site }) => {
  const job = readFileSync(new URL("../../../crates/sync-schema/tests/schemas/scim-job.json", import.meta.url));
  await gotoPlace(page, site, "#/mappings/schema");
  await page.getByLabel("Schema file", { exact: true }).setInputFiles({ name: "job.json", mimeType: "application/json", buffer: job });
  await expect(page.getByRole("region", { name: "What was read" })).toContainText("22");
  await gotoPlace(page, site, "#/mappings");
  await expect(next(page)).toContainText("Against the rows of job.json");
  await page.getByRole("button", { name: "Compare with an untouched application" }).click();
  await expect(next(page)).toContainText("untouched application");
});

test("the clicks for the portal follow the set and can be ticked", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/teamsString");
  await recipe(page, "The same for everybody").check();
  await page.getByLabel("Talkdesk teams", { exact: true }).fill("Sales");
  await gotoPlace(page, site, "#/mappings");
  await next(page).getByRole("button", { name: "Show the clicks" }).click();
  const clicks = page.getByRole("region", { name: "In the portal, click by click" });
  await expect(clicks.getByRole("heading")).toBeFocused();
  const items = clicks.getByRole("checkbox");
  await expect(items).toHaveCount(8);
  await expect(clicks).toContainText("If there is none, choose Add New Mapping.");
  await clicks.getByRole("button", { name: "Copy Constant Value of teamsString" }).click();
  expect(await clipboard(page)).toBe("Sales");
  await clicks.getByRole("checkbox", { name: /^Open Provisioning Microsoft Entra ID Groups/ }).check();
  await expect(clicks).toContainText("1 of 8");
});

test("a tick lasts while its click stays the same, until the next visit", async ({ page, site }) => {
  const clicks = page.getByRole("region", { name: "In the portal, click by click" });
  const groups = clicks.getByRole("checkbox", { name: /^Open Provisioning Microsoft Entra ID Groups/ });
  const row = clicks.getByRole("checkbox", { name: /externalId/ });
  await gotoPlace(page, site, "#/mappings");
  await groups.check();
  await row.check();
  await expect(clicks).toContainText("2 of 6");
  await gotoPlace(page, site, "#/guide");
  await gotoPlace(page, site, "#/mappings");
  await expect(groups).toBeChecked();
  await expect(row).toBeChecked();

  // Another value is another click; the same one again is the old click.
  await gotoPlace(page, site, "#/mappings/externalId");
  await recipe(page, "Another attribute").check();
  await page.getByLabel("Source attribute", { exact: true }).fill("employeeId");
  await gotoPlace(page, site, "#/mappings");
  await expect(row).not.toBeChecked();
  await expect(groups).toBeChecked();
  await gotoPlace(page, site, "#/mappings/externalId");
  await page.getByLabel("Source attribute", { exact: true }).fill("objectId");
  await gotoPlace(page, site, "#/mappings");
  await expect(row).toBeChecked();

  // Whoever comes back to the app later compares with the portal anew.
  await page.reload();
  await expect(clicks).toContainText("0 of 6");
  await expect(groups).not.toBeChecked();
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

test("a row with a mistake is not handed out", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/active");
  await storeRows(page, { active: { source: { expression: "Not([IsSoftDeleted]" } } });
  await expect(result(page)).toContainText("The fields come back here, to copy, once that is mended.");
  await expect(result(page).getByRole("button")).toHaveCount(0);
  await gotoPlace(page, site, "#/mappings");
  const clicks = page.getByRole("region", { name: "In the portal, click by click" });
  await expect(clicks).toContainText("The expression has a mistake");
  await expect(clicks.getByRole("checkbox", { name: "The row of active waits" })).toBeDisabled();
  await expect(clicks.getByRole("button", { name: /of active$/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Copy all mappings" }).click();
  await expect(page.getByRole("status")).toHaveText("All mappings copied");
  expect(await clipboard(page)).toMatch(/To mend before these rows go to the portal\nactive: The expression has a mistake/);
  await clicks.getByRole("link", { name: "Mend the row of active" }).click();
  await recipe(page, "Not(IsSoftDeleted)").check();
  await expect(result(page).getByRole("button", { name: "Copy Expression of active" })).toBeVisible();
});

test("a name with other capitals is answered with Talkdesk's", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings");
  const target = page.getByLabel("Add New Mapping: target attribute");
  await target.fill("RolesString");
  await expect(target).toHaveAccessibleDescription(/Talkdesk calls it rolesString\./);
  await page.getByRole("button", { name: "Map rolesString" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "rolesString" })).toBeVisible();
  await gotoPlace(page, site, "#/mappings");
  await target.fill("externalID");
  await target.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "externalId" })).toBeVisible();

  await storeRows(page, { externalId: { target: "ExternalID" } });
  await gotoPlace(page, site, "#/mappings");
  await expect(next(page)).toContainText("Talkdesk calls it externalId.");
  await page.getByRole("link", { name: "Open ExternalID" }).click();
  await page.getByRole("button", { name: "Rename the row to externalId" }).click();
  await expect(page.getByRole("link", { name: "Open the row of externalId" })).toBeFocused();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Rename the row to externalId" }).click();
  await page.getByRole("link", { name: "Open the row of externalId" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "externalId" })).toBeVisible();
  await expect(recipe(page, "objectId")).toBeChecked();
});

test("Talkdesk's set is applied, keeps roles and teams, and can be taken back", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/rolesString");
  await recipe(page, "The same for everybody").check();
  await page.getByLabel("Talkdesk roles", { exact: true }).fill("Agent");
  await gotoPlace(page, site, "#/mappings");
  await expect(next(page)).toContainText("This is Talkdesk’s published set.");
  await page.getByRole("button", { name: "Delete the row of givenName" }).click();
  await expect(next(page)).toContainText("givenName: Mandatory, and not mapped");
  await expect(next(page).getByRole("link", { name: "Open givenName" })).toBeVisible();
  await page.getByRole("button", { name: "Apply the Talkdesk set" }).click();
  await expect(listed(page, "givenName")).toContainText("Direct: givenName");
  await expect(listed(page, "rolesString")).toContainText("Constant: Agent");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(next(page)).toContainText("givenName: Mandatory, and not mapped");
});

test("rows are added for any target, edited, moved and deleted", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings");
  const target = page.getByLabel("Add New Mapping: target attribute");
  await target.fill("urn:ietf:params:scim:schemas:extension:a:2.0:user:x");
  await expect(target).toHaveAccessibleDescription(/comes :2\.0:User:/);
  const odd = 'emails[type eq "home"].value';
  await target.fill(odd);
  await expect(target).toHaveAccessibleDescription(/Talkdesk’s schema has no such attribute/);
  await addRow(page, odd);
  await expect(page.getByRole("main")).toContainText("Talkdesk does not have it");
  await page.getByLabel("Mapping type").selectOption("Direct");
  await page.getByLabel("Source attribute", { exact: true }).fill("Mail");
  await page.getByRole("button", { name: "Use mail" }).click();
  await page.getByLabel("Default value if null (optional)").fill("none@contoso.com");
  await page.getByLabel("Apply this mapping").selectOption("Only during object creation");
  await page.getByLabel("Match objects using this attribute").selectOption("Yes");
  await page.getByLabel("Matching precedence").selectOption("2");
  await expect(page.getByRole("main")).toContainText("For Ana Silvaana.silva@contoso.com");
  await expect(result(page)).toContainText("Matching precedence 2");
  await expect(result(page)).toContainText("Apply this mapping Only during object creation");
  await expect(page.getByRole("main")).toContainText("The default value is never sent");
  await page.reload();
  await expect(page.getByLabel("Source attribute", { exact: true })).toHaveValue("mail");
  await page.getByRole("link", { name: "Mappings", exact: true }).last().click();

  const before = await names(page);
  await page.getByRole("button", { name: `Move ${odd} up` }).click();
  await expect(page.getByRole("button", { name: `Move ${odd} up` })).toBeFocused();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(page.getByRole("status")).toHaveText("Moved to row 4");
  const after = await names(page);
  expect(after.indexOf(odd)).toBe(before.indexOf(odd) - 2);
  await page.getByRole("button", { name: `Delete the row of ${odd}` }).click();
  await expect(page.getByRole("link", { name: odd })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await names(page)).toEqual(after);
});

test("a free expression is mended with one click and evaluated", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/familyName");
  await recipe(page, "Written by hand").check();
  await page.getByLabel("Mapping type").selectOption("Expression");
  const field = page.getByLabel("Expression", { exact: true });
  await expect(field).toHaveValue("[surname]");
  await field.fill("ToUpper([surname]");
  await expect(field).toHaveAccessibleDescription(/parenthesis|bracket|closed/i);
  await page.locator("#source-said").getByRole("button").first().click();
  await expect(field).toHaveValue("ToUpper([surname])");
  await expect(field).toBeFocused();
  await expect(page.getByRole("main")).toContainText("For Ana SilvaSILVA");
  await page.getByRole("link", { name: "Open in Expressions" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Expressions" })).toBeVisible();
});

test("what is written by hand and fits a recipe opens in it", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/active");
  await recipe(page, "Written by hand").check();
  await page.getByLabel("Expression", { exact: true }).fill("Not( [IsSoftDeleted] )");
  await expect(result(page)).toContainText("in the set-up");
  await expect(recipe(page, "Written by hand")).toBeChecked();
  await page.reload();
  await expect(recipe(page, "Not(IsSoftDeleted)")).toBeChecked();
});

test("the sample user's values and the requests are on the screen", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/rolesString");
  await recipe(page, "The app role, as it is").check();
  await gotoPlace(page, site, "#/mappings");
  await expect(listed(page, "userName")).toContainText("ana.silva@contoso.com");
  const panel = requests(page);
  await expect(panel).toContainText("POST /Users");
  await expect(panel).toContainText('"active": true');
  await expect(panel).toContainText('"rolesString": "Agent"');
  await expect(panel).toContainText("Every role has to exist in Talkdesk");
  await page.getByRole("radio", { name: "Find" }).check();
  await expect(panel).toContainText("GET /Users?filter=userName+eq+%22ana.silva%40contoso.com%22");
  await page.getByRole("radio", { name: "Update" }).check();
  await expect(panel).toContainText('"op": "Replace"');
  await expect(panel).toContainText('"name.familyName": "Costa"');
  await page.getByRole("radio", { name: "Switch off" }).check();
  await expect(panel).toContainText('"value": "False"');
  await expect(panel).toContainText('"value": false');
  await panel.getByRole("button", { name: "Copy the request" }).last().click();
  expect(await clipboard(page)).toMatch(/^PATCH \/Users\/\{id\}\n\n\{/);

  await page.getByLabel("For", { exact: true }).selectOption({ label: "Kim (guest): a guest without a last name who has two app roles" });
  await page.getByRole("radio", { name: "Create" }).check();
  await expect(panel).toContainText("not sent");
  await expect(panel).toContainText("Talkdesk requires familyName, and there is no value.");
  await expect(listed(page, "rolesString")).toContainText("2 app role assignments");
  await expect(listed(page, "familyName")).toContainText("no value");
});

test("names of custom attributes are copied, checked and made", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings");
  const panel = page.getByRole("region", { name: "Custom attribute names" });
  await panel.getByRole("button", { name: "Copy Name of the teams attribute" }).click();
  expect(await clipboard(page)).toBe(`${EXTENSION}:teamsString`);
  const name = panel.getByLabel("Name of a SCIM extension attribute");
  await name.fill(`${EXTENSION}:`);
  await expect(name).toHaveAccessibleDescription(/own name is missing/);
  await name.fill(`${EXTENSION}:rolesString`);
  await expect(panel).toContainText("The form is right, and it is Talkdesk’s.");
  const id = panel.getByLabel("Application id");
  await id.fill("25883231-668a-43a7-80b2-5685c3f874bc");
  await panel.getByLabel("Name of the extension").fill("talkdeskRole");
  await panel.getByRole("button", { name: "Copy Source attribute" }).click();
  expect(await clipboard(page)).toBe("extension_25883231668a43a780b25685c3f874bc_talkdeskRole");
  await id.fill("25883231");
  await expect(id).toHaveAccessibleDescription(/32 hexadecimal digits/);
});
