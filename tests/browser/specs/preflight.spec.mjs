// Preflight: files come in, a run says who would fail, and nothing leaves.

import { readFile } from "node:fs/promises";
import { expect, expectAccessible, gotoPlace, setTheme, test } from "../fixtures.mjs";
import { csv, file, files, open, parse, picker, report, rows, run, runButton, totals, user, users } from "../preflight.mjs";

const usersFile = (count) => file("users.csv", csv(users(count)));
const finding = (page, name) => page.getByRole("region", { name: "Findings" }).getByRole("listitem").filter({ hasText: name });

test.describe("files", () => {
  test("a dropped file is recognised and run", async ({ page, site }) => {
    await gotoPlace(page, site, "#/preflight");
    await expect(page.getByRole("region", { name: "Users file" })).toContainText("Nothing of a file leaves this browser");
    await expect(page.locator("#pf-why")).toHaveText("Open a users file first.");
    const data = await page.evaluateHandle((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], "users.csv"));
      return data;
    }, csv(users()));
    await page.getByRole("region", { name: "Choices" }).dispatchEvent("drop", { dataTransfer: data });
    await expect(files(page)).toContainText("Download of the portal, older headers. CSV with “,”, UTF-8, 40 rows, 10 columns");
    await runButton(page).click();
    await expect(totals(page, "Refused")).toHaveText("4");
    await expect(totals(page, "Created")).toHaveText("35");
    await expect(totals(page, "Skipped")).toHaveText("1");
    await expect(finding(page, "A mandatory value is missing")).toContainText(/\b1 user$|\b1 user(?!s)/);
    await expect(finding(page, "Several users have the same matching value")).toContainText("2 users");
    await expect(page.getByRole("region", { name: "What it takes" })).toContainText("at 4 requests a second");
  });

  test("pasted JSON of Graph is as good as a file", async ({ page, site }) => {
    await gotoPlace(page, site, "#/preflight");
    await page.getByText("Paste text in its place").click();
    const graph = { value: [{ id: "1", userPrincipalName: "ana@contoso.com", givenName: "Ana", surname: "Silva", accountEnabled: true }] };
    await page.getByLabel("CSV or JSON text").fill(JSON.stringify(graph));
    await page.getByRole("button", { name: "Open this text" }).click();
    await expect(files(page)).toContainText("Answer of Microsoft Graph. JSON, UTF-8, 1 row");
    await expect(page.getByLabel("CSV or JSON text")).toHaveValue("");
    await runButton(page).click();
    await expect(totals(page, "Created")).toHaveText("1");
  });

  test("a column that is not recognised can be chosen", async ({ page, site }) => {
    const text = "Kennung;Vorname;Nachname\nana@contoso.com;Ana;Silva\n";
    await open(page, site, file("people.csv", text));
    await expect(page.locator("#pf-why")).toContainText("Say first which column of people.csv");
    // Its card says why, and its columns are open already.
    await expect(files(page)).toContainText("No column says which user a row is about");
    await expect(files(page)).toContainText("or export again with userPrincipalName");
    for (const [column, attribute] of [["Kennung", "upn"], ["Vorname", "givenName"], ["Nachname", "surname"]]) {
      await page.getByLabel(`What ${column} is taken for`).fill(attribute);
    }
    await page.getByLabel("What Nachname is taken for").blur();
    await expect(files(page)).not.toContainText("No column says which user");
    await expect(page.getByLabel("What Kennung is taken for")).toHaveValue("userPrincipalName");
    await expect(page.getByText("Columns: 3 of 3 are used")).toBeVisible();
    await runButton(page).click();
    await expect(totals(page, "Created")).toHaveText("1");
  });

  test("a second file says who is assigned, with roles", async ({ page, site }) => {
    await gotoPlace(page, site, "#/mappings/rolesString");
    await page.getByRole("radio", { name: "The app role, as it is", exact: true }).check();
    await open(page, site, usersFile());
    const assigned = "PrincipalId,AppRole\r\n" + [1, 2, 4].map((number) => `${user(number).objectId},Agent`).join("\r\n");
    await picker(page).setInputFiles(file("assigned.csv", assigned));
    await expect(files(page)).toHaveCount(2);
    await expect(page.getByLabel("What it holds, assigned.csv")).toHaveValue("Who is assigned to the application");
    await page.getByLabel("Only who is assigned").check();
    await page.getByLabel("Roles that exist in Talkdesk").fill("Supervisor");
    await runButton(page).click();
    await expect(totals(page, "Skipped")).toHaveText("37");
    await expect(report(page)).toContainText("Not assigned to the application (37)");
  });

  test("the scoping filter of an imported schema file is followed, unless it is switched off", async ({ page, site }) => {
    const job = JSON.parse(await readFile(new URL("../../../crates/sync-schema/tests/schemas/scim-job.json", import.meta.url), "utf8"));
    const clause = { operatorName: "EQUALS", sourceOperandName: "department", targetOperand: { values: ["Sales"] } };
    for (const mapping of job.synchronizationRules[0].objectMappings) mapping.scope = { categoryFilterGroups: [], groups: [{ name: "Sales", clauses: [clause] }], inputFilterGroups: [] };
    await gotoPlace(page, site, "#/mappings/schema");
    await page.getByLabel("Schema file", { exact: true }).setInputFiles(file("schema.json", JSON.stringify(job)));
    await expect(page.getByRole("heading", { name: /your setup\.$/ })).toBeVisible();
    await open(page, site, usersFile());
    const filter = page.getByRole("group", { name: "Scoping filter of the imported schema file" });
    await expect(filter.getByRole("checkbox", { name: "department EQUALS Sales" })).toBeChecked();
    await runButton(page).click();
    await expect(report(page)).toContainText("The scoping filter leaves the user out (20)");
    await page.getByText("Files and choices: users.csv").click();
    await filter.getByRole("checkbox").uncheck();
    await runButton(page).click();
    await expect(totals(page, "Skipped")).toHaveText("1");
  });

  test("a file that is no text is refused with what to do, and can be removed", async ({ page, site }) => {
    const sheet = { name: "users.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from("PK\x03\x04\x14\x00\x06\x00rest of a workbook\x00\x00", "latin1") };
    await open(page, site, sheet);
    await expect(files(page)).toContainText("Save it as CSV");
    await expect(page.locator("#pf-why")).toContainText("users.xlsx cannot be used");
    await runButton(page).click({ force: true });
    await expect(report(page)).toBeHidden();
    await page.getByRole("button", { name: "Remove users.xlsx" }).click();
    await expect(files(page)).toHaveCount(0);
  });
});

