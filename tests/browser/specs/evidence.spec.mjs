// Steps that are verified with responses of Microsoft Graph.

import { APP, box, card, heading, pack, pasteResponse, QUARANTINED, responses, result } from "../evidence.mjs";
import { entry, onDemand } from "../explain.mjs";
import { expect, expectAccessible, gotoPlace, setTheme, test } from "../fixtures.mjs";
import { doneNext, expectDone, expectOpen, importSetup, listed, main, mapping, openAt, openStep } from "../guide.mjs";

const CONTOSO = { name: "Contoso production", tenant: { region: "eu" }, mapping: mapping(), guideStart: { when: new Date().toISOString(), method: "byHand" } };

test("an application is verified from its response, and its ID is filled in from then on", async ({ page, site }) => {
  await importSetup(page, site, CONTOSO);
  await openAt(page, site, "2.1");
  await expect(card(page)).toContainText("Verify “Create the application” first");
  await openAt(page, site, "1.4");
  await expect(heading(page)).toHaveText("Verify from the application");
  const explorer = card(page).getByRole("link", { name: /Open Graph Explorer/ });
  const address = new URL(await explorer.getAttribute("href"));
  expect(address.host).toBe("developer.microsoft.com");
  expect(address.searchParams.get("method")).toBe("GET");
  expect(decodeURIComponent(address.searchParams.get("request"))).toContain("displayName eq 'Talkdesk SCIM App'");
  await card(page).getByRole("radio", { name: "PowerShell", exact: true }).check();
  await expect(card(page).getByRole("group", { name: "PowerShell command" })).toContainText("Invoke-MgGraphRequest");
  await card(page).getByRole("radio", { name: "az rest" }).check();
  await expect(card(page).getByRole("group", { name: "az rest command" })).toContainText("az rest --method get");
  await expect(card(page)).toContainText("Application.Read.All");

  await pasteResponse(page, responses.application());
  await expect(heading(page)).toHaveText("Verified from the application just now");
  await expect(result(page)).toContainText("Talkdesk SCIM App exists as a custom app");
  await expect(box(page)).toHaveValue("");
  await expectDone(page, "1.4");
  // What several steps in a row share is said at the first.
  await expect(listed(page, "1.1")).toContainText("Verified");
  await expect(openStep(page).getByRole("list").filter({ hasText: "exists as a custom app" }).first()).toBeVisible();

  await openAt(page, site, "2.1");
  await card(page).getByRole("radio", { name: "az rest" }).check();
  await expect(card(page).getByRole("group", { name: "az rest command" })).toContainText(`/servicePrincipals/${APP}/synchronization/jobs`);
});

test("evidence is kept, and is told apart from a mark", async ({ page, site }) => {
  await importSetup(page, site, CONTOSO);
  await openAt(page, site, "2.1");
  await pasteResponse(page, responses.jobs());
  await expectDone(page, "2.1");
  await page.reload();
  await openAt(page, site, "2.1");
  await expect(heading(page)).toHaveText(/Verified from the job/);
  await gotoPlace(page, site, "#/guide/report");
  const report = main(page);
  await expect(report.getByRole("row", { name: /Provisioning/ }).filter({ hasText: "Verified" })).toHaveCount(1);
  await expect(report.getByRole("row", { name: /Scope/ })).toContainText("Open");
});

test("a job in quarantine opens the step again and says why", async ({ page, site }) => {
  await importSetup(page, site, CONTOSO);
  await openAt(page, site, "2.20");
  await card(page).getByLabel("Verify from").selectOption({ label: "Job status" });
  await pasteResponse(page, responses.jobs());
  await expectDone(page, "2.20");
  await pasteResponse(page, responses.jobs(QUARANTINED));
  await expect(heading(page)).toHaveText("Doesn’t match the job (checked just now)");
  await expect(openStep(page)).toContainText(/quarantine/i);
  await expectOpen(page, "2.20");
  await expect(listed(page, "2.20")).toContainText(/quarantine/i);
  // A mark by hand does not make it verified.
  await doneNext(page).click();
  await openAt(page, site, "2.20");
  await expect(heading(page)).toHaveText(/Doesn’t match the job/);
});

