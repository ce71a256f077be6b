// The Mappings place: recipes write rows, rows open in recipes, and nothing
// typed is lost.

import { expect, expectAccessible, gotoPlace, setTheme, test } from "../fixtures.mjs";

const EXTENSION = "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User";
const TARGETS = ["userName", "givenName", "familyName", "active", "externalId", "rolesString", "teamsString"];

const result = (page) => page.getByRole("region", { name: "In the portal" });
const recipe = (page, name) => page.getByRole("radio", { name, exact: true });
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());
const listed = (page, target) => page.getByRole("main").getByRole("listitem").filter({ has: page.getByRole("link", { name: target }) });

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
  await expect(field).toHaveAccessibleDescription(/Entra calls it “mail”/);
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
  await expect(page.getByRole("main")).toContainText("Leavers stay active");
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

for (const theme of ["light", "dark"]) {
  test(`accessible in ${theme}, also on a narrow screen`, async ({ page, site }) => {
    await page.setViewportSize({ width: 360, height: 780 });
    await setTheme(page, theme);
    await gotoPlace(page, site, "#/mappings");
    await expectAccessible(page);
    await gotoPlace(page, site, "#/mappings/rolesString");
    await recipe(page, "By an attribute, through a table").check();
    await page.getByLabel("Source attribute", { exact: true }).fill("Department");
    await expectAccessible(page);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(wider).toBe(false);
  });
}

test("a mapping written by hand is shown as it is and can be kept", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/active");
  await page.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => name.startsWith("scimdesk/setup/"));
    const record = JSON.parse(localStorage.getItem(key));
    const row = record.mapping.rows.find(({ target }) => target === "active");
    row.source = { expression: "Not( [accountEnabled] )" };
    localStorage.setItem(key, JSON.stringify(record));
  });
  await page.reload();
  await expect(recipe(page, "As it stands")).toBeChecked();
  await expect(result(page)).toContainText("Not( [accountEnabled] )");
  await expect(page.getByRole("main")).toContainText("Unassigned users stay active");
  await recipe(page, "Not(IsSoftDeleted)").check();
  await expect(result(page)).toContainText("Not([IsSoftDeleted])");
  await expect(page.getByText("Mapping of active replaced").first()).toBeAttached();
  await recipe(page, "As it stands").check();
  await expect(result(page)).toContainText("Not( [accountEnabled] )");
});
