// The requests of Mappings and what happens between typing and saving: what the
// sample user changes to, drafts, taking back, and a row that runs away.

import { expect, gotoPlace, test } from "../fixtures.mjs";
import { addRow, drawer, expressionField, listed, opened, recipe, requests, result, saveState, tab, unfold } from "../mappings.mjs";

test.use({ idle: false });

const differs = (page) => page.getByRole("status", { name: "What changes" });
const GRAPH_USER = { id: "6f1c2f0e-5b7a-4d0c-9a53-2b8f5d1f7c10", userPrincipalName: "ana.costa@contoso.com", givenName: "Ana", surname: "Costa-Reis", accountEnabled: true };

test("an update is shown for the change that one chooses, in words and in both forms", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/userName");
  const panel = await requests(page);
  await expect(page.getByLabel("Changed to")).toHaveCount(0);
  await page.getByRole("radio", { name: "Update" }).check();
  const to = page.getByLabel("Changed to");
  await expect(differs(page)).toContainText("surname: Silva → Costa");
  await expect(differs(page)).toContainText("appRoleAssignments: Agent → Supervisor");
  await to.selectOption("Blocked from signing in");
  await expect(differs(page).getByRole("listitem")).toHaveText(["IsSoftDeleted: False → True", "accountEnabled: True → False (not used by any mapping)"]);
  await expect(panel).toContainText('"value": "False"');
  await expect(panel).toContainText('"value": false');
  await expect(panel).not.toContainText("name.familyName");
  await to.selectOption("Another email address");
  await expect(panel).toContainText("new.ana.silva@contoso.com");
  await to.selectOption("Another department");
  await expect(differs(page)).toContainText("department: Customer Care → Sales");
  await expect(panel).toContainText("No mapped value changes, so Entra sends no request.");
  await expect(panel.getByText("Not sent", { exact: true })).toHaveCount(1);
  await to.selectOption("Kim (guest)");
  await expect(differs(page)).toContainText("givenName: Ana → Kim");
  await expect(differs(page)).toContainText("more");
  await expect(panel).toContainText("familyName no longer has a value; Entra never sends null, so Talkdesk keeps the old one.");
  await to.selectOption("Ana Silva");
  await expect(differs(page)).toHaveText("Nothing changes, so Entra sends no request.");
  await page.reload();
  await requests(page);
  await page.getByRole("radio", { name: "Update" }).check();
  await expect(to).toHaveValue("example Ana Silva");

  await page.getByRole("link", { name: "name.familyName", exact: true }).click();
  await unfold(page, "Other settings");
  await page.getByLabel("Apply this mapping").selectOption("Only during object creation");
  await to.selectOption("Another last name");
  await expect(panel).toContainText("familyName changes, but applies only during object creation.");
});

test("a change is made by hand or pasted, and kept", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/userName");
  const panel = await requests(page);
  await page.getByRole("radio", { name: "Update" }).check();
  const to = page.getByLabel("Changed to");
  await to.selectOption("Blocked from signing in");
  await to.selectOption("Your own change");
  await expect(differs(page).getByRole("listitem")).toHaveCount(2);
  await panel.getByRole("button", { name: "Start from the sample user" }).click();
  await expect(differs(page)).toHaveText("Nothing changes, so Entra sends no request.");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(differs(page).getByRole("listitem")).toHaveCount(2);
  await panel.getByRole("button", { name: "Start from the sample user" }).click();
  const surname = panel.getByLabel("surname", { exact: true });
  await surname.fill("");
  await surname.pressSequentially("Lima");
  await expect(surname).toBeFocused();
  await expect(differs(page)).toHaveText("surname: Silva → Lima");
  await expect(panel).toContainText('"value": "Lima"');
  await to.selectOption("Another app role");
  await to.selectOption("Your own change");
  await expect(differs(page)).toHaveText("surname: Silva → Lima");
  await page.reload();
  await requests(page);
  await page.getByRole("radio", { name: "Update" }).check();
  await expect(differs(page)).toHaveText("surname: Silva → Lima");

  await panel.getByRole("button", { name: "Paste a user from Graph" }).click();
  await panel.getByLabel("User JSON from Microsoft Graph").fill(JSON.stringify(GRAPH_USER));
  await panel.getByRole("button", { name: "Use this user" }).click();
  await expect(differs(page)).toContainText("surname: Silva → Costa-Reis");
  await expect(panel.getByRole("heading", { name: "The user after the change" })).toBeFocused();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(differs(page)).toHaveText("surname: Silva → Lima");
});

