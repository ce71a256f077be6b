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
export const picker = (page) => page.getByLabel("Files to open");
export const files = (page) => page.getByRole("list", { name: "Open files" }).getByRole("listitem");
export const runButton = (page) => page.getByRole("button", { name: /^(Run the preflight|Run again)$/ });
export const report = (page) => page.getByRole("region", { name: "What the first cycle does" });
export const totals = (page, name) => report(page).getByRole("term").filter({ hasText: new RegExp(`^${name}$`) }).locator("xpath=following-sibling::dd");
export const rows = (page) => page.getByRole("table", { name: "Users", exact: true }).getByRole("row");

/** Opens the place and a file in it. */
export async function open(page, site, given) {
  await gotoPlace(page, site, "#/preflight");
  await picker(page).setInputFiles(given);
  await expect(files(page).filter({ hasText: "Looking at it" })).toHaveCount(0);
  await expect(files(page).first()).toBeVisible();
}

/** Opens a file and runs it to its report. */
export async function run(page, site, given) {
  await open(page, site, given);
  await runButton(page).click();
  await expect(report(page)).toBeVisible({ timeout: 20_000 });
}
