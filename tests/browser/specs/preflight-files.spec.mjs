// Preflight: what becomes of files that do not come alone, come twice or
// cannot be used.

import { utimes, writeFile } from "node:fs/promises";
import { expect, expectAccessible, gotoPlace, test } from "../fixtures.mjs";
import { XLSX, add, card, change, chips, choose, csv, drawer, expectTotals, file, files, issue, open, options, picker, report, run, runButton, user, users } from "../preflight.mjs";

const usersFile = (count, name = "users.csv") => file(name, csv(users(count)));
const main = (page) => page.getByRole("main");

test.describe("a file that cannot be used", () => {
  test("makes room for the next one, and this is said", async ({ page, site }) => {
    await gotoPlace(page, site, "#/preflight");
    await picker(page).setInputFiles(XLSX);
    await expect(main(page)).toContainText("users.xlsx can’t be used");
    await add(page, usersFile(), { rejected: 4 });
    await expect(main(page)).toContainText("users.xlsx was removed: it can’t be read.");
    await change(page);
    await expect(files(page)).toHaveCount(1);
    await expect(files(page)).toContainText("40 rows");
  });

  test("holds the check of the others up until it is removed", async ({ page, site }) => {
    await open(page, site, [usersFile(), XLSX]);
    await expect(page.locator("#pf-why")).toHaveText("users.xlsx can’t be used. Open another file instead, or remove it.");
    await expect(runButton(page)).toHaveAttribute("aria-disabled", "true");
    await page.getByRole("button", { name: "Remove users.xlsx" }).click();
    await runButton(page).click();
    await expectTotals(page, { rejected: 4 });
  });

  test("of text locks requests, and the page says so without an open file", async ({ page, site, guard }) => {
    await gotoPlace(page, site, "#/preflight");
    await picker(page).setInputFiles(file("notes.csv", "userPrincipalName,givenName\r\n"));
    await expect(main(page)).toContainText("notes.csv can’t be used");
    await page.getByRole("button", { name: "Remove notes.csv" }).click();
    await expect(main(page)).toContainText("Network access is off until you reload this page.");
    const ask = (url) => fetch(url).then(() => "answered", () => "stopped");
    expect(await page.evaluate(ask, `${site.url}index.html`), "the words are true").toBe("stopped");
    guard.expect("policy violation: connect-src");
    guard.expect(/console error: .*Content Security Policy/);
    await page.getByRole("button", { name: "Reload the page" }).click();
    await expect(main(page)).toContainText("Network access turns off before the file is read");
  });

  test("stays as text in its box when it was pasted", async ({ page, site }) => {
    await gotoPlace(page, site, "#/preflight");
    await page.getByRole("button", { name: "Paste" }).click();
    const box = page.getByLabel("CSV or JSON text");
    await box.fill('[{"userPrincipalName": "ana@contoso.com" ');
    await page.getByRole("button", { name: "Check this text" }).click();
    await expect(main(page)).toContainText("The JSON can’t be read");
    await expect(box).toHaveValue('[{"userPrincipalName": "ana@contoso.com" ');
    await box.fill('[{"userPrincipalName": "ana@contoso.com"}]');
    await page.getByRole("button", { name: "Check this text" }).click();
    await expect(chips(page)).toContainText("1 user");
  });

  for (const width of [390, 1280]) {
    test(`found out during a run, it is said in sight and has the focus, at ${width} px`, async ({ page, site }) => {
      await page.setViewportSize({ width, height: 800 });
      await run(page, site, usersFile());
      await choose(page, file("theirs.csv", "id,nick\r\n1,Ana\r\n"));
      await change(page);
      await page.getByLabel("What it holds, theirs.csv").selectOption("Users in Talkdesk");
      await drawer(page, "Files").getByRole("button", { name: "Run again" }).click();
      await page.keyboard.press("Escape");
      const message = page.getByRole("group", { name: "theirs.csv can’t be used" });
      await expect(message).toHaveAccessibleDescription(/no user in it can be matched/);
      await expect(message).toBeInViewport({ ratio: 1 });
      await expectAccessible(page);
      await message.getByRole("button", { name: "Show theirs.csv" }).click();
      const heading = page.getByRole("heading", { name: "theirs.csv", exact: true });
      await expect(heading).toBeFocused();
      await expect(heading).toBeInViewport();
    });
  }
});