test("a sample user of one's own is kept while an example is looked at", async ({ page, site }) => {
  await gotoPlace(page, site, "#/expressions");
  await page.getByText(/^Other attributes/).click();
  const name = page.getByLabel("displayName", { exact: true });
  await name.fill("Own Person");
  await page.getByLabel("givenName", { exact: true }).fill("Olga");
  await gotoPlace(page, site, "#/mappings");
  const sample = page.getByLabel("Value for");
  await expect(sample.locator("option:checked")).toHaveText("Your own user: Own Person");
  await expect(listed(page, "name.givenName")).toContainText("Olga");
  await sample.selectOption({ index: 1 });
  await expect(listed(page, "name.givenName")).toContainText("JOSÉ");
  await page.reload();
  await sample.selectOption("Your own user: Own Person");
  await expect(listed(page, "name.givenName")).toContainText("Olga");
  await page.getByRole("link", { name: "userName", exact: true }).click();
  await requests(page);
  await page.getByRole("radio", { name: "Update" }).check();
  await expect(differs(page)).toContainText("surname: Silva → Costa");
});

test("an expression with an error is a draft, and the saved one stays", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings");
  await addRow(page, "title");
  await page.getByLabel("Mapping type").selectOption("Expression");
  const field = expressionField(page);
  await field.fill("ToUpper([jobTitle])");
  await expect(result(page)).toContainText("For Ana Silva SUPPORT AGENT");
  await expect(saveState(page)).toHaveText("Saved");
  await field.press("End");
  await field.press("Backspace");
  await expect(saveState(page)).toContainText("Not saved: fix the expression");
  await expect(saveState(page)).toContainText("Saved: ToUpper([jobTitle])");
  await expect(result(page).getByRole("button", { name: "Copy Expression of title" })).toBeDisabled();
  await expect(listed(page, "title")).toContainText("Draft");

  await drawer(page).getByRole("button", { name: "Close", exact: true }).click();
  await expect(listed(page, "title")).toContainText("Draft");
  await page.getByRole("link", { name: "title", exact: true }).click();
  await expect(field).toHaveValue("ToUpper([jobTitle]");
  await page.locator("#source-said").getByRole("button").first().click();
  await expect(field).toHaveValue("ToUpper([jobTitle])");
  await expect(saveState(page)).toHaveText("Saved");

  // Undo within the field goes back past the fix.
  await expect(field).toBeFocused();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(field).toHaveValue("ToUpper([jobTitle]");
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await expect(field).toHaveValue("ToUpper([jobTitle])");
  await field.fill("ToLower([jobTitle])");
  await expect(result(page)).toContainText("ToLower([jobTitle])");
  await page.keyboard.press("ControlOrMeta+z");
  await expect(result(page)).toContainText("ToUpper([jobTitle])");
  await field.press("Backspace");
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(field).toHaveValue("ToUpper([jobTitle])");
  await expect(listed(page, "title")).not.toContainText("Draft");
});

test("an expression with an error stays out of one of Talkdesk's attributes as well", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings/familyName");
  await recipe(page, "Custom").check();
  await page.getByLabel("Mapping type").selectOption("Expression");
  await expressionField(page).fill("ToUpper([surname]");
  await expect(saveState(page)).toContainText("Not saved: fix the expression");
  await expect(saveState(page)).toContainText("Saved: [surname]");
  await drawer(page).getByRole("button", { name: "Close", exact: true }).click();
  await expect(listed(page, "name.familyName")).toContainText("Draft");
  await gotoPlace(page, site, "#/mappings/familyName");
  await expect(expressionField(page)).toHaveValue("ToUpper([surname]");
});