test("what is no response is refused with what to do, and stays in the box", async ({ page, site }) => {
  await importSetup(page, site, CONTOSO);
  await openAt(page, site, "2.3");
  for (const [text, message] of [
    ["Provisioning looks fine to me.", "This isn’t a response of Microsoft Graph."],
    ["<!DOCTYPE html><html><body>Sign in</body></html>", "This is a web page"],
    ['{"value": [{"key": "BaseAddress", "va', "The response is cut off at the end."],
    ['{"value":[]}', "This list is empty"],
    [JSON.stringify({ error: { code: "Authorization_RequestDenied", message: "Insufficient privileges to complete the operation." } }), "Consent to Synchronization.ReadWrite.All"],
  ]) {
    await pasteResponse(page, text);
    await expect(result(page)).toContainText(message);
    await expect(box(page)).toHaveValue(text);
    await expect(box(page)).toHaveAttribute("aria-invalid", "true");
    await expectOpen(page, "2.3");
    await box(page).fill("");
  }
});

test("a response to another request counts for the steps that it belongs to", async ({ page, site }) => {
  await importSetup(page, site, CONTOSO);
  await openAt(page, site, "2.3");
  await pasteResponse(page, responses.jobs());
  await expect(result(page)).toContainText("You pasted the list of jobs.");
  await expectOpen(page, "2.3");
  await openAt(page, site, "2.1");
  await expectDone(page, "2.1");
  await openAt(page, site, "2.3");
  await pasteResponse(page, responses.secrets(["BaseAddress"]));
  await expect(heading(page)).toHaveText(/^Not done yet/);
  await expectOpen(page, "2.3");
});

test("one script collects everything, and its file verifies many steps", async ({ page, site }) => {
  await importSetup(page, site, CONTOSO);
  await openAt(page, site, "1.4");
  await card(page).getByText("Verify all steps with one script").click();
  await expect(card(page).getByRole("group", { name: "Start command" })).toHaveText(/scimdesk-evidence\.ps1/);
  const saved = page.waitForEvent("download");
  await card(page).getByRole("button", { name: "Save scimdesk-evidence.ps1" }).click();
  expect((await saved).suggestedFilename()).toBe("scimdesk-evidence.ps1");
  await card(page).getByRole("radio", { name: "Bash with Azure CLI" }).check();
  await expect(card(page).getByRole("group", { name: "Start command" })).toHaveText(/bash scimdesk-evidence\.sh/);
  await card(page).locator("input[type=file]").setInputFiles({
    name: "scimdesk-evidence.json",
    mimeType: "application/json",
    buffer: Buffer.from(pack({ application: responses.application(), configured: responses.jobs(), credentials: responses.secrets(), usersAssigned: responses.assignments() })),
  });
  for (const label of ["Application", "Job", "Stored credentials", "Notification settings", "Assignments"]) {
    await expect(result(page).getByRole("listitem").filter({ hasText: label }).first()).toBeVisible();
  }
  for (const number of ["1.4", "2.1", "2.18", "2.20"]) {
    await openAt(page, site, number);
    await expectDone(page, number);
  }
  await gotoPlace(page, site, "#/guide/report");
  for (const fact of ["Application", "Secret token", "Notification email", "Assigned users", "Provisioning"]) {
    await expect(main(page).getByRole("row", { name: new RegExp(`^${fact}\\b`) }).filter({ hasText: "Verified" })).toHaveCount(1);
  }
});

test("a change of the setup makes evidence out of date", async ({ page, site }) => {
  await importSetup(page, site, CONTOSO);
  await openAt(page, site, "1.4");
  await pasteResponse(page, responses.application());
  await expectDone(page, "1.4");
  await gotoPlace(page, site, "#/guide/start");
  await main(page).getByLabel("Application name").fill("Another app");
  await openAt(page, site, "1.4");
  await expect(heading(page)).toHaveText(/Changed since it was verified/);
  await expectOpen(page, "1.4");
});

