// The search among the codes of Entra's provisioning log.

import { test } from "../connection.mjs";
import { expect, expectAccessible, expectNoSecret, gotoPlace } from "../fixtures.mjs";

const section = (page) => page.getByRole("region", { name: "Codes of the provisioning log" });
const field = (page) => section(page).getByLabel("Code, line or JSON of the log, or a word");
const card = (page, means) => section(page).getByRole("article").filter({ has: page.getByRole("heading", { name: means }) });

const failed = (name, errorCode, reason) => ({
  provisioningAction: "create",
  sourceIdentity: { displayName: name },
  provisioningStatusInfo: { status: "failure", errorInformation: { errorCode, reason } },
  provisioningSteps: [{ name: "EntryExportAdd", status: "failure", description: `Failed to create ${name}` }],
});

test("a code, a line and a word are found", async ({ page, site }) => {
  await gotoPlace(page, site, "#/connection");
  await field(page).fill("entry_conflict");
  await expect(section(page).getByRole("status")).toHaveText("One code found:");
  await expect(card(page, "The user exists in Talkdesk already")).toContainText("Make userName the matching attribute");
  await expect(card(page, "The user exists in Talkdesk already").getByRole("link")).toHaveAttribute("href", /learn\.microsoft\.com/);
  await field(page).fill("2026-11-23T20:01:02Z Failure ContosoInvalidAnchor ana@example.com");
  await expect(card(page, "The Talkdesk user that Entra remembers is gone")).toContainText("Restart provisioning");
  await field(page).fill("TooManyRequests");
  await expect(section(page).getByRole("article")).toContainText("Entra tries again");
  await field(page).fill("licence");
  await expect(section(page).getByRole("status")).toHaveText("No code is named; this fits the words:");
  await expect(section(page).getByRole("article").first()).toContainText("Admin > Billing");
  await field(page).fill("zzzz");
  await expect(section(page).getByRole("status")).toContainText("Nothing is known under this.");
  await expect(section(page).getByRole("article")).toHaveCount(0);
  await field(page).fill("");
  await expect(section(page).getByRole("status")).toHaveText("");
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
  await gotoPlace(page, site, "#/connection");
  await field(page).fill(JSON.stringify(log, null, 2));
  await expect(section(page).getByRole("status")).toHaveText("2 codes found:");
  await expect(section(page)).toContainText("3 entries: 2 failure, 1 success.");
  await expect(section(page)).toContainText("Ana Silva: ImportSkipped. No value for mail.");
  await expect(section(page)).toContainText("What looked like a token was removed from the text.");
  await expect(section(page).getByRole("article")).toHaveCount(2);
  await expectNoSecret(page, context, secret);
});

test("it works by keyboard, on a phone and for a screen reader", async ({ page, site }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await gotoPlace(page, site, "#/connection");
  await field(page).focus();
  await page.keyboard.type("CredentialValidationFailure");
  await expect(section(page).getByRole("article")).toContainText("Make a new STS token");
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expectAccessible(page);
});