test("everything of one sitting at a row is taken back at once", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings");
  await addRow(page, "title");
  await page.getByLabel("Mapping type").selectOption("Direct");
  const field = page.getByLabel("Source attribute", { exact: true });
  await field.fill("jobTitle");
  await drawer(page).getByRole("button", { name: "Close", exact: true }).click();
  await page.getByRole("link", { name: "title", exact: true }).click();
  await unfold(page, "Other settings");

  const undo = page.locator(".toast").getByRole("button", { name: "Undo" });
  await field.fill("");
  await field.pressSequentially("department");
  await page.getByLabel("Default value if null (optional)").fill("none");
  await page.getByLabel("Match objects using this attribute").selectOption("Yes");
  await page.getByLabel("Matching precedence").selectOption("2");
  await page.getByLabel("Apply this mapping").selectOption("Only during object creation");
  await expect(page.locator(".toast")).toContainText("title changed");
  await undo.click();
  await expect(field).toHaveValue("jobTitle");
  await expect(page.getByLabel("Default value if null (optional)")).toHaveValue("");
  await expect(page.getByLabel("Match objects using this attribute")).toHaveValue("No");
  await expect(page.getByLabel("Apply this mapping")).toHaveValue("Always");
  await expect(undo).toHaveCount(0);

  // The recipe of a target of Talkdesk's.
  await gotoPlace(page, site, "#/mappings/givenName");
  await recipe(page, "Another attribute").check();
  await page.getByLabel("Source attribute", { exact: true }).fill("displayName");
  await expect(page.locator(".toast")).toContainText("givenName changed");
  await undo.click();
  await expect(result(page).locator("code").first()).toHaveText("givenName");
});

/** Under ten thousand characters that keep an evaluator busy far longer than anybody waits. */
function runaway() {
  const some = "éa".repeat(45);
  const big = `Replace(Replace("${some}", "é", , , "${some}", , ), "é", , , "${some}", , )`;
  const slow = `Left(${'Join("é", Split('.repeat(20)}${big}${', "é"))'.repeat(20)}, 1)`;
  return `Join("", ${Array(12).fill(slow).join(", ")})`;
}

test("a row that runs away is ended after two seconds and named, and the others go on", async ({ page, site }) => {
  await gotoPlace(page, site, "#/mappings");
  await addRow(page, "title");
  await page.getByLabel("Mapping type").selectOption("Expression");
  await expressionField(page).fill(runaway());
  await expect(result(page)).toContainText("For Ana Silva Stopped after 2 seconds");
  await expect(page.getByRole("status").last()).toHaveText("title: still running after 2 seconds and ended");
  await expect(listed(page, "title")).toContainText("Stopped after 2 seconds");
  await expect(listed(page, "userName")).toContainText("ana.silva@contoso.com");
  const panel = await requests(page);
  await expect(panel).toContainText('"userName": "ana.silva@contoso.com"');
  await expect(panel).toContainText("title took too long and was stopped, so it isn’t included.");
  await tab(page, "Expression").click();
  // It is not waited for at every change of another row.
  const begun = Date.now();
  await page.getByLabel("Value for").selectOption({ index: 1 });
  await expect(listed(page, "name.givenName")).toContainText("JOSÉ");
  await page.getByLabel("Value for").selectOption({ index: 0 });
  await page.getByRole("link", { name: "name.givenName", exact: true }).click();
  await expect(opened(page, "name.givenName")).toBeFocused();
  await recipe(page, "Another attribute").check();
  await page.getByLabel("Source attribute", { exact: true }).fill("city");
  await expect(result(page)).toContainText("For Ana Silva Lisbon");
  expect(Date.now() - begun).toBeLessThan(8_000);
});
