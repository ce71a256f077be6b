// What an open log means for the rest of the app: its status in the sidebar, a
// second file beside it, what Preflight predicted, and files of other pages.

import { readFileSync } from "node:fs";
import { openTab, test } from "../connection.mjs";
import { box, drawer, drop, entries, explain, explanation, holdBackLogs, open, picker, portalJson, report, rows, sentence, topLine } from "../explain.mjs";
import { expect, gotoPlace } from "../fixtures.mjs";
import { csv, file, rows as preflightRows, run as runPreflight, user } from "../preflight.mjs";

const SCHEMA = readFileSync(new URL("../../../crates/sync-schema/tests/schemas/scim-job.json", import.meta.url));
const SLOW = { timeout: 20_000 };

const go = (page, place) => page.evaluate((hash) => (location.hash = hash), place);
const named = (name, all = entries()) => ({ ...portalJson(all)[0], name });

/** Opens a log of 39 users of whom 15 failed. */
async function openLog(page, site) {
  await open(page, site);
  await picker(page).setInputFiles(named("first.json"));
  await expect(report(page)).toBeVisible(SLOW);
}

/** Chooses a further file, in a tab that shows another. */
async function openAnother(page, given) {
  await page.getByRole("button", { name: "Open or paste another" }).click();
  await picker(page).setInputFiles(given);
}

/** Expects the first log with its users, and that its worker still has it. */
async function expectFirstLog(page) {
  await expect(topLine(page)).toContainText("first.json");
  await expect(sentence(page)).toContainText("15 of 39 users failed");
  await expect(page.getByRole("button", { name: "Close file" })).toBeVisible();
  await expect(rows(page)).toHaveCount(13);
  await rows(page).nth(1).getByRole("button").click();
  await expect(page.getByRole("group", { name: "Timeline" })).toContainText("Talkdesk returned 400");
}

test("canceling leads back to the log that was open before", async ({ page, site }) => {
  await openLog(page, site);
  await holdBackLogs(page);
  await openAnother(page, named("second.json"));
  await expect(page.getByRole("heading", { name: "Reading second.json" })).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Reading canceled" })).toBeAttached();
  await expectFirstLog(page);
});

test("canceling the first log leads back to the empty tab", async ({ page, site }) => {
  await open(page, site);
  await holdBackLogs(page);
  await picker(page).setInputFiles(named("first.json"));
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(box(page)).toBeFocused();
  await expect(report(page)).toBeHidden();
  await expect(page.getByRole("button", { name: "Back to the log" })).toBeHidden();
});

test("a second file that can’t be read, or a text, costs no log", async ({ page, site }) => {
  await openLog(page, site);
  await openAnother(page, { name: "log.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from("PK\x03\x04\x14\x00\x06\x00rest\x00", "latin1") });
  await expect(sentence(page)).toContainText("log.xlsx");
  await page.getByRole("button", { name: "Back to the log" }).click();
  await expectFirstLog(page);
  await explain(page, "EncounteredQuarantineException");
  await expect(explanation(page)).toBeVisible();
  await page.getByRole("button", { name: "Back to the log" }).click();
  await expectFirstLog(page);
});

test("a second log takes the place of the first", async ({ page, site }) => {
  await openLog(page, site);
  await openAnother(page, named("second.json", entries({ name: 2, conflict: 0, skip: 0, ok: 3 })));
  await expect(sentence(page)).toContainText("2 of 5 users failed", SLOW);
  await expect(topLine(page)).toContainText("second.json");
  await rows(page).nth(1).getByRole("button").click();
  await expect(page.getByRole("group", { name: "Timeline" })).toContainText("Talkdesk returned 400");
});

test("sidebar, tab and the tab bar of a phone say how many failed", async ({ page, site }) => {
  const link = (name) => page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name });
  const tab = page.getByRole("tab", { name: /^Explain an error/ });
  await open(page, site);
  await expect(link(/^Connection/)).not.toContainText("15");
  await expect(tab).toHaveText("Explain an error");
  await picker(page).setInputFiles(named("first.json"));
  await expect(report(page)).toBeVisible(SLOW);
  await expect(link(/^Connection/)).toHaveText(/15$/);
  await expect(tab).toHaveAccessibleName("Explain an error 15 failed in the open log");
  await go(page, "#/guide");
  await expect(link(/^Connection/)).toHaveText(/15$/);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(link(/^Connection/).getByLabel("15 failed in the open log")).toBeVisible();
  await go(page, "#/connection");
  await expect(tab).toBeInViewport({ ratio: 0.9 });
  page.on("dialog", (dialog) => dialog.accept());
  await page.getByRole("button", { name: "Close file" }).click();
  await openTab(page, "Explain an error");
  await expect(tab).toHaveText("Explain an error");
});

test("a log without failures leaves the page its status", async ({ page, site }) => {
  await open(page, site);
  await picker(page).setInputFiles(named("fine.json", entries({ name: 0, conflict: 0, skip: 0, ok: 5 })));
  await expect(report(page)).toBeVisible(SLOW);
  await expect(page.getByRole("tab", { name: /^Explain an error/ })).toHaveText("Explain an error");
});

test("what Preflight predicted stands beside what happened", async ({ page, site }) => {
  // The first user of the log has no last name, the last one is fine.
  const known = [1, 39].map((number) => {
    const upn = `person${number}@contoso.example`;
    return user(number, { userPrincipalName: upn, mail: upn, displayName: `Person ${number}`, surname: number === 1 ? "" : `Number ${number}` });
  });
  await runPreflight(page, site, file("users.csv", csv(known)));
  await expect(preflightRows(page).nth(1)).toBeVisible();
  await go(page, "#/connection");
  await openTab(page, "Explain an error");
  await picker(page).setInputFiles(named("first.json"));
  await expect(report(page)).toBeVisible(SLOW);
  await page.getByRole("button", { name: "Show all users" }).click();
  for (const [number, predicted, actual] of [
    [1, /Preflight predicted “Rejected.*”/, /The log says: failed/],
    [39, /Preflight predicted “Created.*”/, /The log says: (succeeded|created)/i],
  ]) {
    await page.getByLabel("Find a user by name, address or ID").fill(`person${number}@`);
    await expect(rows(page)).toHaveCount(2);
    await rows(page).nth(1).getByRole("button").click();
    const panel = drawer(page, `Person ${number}`);
    await expect(panel).toContainText(predicted);
    await expect(panel).toContainText(actual);
  }
  // A user whom Preflight does not know has no prediction.
  await page.getByLabel("Find a user by name, address or ID").fill("person20@");
  await expect(rows(page).nth(1)).toContainText("Person 20");
  await rows(page).nth(1).getByRole("button").click();
  await expect(drawer(page, "Person 20")).toBeVisible();
  await expect(page.getByText("Preflight predicted")).toBeHidden();
});

test("a synchronization schema is compared wherever it is dropped", async ({ page, site }) => {
  const schema = { name: "schema.json", mimeType: "application/json", buffer: SCHEMA };
  for (const place of ["#/mappings", "#/mappings/schema"]) {
    await gotoPlace(page, site, place);
    await drop(page, schema);
    await expect(page.getByRole("main")).toContainText("19 changes turn this schema into your setup.", SLOW);
    await page.reload();
  }
  // The tab that explains errors leads there.
  await open(page, site);
  await drop(page, schema);
  await page.getByRole("button", { name: "Open in Schema" }).click();
  await expect(page.getByRole("main")).toContainText("19 changes turn this schema into your setup.", SLOW);
});
