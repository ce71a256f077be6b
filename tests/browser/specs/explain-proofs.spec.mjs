// The tab "Explain an error": a page that stays smooth with a large log.

import { writeFile } from "node:fs/promises";
import { test } from "../connection.mjs";
import { entry, open } from "../explain.mjs";
import { expect } from "../fixtures.mjs";
import { GOAL, TRACED, tasksOf } from "../tasks.mjs";

const COUNT = 100_000;

/** Of a hundred entries twelve fail for a name, two exist already, four are skipped. */
const kindOf = (number) => {
  const place = number % 100;
  if (place < 12) return "name";
  if (place < 14) return "conflict";
  return place < 18 ? "skip" : "ok";
};

/** As short as Entra's own entries are: a file may have 200 MB. */
function short({ servicePrincipal, sourceSystem, targetSystem, initiatedBy, modifiedProperties, ...entry }) {
  const failed = entry.provisioningStatusInfo.status === "failure";
  const steps = failed ? entry.provisioningSteps : entry.provisioningSteps.map((step) => ({ ...step, details: step.name === "EntryImportAdd" ? {} : step.details }));
  return { ...entry, provisioningSteps: steps, modifiedProperties: failed ? modifiedProperties : [] };
}

test("a hundred thousand entries never hold the page up", async ({ page, site, browser }, info) => {
  test.setTimeout(180_000);
  const path = info.outputPath("ProvisioningLogs.json");
  const lines = Array.from({ length: COUNT }, (_, number) => JSON.stringify(short(entry(number, kindOf(number), Math.floor(number / 2_500)))));
  await writeFile(path, `[${lines.join(",\n")}]`);
  await open(page, site);
  await browser.startTracing(page, TRACED);
  // The test's own way of looking must not be what holds the page up, so
  // everything is found by identity, and the page is asked once in 100 ms.
  const until = (condition) => page.waitForFunction(condition, undefined, { polling: 100, timeout: 120_000 });
  await page.locator('input[type="file"]').first().setInputFiles(path);
  await until(() => document.querySelectorAll(".log-users tbody tr").length === 100);
  await page.locator("#log-search").focus();
  for (const key of "person9999") await page.keyboard.press(key);
  await until(() => document.querySelectorAll(".log-users tbody tr").length < 100);
  for (const _ of "person9999") await page.keyboard.press("Backspace");
  await until(() => document.querySelectorAll(".log-users tbody tr").length === 100);
  await page.locator(".log-order").focus();
  for (const key of ["ArrowDown", "ArrowDown", "ArrowUp"]) await page.keyboard.press(key);
  await page.locator(".open-user").first().focus();
  await page.keyboard.press("Enter");
  await until(() => document.querySelector(".drawer .time"));
  const traced = tasksOf(await browser.stopTracing());
  const longest = Math.round(Math.max(0, ...traced));
  const said = `Of ${traced.length} tasks of the page, the longest took ${longest} ms of the processor.`;
  console.log(`Log of ${COUNT} entries: ${said}`);
  expect(traced.length).toBeGreaterThan(100);
  expect(longest, said).toBeLessThan(GOAL);
  await expect(page.locator("#explain-sentence")).toContainText("14,000 of 100,000 users failed");
});
