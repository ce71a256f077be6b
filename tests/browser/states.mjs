// Pages and states of the app that are worth a picture, each with the way there.
// A way starts from an empty browser: `{page, site, practice, closed, keeping}`, where
// `closed` is a practice service that web pages may not read, and `keeping` one that
// deletes no user.

import { readFileSync } from "node:fs";
import { card as verifyCard, heading as verifyHeading, pasteResponse, QUARANTINED, responses } from "./evidence.mjs";
import { allow, begin as beginLifecycle, domain, headline as lifecycleHeadline, openTestUser } from "./lifecycle.mjs";
import { address, begin, headline, openTab, run as testConnection, token, verdict } from "./connection.mjs";
import { entries, explain as explainText, explanation, holdBackLogs, picker as logPicker, portalJson, report as logReport, rows as logRows } from "./explain.mjs";
import { expect, gotoPlace } from "./fixtures.mjs";
import { importSetup, listed as listedStep, main, mapping, marked, NUMBERS, openAt, openStep, ROLES, TEAMS } from "./guide.mjs";
import { choose, drawer, listed, opened, recipe, requests, saveState, tab } from "./mappings.mjs";
import { XLSX, change, chips, csv, drawer as preflightDrawer, file, options, picker, report, rows, run as runPreflight, user } from "./preflight.mjs";

const EUROPE = "https://api.talkdeskapp.eu/scim/v2";
const SCHEMA = readFileSync(new URL("../../crates/sync-schema/tests/schemas/scim-job.json", import.meta.url), "utf8");
const SLOW = { timeout: 20_000 };
const LONG = { timeout: 60_000 };
const minutesAgo = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();
const days = (count) => count * 24 * 60;

const APP_ROLE = { target: ROLES, source: { expression: 'Switch(SingleAppRoleAssignment([appRoleAssignments]), "Agent", "Lead", "Supervisor")' } };
const PASSED = { when: minutesAgo(2), tenantUrl: EUROPE, matching: "userName" };
const FAILED = { when: minutesAgo(1), tenantUrl: EUROPE, matching: "userName", reason: "The token has expired" };
const CONTOSO = { name: "Contoso production", tenant: { region: "eu" }, mapping: mapping(APP_ROLE), guideStart: { when: minutesAgo(60), method: "byHand" } };
const HALF = marked(minutesAgo(20), ...NUMBERS.slice(0, NUMBERS.indexOf("2.11")));

const SWITCH = 'Switch(\n  ToLower([department]),\n  "General",\n  "customer care", Join(";", "Support", [country]),\n  "sales emea", "Sales "\n)';
const WRONG = SWITCH.replace("ToLower", "Lower");
const QUARANTINE = JSON.stringify({ id: "scim.9d4f", schedule: { state: "Active" }, status: { code: "Quarantine", quarantine: { reason: "EncounteredQuarantineException", seriesCount: 3, error: { code: "SystemForCrossDomainIdentityManagementCredentialValidationFailure", message: "Unauthorized" } } } }, null, 2);

/** Users of whom some are rejected and some skipped. */
function users() {
  const all = Array.from({ length: 2_000 }, (_, index) => user(index + 1));
  for (const index of [...all.keys()].filter((index) => index % 90 === 7)) Object.assign(all[index], { surname: "", displayName: `Nora Nameless ${index}` });
  for (const index of [...all.keys()].filter((index) => index % 400 === 9)) all[index].userPrincipalName = `guest${index}#EXT#`;
  for (const index of [...all.keys()].filter((index) => index % 50 === 11)) all[index].accountEnabled = "False";
  return file("users-2026-11-28.csv", csv(all));
}

/** The fault of a service that deletes no user. */
export const keepsUsers = ({ method }) => (method === "DELETE" ? "deny" : undefined);

async function contoso(state, members = {}) {
  await importSetup(state.page, state.site, { ...CONTOSO, ...members });
}

/** Lets the practice service respond in Talkdesk's place. */
async function standIn({ page, practice }) {
  await page.route(`${EUROPE}/**`, async (route) => {
    try {
      const response = await route.fetch({ url: route.request().url().replace(EUROPE, practice.url) });
      await route.fulfill({ response });
    } catch {
      // The service or the page is gone, because the state was looked at.
    }
  });
}

