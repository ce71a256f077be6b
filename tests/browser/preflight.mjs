// What the tests of Preflight share: users files with known faults, and the
// way to a report.

import { expect, gotoPlace } from "./fixtures.mjs";

const HEADERS = ["userPrincipalName", "displayName", "surname", "mail", "givenName", "objectId", "userType", "jobTitle", "department", "accountEnabled"];

const id = (number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

/** A user in whom nothing is wrong. */
export function user(number, members = {}) {
  const address = `user${number}@contoso.com`;
  return {
    userPrincipalName: address,
    displayName: `Ada Person${number}`,
    surname: `Person${number}`,
    mail: address,
    givenName: "Ada",
    objectId: id(number),
    userType: "Member",
    jobTitle: "Agent",
    department: number % 2 ? "Sales" : "Support",
    accountEnabled: "True",
    ...members,
  };
}

/** Some users, six of whom have something to tell. */
export function users(count = 40) {
  const all = Array.from({ length: count }, (_, index) => user(index + 1));
  Object.assign(all[2], { surname: "", displayName: "Nora Nameless" });
  Object.assign(all[4], { userPrincipalName: "no-address", displayName: '=HYPERLINK("http://x.example")', mail: "" });
  Object.assign(all[6], { userPrincipalName: "USER1@contoso.com", mail: "user1@contoso.com", displayName: "Doris Double" });
  Object.assign(all[8], { accountEnabled: "False", displayName: "Lena Left" });
  Object.assign(all[10], { mail: "other@fabrikam.com", displayName: "Mia Mail" });
  return all;
}

const cell = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Users as the portal's CSV. */
export function csv(all, headers = HEADERS) {
  return [headers.join(","), ...all.map((one) => headers.map((name) => cell(one[name] ?? "")).join(","))].join("\r\n");
}

/** The rows of a CSV text, as a spreadsheet reads it (RFC 4180). */
export function parse(text) {
  const rows = [[]];
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|$)/gy;
  for (let match = cells.exec(text); match && match.index < text.length; match = cells.exec(text)) {
    rows.at(-1).push(match[1]?.replaceAll('""', '"') ?? match[2]);
    if (match[3] !== "," && cells.lastIndex < text.length) rows.push([]);
  }
  return rows;
}

export const file = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
export const XLSX = { name: "users.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from("PK\x03\x04\x14\x00\x06\x00rest of a workbook\x00\x00", "latin1") };
export const picker = (page) => page.getByLabel("Files to open").first();
/** The line with the open files and what can be changed. */
export const chips = (page) => page.getByRole("group", { name: "Files and options" });
export const runButton = (page) => page.locator("#pf-run");
export const report = (page) => page.getByRole("region", { name: "Report" });
export const rows = (page) => page.getByRole("table", { name: "Users", exact: true }).getByRole("row");
export const issue = (page, name) => page.getByRole("region", { name: "Issues" }).getByRole("listitem").filter({ hasText: name });
export const drawer = (page, name) => page.getByRole("complementary", { name });
export const search = (page) => page.getByLabel("Find a user by name, address or ID");
/** The cards of the files in their drawer. */
export const files = (page) => page.getByRole("list", { name: "Open files" }).locator(":scope > li");
export const card = (page, name) => files(page).filter({ has: page.getByRole("heading", { name, exact: true }) });

/** Expects how many users have each result: `{ rejected: 4, created: 35 }`. */
export async function expectTotals(page, counts) {
  const legend = report(page).getByRole("list", { name: "Users by result" });
  for (const [word, count] of Object.entries(counts)) {
    await expect(legend.getByRole("listitem").filter({ hasText: new RegExp(`^\\s*${count} ${word}`) })).toBeVisible({ timeout: 20_000 });
  }
}

/** Opens the drawer with the files, unless it is open. */
export async function change(page) {
  if (!(await drawer(page, "Files").isVisible())) await chips(page).getByRole("button", { name: "Change" }).click();
  await expect(drawer(page, "Files")).toBeVisible();
}

/** Opens the drawer with the options. */
export async function options(page) {
  await chips(page).getByRole("button", { name: "Options" }).click();
  await expect(drawer(page, "Options")).toBeVisible();
}

/** Opens the page and a file in it. */
export async function open(page, site, given) {
  await gotoPlace(page, site, "#/preflight");
  await picker(page).setInputFiles(given);
  await expect(chips(page)).toBeVisible();
}

/** Opens a file, which runs by itself, and waits for its report. */
export async function run(page, site, given) {
  await open(page, site, given);
  await expect(report(page)).toBeVisible({ timeout: 20_000 });
}

/** Chooses further files, in the drawer once there are users. */
export async function choose(page, given) {
  if ((await picker(page).count()) === 0) await change(page);
  await picker(page).setInputFiles(given);
}

/** Adds further files, and waits for the report that follows by itself. */
export async function add(page, given, counts) {
  await choose(page, given);
  await expectTotals(page, counts);
}
