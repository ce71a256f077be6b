// Preflight: what becomes of files that do not come alone, come twice or
// cannot be used.

import { utimes, writeFile } from "node:fs/promises";
import { expect, expectAccessible, gotoPlace, test } from "../fixtures.mjs";
import { csv, file, files, open, picker, report, run, runButton, totals, user, users } from "../preflight.mjs";

const XLSX = { name: "users.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from("PK\x03\x04\x14\x00\x06\x00rest of a workbook\x00\x00", "latin1") };
const usersFile = (count, name = "users.csv") => file(name, csv(users(count)));
const card = (page, name) => files(page).filter({ has: page.getByRole("heading", { name, exact: true }) });
const zone = (page) => page.getByRole("region", { name: "Users file" });

test.describe("a file that cannot be used", () => {
  test("makes room for the next one, and this is said", async ({ page, site }) => {
    await open(page, site, XLSX);
    await expect(runButton(page)).toHaveAttribute("aria-disabled", "true");
    await picker(page).setInputFiles(usersFile());
    await expect(files(page)).toHaveCount(1);
    await expect(files(page)).toContainText("40 rows");
    await expect(zone(page)).toContainText("users.xlsx was put away, because it could not be used.");
    await runButton(page).click();
    await expect(totals(page, "Refused")).toHaveText("4");
  });

  test("locks requests all the same, and the page says so without an open file", async ({ page, site, guard }) => {
    await open(page, site, XLSX);
    await page.getByRole("button", { name: "Remove users.xlsx" }).click();
    await expect(files(page)).toHaveCount(0);
    const promise = zone(page).getByText("Requests are locked").locator("..");
    await expect(promise).toContainText("whether a file is still open or not");
    await expect(promise).not.toContainText("A users file is open");
    const answer = await page.evaluate((url) => fetch(url).then(() => "answered", () => "stopped"), `${site.url}index.html`);
    expect(answer, "the words are true").toBe("stopped");
    guard.expect("policy violation: connect-src");
    guard.expect(/console error: .*Content Security Policy/);
  });

  test("stays as text in its box when it was pasted", async ({ page, site }) => {
    await gotoPlace(page, site, "#/preflight");
    await page.getByText("Paste text in its place").click();
    const box = page.getByLabel("CSV or JSON text");
    await box.fill('[{"userPrincipalName": "ana@contoso.com" ');
    await page.getByRole("button", { name: "Open this text" }).click();
    await expect(files(page)).toContainText("The JSON cannot be read");
    await expect(box).toHaveValue('[{"userPrincipalName": "ana@contoso.com" ');
    await box.fill('[{"userPrincipalName": "ana@contoso.com"}]');
    await page.getByRole("button", { name: "Open this text" }).click();
    await expect(files(page)).toHaveCount(1);
    await expect(files(page)).toContainText("1 row");
    await expect(box).toHaveValue("");
  });

  for (const width of [390, 1280]) {
    test(`found out during a run, it is said in sight and has the focus, at ${width} px`, async ({ page, site }) => {
      await page.setViewportSize({ width, height: 800 });
      await open(page, site, usersFile());
      await picker(page).setInputFiles(file("theirs.csv", "id,nick\r\n1,Ana\r\n"));
      await page.getByLabel("What it holds, theirs.csv").selectOption("The users that Talkdesk has");
      await runButton(page).click();
      const verdict = page.getByRole("group", { name: "theirs.csv cannot be used" });
      await expect(verdict).toBeFocused();
      await expect(verdict).toHaveAccessibleDescription(/nobody in it can be found/);
      await expect(verdict).toBeInViewport({ ratio: 1 });
      await expectAccessible(page);
      await verdict.getByRole("button", { name: "Show theirs.csv" }).click();
      const heading = page.getByRole("heading", { name: "theirs.csv", exact: true });
      await expect(heading).toBeFocused();
      await expect(heading).toBeInViewport();
    });
  }
});

test.describe("a second users file", () => {
  test("says that it only adds to the first, and can be judged in its place", async ({ page, site }) => {
    await open(page, site, usersFile(40, "march.csv"));
    await picker(page).setInputFiles(usersFile(12, "april.csv"));
    await expect(card(page, "april.csv")).toContainText("The users of march.csv are judged");
    await expect(card(page, "march.csv")).not.toContainText("are judged");
    await card(page, "april.csv").getByRole("button", { name: "Judge this one instead" }).click();
    await expect(card(page, "march.csv")).toContainText("The users of april.csv are judged");
    await expect(card(page, "april.csv")).not.toContainText("are judged");
    await expect(page.getByLabel("What it holds, april.csv")).toHaveValue("The users of the tenant");
    await expect(page.getByLabel("What it holds, march.csv")).toHaveValue("More about the same users");
    await expect(page.getByRole("heading", { name: "april.csv", exact: true })).toBeFocused();
    await runButton(page).click();
    await expect(report(page)).toContainText("12 users in the file");
  });

  test("that is the first one again is not opened twice", async ({ page, site }) => {
    await open(page, site, usersFile());
    await picker(page).setInputFiles(usersFile());
    await expect(zone(page)).toContainText("users.csv is open already.");
    await expect(files(page)).toHaveCount(1);
    // The same name and size, and another content.
    const other = csv(users()).replace("Ada Person2,", "Eva Person2,");
    await picker(page).setInputFiles(file("users.csv", other));
    await expect(files(page)).toHaveCount(2);
    await expect(card(page, "users.csv (2)")).toContainText("The users of users.csv are judged");
    await expect(zone(page)).not.toContainText("is open already");
  });

  test("that was mended on the disk takes the place of the first", async ({ page, site }, info) => {
    const path = info.outputPath("users.csv");
    await writeFile(path, csv(users(12)));
    await run(page, site, path);
    await expect(report(page)).toContainText("12 users in the file");
    await writeFile(path, csv(users(14)));
    // The browser looks at whole seconds, and mending takes longer than that.
    const later = new Date(Date.now() + 60_000);
    await utimes(path, later, later);
    await picker(page).setInputFiles(path);
    await expect(zone(page)).toContainText("The former users.csv was put away, because the file has changed");
    await expect(files(page)).toHaveCount(1);
    await expect(files(page)).toContainText("14 rows");
    await runButton(page).click();
    await expect(report(page)).toContainText("14 users in the file");
  });
});

test("what is to know of a file is told under its name", async ({ page, site }) => {
  await open(page, site, usersFile());
  const more = "userPrincipalName,extensionAttribute1\r\nuser1@contoso.com,a\r\nuser2@contoso.com,b,c\r\n";
  await picker(page).setInputFiles(file("more.csv", more));
  await expect(card(page, "more.csv")).toContainText("1 row has more or fewer cells");
  await runButton(page).click();
  await expect(report(page).getByRole("listitem").filter({ hasText: /^more\.csv: 1 row has more or fewer cells/ })).toBeVisible();
});

test("columns that were not recognised stand apart, without empty samples on a phone", async ({ page, site }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const headers = ["userPrincipalName", "givenName", "surname", ...Array.from({ length: 30 }, (_, index) => `Extra ${index}`)];
  await open(page, site, file("wide.csv", csv([user(1)], headers)));
  await page.getByText("Columns: 3 of 33 are used").click();
  await expect(page.getByLabel("What surname is taken for")).toBeVisible();
  await expect(page.getByLabel("What Extra 3 is taken for")).toBeHidden();
  await page.getByText("30 columns were not recognised").click();
  const row = page.getByRole("row").filter({ has: page.getByLabel("What Extra 3 is taken for") });
  await expect(row).toBeVisible();
  await expect(row).not.toContainText("Samples");
  await expect(row.locator('td[data-label="Samples"]')).toBeHidden();
});

test("a column chosen for accountEnabled asks what True means, by keyboard too", async ({ page, site }) => {
  const text = "userPrincipalName,givenName,surname,objectId,Zugang zu\r\nana@contoso.com,Ana,Silva,1,True\r\nbea@contoso.com,Bea,Reis,2,False\r\n";
  await open(page, site, file("people.csv", text));
  await page.getByText("Columns: 4 of 5 are used").click();
  await page.getByText("1 column was not recognised").click();
  const field = page.getByLabel("What Zugang zu is taken for");
  await field.fill("accountEnabled");
  await field.press("Tab");
  const question = page.getByLabel("A user with True in this column is (Zugang zu)");
  await expect(question).toBeVisible();
  await expect(question).toHaveValue("Choose");
  await expect(page.getByText("Values in the file: True, False. The run needs an answer.")).toBeVisible();
  await expect(page.locator("#pf-why")).toHaveText("Answer first, under Columns of people.csv, what True in Zugang zu means.");
  await question.focus();
  await page.keyboard.press("d");
  await expect(question).toHaveValue("disabled (blocked)");
  await expect(page.locator("#pf-why")).toHaveText("");
  await runButton(page).click();
  await expect(totals(page, "Created")).toHaveText("1");
  await expect(totals(page, "Skipped")).toHaveText("1");
  await expect(report(page)).toContainText("Zugang zu is read the other way round: True in it is accountEnabled False.");
});

test("a bulk template is read, and its passwords are shown nowhere", async ({ page, site }) => {
  const headers = "Name [displayName] Required,User name [userPrincipalName] Required,Initial password [passwordProfile] Required,Block sign in (Yes/No) [accountEnabled] Required,First name [givenName],Last name [surname]";
  const text = `version:v1.0\r\n${headers}\r\nAna Silva,ana@contoso.com,Tr0ub4dor-3,No,Ana,Silva\r\nBea Reis,bea@contoso.com,Tr0ub4dor-4,Yes,Bea,Reis\r\n`;
  await open(page, site, file("template.csv", text));
  await expect(card(page, "template.csv")).toContainText("Bulk template of Entra");
  await expect(card(page, "template.csv")).toContainText("Initial password [passwordProfile] Required holds passwords. Its values are not read, shown or exported.");
  await page.getByText(/^Columns: /).click();
  await page.getByText("1 column was not recognised").click();
  await expect(page.getByText("Hidden: this column holds passwords")).toBeVisible();
  await expect(page.getByLabel("What Initial password [passwordProfile] Required is taken for")).toHaveCount(0);
  await runButton(page).click();
  await expect(totals(page, "Created")).toHaveText("1");
  await expect(totals(page, "Skipped")).toHaveText("1");
  expect(await page.content()).not.toContain("Tr0ub4dor");
});

test("what a file lacks is said of the file, and its users are not refused", async ({ page, site }) => {
  await open(page, site, file("thin.csv", "userPrincipalName,objectId,accountEnabled\r\nana@contoso.com,1,True\r\nbea@contoso.com,2,True\r\n"));
  await runButton(page).click();
  await expect(totals(page, "Refused")).toHaveText("0");
  await expect(totals(page, "Not known")).toHaveText("2");
  await expect(report(page)).toContainText("The file has no column for givenName, surname, which the mappings read.");
  await expect(report(page)).toContainText("What happens to 2 users is therefore not known.");
});

test("the button to run stays in sight, and hides nothing that has the focus", async ({ page, site }) => {
  await page.setViewportSize({ width: 390, height: 700 });
  await open(page, site, usersFile());
  await expect(runButton(page)).toBeInViewport({ ratio: 1 });
  await page.getByText(/^Columns: /).click();
  await page.getByRole("heading", { level: 1 }).focus();
  const hidden = [];
  for (let step = 0; step < 24; step += 1) {
    await page.keyboard.press("Tab");
    const behind = await page.evaluate(() => {
      const [own, bar] = [document.activeElement, document.querySelector(".pf-run")];
      const overlaps = own.getBoundingClientRect().bottom > bar.getBoundingClientRect().top;
      return overlaps && !bar.contains(own) && own.closest(".pf-inputs") ? own.outerHTML.slice(0, 80) : "";
    });
    if (behind) hidden.push(behind);
  }
  expect(hidden).toEqual([]);
});

test("the report goes from what it takes to taking it along, then to the users", async ({ page, site }) => {
  await run(page, site, usersFile());
  await expect(report(page).getByRole("heading", { level: 2 })).toHaveText(["What the first cycle does", "Findings", "What it takes", "Take the report along", "Users"]);
  const takes = page.getByRole("region", { name: "What it takes" });
  await expect(takes).toContainText("No mapping gives a role. Whoever is created gets Talkdesk’s default role, Agent.");
  await expect(takes).toContainText("No mapping gives a team. Whoever is created is in no team.");
  // Two of forty users: the bar is a twentieth, not all.
  const double = page.getByRole("region", { name: "Findings" }).getByRole("listitem").filter({ hasText: "Several users have the same matching value" });
  expect(await double.locator("progress").evaluate((bar) => [bar.value, bar.max])).toEqual([2, 40]);
  await expect(page.getByRole("region", { name: "Findings" })).toContainText("A whole bar is all of the file: 40 users.");
  await takes.getByRole("link", { name: "rolesString in Mappings" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("rolesString");
});

test("a table of Talkdesk's users with a role is no list of the assigned", async ({ page, site }) => {
  await open(page, site, usersFile());
  const theirs = "Id,First Name,Last Name,Email,Status,Role\r\n5f,Ada,Person1,user1@contoso.com,Active,Agent\r\n60,Old,Timer,old@contoso.com,Active,Agent\r\n";
  await picker(page).setInputFiles(file("theirs.csv", theirs));
  await expect(card(page, "theirs.csv")).toContainText("List of Talkdesk’s users");
  await expect(page.getByRole("radio", { name: "Everybody in the users file" })).toBeChecked();
  await runButton(page).click();
  await expect(totals(page, "Unmatched in Talkdesk")).toHaveText("1");
  await expect(page.getByRole("main")).toContainText("Nobody in the list has externalId");

  // The scope goes back with the purpose that had changed it.
  await picker(page).setInputFiles(file("assigned.csv", "principalId,appRoleId\r\n00000000-0000-4000-8000-000000000001,x\r\n"));
  const onlyAssigned = page.getByRole("radio", { name: /^Only who is assigned/ });
  await expect(onlyAssigned).toBeChecked();
  await page.getByRole("button", { name: "Remove assigned.csv" }).click();
  await expect(onlyAssigned).not.toBeChecked();
});

test("a list of attributes that is opened first makes room for the users", async ({ page, site }) => {
  await open(page, site, file("more.csv", "id,employeeId\r\n00000000-0000-4000-8000-000000000001,7\r\n"));
  await picker(page).setInputFiles(usersFile());
  await expect(files(page)).toHaveCount(2);
  await runButton(page).click();
  await expect(report(page)).toContainText("40 users in the file");
});
