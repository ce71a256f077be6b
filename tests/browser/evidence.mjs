// Helpers for specs that verify steps with responses of Microsoft Graph.

import { openStep } from "./guide.mjs";

export const APP = "1f6c0d53-0000-4a6e-9a54-6f7d2f3c0001";
export const APP_ID = "5b0d6a1e-7f8e-4f0c-8f0e-2a4c9d3b0003";
export const JOB = "scim.9b0cfe0d5d9a4c02b6a05a0c6a1f0002.5b0d6a1e-7f8e-4f0c-8f0e-2a4c9d3b0003";
const NON_GALLERY = "8adf8e6e-67b2-4cf2-a259-e3dc5476c621";
const NOTIFICATIONS = { Enabled: true, Recipients: "it@contoso.example", DeleteThresholdEnabled: true, DeleteThresholdValue: 50 };

const list = (of, value) => ({ "@odata.context": `https://graph.microsoft.com/v1.0/$metadata#${of}`, value });

/** The responses that a tenant gives which is set up as planned. */
export const responses = {
  application: (name = "Talkdesk SCIM App") =>
    list("servicePrincipals(id,appId,displayName,tags,applicationTemplateId,appRoles)", [
      { id: APP, appId: APP_ID, displayName: name, tags: [], applicationTemplateId: NON_GALLERY, appRoles: [] },
    ]),
  jobs: (changes = {}) =>
    list(`servicePrincipals('${APP}')/synchronization/jobs`, [
      {
        id: JOB,
        templateId: "scim",
        schedule: { interval: "PT40M", state: "Active" },
        status: { code: "Active", countSuccessiveCompleteFailures: 0, escrowsPruned: false, quarantine: null, lastExecution: { state: "Succeeded", countEscrowed: 0 } },
        synchronizationJobSettings: [],
        ...changes,
      },
    ]),
  secrets: (keys = ["BaseAddress", "SecretToken"]) =>
    list(`servicePrincipals('${APP}')/synchronization/secrets`, [
      ...keys.map((key) => ({ key, value: "*" })),
      { key: "SyncNotificationSettings", value: JSON.stringify(NOTIFICATIONS) },
    ]),
  assignments: (count = 3) =>
    list(
      `servicePrincipals('${APP}')/appRoleAssignedTo`,
      Array.from({ length: count }, (_, at) => ({
        id: `assignment-${at}`,
        appRoleId: "1b4f816e-5eaf-48b9-8613-7923830595ad",
        principalDisplayName: `User ${at}`,
        principalId: `00000000-0000-4000-8000-00000000000${at}`,
        principalType: "User",
        resourceId: APP,
      })),
    ),
};

export const QUARANTINED = {
  status: { code: "Quarantine", quarantine: { reason: "EncounteredQuarantineException", currentBegan: "2026-11-29T10:00:00Z", seriesCount: 3, error: { code: "SystemForCrossDomainIdentityManagementCredentialValidationFailure", message: "Unauthorized" } } },
};

/** The file that the script writes. */
export const pack = (parts) =>
  JSON.stringify({
    scimdeskEvidence: 1,
    collectedAt: new Date(Date.now() - 60_000).toISOString(),
    responses: Object.entries(parts).map(([kind, body]) => ({ kind, request: "GET", status: 200, body })),
  });

export const card = (page) => openStep(page).locator("section.verify");
export const box = (page) => openStep(page).getByRole("textbox", { name: "2. Paste the response" });
export const heading = (page) => openStep(page).locator("#verify-title");

export const result = (page) => card(page).getByRole("status", { name: "Result" });

/** Pastes a response as people do, so that it is read at once. */
export async function pasteResponse(page, response) {
  const text = typeof response === "string" ? response : JSON.stringify(response, null, 2);
  await box(page).focus();
  await box(page).evaluate((field, text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}
