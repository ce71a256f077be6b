// What the specs of the tab "Explain an error" share: logs in every format, and
// the parts of the tab.

import { openTab } from "./connection.mjs";
import { gotoPlace } from "./fixtures.mjs";

export const BOX = "Message, response, log entry or error code";
export const box = (page) => page.getByLabel(BOX);
export const explanation = (page) => page.getByRole("region", { name: "Explanation" });
export const sentence = (page) => page.locator("#explain-sentence");
export const drawer = (page, name) => page.getByRole("complementary", { name });
export const report = (page) => page.getByRole("region", { name: "Report" });
export const causes = (page) => page.getByRole("list", { name: "Causes" }).getByRole("listitem");
export const rows = (page) => page.getByRole("table", { name: "Users", exact: true }).getByRole("row");
export const picker = (page) => page.getByLabel("Files to explain");
export const topLine = (page) => page.getByRole("group", { name: "What is open" });

/** Opens the tab. */
export async function open(page, site) {
  await gotoPlace(page, site, "#/connection");
  await openTab(page, "Explain an error");
}

/** Explains a text that is typed into the box. */
export async function explain(page, text) {
  const another = page.getByRole("button", { name: "Open or paste another" });
  // The tab is a chunk of its own.
  await box(page).or(another).first().waitFor();
  if ((await box(page).count()) === 0) await another.click();
  await box(page).fill(text);
  await page.getByRole("button", { name: "Explain", exact: true }).click();
}

/** Pastes as a person does: from the clipboard, with the keys. */
export async function press(page, text) {
  await page.evaluate((content) => navigator.clipboard.writeText(content), text);
  await page.keyboard.press("ControlOrMeta+V");
  // Nothing of it stays where every page could read it.
  await page.evaluate(() => navigator.clipboard.writeText(""));
}

const REASON = [
  "StatusCode: BadRequest",
  "Message: Processing of the HTTP request resulted in an exception. Please see the HTTP response returned by the 'Response' property of this exception for details.",
  "Web Response: ",
  '{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"400","scimType":"invalidValue","detail":"name.familyName is required"}',
  "This operation was retried 5 times. It will be retried again after this date: 2026-11-28T21:26:00Z UTC",
].join("\r\n");

const CONFLICT = REASON.replace("BadRequest", "Conflict").replace('"400","scimType":"invalidValue","detail":"name.familyName is required"', '"409","scimType":"uniqueness","detail":"User already exists"');

/** Minutes of the cycles of a generated log. */
const CYCLE = 40;

/**
 * One entry as Microsoft Graph has it. `kind` is `ok`, `name`, `conflict` or
 * `skip`.
 */