/** Lets a request wait as long as it is looked at. */
async function slowly(route) {
  await new Promise((done) => setTimeout(done, 10_000));
  await route.abort().catch(() => {});
}

async function connection(state, url, secret, result) {
  await contoso(state, { guide: marked(minutesAgo(20), ...NUMBERS.slice(0, 10)) });
  await standIn(state);
  await testConnection(state.page, state.site, url, secret);
  await expect(headline(state.page)).toHaveText(result, SLOW);
}

async function explain(state, text) {
  await contoso(state);
  await gotoPlace(state.page, state.site, "#/connection");
  await openTab(state.page, "Explain an error");
  if (text === undefined) return;
  await explainText(state.page, text);
  await expect(explanation(state.page)).toBeVisible();
}

async function explainLog(state) {
  await explain(state);
  await logPicker(state.page).setInputFiles(portalJson(entries()));
  await expect(logReport(state.page)).toBeVisible(SLOW);
}

async function expression(state, text, opens) {
  const { page, site } = state;
  await contoso(state);
  await gotoPlace(page, site, "#/expressions");
  if (text !== undefined) {
    await page.getByRole("textbox", { name: "Expression", exact: true }).fill(text);
    await expect(page.getByRole("region", { name: "Result" })).toContainText(text === WRONG ? "No value" : "Support;Portugal");
  }
  if (opens) await page.getByRole("tab", { name: opens }).click();
}

async function testUser(state, service) {
  const { page, site, practice } = state;
  await contoso(state, { mapping: mapping(APP_ROLE, { target: TEAMS, source: { constant: "Support" } }) });
  await standIn(state);
  await gotoPlace(page, site, "#/connection");
  await address(page).fill(service?.url ?? EUROPE);
  await token(page).fill((service ?? practice).token);
  await openTestUser(page);
}

async function start({ page }) {
  await domain(page).fill("contoso.com");
  await page.getByRole("textbox", { name: "Role", exact: true }).fill("Supervisor");
  await allow(page).check();
  await beginLifecycle(page).click();
}

async function preflight(state) {
  await contoso(state, { guide: HALF, connectionPassed: PASSED });
  await runPreflight(state.page, state.site, users());
  await expect(rows(state.page).nth(1)).toBeVisible();
}

async function schema({ page, site }, text) {
  await gotoPlace(page, site, "#/mappings/schema");
  if (text === undefined) return;
  await page.getByLabel("Schema file", { exact: true }).setInputFiles({ name: "schema.json", mimeType: "application/json", buffer: Buffer.from(text) });
}

/** What mappings come to, as a run of Preflight keeps it. */
async function fingerprint({ page, site }) {
  await runPreflight(page, site, file("users.csv", csv([user(1)])));
  const read = () =>
    page.evaluate(() => {
      const records = Object.entries(localStorage).filter(([name]) => name.startsWith("scimdesk/setup/"));
      return records.map(([, text]) => JSON.parse(text).preflight?.mapping).find(Boolean);
    });
  await expect.poll(read).toBeTruthy();
  return read();
}

/** Opens setups that are as far as those of a partner with many customers. */
async function severalSetups(state) {
  await importSetup(state.page, state.site, { ...CONTOSO, name: "Tailspin Toys", id: "00c0ffee00000000" });
  const now = await fingerprint(state);
  const ran = (users, rejected, when) => ({ when: minutesAgo(when), users, created: users - rejected, rejected, seconds: 9_000, mapping: now });
  const all = [
    ["Woodgrove Bank", { guide: marked(minutesAgo(days(25)), "0.1", "0.2") }],
    ["Adatum", { tenant: { region: "us" }, guide: marked(minutesAgo(days(16)), ...NUMBERS), connectionPassed: { ...PASSED, when: minutesAgo(days(16)), tenantUrl: "https://api.talkdeskapp.com/scim/v2" }, preflight: ran(812, 4, days(16)) }],
    ["Northwind Traders", { tenant: { region: "ca" }, guide: marked(minutesAgo(days(6)), ...NUMBERS.slice(0, 9)) }],
    ["Fabrikam", { tenant: { region: "us" }, guide: marked(minutesAgo(days(3)), ...NUMBERS.slice(0, 30)), connectionFailed: { ...FAILED, when: minutesAgo(days(3)), tenantUrl: "https://api.talkdeskapp.com/scim/v2" }, preflight: ran(3120, 0, days(3)) }],
    ["Contoso sandbox", { tenant: { region: "eu" }, guide: marked(minutesAgo(days(2)), ...NUMBERS), connectionPassed: { ...PASSED, when: minutesAgo(days(2)) }, preflight: ran(48, 0, days(2)) }],
    ["Contoso production", { tenant: { region: "eu" }, guide: HALF, connectionPassed: PASSED, preflight: ran(20_000, 295, 2) }],
  ];
  await gotoPlace(state.page, state.site, "#/setups");
  for (const [index, [name, members]] of all.entries()) {
    await importSetup(state.page, state.site, { mapping: mapping(APP_ROLE), ...members, name, id: `00c0ffee0000000${index + 1}` });
  }
}

