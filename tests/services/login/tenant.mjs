// The tenant of the service: its registration, its enterprise application and
// what Graph says about them.

import { readFileSync } from "node:fs";

const fixture = new URL("../../../crates/sync-schema/tests/schemas/scim-job.json", import.meta.url);

export const TENANT_ID = "5d1f0c2e-7a31-4c55-8a53-1d7e6c1b0a01";
export const CLIENT_ID = "a4f2f0b8-3c1e-4b0a-9c59-6f3c5c9d0b02";
export const SERVICE_PRINCIPAL_ID = "1f6c0d53-0000-4a6e-9a54-6f7d2f3c0001";
export const APP_ID = "7b0e7f64-0000-4d0e-8f8f-4c1f6a2d0003";
export const JOB_ID = "scim.9b0cfe0d5d9a4c02b6a05a0c6a1f0002.x";
export const PILOT_ID = "c0ffee00-0000-4000-8000-000000000010";

/** The delegated permissions that exist at this Graph. */
export const GRAPH_SCOPES = [
  "Application.Read.All", "Application.ReadWrite.All", "AuditLog.Read.All", "Directory.Read.All",
  "Synchronization.Read.All", "Synchronization.ReadWrite.All", "User.Read",
];

/** A tenant in which provisioning is set up and runs. */
export function newTenant() {
  const role = (id, displayName, value) => ({ id, displayName, value, isEnabled: true, allowedMemberTypes: ["User"], description: displayName });
  const appRoles = [
    role("18d14569-c3bd-439b-9a66-3a2aee01d14f", "User", null),
    role("b9632174-c057-4f7e-951b-be3adc52bfe6", "msiam_access", null),
    role("5f0b1b5c-0000-4c11-9a11-000000000021", "Agent", "agent"),
  ];
  const notification = { Enabled: true, Recipients: "it@contoso.com", DeleteThresholdEnabled: true, DeleteThresholdValue: 100 };
  return {
    id: TENANT_ID,
    domains: ["contoso.com", "contoso.onmicrosoft.com"],
    user: { id: "0a1b2c3d-0000-4000-8000-000000000001", name: "admin@contoso.com" },
    /** What was consented to before, by an administrator or by earlier sign-ins. */
    consented: new Set(),
    /** Permissions that Graph refuses although the token has them: the account lacks a role. */
    roleLacks: new Set(),
    servicePrincipals: [{
      id: SERVICE_PRINCIPAL_ID, appId: APP_ID, displayName: "Talkdesk", tags: ["WindowsAzureActiveDirectoryCustomSingleSignOnApplication"],
      applicationTemplateId: "8adf8e6e-67b2-4cf2-a259-e3dc5476c621", appRoles,
    }],
    jobs: [{ id: JOB_ID, templateId: "scim", schedule: { expiration: null, interval: "PT40M", state: "Active" }, status: { code: "Active", countSuccessiveCompleteFailures: 0, escrowsPruned: false, quarantine: null } }],
    schema: { ...JSON.parse(readFileSync(fixture, "utf8")), id: JOB_ID },
    secrets: [
      { key: "BaseAddress", value: "*" }, { key: "SecretToken", value: "*" },
      { key: "SyncNotificationSettings", value: JSON.stringify(notification) }, { key: "SyncAll", value: "false" },
    ],
    users: [
      { id: PILOT_ID, displayName: "Ana Silva", userPrincipalName: "ana@contoso.com" },
      { id: "c0ffee00-0000-4000-8000-000000000011", displayName: "Bo Berg", userPrincipalName: "bo@contoso.com" },
    ],
    assignments: [
      { id: "assignment-1", principalId: PILOT_ID, principalDisplayName: "Ana Silva", principalType: "User", resourceId: SERVICE_PRINCIPAL_ID, appRoleId: appRoles[2].id },
      { id: "assignment-2", principalId: "c0ffee00-0000-4000-8000-000000000012", principalDisplayName: "Support", principalType: "Group", resourceId: SERVICE_PRINCIPAL_ID, appRoleId: appRoles[0].id },
      { id: "assignment-3", principalId: "c0ffee00-0000-4000-8000-000000000011", principalDisplayName: "Bo Berg", principalType: "User", resourceId: SERVICE_PRINCIPAL_ID, appRoleId: appRoles[2].id },
    ],
    /** How many entries a page has at most, whatever `$top` asks for. */
    maxPage: 2,
    log: Array.from({ length: 5 }, (_, at) => logEntry(at)),
    /** The status of the last step of provision on demand: Success, Skipped or Failure. */
    onDemand: "Success",
  };
}

function logEntry(at) {
  const name = ["ana", "bo", "cleo", "dan", "eve"][at % 5];
  const failed = at === 3;
  return {
    id: `6f7d2f3c-0000-4000-8000-00000000000${at}`,
    activityDateTime: `2026-11-29T10:0${at}:00Z`,
    tenantId: TENANT_ID,
    jobId: JOB_ID,
    cycleId: "1d2c3b4a-0000-4000-8000-000000000001",
    changeId: `1d2c3b4a-0000-4000-8000-00000000001${at}`,
    provisioningAction: "create",
    durationInMilliseconds: 900 + at,
    provisioningStatusInfo: { status: failed ? "failure" : "success", errorInformation: failed
      ? { errorCode: "EntryConflict", errorCategory: "nonServiceFailure", reason: "The user exists already.", recommendedAction: "Match the user.", additionalDetails: null }
      : null },
    sourceSystem: { id: "source", displayName: "Microsoft Entra ID", details: {} },
    targetSystem: { id: "target", displayName: "customappsso", details: {} },
    sourceIdentity: { id: `c0ffee00-0000-4000-8000-00000000001${at}`, displayName: name, identityType: "User", details: { id: `c0ffee00-0000-4000-8000-00000000001${at}`, odatatype: "User", UserPrincipalName: `${name}@contoso.com` } },
    targetIdentity: { id: failed ? "" : `td-${at}`, displayName: "", identityType: "urn:ietf:params:scim:schemas:core:2.0:User", details: {} },
    provisioningSteps: [
      { name: "EntryImportAdd", provisioningStepType: "import", status: "success", description: `Received User '${name}@contoso.com' change of type (Add) from Microsoft Entra ID`, details: {} },
      { name: "EntryExportAdd", provisioningStepType: "export", status: failed ? "failure" : "success", description: failed ? "Failed to create User" : `User '${name}@contoso.com' was created in customappsso`, details: {} },
    ],
    modifiedProperties: [],
    servicePrincipal: { id: SERVICE_PRINCIPAL_ID, displayName: "Talkdesk" },
    initiatedBy: { id: "", displayName: "Azure AD Provisioning Service", initiatorType: "system" },
  };
}