test.describe("the run", () => {
  test("shows how far it is and the first users, and can be cancelled half-way", async ({ page, site }) => {
    test.setTimeout(60_000);
    await gotoPlace(page, site, "#/preflight");
    // Too large to be handed over by the test.
    const data = await page.evaluateHandle(() => {
      const parts = ["userPrincipalName,displayName,givenName,surname,mail,objectId,accountEnabled\n"];
      for (let number = 0; number < 700_000; number += 1) {
        parts.push(`user${number}@contoso.com,Ada Person${number},${number % 100 ? "Ada" : ""},Person${number},user${number}@contoso.com,00000000-0000-4000-8000-${String(number).padStart(12, "0")},True\n`);
      }
      const data = new DataTransfer();
      data.items.add(new File(parts, "many.csv"));
      return data;
    });
    await page.getByRole("region", { name: "Choices" }).dispatchEvent("drop", { dataTransfer: data });
    await expect(files(page)).toContainText(/more than [\d,]+ rows/);
    await runButton(page).click();
    const bar = page.getByRole("progressbar", { name: "Progress of the run" });
    await expect(page.getByRole("table", { name: "First users with findings" })).toBeVisible({ timeout: 1_000 });
    await expect.poll(async () => Number(await bar.getAttribute("value"))).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByRole("heading", { name: "The run was cancelled" })).toBeVisible();
    await expect(bar).toBeHidden();
    await page.getByText("Files and choices: many.csv").click();
    await page.getByRole("button", { name: "Remove many.csv" }).click();
    await picker(page).setInputFiles(usersFile());
    await expect(files(page)).toContainText("40 rows");
    await runButton(page).click();
    await expect(totals(page, "Refused")).toHaveText("4");
  });

  test("an expression that cannot be run is named, with the way to it", async ({ page, site }) => {
    await gotoPlace(page, site, "#/mappings/givenName");
    await page.evaluate(() => {
      for (const [key, text] of Object.entries(localStorage)) {
        if (!text.includes('"rows"')) continue;
        const record = JSON.parse(text);
        record.mapping.rows.find(({ target }) => target === "name.givenName").source = { expression: "Nonsense([mail])" };
        localStorage.setItem(key, JSON.stringify(record));
      }
    });
    await page.reload();
    await open(page, site, usersFile());
    await runButton(page).click();
    await expect(page.getByRole("heading", { name: "The mapping of name.givenName cannot be run" })).toBeVisible();
    await page.getByRole("link", { name: "Open the mapping" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "givenName" })).toBeVisible();
  });
});

