// Every row of Talkdesk's published guide: step, marker numbers, and the
// labels, values and notes that must be in the rendered step. Source:
// https://docs.talkdesk.com/docs/scim-user-management-for-microsoft-entra-id

const EXTENSION = "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User";

export const INVENTORY = [
  { step: "0.1", markers: [], holds: ["SCIM API"], link: "https://docs.talkdesk.com/docs/scim-api" },
  { step: "0.2", markers: [], holds: ["region of your Talkdesk account"] },
  { step: "0.3", markers: [], holds: ["STS token", "scim"] },
  { step: "0.4", markers: [], holds: ["license"] },
  { step: "0.5", markers: [], holds: ["roles and teams"] },
  { step: "1.1", markers: [1], holds: ["Enterprise applications"] },
  { step: "1.2", markers: [2, 3], holds: ["All applications", "New application"] },
  { step: "1.3", markers: [4], holds: ["Create your own application"] },
  {
    step: "1.4",
    markers: [5, 6, 7],
    holds: ["Talkdesk SCIM App", "Integrate any other application you don’t find in the gallery (Non-gallery)", "Create"],
  },
  { step: "2.1", markers: [], holds: ["Enterprise applications > All Applications > Talkdesk SCIM App"] },
  { step: "2.2", markers: [1, 2], holds: ["Provisioning", "New configuration"] },
  { step: "2.3", markers: [3], holds: ["Tenant URL", "https://api.talkdeskapp.com/scim/v2", "region"] },
  { step: "2.4", markers: [4], holds: ["Secret token", "STS token"], link: "https://docs.talkdesk.com/reference/client-credentials-sts-token" },
  { step: "2.5", markers: [5, 6], holds: ["Test connection", "Create"] },
  { step: "2.6", markers: [7, 8], holds: ["Attribute mapping (Preview)", "Provisioning Microsoft Entra ID Groups"] },
  { step: "2.7", markers: [9, 10], holds: ["Disabled", "Save"] },
  { step: "2.8", markers: [11], holds: ["Attribute mapping", "Provisioning Microsoft Entra ID Users"] },
  { step: "2.9", markers: [12, 13], holds: ["Enabled", "Create", "Update", "Delete"] },
  {
    step: "2.10",
    markers: [14, 15],
    holds: ["userName", "givenName", "familyName", "Honorific prefix", "Save"],
    link: "https://docs.talkdesk.com/reference/create-user",
  },
  { step: "2.11", markers: [16], holds: ["Add New Mapping", "active=true"], note: true },
  {
    step: "2.12",
    markers: [17, 18, 19, 20],
    holds: ["Mapping type", "Expression", 'Switch([IsSoftDeleted], , "False", "True", "True", "False")', "Target attribute", "active", "Ok"],
  },
  { step: "2.13", markers: [21, 22, 23, 24], holds: ["Direct", "Source attribute", "objectId", "externalId", "Ok"] },
  { step: "2.14", markers: [25, 26], holds: ["Show advanced options", "Edit attribute list for customappsso"] },
  { step: "2.15", markers: [27, 28], holds: [`${EXTENSION}:rolesString`, `${EXTENSION}:teamsString`, "String", "Save"] },
  { step: "2.16", markers: [29], holds: ["Add New Mapping", "custom attributes", "app roles", "constant", "Agent", "already exists", "no team"], note: true },
  {
    step: "2.17",
    markers: [30, 31, 32, 33],
    holds: ["Constant", "Constant Value", "Target attribute", "Ok", "SingleAppRoleAssignment([appRoleAssignments])"],
  },
  { step: "2.18", markers: [34, 35], holds: ["Users and groups", "Add user/group"] },
  { step: "2.19", markers: [36, 37, 38, 39], holds: ["None Selected", "Select", "Assign"] },
  { step: "2.20", markers: [40, 41], holds: ["Overview", "Start provisioning"] },
];

// What the published guide leaves out: a word of it, and the step that has it
// marked as added.
export const ADDED = [
  ["Matching precedence: 1", "2.10a"],
  ["email address", "2.10a"],
  ["Sync only assigned users and groups", "2.5a"],
  ["notification", "2.5a"],
  ["forceSchemaEditorEnabled", "2.14a"],
  ["App roles", "2.15a"],
  ["exactly one app role", "2.15a"],
  ["semicolons", "2.17"],
  ["Provision on demand", "2.19b"],
  ["Provisioning logs", "2.20a"],
  ["4 requests per second", "0.1"],
  ["Talkdesk Phone", "0.1"],
  ["Early Access", "0.1"],
  ["Deactivated", "0.4"],
  ["unassigned", "2.20b"],
  ["Without Save, the portal drops", "2.13a"],
  ["Without Save, the portal drops", "2.17a"],
  ["edit the row if it is there, add it if it isn’t", "2.11"],
];
