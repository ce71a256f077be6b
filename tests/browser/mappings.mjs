// What the tests of the Mappings place share: its parts by their names.

import { expect } from "@playwright/test";

export const EXTENSION = "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User";

export const result = (page) => page.getByRole("region", { name: "In the portal" });
export const recipe = (page, name) => page.getByRole("radio", { name, exact: true });
export const requests = (page) => page.getByRole("region", { name: "What Entra sends" });
export const listed = (page, target) => page.getByRole("main").getByRole("listitem").filter({ has: page.getByRole("link", { name: target }) });

/** Adds a row for a target, which opens its page. */
export async function addRow(page, target) {
  await page.getByLabel("Add New Mapping: target attribute").fill(target);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: target })).toBeVisible();
}