test.describe("the report", () => {
  test("users are searched, narrowed down and ordered", async ({ page, site }) => {
    await run(page, site, usersFile(450));
    await expect(page.getByText("1 to 100 of 450 users")).toBeVisible();
    await expect(rows(page).nth(1)).toContainText("Refused");
    await page.getByRole("navigation", { name: "Pages of the list of users" }).getByRole("button", { name: "Last" }).click();
    await expect(page.getByText("401 to 450 of 450 users")).toBeVisible();
    await page.getByLabel("Order", { exact: true }).selectOption("Name");
    await page.getByLabel("Reverse order").check();
    await expect(rows(page).nth(1)).toContainText("Nora Nameless");
    await page.getByLabel("Search", { exact: true }).fill("LENA");
    await expect(rows(page)).toHaveCount(2);
    await expect(rows(page).nth(1)).toContainText("Skipped: The account is disabled");
    await page.getByLabel("Search", { exact: true }).fill("");
    await page.getByLabel("What happens").selectOption("Refused");
    await expect(page.getByText("4 users", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Show user: userPrincipalName and mail differ", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Users", exact: true })).toBeFocused();
    await expect(rows(page).filter({ hasText: "Mia Mail" })).toBeVisible();
    await page.getByLabel("Search", { exact: true }).fill("nobody at all");
    await expect(page.getByText("No user fits")).toBeVisible();
  });

  test("a user opens with request, values and findings, and leads to Expressions", async ({ page, site }) => {
    await run(page, site, usersFile());
    await page.getByRole("button", { name: "Nora Nameless" }).click();
    const dialog = page.getByRole("dialog", { name: "Nora Nameless" });
    await expect(dialog).toContainText("A mandatory value is missing");
    await expect(dialog.getByRole("row", { name: /familyName/ })).toContainText("nothing is sent");
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("button", { name: "Nora Nameless" })).toBeFocused();
    await page.getByLabel("Search", { exact: true }).fill("user20@");
    await page.getByRole("button", { name: "Ada Person20" }).click();
    const other = page.getByRole("dialog", { name: "Ada Person20" });
    await expect(other.getByLabel("Request", { exact: true })).toContainText('"userName": "user20@contoso.com"');
    await other.getByRole("button", { name: "Open in Expressions with this user" }).first().click();
    await expect(page).toHaveTitle("Expressions – scimdesk");
  });

  test("files of it open in a spreadsheet without formulas", async ({ page, site }) => {
    await run(page, site, usersFile());
    const [findings] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Findings as CSV" }).click()]);
    const table = parse((await readFile(await findings.path(), "utf8")).replace(/^\uFEFF/, ""));
    expect(new Set(table.map((row) => row.length)).size, "every row has as many cells").toBe(1);
    const cells = table.flat();
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell)), "cells that a spreadsheet would evaluate").toEqual([]);
    expect(cells.some((cell) => cell.includes("HYPERLINK"))).toBe(true);
    expect(cells).toContain("mandatory-missing");
    const [json] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Everything as JSON" }).click()]);
    JSON.parse(await readFile(await json.path(), "utf8"));
    await expect(page.getByRole("link", { name: /^Save .*json/ })).toBeVisible();
    await page.getByRole("button", { name: "Copy refused ids for PowerShell" }).click();
    await expect(page.getByText("The list for PowerShell copied")).toBeAttached();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(user(3).objectId);
    await page.getByRole("button", { name: "Copy the summary" }).click();
    await expect(page.getByText("The summary copied")).toBeAttached();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^#/);
  });

  test("stays while other places are looked at, says when it is out of date, and leaving asks", async ({ page, site }) => {
    await run(page, site, usersFile());
    await page.getByRole("link", { name: "Mappings" }).first().click();
    await expect(page).toHaveTitle("Mappings – scimdesk");
    await page.getByRole("link", { name: "Preflight" }).first().click();
    await expect(totals(page, "Refused")).toHaveText("4");
    await page.getByText("Files and choices: users.csv").click();
    await page.getByLabel("Guests").check();
    await expect(report(page)).toContainText("have changed since this run");
    const asked = page.waitForEvent("dialog");
    const left = page.reload();
    const dialog = await asked;
    expect(dialog.type()).toBe("beforeunload");
    await dialog.accept();
    await left;
    await expect(report(page)).toBeHidden();
  });
});

