// Error codes, log entries and words in the box that explains errors.

import { openTab, test } from "../connection.mjs";
import { expect, expectAccessible, expectNoSecret, gotoPlace } from "../fixtures.mjs";

const box = (page) => page.getByLabel("Message, response, log entry or error code");
const explanation = (page) => page.getByRole("region", { name: "Explanation" });
const headline = (page) => explanation(page).getByRole("heading", { level: 2 });
const codes = (page) => page.getByRole("list", { name: "Error codes" }).getByRole("listitem");

/** Opens the tab. */
async function open(page, site) {
  await gotoPlace(page, site, "#/connection");
  await openTab(page, "Explain an error");
}

const failed = (name, errorCode, reason) => ({
  provisioningAction: "create",
  sourceIdentity: { displayName: name },
  provisioningStatusInfo: { status: "failure", errorInformation: { errorCode, reason } },
  provisioningSteps: [{ name: "EntryExportAdd", status: "failure", description: `Failed to create ${name}` }],
});

test("a code, a line and a word are found", async ({ page, site }) => {
  await open(page, site);
  await box(page).fill("entry_conflict");
  await expect(headline(page)).toHaveText("The user already exists in Talkdesk but wasn’t matched");
  await expect(explanation(page)).toContainText("Make userName the matching attribute");
  await expect(explanation(page)).toContainText("You can fix this");
  await expect(explanation(page).getByRole("link", { name: /error codes of the provisioning log/ })).toHaveAttribute("href", /learn\.microsoft\.com/);
  await box(page).fill("2026-11-23T20:01:02Z Failure ContosoInvalidAnchor ana@example.com");
  await expect(headline(page)).toHaveText("The Talkdesk user that Entra remembers is gone");
  await expect(explanation(page)).toContainText("Restart provisioning");
  await box(page).fill("TooManyRequests");
  await expect(explanation(page)).toContainText("Entra tries again");
  for (const word of ["license", "licence"]) {
    await box(page).fill(word);
    await expect(headline(page)).toHaveText("1 match");
    await expect(codes(page)).toHaveCount(1);
    await expect(codes(page).first()).toContainText("Admin > Billing");
  }
  await box(page).fill("zzzz");
  await expect(headline(page)).toHaveText("This text isn’t recognized");
  await expect(codes(page)).toHaveCount(0);
  await box(page).fill("");
  await expect(explanation(page)).toBeHidden();
  await expect(page.getByRole("heading", { name: "Try an example" })).toBeVisible();
});

test("Graph's JSON is read whole, without tokens in it", async ({ page, site, context }) => {
  const secret = "log-with-a-token-9f8e7d";
  const log = {
    "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#auditLogs/provisioning",
    value: [
      failed("Ana Silva", "ImportSkipped", "No value for mail."),
      failed("Rui Costa", "LicenseLimitExceeded", `Authorization: Bearer ${secret}`),
      { provisioningStatusInfo: { status: "success", errorInformation: null } },
    ],
  };
  await open(page, site);
  await box(page).fill(JSON.stringify(log, null, 2));
  await expect(headline(page)).toHaveText("The user has no value for the matching attribute");
  await expect(explanation(page)).toContainText("3 entries: 2 failure, 1 success.");
  await expect(explanation(page)).toContainText("Ana Silva: ImportSkipped. No value for mail.");
  await expect(page.getByText("Removed what looked like a token.")).toBeVisible();
  await expect(codes(page)).toHaveCount(1);
  await expect(codes(page)).toContainText("No license left for this user");
  await expectNoSecret(page, context, secret);
});

test("every example is explained", async ({ page, site }) => {
  await open(page, site);
  for (const [example, text] of [
    ["The portal, after Test connection", "Entra got no usable response to its test"],
    ["A response from Talkdesk", "The service rejects the token (401)"],
    ["Why a job is in quarantine", "Provisioning is in quarantine"],
  ]) {
    await page.getByRole("button", { name: `Explain example: ${example}` }).click();
    await expect(headline(page)).toHaveText(text);
    await expect(box(page)).toBeFocused();
    await page.getByRole("button", { name: "Clear" }).click();
  }
});

test("Paste takes the clipboard", async ({ page, site }) => {
  await open(page, site);
  await page.evaluate(() => navigator.clipboard.writeText("EncounteredQuarantineException"));
  await page.getByRole("button", { name: "Paste", exact: true }).click();
  await expect(headline(page)).toHaveText("Provisioning is in quarantine");
  await page.evaluate(() => navigator.clipboard.writeText(""));
});

test("where the browser forbids reading the clipboard, the page says what to press", async ({ page, site }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator.clipboard, "readText", { value: () => Promise.reject(new Error("no")) });
  });
  await open(page, site);
  await page.getByRole("button", { name: "Paste", exact: true }).click();
  await expect(page.getByText("Press Ctrl+V.")).toBeVisible();
  await expect(box(page)).toBeFocused();
});

test("it works by keyboard, on a phone and for a screen reader", async ({ page, site }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, site);
  for (const scheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: scheme });
    await expectAccessible(page);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await box(page).focus();
  await page.keyboard.type("CredentialValidationFailure and EntryConflict");
  await expect(explanation(page)).toContainText("Get a new STS token");
  await expect(codes(page)).toHaveCount(1);
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expectAccessible(page);
});
