// The lifecycle test of a setup that maps roles and teams: it writes both in
// the forms in which Entra does, reads them back, and concludes from that.

import { EXTENSION_FAULTS } from "../../services/lifecycle-faults.mjs";
import { expect, expectAccessible, gotoPlace } from "../fixtures.mjs";
import { begin, CLEAR, consent, expectEnd, fill, hurry, openStage, result, run, step, test } from "../lifecycle.mjs";
import { EXTENSION, recipe } from "../mappings.mjs";

const ROLES = `${EXTENSION}:rolesString`;

/** Maps roles, and teams if some are given, to the same for everybody. */
async function map(page, site, { roles, teams }) {
  for (const [target, label, names] of [["rolesString", "Talkdesk roles", roles], ["teamsString", "Talkdesk teams", teams]]) {
    if (!names) continue;
    await gotoPlace(page, site, `#/mappings/${target}`);
    await recipe(page, "Same for everyone").check();
    await page.getByLabel(label, { exact: true }).fill(names);
  }
}

const sent = (service, method) => service.requests.filter((one) => one.method === method && one.body).map(({ body }) => JSON.parse(body));

test("roles and teams are written and read back in both forms", async ({ page, site, secret, failing }) => {
  await hurry(page);
  const service = await failing(() => undefined);
  await map(page, site, { roles: "Supervisor", teams: "Sales" });
  await fill(page, site, service.url, secret);
  await expect(page.getByLabel("Role", { exact: true })).toHaveValue("Supervisor");
  await expect(page.getByLabel("Role after the update")).toHaveValue("Agent");
  await expect(page.getByLabel("Team", { exact: true })).toHaveValue("Sales");
  const second = page.getByLabel("Team after the update");
  await second.fill("sales");
  await expect(page.getByText("Enter a different name")).toBeVisible();
  await second.fill("Support");
  await consent(page);
  await begin(page).click();
  await expectEnd(page, CLEAR);
  await expect(result(page)).toContainText("rolesString of a new user works.");
  await expect(result(page)).toContainText("Change of teamsString works with and without the flag.");
  await expect(result(page)).toContainText("Leave the Tenant URL without a flag");
  await openStage(page, "Update");
  await expect(step(page, "Update name, roles and teams, with the flag")).toContainText("took effect");
  await expect(step(page, "Rename it, without the flag")).toBeHidden();
  const [created] = sent(service, "POST");
  expect(created[EXTENSION]).toEqual({ rolesString: "Supervisor", teamsString: "Sales" });
  const operations = sent(service, "PATCH").map(({ Operations }) => Operations);
  expect(operations[0]).toContainEqual({ op: "Replace", path: ROLES, value: "Agent" });
  expect(operations[1][0].value).toMatchObject({ [ROLES]: "Supervisor", [`${EXTENSION}:teamsString`]: "Sales" });
  expect(operations[2]).toEqual([{ op: "replace", path: ROLES, value: "Agent" }]);
  expect(await service.users()).toEqual([]);
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});

test("without a name the extension is not tested, and that is no all-clear", async ({ page, site, secret, failing }) => {
  await hurry(page);
  const service = await failing(() => undefined);
  await map(page, site, { roles: "Supervisor" });
  await fill(page, site, service.url, secret);
  await page.getByLabel("Role", { exact: true }).fill("");
  await page.getByLabel("Role after the update").fill("");
  await expect(page.getByText("Without a name, rolesString isn’t tested")).toBeVisible();
  await consent(page);
  await begin(page).click();
  await expectEnd(page, "What was tested works, but not everything was tested");
  await expect(result(page)).toContainText("rolesString was not tested, because no name was entered.");
  await expect(result(page)).not.toContainText("Leave the Tenant URL without a flag");
  expect(sent(service, "POST")[0]).not.toHaveProperty([EXTENSION]);
  await expect(page.getByLabel("Role", { exact: true })).toHaveValue("");
});

for (const [fault, end, says] of [
  ["urnPathNotImplemented", "Entra can’t change roles or teams", "refused with 501 without the flag; works with the flag, together with other attributes"],
  ["urnPathInvalid", "Entra can’t change roles or teams", "refused with 400, invalidPath without the flag"],
  ["dropsWithoutPath", CLEAR, "“Agent” is shown instead with the flag, together with other attributes"],
  ["hides", "Not everything that this setup needs could be confirmed", "because reading the user doesn’t show it"],
  ["otherRole", "New users won’t get the roles or teams that Entra sends", "“Student” is shown instead"],
  ["contentType", "The user was not created", "Status 415. It rejects the content type. Entra sends application/scim+json."],
  ["reactivation", "Deactivation works, reactivation fails", "The service says: “active cannot be set.”"],
]) {
  test(`a service with the fault ${fault}`, async ({ page, site, secret, failing }) => {
    await hurry(page);
    const service = await failing(EXTENSION_FAULTS[fault]);
    await map(page, site, { roles: "Supervisor" });
    await run(page, site, service.url, secret);
    await expectEnd(page, end);
    await expect(result(page)).toContainText(says);
    await expect(result(page)).not.toContainText("Leavers would stay active");
    if (end !== "The user was not created") await expect(result(page)).toContainText("Change of the name works with and without the flag.");
    if (fault === "contentType") await expect(result(page)).not.toContainText("license");
    expect(await service.users()).toEqual([]);
  });
}