async function palette(state, words) {
  await contoso(state, { guide: HALF, connectionPassed: PASSED });
  await openAt(state.page, state.site, "2.12");
  await state.page.keyboard.press("Control+k");
  const dialog = state.page.getByRole("dialog", { name: "Search or run a command" });
  await dialog.getByRole("combobox").fill(words);
  await expect(dialog.getByRole("option").first()).toBeVisible();
}

/** Opens a step of the guide of a setup. */
const step = (number, members) => async (state) => {
  await contoso(state, members);
  await openAt(state.page, state.site, number);
};

/** Opens an address of a setup. */
const at = (hash, members) => async (state) => {
  await contoso(state, members);
  await gotoPlace(state.page, state.site, hash);
};

export const STATES = {
  guide: ({ page, site }) => gotoPlace(page, site, "#/guide"),
  "guide-answered": async ({ page, site }) => {
    await gotoPlace(page, site, "#/guide");
    await page.getByRole("radio", { name: "Europe" }).check();
  },
  "guide-first": step("0.1"),
  "guide-step": async (state) => {
    await step("2.12", { guide: HALF, connectionPassed: PASSED })(state);
    await expect(openStep(state.page)).toContainText("Ana Silva gets", SLOW);
  },
  "guide-copied": async (state) => {
    await step("2.12", { guide: HALF, connectionPassed: PASSED })(state);
    await openStep(state.page).getByRole("button", { name: /^Copy/ }).first().click();
  },
  "guide-radio": step("1.4"),
  "guide-toggle": step("2.6"),
  "guide-token": step("2.3"),
  "guide-deletions": step("2.10"),
  "guide-attribute-list": step("2.14"),
  "guide-save": step("2.13a"),
  "guide-verify": async (state) => {
    await step("2.13a", { guide: HALF })(state);
    await expect(verifyCard(state.page)).toContainText("GET /servicePrincipals", SLOW);
    await verifyCard(state.page).scrollIntoViewIfNeeded();
  },
  "guide-evidence": async (state) => {
    await step("2.1", { guide: HALF })(state);
    await pasteResponse(state.page, responses.jobs());
    await expect(verifyHeading(state.page)).toContainText("Verified from the job", SLOW);
    await verifyCard(state.page).scrollIntoViewIfNeeded();
  },
  "guide-contradicted": async (state) => {
    await step("2.20", { guide: HALF })(state);
    await pasteResponse(state.page, responses.jobs(QUARANTINED));
    await expect(verifyHeading(state.page)).toContainText("Doesn’t match the job", SLOW);
  },
  "guide-token-expiry": async (state) => {
    await step("2.3", { tokenDates: { enteredOn: "2026-06-01", expiresOn: new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10) } })(state);
    await expect(state.page.getByRole("alert").filter({ hasText: "The secret token expires soon" })).toBeVisible(SLOW);
  },
  "guide-sign-in": async (state) => {
    await step("1.4")(state);
    await verifyCard(state.page).getByText("Sign in to Microsoft and verify with one click").click();
    await verifyCard(state.page).getByText("Create the app registration").click();
    await verifyCard(state.page).getByText("Verify all steps with one script").click();
    await expect(verifyCard(state.page)).toContainText("scimdesk-evidence.ps1", SLOW);
  },
  "guide-role": step("2.17"),
  "guide-assign": step("2.18"),
  "guide-check-users": step("2.19a"),
  "guide-last": step("2.20"),
  "guide-skipped": step("2.16a"),
  "guide-verified": step("2.3", { guide: HALF, connectionPassed: PASSED }),
  "guide-open-again": step("2.6", { guide: HALF, connectionFailed: FAILED }),
  "guide-blocked": step("2.12", { mapping: { rows: mapping().rows.slice(1) } }),
  "guide-note": async (state) => {
    await step("2.12", { guide: HALF })(state);
    await main(state.page).getByRole("button", { name: "Add note" }).click();
    await state.page.keyboard.type("Token of the OAuth client scim-entra, valid until May");
  },
  "guide-unfolded": async (state) => {
    await step("2.12", { guide: HALF })(state);
    for (const summary of await openStep(state.page).locator(".folds summary").all()) await summary.click();
  },
  "guide-all-steps": async (state) => {
    await step("2.12", { guide: HALF, connectionPassed: PASSED })(state);
    const button = state.page.getByRole("button", { name: "All steps" });
    if (await button.isVisible()) await button.click();
    await expect(listedStep(state.page, "2.12")).toBeVisible();
  },
  "guide-menu": async (state) => {
    await step("2.12", { guide: HALF })(state);
    await state.page.getByRole("button", { name: "More for the guide" }).click();
  },
  "guide-finish": at("#/guide/finish", { guide: marked(minutesAgo(30), ...NUMBERS), connectionPassed: PASSED }),
  "guide-finish-empty": ({ page, site }) => gotoPlace(page, site, "#/guide/finish"),
  report: at("#/guide/report", { guide: marked(minutesAgo(30), ...NUMBERS), connectionPassed: PASSED }),
  "report-empty": ({ page, site }) => gotoPlace(page, site, "#/guide/report"),

  mappings: at("#/mappings", { guide: HALF, connectionPassed: PASSED }),
  "mappings-removals": async (state) => {
    await at("#/mappings")(state);
    await state.page.getByText("17 default mappings to delete").click();
  },
  "mappings-menu": async (state) => {
    await at("#/mappings")(state);
    await state.page.getByRole("button", { name: "More for mappings" }).click();
  },
  "mappings-saved": async (state) => {
    await at("#/mappings")(state);
    await state.page.getByRole("link", { name: "rolesString" }).click();
    await expect(opened(state.page, "rolesString")).toBeVisible();
  },
  "mappings-draft": async (state) => {
    await at("#/mappings", { mapping: mapping() })(state);
    await state.page.getByRole("link", { name: "rolesString" }).click();
    await recipe(state.page, "App role, renamed for Talkdesk").check();
    await state.page.getByLabel("App role 1").fill("Lead");
    await expect(saveState(state.page)).toContainText("Not saved");
  },
  "mappings-requests": async (state) => {
    await at("#/mappings/active")(state);
    await requests(state.page);
  },
  "mappings-sources": async (state) => {
    await at("#/mappings/externalId")(state);
    await tab(state.page, "Sources").click();
  },
  "mappings-add": async (state) => {
    await at("#/mappings")(state);
    await state.page.getByRole("link", { name: "Add a mapping" }).click();
    await state.page.getByLabel("Target attribute", { exact: true }).fill("foo bar");
    await state.page.getByRole("button", { name: "Add", exact: true }).click();
  },
  "mappings-operations": async (state) => {
    await at("#/mappings")(state);
    await choose(state.page, "Create, update, delete");
    await expect(drawer(state.page)).toBeVisible();
  },
  "mappings-blocked": async (state) => {
    await at("#/mappings", { mapping: { rows: [...mapping().rows, { target: ROLES, source: { expression: "SingleAppRoleAssignment([appRoleAssignments]" } }] } })(state);
    await listed(state.page, "userName").getByRole("link", { name: "userName" }).click();
    await state.page.getByRole("button", { name: "More for this mapping" }).click();
    await state.page.getByRole("button", { name: "Delete mapping" }).click();
    await state.page.keyboard.press("Escape");
  },
  schema: async (state) => {
    await contoso(state);
    await schema(state, SCHEMA);
    await expect(state.page.getByRole("button", { name: "Save updated file" })).toBeVisible();
  },
  "schema-empty": (state) => schema(state),
  "schema-refused": async (state) => {
    await schema(state, "userPrincipalName,surname\nana@contoso.com,Silva\n");
    await expect(main(state.page)).toContainText("JSON", SLOW);
  },
  scripts: async (state) => {
    await at("#/mappings/scripts")(state);
    await expect(state.page.getByRole("region", { name: "Script", exact: true })).toBeVisible();
  },

  expressions: (state) => expression(state, SWITCH, "Steps"),
  "expressions-empty": (state) => expression(state),
  "expressions-issues": (state) => expression(state, WRONG, /^Issues/),
  "expressions-explanation": (state) => expression(state, SWITCH, "Explanation"),
  "expressions-microsoft": (state) => expression(state, SWITCH, "Check with Microsoft"),
  "expressions-suggestions": async (state) => {
    await expression(state, SWITCH, "Explanation");
    await state.page.getByRole("textbox", { name: "Expression", exact: true }).focus();
    await state.page.keyboard.press("Control+End");
    await state.page.keyboard.type("\nJo");
    await state.page.keyboard.press("Control+Space");
  },
  "expressions-use": async (state) => {
    await expression(state, SWITCH, "Steps");
    await state.page.getByRole("button", { name: "Use in mapping" }).click();
  },
  "expressions-function": async (state) => {
    await expression(state, SWITCH, "Steps");
    await state.page.getByPlaceholder("Name or what it does").fill("replace");
    await state.page.getByText("Replace", { exact: true }).click();
  },

  connection: at("#/connection"),
  "connection-new": ({ page, site }) => gotoPlace(page, site, "#/connection"),
  "connection-running": async (state) => {
    await contoso(state);
    await state.page.route(`${EUROPE}/**`, slowly);
    await testConnection(state.page, state.site, EUROPE, "some-token");
    await expect(headline(state.page)).toContainText("Testing");
  },
  "connection-cors": async (state) => {
    await contoso(state, { guide: marked(minutesAgo(20), ...NUMBERS.slice(0, 10)) });
    await testConnection(state.page, state.site, state.closed.url, state.closed.token);
    await expect(headline(state.page)).toContainText("(CORS)", SLOW);
  },
  "connection-relay-help": async (state) => {
    await STATES["connection-cors"](state);
    await verdict(state.page).getByText("The relay doesn’t start", { exact: true }).click();
  },
  "connection-cors-explained": async (state) => {
    await STATES["connection-cors"](state);
    await verdict(state.page).getByRole("button", { name: "Run one command instead" }).click();
    await verdict(state.page).getByLabel("2. Paste what it prints").fill("HTTP/1.1 401 Unauthorized\n\n");
    await expect(verdict(state.page).getByRole("region", { name: "Explanation" })).toBeVisible();
  },
  "connection-passed": (state) => connection(state, EUROPE, state.practice.token, "Talkdesk accepts this Tenant URL and token"),
  "connection-local": (state) => connection(state, state.practice.url, state.practice.token, "This was a local service"),
  "connection-rejected": (state) => connection(state, EUROPE, "not-the-token-at-all", "Talkdesk rejects the token (401)"),
  "connection-bad-token": async (state) => {
    await at("#/connection")(state);
    await token(state.page).fill("Bearer 4f2c 91");
    await token(state.page).blur();
  },
  "connection-menu": async (state) => {
    await at("#/connection")(state);
    await state.page.getByRole("button", { name: "More actions" }).click();
  },
  "explain-empty": (state) => explain(state),
  explain: (state) => explain(state, QUARANTINE),
  "explain-credentials": (state) => explain(state, "You appear to have entered invalid credentials. Please confirm you are using the correct information for an administrative account."),
  "explain-log": (state) => explainLog(state),
  "explain-log-user": async (state) => {
    await explainLog(state);
    await logRows(state.page).nth(1).getByRole("button").click();
    await expect(state.page.getByRole("table", { name: "What Entra sent beside what this setup sends" })).toBeVisible();
  },
  "explain-log-reading": async (state) => {
    await explainLog(state);
    await holdBackLogs(state.page);
    await state.page.getByRole("button", { name: "Open or paste another" }).click();
    await logPicker(state.page).setInputFiles(portalJson(entries()));
    await expect(state.page.getByRole("heading", { name: "Reading ProvisioningLogs.json" })).toBeVisible();
  },
  "explain-log-behind": async (state) => {
    await explainLog(state);
    await state.page.getByRole("button", { name: "Open or paste another" }).click();
  },
  "explain-refused": async (state) => {
    await explainLog(state);
    await state.page.getByRole("button", { name: "Open or paste another" }).click();
    await logPicker(state.page).setInputFiles(XLSX);
    await expect(state.page.getByRole("button", { name: "Back to the log" })).toBeVisible();
  },
  "explain-users-file": async (state) => {
    await explain(state);
    await logPicker(state.page).setInputFiles(users());
    await expect(state.page.getByRole("button", { name: "Open in Preflight" })).toBeVisible(SLOW);
  },
  "explain-word": (state) => explain(state, "license"),
  "test-user": (state) => testUser(state),
  "test-user-empty": async (state) => {
    await gotoPlace(state.page, state.site, "#/connection");
    await openTestUser(state.page);
  },
  "test-user-running": async (state) => {
    await testUser(state);
    await start(state);
    await expect(lifecycleHeadline(state.page)).toBeVisible();
  },
  "test-user-done": async (state) => {
    await testUser(state);
    await start(state);
    await expect(lifecycleHeadline(state.page)).toHaveText(/^(Entra can|Not everything)/, LONG);
  },
  "test-user-left": async (state) => {
    await testUser(state, state.keeping);
    await start(state);
    await expect(state.page.getByRole("group", { name: "Test user left behind" })).toBeVisible(LONG);
  },

  "preflight-empty": at("#/preflight"),
  "preflight-paste": async (state) => {
    await at("#/preflight")(state);
    await state.page.getByRole("button", { name: "Paste" }).click();
  },
  "preflight-refused": async (state) => {
    await at("#/preflight")(state);
    await picker(state.page).setInputFiles(XLSX);
    await expect(state.page.getByText("users.xlsx").first()).toBeVisible();
  },
  preflight,
  "preflight-user": async (state) => {
    await preflight(state);
    await logRows(state.page).nth(1).getByRole("button").first().click();
  },
  "preflight-files": async (state) => {
    await preflight(state);
    await change(state.page);
  },
  "preflight-options": async (state) => {
    await preflight(state);
    await options(state.page);
  },
  "preflight-export": async (state) => {
    await preflight(state);
    await state.page.getByRole("button", { name: "Export" }).click();
  },
  "preflight-clean": async (state) => {
    await contoso(state, { mapping: mapping() });
    await runPreflight(state.page, state.site, file("users.csv", csv(Array.from({ length: 40 }, (_, index) => user(index + 1)))));
    await expect(report(state.page)).toBeVisible();
  },
  "connection-locked": async (state) => {
    await preflight(state);
    await expect(chips(state.page)).toBeVisible();
    await gotoPlace(state.page, state.site, "#/connection");
  },

  "mappings-expected": async (state) => {
    await contoso(state);
    await gotoPlace(state.page, state.site, "#/mappings");
    await main(state.page).getByRole("button", { name: /’s values as expected$/ }).click();
    await expect(main(state.page).getByRole("region", { name: "Sample users" })).toContainText("match", SLOW);
  },
  setups: severalSetups,
  "setups-one": ({ page, site }) => gotoPlace(page, site, "#/setups"),
  "setups-menu": async (state) => {
    await severalSetups(state);
    await state.page.getByRole("button", { name: /^More for / }).first().click();
  },
  "setups-link": async (state) => {
    await contoso(state, { mapping: mapping(APP_ROLE, { target: "title", source: { direct: "jobTitle" } }), guide: HALF });
    await main(state.page).getByRole("button", { name: "Copy link" }).click();
    await state.page.goto(await state.page.evaluate(() => navigator.clipboard.readText()));
    await state.page.reload();
    await expect(main(state.page).getByRole("button", { name: /as a new setup/ })).toBeVisible(SLOW);
  },
  "setups-link-damaged": async ({ page, site }) => {
    await gotoPlace(page, site, "#/import/1.400.900.00000000.AAAA");
    await expect(page.getByRole("alert").filter({ hasText: "This link can’t be opened" })).toBeVisible(SLOW);
  },
  palette: (state) => palette(state, "role"),
  "palette-none": async (state) => {
    await palette(state, "role");
    await state.page.getByRole("combobox").last().fill("zzzz");
  },
  shortcuts: async ({ page, site }) => {
    await gotoPlace(page, site, "#/guide");
    await page.keyboard.press("?");
  },
  toast: async (state) => {
    await step("2.12", { guide: HALF })(state);
    await state.page.keyboard.press("Shift+D");
  },
  "not-found": ({ page, site }) => gotoPlace(page, site, "#/nowhere"),
};