test.describe("a second users file", () => {
  test("says that it only adds to the first, and can be checked instead of it", async ({ page, site }) => {
    await run(page, site, usersFile(40, "march.csv"));
    await choose(page, usersFile(12, "april.csv"));
    await expect(chips(page)).toContainText("april.csv");
    await change(page);
    await expect(card(page, "april.csv")).toContainText("The users in march.csv are checked");
    await expect(card(page, "march.csv")).not.toContainText("are checked. april.csv");
    await card(page, "april.csv").getByRole("button", { name: "Check this file instead" }).click();
    await expect(card(page, "march.csv")).toContainText("The users in april.csv are checked");
    await expect(page.getByLabel("What it holds, april.csv")).toHaveValue("Users of the tenant");
    await expect(page.getByLabel("What it holds, march.csv")).toHaveValue("More attributes of these users");
    await expect(page.getByRole("heading", { name: "april.csv", exact: true })).toBeFocused();
    await drawer(page, "Files").getByRole("button", { name: "Run again" }).click();
    await expect(report(page)).toContainText("of 12 users will be created");
  });

  test("that is the first one again is not opened twice", async ({ page, site }) => {
    await run(page, site, usersFile());
    await choose(page, usersFile());
    await expect(main(page)).toContainText("users.csv is already open.");
    await change(page);
    await expect(files(page)).toHaveCount(1);
    // The same name and size, and another content.
    const other = csv(users()).replace("Ada Person2,", "Eva Person2,");
    await choose(page, file("users.csv", other));
    await expect(files(page)).toHaveCount(2);
    await expect(card(page, "users.csv (2)")).toContainText("The users in users.csv are checked");
    await expect(main(page)).not.toContainText("is already open");
  });

  test("that was mended on the disk takes the place of the first", async ({ page, site }, info) => {
    const path = info.outputPath("users.csv");
    await writeFile(path, csv(users(12)));
    await run(page, site, path);
    await expect(report(page)).toContainText("of 12 users will be created");
    await writeFile(path, csv(users(14)));
    // The browser looks at whole seconds, and mending takes longer than that.
    const later = new Date(Date.now() + 60_000);
    await utimes(path, later, later);
    await choose(page, path);
    await expect(main(page)).toContainText("users.csv has changed since it was opened, so the new version is used.");
    await expect(report(page)).toContainText("of 14 users will be created");
    await change(page);
    await expect(files(page)).toHaveCount(1);
  });
});

test("what is to know of a file is told under its name", async ({ page, site }) => {
  await run(page, site, usersFile());
  const more = "userPrincipalName,extensionAttribute1\r\nuser1@contoso.com,a\r\nuser2@contoso.com,b,c\r\n";
  await choose(page, file("more.csv", more));
  await expect(report(page).getByRole("listitem").filter({ hasText: /more\.csv: 1 row has more or fewer cells/ })).toBeVisible();
  await change(page);
  await expect(card(page, "more.csv")).toContainText("1 row has more or fewer cells");
});

test("columns that were not recognized are apart from the others, also on a phone", async ({ page, site }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const headers = ["userPrincipalName", "givenName", "surname", ...Array.from({ length: 30 }, (_, index) => `Extra ${index}`)];
  await run(page, site, file("wide.csv", csv([user(1)], headers)));
  await change(page);
  await page.getByText("Columns: 3 of 33 used").click();
  await expect(page.getByLabel("Attribute of surname")).toBeVisible();
  await expect(page.getByLabel("Attribute of Extra 3", { exact: true })).toBeHidden();
  await page.getByText("30 columns not recognized").click();
  await expect(page.getByLabel("Attribute of Extra 3", { exact: true })).toBeVisible();
});

test("a column chosen for accountEnabled asks what True means, by keyboard too", async ({ page, site }) => {
  const text = "userPrincipalName,givenName,surname,objectId,Zugang zu\r\nana@contoso.com,Ana,Silva,1,True\r\nbea@contoso.com,Bea,Reis,2,False\r\n";
  await run(page, site, file("people.csv", text));
  await change(page);
  await page.getByText("Columns: 4 of 5 used").click();
  await page.getByText("1 column not recognized").click();
  const field = page.getByLabel("Attribute of Zugang zu");
  await field.fill("accountEnabled");
  await field.press("Tab");
  const question = page.getByLabel("A user with True in this column is (Zugang zu)");
  await expect(question).toBeVisible();
  await expect(question).toHaveValue("Choose");
  await expect(page.getByText("Values in the file: True, False. The check needs an answer.")).toBeVisible();
  await expect(page.locator("#pf-why")).toHaveText("Choose what True means in the column Zugang zu of people.csv.");
  await question.focus();
  await page.keyboard.press("d");
  await expect(question).toHaveValue("disabled (blocked)");
  await expect(page.locator("#pf-why")).toContainText("have changed since this run");
  await drawer(page, "Files").getByRole("button", { name: "Run again" }).click();
  await expectTotals(page, { created: 1, skipped: 1 });
  await expect(report(page)).toContainText("Zugang zu is inverted: True means accountEnabled is False.");
});

