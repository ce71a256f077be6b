// Helpers for specs that work in the guide.

import { expect, gotoPlace } from "./fixtures.mjs";

export const main = (page) => page.getByRole("main");

/** The open step, as a person sees it. */
export const openStep = (page) => main(page).getByRole("region").filter({ has: page.locator("#open-step") });

/** A step in the list, by its address. Folded stages hide theirs. */
export const listed = (page, number) => page.locator(`nav[aria-label="Steps"] a[href="#/guide/${number}"]`);

/** Opens a step by one of its numbers and waits until it is there. */
export async function openAt(page, site, number) {
  await gotoPlace(page, site, `#/guide/${number}`);
  await expect(page.locator('nav[aria-label="Steps"] a[aria-current="step"]')).toHaveCount(1);
  await expect(openStep(page)).toBeVisible();
}

export const doneNext = (page) => main(page).getByRole("button", { name: "Done, next" });

/** Marks a step as done and waits until the list says so. */
export async function markDone(page, site, number) {
  await openAt(page, site, number);
  await doneNext(page).click();
  await expectDone(page, number);
}

export const expectDone = (page, number) => expect(listed(page, number)).toHaveClass(/\bdone\b/);
export const expectOpen = (page, number) => expect(listed(page, number)).not.toHaveClass(/\bdone\b/);

/** Opens a setup from a file. `members` are those of its record. */
export async function importSetup(page, site, members) {
  await gotoPlace(page, site, "#/setups");
  const setup = {
    format: "scimdesk-setup",
    version: 2,
    id: "00c0ffee00c0ffee",
    name: "Contoso",
    created: "2026-11-23T19:00:00.000Z",
    ...members,
  };
  await page.locator("input[type=file]").first().setInputFiles({
    name: "contoso.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(setup)),
  });
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue(setup.name);
}

const EXTENSION = "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User";
export const ROLES = `${EXTENSION}:rolesString`;
export const TEAMS = `${EXTENSION}:teamsString`;

/** The mappings of Talkdesk's guide, with others added. */
export const mapping = (...more) => ({
  rows: [
    { target: "userName", source: { direct: "userPrincipalName" }, matchingPrecedence: 1 },
    { target: "active", source: { expression: 'Switch([IsSoftDeleted], , "False", "True", "True", "False")' } },
    { target: "name.givenName", source: { direct: "givenName" } },
    { target: "name.familyName", source: { direct: "surname" } },
    { target: "externalId", source: { direct: "objectId" } },
    ...more,
  ],
});

/** Each number of the guide, marked as done at that moment. */
export const marked = (when, ...numbers) => ({ steps: numbers.map((number) => ({ number, mark: { done: when } })) });

export const NUMBERS = [
  ...["0.1", "0.2", "0.3", "0.4", "0.5", "1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "2.5", "2.5a", "2.6", "2.7"],
  ...["2.8", "2.9", "2.10", "2.11", "2.12", "2.13", "2.13a", "2.14", "2.15", "2.15a", "2.16", "2.17", "2.16a", "2.17a"],
  ...["2.18", "2.19", "2.19a", "2.20"],
];
