// What the tests of the Mappings page share: its parts by their names.

import { expect } from "@playwright/test";

export const EXTENSION = "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User";

/** The drawer beside the table. */
export const drawer = (page) => page.getByRole("main").getByRole("complementary");
/** The drawer's heading: what it is about. */
export const opened = (page, target) => drawer(page).getByRole("heading", { level: 2, name: target, exact: true });
/** Whether what the drawer shows is saved. */
export const saveState = (page) => drawer(page).getByRole("status", { name: "Save state" });
/** What the selected tab of the drawer shows. */
export const result = (page) => drawer(page).getByRole("tabpanel");
export const tab = (page, name) => drawer(page).getByRole("tab", { name });
export const template = (page) => page.getByLabel("Template", { exact: true });
/** The template of the open mapping; `check()` chooses it. */
export const recipe = (page, name) => ({ check: () => template(page).selectOption({ label: name }) });
/** The expression that is typed; the tab beside has the same name. */
export const expressionField = (page) => drawer(page).getByRole("textbox", { name: "Expression", exact: true });
/** The row of an attribute in the table. */
export const listed = (page, target) => page.getByRole("row").filter({ has: page.getByRole("link", { name: target, exact: true }) });

/** Opens the tab with the requests. */
export async function requests(page) {
  await tab(page, "Request").click();
  return drawer(page).getByRole("tabpanel", { name: "Request" });
}

/** Unfolds a part of the drawer. */
export async function unfold(page, name) {
  const part = drawer(page).getByRole("group").filter({ has: page.getByText(name, { exact: true }) }).first();
  if (!(await part.evaluate((details) => details.open))) await part.locator("summary").click();
  return part;
}

/** Chooses from the menu of the page. */
export async function choose(page, name) {
  await page.getByRole("button", { name: "More for mappings" }).click();
  await page.getByRole("main").getByRole("link", { name, exact: true }).or(page.getByRole("button", { name, exact: true })).first().click();
}

/** Adds a mapping for a target, which opens its drawer. */
export async function addRow(page, target) {
  await page.getByRole("link", { name: "Add a mapping" }).click();
  await page.getByLabel("Target attribute", { exact: true }).fill(target);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(opened(page, target)).toBeFocused();
}