test("a worker that breaks costs the report and nothing else", async ({ page, site }) => {
  await run(page, site, usersFile());
  await expect(rows(page).nth(1)).toBeVisible();
  const [worker] = page.workers();
  const gone = worker.waitForEvent("close");
  await worker.evaluate(() => void setTimeout(() => nowhere()));
  await gone;
  await page.getByRole("button", { name: "Nora Nameless" }).click();
  await expect(page.getByRole("heading", { name: "The report is gone" })).toBeVisible();
  await runButton(page).click();
  await expect(totals(page, "Refused")).toHaveText("4");
});

test.describe("privacy", () => {
  test("an open users file locks all requests, of the page and of its worker", async ({ page, site, guard }) => {
    const ask = (url) => fetch(url).then(() => "answered", () => "stopped");
    const here = `${site.url}index.html`;
    // A worker from before the lock, of another place.
    await gotoPlace(page, site, "#/mappings/userName");
    await expect.poll(() => page.workers().length).toBeGreaterThan(0);
    await open(page, site, usersFile());
    await expect(page.getByText("Requests are locked", { exact: true })).toBeVisible();
    expect(await page.evaluate(ask, here)).toBe("stopped");
    expect(await page.workers().at(-1).evaluate(ask, here)).toBe("stopped");
    await gotoPlace(page, site, "#/mappings/givenName");
    await page.getByRole("radio").nth(1).check();
    await expect.poll(async () => Promise.all(page.workers().map((worker) => worker.evaluate(ask, here).catch(() => "gone")))).not.toContain("answered");
    guard.expect("policy violation: connect-src");
    guard.expect(/console error: Fetch API cannot load .*violates the document's Content Security Policy/);
    guard.expect(/console error: .*violates the following Content Security Policy directive: "connect-src 'none'"/);
    await page.getByRole("link", { name: "Connection" }).first().click();
    await expect(page.getByRole("heading", { name: "Requests are locked because a users file was opened" })).toBeVisible();
    await page.getByLabel("Tenant URL").fill("https://api.talkdeskapp.eu/scim/v2");
    await page.getByLabel("Secret token").fill("token-0123456789");
    await page.getByRole("button", { name: "Test connection" }).click();
    await expect(page.getByRole("region", { name: "Result" })).toContainText("Nothing was sent");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Reload the page" }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await page.evaluate(ask, here)).toBe("answered");
  });

  test("nothing of a file is kept in the browser", async ({ page, site, context }) => {
    await run(page, site, usersFile());
    await page.getByRole("button", { name: "Nora Nameless" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    const kept = await page.evaluate(async () => {
      const databases = await indexedDB.databases();
      return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href, document.title, databases, await caches.keys(), history.state]);
    });
    for (const text of ["Nora", "contoso", user(3).objectId, "users.csv"]) expect(kept).not.toContain(text);
    expect(await context.cookies()).toEqual([]);
  });

  test("the live list is fetched before the lock, with consent, and told apart", async ({ page, site, practice, context }) => {
    const post = (userName, familyName) =>
      fetch(`${practice.url}/Users`, {
        method: "POST",
        headers: { authorization: `Bearer ${practice.token}`, "content-type": "application/scim+json" },
        body: JSON.stringify({ schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"], userName, name: { givenName: "Ada", familyName }, active: true }),
      });
    expect((await post("user2@contoso.com", "Old")).status).toBe(201);
    expect((await post("gone@contoso.com", "Gone")).status).toBe(201);
    await gotoPlace(page, site, "#/preflight");
    const section = page.getByRole("region", { name: "Compare with Talkdesk" });
    await section.getByRole("link", { name: "Go to Connection" }).click();
    await page.getByLabel("Tenant URL").fill(practice.url);
    await page.getByLabel("Secret token").fill(practice.token);
    await page.getByRole("link", { name: "Preflight" }).first().click();
    const fetchIt = section.getByRole("button", { name: "Fetch the list of users" });
    await expect(fetchIt).toBeDisabled();
    await section.getByLabel("I may read the names").check();
    await fetchIt.click();
    await expect(section).toContainText("2 users were fetched");
    await expect(files(page)).toContainText("List of Talkdesk’s users");
    await picker(page).setInputFiles(usersFile());
    await expect(files(page)).toHaveCount(2);
    await expect(section).toContainText("Requests are locked because a users file was opened");
    await runButton(page).click();
    await expect(totals(page, "Updated")).toHaveText("1");
    await expect(totals(page, "Unmatched in Talkdesk")).toHaveText("1");
    await page.getByText("Users of Talkdesk whom nobody in scope matches").click();
    await expect(page.getByRole("table", { name: "Unmatched in Talkdesk" })).toContainText("gone@contoso.com");
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(practice.token);
    expect(await context.cookies()).toEqual([]);
  });
});

test("the whole way can be gone by keyboard alone", async ({ page, site }) => {
  await gotoPlace(page, site, "#/preflight");
  const tabTo = async (target) => {
    for (let step = 0; step < 60; step += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    await expect(target).toBeFocused();
  };
  await page.getByRole("heading", { level: 1 }).focus();
  await tabTo(page.locator("summary", { hasText: "Paste text in its place" }));
  await page.keyboard.press("Enter");
  await tabTo(page.getByLabel("CSV or JSON text"));
  await page.keyboard.insertText(csv(users(12)));
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(files(page)).toContainText("12 rows");
  await tabTo(runButton(page));
  await page.keyboard.press("Enter");
  await expect(report(page)).toBeVisible();
  await tabTo(page.getByRole("button", { name: /^Show user: A mandatory/ }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Users", exact: true })).toBeFocused();
  await expect(rows(page)).toHaveCount(2);
  await tabTo(page.getByRole("button", { name: "Nora Nameless" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByRole("heading", { name: "Nora Nameless" })).toBeFocused();
});

test.describe("everybody can read it", () => {
  for (const width of [360, 1440]) {
    test(`at ${width} px, empty, with files and with a report, light and dark`, async ({ page, site }) => {
      test.setTimeout(60_000);
      await page.setViewportSize({ width, height: 900 });
      await gotoPlace(page, site, "#/preflight");
      await expectAccessible(page);
      await open(page, site, usersFile());
      await page.getByText(/^Columns: /).click();
      await expectAccessible(page);
      await runButton(page).click();
      await expect(rows(page).nth(1)).toBeVisible();
      for (const theme of ["light", "dark"]) {
        await setTheme(page, theme);
        await expectAccessible(page);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth), "no sideways scrolling").toBeLessThanOrEqual(width);
      await page.getByRole("button", { name: "Nora Nameless" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectAccessible(page);
    });
  }

  test("totals and findings are printed, fields are not", async ({ page, site }) => {
    await run(page, site, usersFile());
    await page.emulateMedia({ media: "print" });
    await expect(totals(page, "Refused")).toBeVisible();
    await expect(finding(page, "A mandatory value is missing")).toBeVisible();
    await expect(page.getByLabel("Search", { exact: true })).toBeHidden();
    await expect(runButton(page)).toBeHidden();
  });
});