export function entry(number, kind, cycle = 0) {
  const time = new Date(Date.UTC(2026, 10, 28, 9, 12 + cycle * CYCLE, number % 60)).toISOString();
  const upn = `person${number}@contoso.example`;
  const status = { ok: "success", name: "failure", conflict: "failure", skip: "skipped" }[kind];
  const reason = { ok: null, name: REASON, conflict: CONFLICT, skip: null }[kind];
  const step = (name, provisioningStepType, state, description, details = {}) => ({ name, provisioningStepType, status: state, description, details });
  const id = `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
  return {
    id: `${id}-${cycle}`,
    activityDateTime: time,
    jobId: "scim.00000000000040008000000000000001.app",
    cycleId: `00000000-0000-4000-9000-${String(cycle).padStart(12, "0")}`,
    changeId: `00000000-0000-4000-a000-${String(number * 1_000 + cycle).padStart(12, "0")}`,
    provisioningAction: kind === "skip" ? "other" : "create",
    durationInMilliseconds: 800,
    provisioningStatusInfo: {
      status,
      errorInformation: reason && {
        errorCode: "SystemForCrossDomainIdentityManagementBadRequest",
        reason,
        errorCategory: "failure",
        additionalDetails: null,
        recommendedAction: null,
      },
    },
    provisioningSteps: [
      step("EntryImportAdd", "import", "success", `Received User '${upn}' change of type (Add) from Microsoft Entra ID`, {
        objectId: id,
        accountEnabled: "True",
        displayName: `Person ${number}`,
        givenName: "Person",
        surname: kind === "name" ? "" : `Number ${number}`,
        userPrincipalName: upn,
        mail: upn,
        IsSoftDeleted: "False",
      }),
      kind === "skip"
        ? step("EntrySynchronizationScoping", "scoping", "skipped", "The User is not assigned.", { Assigned: "False", IsActive: "True", IsInProvisioningScope: "False", SkipReason: "NotEffectivelyEntitled" })
        : step("EntrySynchronizationScoping", "scoping", "success", "Determine if User in scope by evaluating against each scoping filter", { IsActive: "True", Assigned: "True" }),
      ...(kind === "skip"
        ? []
        : [
            step("EntryImportObjectNotFound", "matching", "success", "No match was found in Talkdesk"),
            step("EntryExportAdd", "export", kind === "ok" ? "success" : "failure", kind === "ok" ? `User '${upn}' was created in Talkdesk` : `Failed to create User '${upn}' in Talkdesk`),
          ]),
    ],
    modifiedProperties:
      kind === "skip"
        ? []
        : [
            { displayName: "userName", oldValue: null, newValue: upn },
            { displayName: "name.givenName", oldValue: null, newValue: "Person" },
            ...(kind === "name" ? [] : [{ displayName: "name.familyName", oldValue: null, newValue: `Number ${number}` }]),
            { displayName: "externalId", oldValue: null, newValue: id },
          ],
    sourceIdentity: { id, displayName: `Person ${number}`, identityType: "User", details: { odatatype: "User", UserPrincipalName: upn } },
    targetIdentity: { id: "", displayName: "", identityType: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", details: {} },
    servicePrincipal: { id, displayName: "Talkdesk SCIM App" },
    sourceSystem: { id, displayName: "Microsoft Entra ID", details: {} },
    targetSystem: { id, displayName: "Talkdesk SCIM App", details: {} },
    initiatedBy: { id: "", displayName: "Microsoft Entra Provisioning Service", initiatorType: "system" },
  };
}

/** A log of users with a failed name, users who exist, skipped and created ones, over some cycles. */
export function entries({ name = 12, conflict = 3, skip = 4, ok = 20, cycles = 4 } = {}) {
  const kinds = [
    ...Array(name).fill("name"),
    ...Array(conflict).fill("conflict"),
    ...Array(skip).fill("skip"),
    ...Array(ok).fill("ok"),
  ];
  return kinds.map((kind, number) => entry(number + 1, kind, kind === "ok" ? number % cycles : cycles - 1 - (number % 2)));
}

const json = (name, value) => ({ name, mimeType: "application/json", buffer: Buffer.from(typeof value === "string" ? value : JSON.stringify(value)) });
const cell = (value) => `"${String(value ?? "").replaceAll('"', '""')}"`;
const table = (name, header, lines) => ({ name, mimeType: "text/csv", buffer: Buffer.from([header, ...lines].map((line) => line.map(cell).join(",")).join("\r\n")) });

const STATUS = { success: 0, failure: 1, skipped: 2 };
const STEP = { import: 0, scoping: 1, matching: 2, processing: 3, referenceResolution: 4, export: 5 };

/** As diagnostic settings have an entry: numbers for words, other names. */
function diagnostic(entry) {
  const { provisioningStatusInfo, provisioningSteps, sourceIdentity, targetIdentity, ...rest } = entry;
  const identity = ({ id, displayName, identityType, details }) => ({ Id: id, Name: displayName, IdentityType: identityType, Details: details });
  return {
    time: entry.activityDateTime,
    category: "ProvisioningLogs",
    operationName: "Provisioning activity",
    properties: {
      ...rest,
      action: entry.provisioningAction,
      statusInfo: { Status: STATUS[provisioningStatusInfo.status], ...provisioningStatusInfo.errorInformation },
      provisioningSteps: provisioningSteps.map((step) => ({ ...step, status: STATUS[step.status], provisioningStepType: STEP[step.provisioningStepType] })),
      sourceIdentity: identity(sourceIdentity),
      targetIdentity: identity(targetIdentity),
    },
  };
}

/** As the table of Log Analytics has it: nested values are texts. */
function analytics(entry) {
  return {
    TimeGenerated: entry.activityDateTime,
    Category: "ProvisioningLogs",
    Id: entry.id,
    JobId: entry.jobId,
    CycleId: entry.cycleId,
    ChangeId: entry.changeId,
    ProvisioningAction: entry.provisioningAction,
    DurationMs: entry.durationInMilliseconds,
    ResultType: entry.provisioningStatusInfo.status,
    ResultSignature: entry.provisioningStatusInfo.errorInformation?.errorCode ?? "",
    ResultDescription: entry.provisioningStatusInfo.errorInformation?.reason ?? "",
    ProvisioningStatusInfo: JSON.stringify(entry.provisioningStatusInfo),
    ProvisioningSteps: JSON.stringify(entry.provisioningSteps),
    ModifiedProperties: JSON.stringify(entry.modifiedProperties),
    SourceIdentity: JSON.stringify(entry.sourceIdentity),
    TargetIdentity: JSON.stringify(entry.targetIdentity),
    Type: "AADProvisioningLogs",
  };
}

/** The three tables of the portal. */
function portalTables(all) {
  const main = all.map((entry) => [entry.id, entry.changeId, entry.cycleId, entry.activityDateTime, entry.provisioningAction, entry.provisioningStatusInfo.status, entry.provisioningStatusInfo.errorInformation?.errorCode, entry.provisioningStatusInfo.errorInformation?.reason, entry.sourceIdentity.id, entry.sourceIdentity.displayName]);
  const steps = all.flatMap((entry) => entry.provisioningSteps.map((step) => [entry.changeId, step.name, step.provisioningStepType, step.status, step.description, JSON.stringify(step.details)]));
  const properties = all.flatMap((entry) => entry.modifiedProperties.map((property) => [entry.changeId, property.displayName, property.oldValue, property.newValue]));
  return [
    table("ProvisioningLogs.csv", ["Id", "Change Id", "Cycle Id", "Date", "Action", "Status", "Error Code", "Reason", "Source Id", "Source Display Name"], main),
    table("ProvisioningLogs_ProvisioningSteps.csv", ["Change Id", "Name", "Type", "Status", "Description", "Details"], steps),
    table("ProvisioningLogs_ModifiedProperties.csv", ["Change Id", "Display Name", "Old Value", "New Value"], properties),
  ];
}

/** As the audit log has an entry: one status, the reason, and details as pairs. */
function audited(entry) {
  const { details } = entry.sourceIdentity;
  const skip = entry.provisioningSteps.find((step) => step.details.SkipReason);
  return {
    id: `Sync_${entry.id}`,
    category: "ProvisioningManagement",
    activityDateTime: entry.activityDateTime,
    activityDisplayName: "Process escrow",
    loggedByService: "Account Provisioning",
    result: entry.provisioningStatusInfo.status,
    resultReason: entry.provisioningStatusInfo.errorInformation?.reason ?? "",
    operationType: "",
    correlationId: entry.jobId,
    initiatedBy: { user: null, app: { displayName: "Azure AD Provisioning Service" } },
    targetResources: [{ id: entry.sourceIdentity.id, displayName: entry.sourceIdentity.displayName, type: "User", userPrincipalName: details.UserPrincipalName, modifiedProperties: [] }],
    additionalDetails: [
      { key: "EventName", value: entry.provisioningSteps.at(-1).name },
      { key: "JoiningProperty", value: details.UserPrincipalName },
      { key: "SkipReason", value: skip?.details.SkipReason ?? null },
    ],
  };
}

/** The response of Provision on demand for the user of an entry. */
export function onDemand(entry) {
  const { status, errorInformation } = entry.provisioningStatusInfo;
  const { errorCode = null, reason = null } = errorInformation ?? {};
  const steps = entry.provisioningSteps.map(({ provisioningStepType, ...step }) => ({ ...step, type: provisioningStepType, timestamp: entry.activityDateTime }));
  const result = { action: entry.provisioningAction, modifiedProperties: entry.modifiedProperties, provisioningSteps: steps, statusInfo: { status, errorCode, reason, additionalDetails: null } };
  return json("provision-on-demand.json", {
    "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.stringKeyStringValuePair",
    key: JSON.stringify({ result: status, details: { errorCode, errorMessage: reason } }),
    value: JSON.stringify(result),
  });
}

/** The same entries in every form that a file may have. */
export const FORMATS = [
  ["Microsoft Graph", (all) => [json("graph.json", { "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#auditLogs/provisioning", value: all })]],
  ["the portal as JSON", (all) => [json("ProvisioningLogs.json", all)]],
  ["the portal as CSV", portalTables],
  ["diagnostic settings", (all) => [json("PT1H.json", all.map((entry) => JSON.stringify(diagnostic(entry))).join("\n"))]],
  ["Log Analytics as JSON", (all) => [json("query.json", all.map(analytics))]],
  ["Log Analytics as CSV", (all) => {
    const lines = all.map(analytics);
    return [table("query.csv", Object.keys(lines[0]), lines.map((line) => Object.values(line)))];
  }],
];

/** The same entries in the audit log, which says less. */
export const auditLog = (all) => json("AuditLogs.json", { value: all.map(audited) });

export const portalJson = (all) => FORMATS[1][1](all);

/** Drops a file on the page, outside of everything that takes files. */
export async function drop(page, { name, mimeType, buffer }) {
  await page.evaluate(
    ([text, name, type]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name, { type }));
      document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data }));
    },
    [buffer.toString(), name, mimeType],
  );
}

/** Lets no worker of the page get another log to read, until the page is loaded anew. */
export async function holdBackLogs(page) {
  await page.evaluate(() => {
    const send = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...rest) {
      if (!String(message?.[1]).includes('"ReadLog"')) send.call(this, message, ...rest);
    };
  });
}