test("the token’s expiry is entered once and warns in time", async ({ page, site }) => {
  await importSetup(page, site, CONTOSO);
  await openAt(page, site, "2.3");
  const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const longDay = (days) => new Date(day(days)).toLocaleDateString("en-US", { dateStyle: "long", timeZone: "UTC" });
  const warning = page.getByRole("alert").filter({ hasText: "The secret token" });
  await card(page).getByLabel("Token entered on").fill(day(-100));
  await card(page).getByLabel("Token expires on").fill(day(60));
  await expect(card(page)).toContainText(`The token expires on ${longDay(60)}.`);
  await expect(warning).toHaveCount(0);
  await card(page).getByLabel("Token expires on").fill(day(10));
  await expect(card(page)).toContainText("Expires in 10 days.");
  await expect(warning).toContainText(`The token expires in 10 days, on ${longDay(10)}.`);
  await warning.getByRole("button", { name: "Dismiss" }).click();
  await expect(warning).toHaveCount(0);
  await card(page).getByLabel("Token expires on").fill(day(-1));
  await expect(card(page)).toContainText("Expired 1 day ago.");
  await expect(warning).toContainText("The secret token has expired");
  await page.reload();
  await expect(warning).toContainText("The secret token has expired");
  await gotoPlace(page, site, "#/guide/report");
  await expect(main(page).getByRole("row", { name: /Token expiry/ })).toContainText(day(-1));
});

test("evidence can be forgotten, which can be undone", async ({ page, site }) => {
  await importSetup(page, site, CONTOSO);
  await openAt(page, site, "2.1");
  await pasteResponse(page, responses.jobs());
  await expectDone(page, "2.1");
  await card(page).getByText("Verify all steps with one script").click();
  await card(page).getByRole("button", { name: "Forget all evidence" }).click();
  await expectOpen(page, "2.1");
  await expect(heading(page)).toHaveText("Verify from the job");
  await page.getByRole("button", { name: "Undo" }).click();
  await expectDone(page, "2.1");
});

test("a failed result of Provision on demand is explained, and its text is stored nowhere", async ({ page, site }) => {
  await importSetup(page, site, CONTOSO);
  await openAt(page, site, "2.20");
  await card(page).getByLabel("Verify from").selectOption({ label: "Provision on demand" });
  await pasteResponse(page, onDemand(entry(1, "conflict")).buffer.toString());
  await expect(result(page)).toContainText("Provision on demand failed");
  await expect(result(page)).toContainText("HTTP 409");
  await result(page).getByRole("button", { name: "Explain this result" }).click();
  await expect(page.getByRole("main")).toContainText("already exists");
  await expect(page).toHaveURL(/#\/connection\/explain$/);
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(stored).not.toContain("person1@");
});

test("an application that was created again is verified after its evidence is forgotten", async ({ page, site }) => {
  await importSetup(page, site, CONTOSO);
  await openAt(page, site, "1.4");
  await pasteResponse(page, responses.application());
  await expectDone(page, "1.4");
  const again = responses.application();
  again.value[0].id = "99999999-0000-4a6e-9a54-6f7d2f3c0009";
  await pasteResponse(page, again);
  await expect(result(page)).toContainText("If you created the application again, choose Forget all evidence.");
  await result(page).getByRole("button", { name: "Forget all evidence" }).click();
  await expectOpen(page, "1.4");
  await expect(result(page)).toBeEmpty();
  await pasteResponse(page, again);
  await expectDone(page, "1.4");
});

test("nothing of a response is stored but what it proved", async ({ page, site }) => {
  await importSetup(page, site, CONTOSO);
  await openAt(page, site, "2.18");
  await pasteResponse(page, responses.assignments());
  await expectDone(page, "2.18");
  const read = () => page.evaluate(() => JSON.stringify({ ...localStorage }));
  await expect.poll(read).toContain("usersAssigned");
  const stored = await read();
  for (const secret of ["User 0", "principalDisplayName", "1b4f816e"]) expect(stored).not.toContain(secret);
});

for (const [width, theme] of [
  [1440, "light"],
  [360, "dark"],
]) {
  test(`verifying is accessible and fits, ${width} px, ${theme}`, async ({ page, site }) => {
    await page.setViewportSize({ width, height: 900 });
    await importSetup(page, site, CONTOSO);
    await setTheme(page, theme);
    await openAt(page, site, "2.20");
    await card(page).getByLabel("Verify from").selectOption({ label: "Provision on demand" });
    await expect(card(page)).toContainText("uses a license");
    await card(page).getByRole("textbox", { name: "Object ID of one user" }).fill("0b1c");
    await card(page).getByText("Verify all steps with one script").click();
    await pasteResponse(page, responses.jobs(QUARANTINED));
    await expect(result(page)).toContainText(/quarantine/i);
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}
