// A setup that is handed over as a link, and sample users that travel with it.

import { expect, expectAccessible, gotoPlace, test } from "../fixtures.mjs";
import { importSetup, main, mapping, marked, ROLES } from "../guide.mjs";
import { csv, file, run as openUsersFile, users } from "../preflight.mjs";

const CONTOSO = {
  name: "Contoso production",
  tenant: { region: "eu" },
  mapping: mapping({ target: ROLES, source: { constant: "Agent" } }),
  guide: marked(new Date().toISOString(), "1.1", "1.2", "1.3", "1.4"),
  guideStart: { when: new Date().toISOString(), method: "byHand" },
};

const copyLink = (page) => main(page).getByRole("button", { name: "Copy link" });

async function linkOf(page) {
  await copyLink(page).click();
  await expect(main(page).getByRole("button", { name: /^Copied/ })).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

test("a link is opened as an import that is looked at before it is added", async ({ page, site }) => {
  await importSetup(page, site, CONTOSO);
  await expect(main(page)).toContainText(/The link has [\d,]+ characters/);
  const link = await linkOf(page);
  expect(link.startsWith(`${site.url}/#/import/`) || link.startsWith(`${site.url}#/import/`)).toBe(true);
  await page.evaluate(() => localStorage.clear());
  await page.goto("about:blank");
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Add a setup from a link");
  await expect(main(page).getByRole("row", { name: /Tenant URL/ })).toContainText("https://api.talkdeskapp.eu/scim/v2");
  await expect(main(page).getByRole("row", { name: /Steps done by hand/ })).toContainText("2 of");
  await expect(main(page)).toContainText("rolesString: Only in the import");
  await expectAccessible(page);
  const wide = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 800 });
  const table = await main(page).getByRole("table").first().boundingBox();
  expect(table.x + table.width, "the right edge of the facts").toBeLessThanOrEqual(360);
  await page.setViewportSize(wide);
  const stored = () => page.evaluate(() => Object.values(localStorage).filter((text) => text.includes("Contoso production")).length);
  expect(await stored()).toBe(0);
  await main(page).getByRole("button", { name: "Add as a new setup" }).click();
  await expect(page).toHaveURL(/#\/setups$/);
  await expect(main(page).getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Contoso production");
  expect(await stored()).toBe(1);
});

test("a link that was cut, changed or made up adds nothing and says why", async ({ page, site }) => {
  await importSetup(page, site, CONTOSO);
  const link = await linkOf(page);
  const changed = link.replace(/.{4}$/, (end) => [...end].reverse().join("") === end ? "AAAA" : [...end].reverse().join(""));
  for (const [address, says] of [
    [link.slice(0, -40), "The end of the link is missing"],
    [changed, "The link was changed on its way"],
    [`${site.url}/#/import/2.10.10.00000000.AAAAAAAAAA`, /newer|later|update/i],
    [`${site.url}/#/import/hello`, /./],
  ]) {
    await page.goto("about:blank");
    await page.goto(address);
    await expect(page.getByRole("alert").filter({ hasText: "This link can’t be opened" })).toContainText(says);
    await expect(main(page).getByRole("button", { name: /as a new setup/ })).toHaveCount(0);
  }
});

test("sample users are left out unless they are chosen", async ({ page, site }) => {
  await importSetup(page, site, CONTOSO);
  await gotoPlace(page, site, "#/mappings");
  const section = main(page).getByRole("region", { name: "Sample users" });
  await section.getByRole("button", { name: /’s values as expected$/ }).click();
  await expect(section.getByRole("status")).toContainText(/All \d+ expected values match/);
  await gotoPlace(page, site, "#/setups");
  for (const [chosen, count] of [
    [false, "0"],
    [true, "1"],
  ]) {
    await gotoPlace(page, site, "#/setups");
    await main(page).getByRole("checkbox", { name: "Include sample users" }).setChecked(chosen);
    const before = await linkOf(page);
    await page.goto("about:blank");
    await page.goto(before);
    await expect(main(page).getByRole("row", { name: /Sample users/ })).toContainText(count);
  }
});

test("a change says how many users of the open file it affects", async ({ page, site }) => {
  await importSetup(page, site, CONTOSO);
  await openUsersFile(page, site, file("users.csv", csv(users(40))));
  const effect = main(page).getByRole("status", { name: "Effect on users" });
  await gotoPlace(page, site, "#/mappings");
  await expect(effect).toBeEmpty();
  await gotoPlace(page, site, "#/mappings/rolesString");
  await page.getByLabel("Talkdesk roles", { exact: true }).fill("Supervisor");
  await gotoPlace(page, site, "#/mappings");
  await expect(effect).toContainText(/affects \d+ of 40 users/);
});

test("a change that gives a sample user another value is named at once", async ({ page, site }) => {
  await importSetup(page, site, CONTOSO);
  await gotoPlace(page, site, "#/mappings");
  const section = main(page).getByRole("region", { name: "Sample users" });
  await section.getByRole("button", { name: /’s values as expected$/ }).click();
  await expect(section.getByRole("status")).toContainText(/All \d+ expected values match/);
  await gotoPlace(page, site, "#/mappings/rolesString");
  await page.getByLabel("Talkdesk roles", { exact: true }).fill("Supervisor");
  await gotoPlace(page, site, "#/mappings");
  await expect(section.getByRole("status")).toContainText("1 of");
  await expect(section).toContainText("rolesString: Expected");
  await page.reload();
  await expect(section.getByRole("status")).toContainText("1 of");
  await section.getByRole("button", { name: /^Remove / }).click();
  await expect(section).toContainText("Keep a sample user with the values it has now");
  await expectAccessible(page);
});