test("a bulk template is read, and its passwords are shown nowhere", async ({ page, site }) => {
  const headers = "Name [displayName] Required,User name [userPrincipalName] Required,Initial password [passwordProfile] Required,Block sign in (Yes/No) [accountEnabled] Required,First name [givenName],Last name [surname]";
  const text = `version:v1.0\r\n${headers}\r\nAna Silva,ana@contoso.com,Tr0ub4dor-3,No,Ana,Silva\r\nBea Reis,bea@contoso.com,Tr0ub4dor-4,Yes,Bea,Reis\r\n`;
  await run(page, site, file("template.csv", text));
  await expectTotals(page, { created: 1, skipped: 1 });
  await change(page);
  await expect(card(page, "template.csv")).toContainText("Entra bulk template");
  await expect(card(page, "template.csv")).toContainText("Initial password [passwordProfile] Required holds passwords. Its values aren’t read, shown or exported.");
  await page.getByText(/^Columns: /).click();
  await page.getByText("1 column not recognized").click();
  await expect(page.getByText("Hidden: this column holds passwords")).toBeVisible();
  await expect(page.getByLabel("Attribute of Initial password [passwordProfile] Required")).toHaveCount(0);
  expect(await page.content()).not.toContain("Tr0ub4dor");
});

test("what a file lacks is said of the file, and its users are not rejected", async ({ page, site }) => {
  await run(page, site, file("thin.csv", "userPrincipalName,objectId,accountEnabled\r\nana@contoso.com,1,True\r\nbea@contoso.com,2,True\r\n"));
  await expectTotals(page, { rejected: 0, "not known": 2 });
  await expect(report(page)).toContainText("2 can’t be predicted from these files.");
  await expect(report(page)).toContainText("The file has no column for givenName, surname, which the mappings use.");
  await expect(report(page)).toContainText("The result for 2 users is therefore not known.");
});

test("roles and teams that are needed are explained, with the way to their mapping", async ({ page, site }) => {
  await run(page, site, usersFile());
  await expect(report(page)).toContainText("new users get the role Agent");
  await page.getByText("Roles and teams that must exist in Talkdesk").click();
  await expect(report(page)).toContainText("No mapping sends a role. New users get Talkdesk’s default role, Agent.");
  await expect(report(page)).toContainText("No mapping sends a team. New users aren’t in a team.");
  await expect(issue(page, "Several users have the same userName").locator("b.num")).toContainText("2");
  await report(page).getByRole("link", { name: "rolesString in Mappings" }).click();
  await expect(page).toHaveURL(/#\/mappings\/rolesString$/);
});

test("a table of Talkdesk's users with a role is no list of the assigned", async ({ page, site }) => {
  await run(page, site, usersFile());
  const theirs = "Id,First Name,Last Name,Email,Status,Role\r\n5f,Ada,Person1,user1@contoso.com,Active,Agent\r\n60,Old,Timer,old@contoso.com,Active,Agent\r\n";
  await add(page, file("theirs.csv", theirs), { "only in Talkdesk": 1 });
  await expect(chips(page)).toContainText(/theirs\.csv\s*users in Talkdesk/);
  await expect(main(page)).toContainText("No user in the list has externalId");
  await options(page);
  await expect(page.getByRole("radio", { name: "All users in the file" })).toBeChecked();

  // The scope goes back with the purpose that had changed it.
  await choose(page, file("assigned.csv", "principalId,appRoleId\r\n00000000-0000-4000-8000-000000000001,x\r\n"));
  const onlyAssigned = page.getByRole("radio", { name: "Assigned users only (second file)" });
  await options(page);
  await expect(onlyAssigned).toBeChecked();
  await expect(report(page)).toBeVisible();
  await change(page);
  await page.getByRole("button", { name: "Remove assigned.csv" }).click();
  await options(page);
  await expect(onlyAssigned).not.toBeChecked();
});

test("a list of attributes that is opened first makes room for the users", async ({ page, site }) => {
  await open(page, site, file("more.csv", "id,employeeId\r\n00000000-0000-4000-8000-000000000001,7\r\n"));
  await choose(page, usersFile());
  await expect(report(page)).toContainText("of 40 users will be created");
  await change(page);
  await expect(files(page)).toHaveCount(2);
});
