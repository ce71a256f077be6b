// The checklist: everything the published guide holds, ticking, notes, values
// of the set-up, the report.

import { readFile } from "node:fs/promises";

import { expect, gotoPlace, test } from "../fixtures.mjs";
import { ADDED, INVENTORY } from "../inventory.mjs";

const main = (page) => page.getByRole("main");
const ticks = (page) => main(page).getByRole("checkbox", { name: / done$/ });
const opener = (page) => page.getByRole("link", { expanded: true });

/** The open step as a person sees it: its list item. */
const openStep = (page) => main(page).getByRole("listitem").filter({ has: opener(page) });

async function openAt(page, site, step) {
  await gotoPlace(page, site, `#/guide/${step}`);
  await expect(main(page).getByRole("checkbox", { name: new RegExp(`^${step.replace(".", "\\.")} `) })).toBeVisible();
  await expect(opener(page)).toHaveAttribute("href", `#/guide/${step}`);
}

async function importSetup(page, site, members) {
  await gotoPlace(page, site, "#/setups");
  const setup = {
    format: "scimdesk-setup",
    version: 2,
    id: "00c0ffee00c0ffee",
    name: "Contoso",
    created: "2026-11-23T19:00:00.000Z",
    ...members,
  };
  await page.getByLabel("Set-up file to import").setInputFiles({
    name: "contoso.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(setup)),
  });
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue(setup.name);
}

test("the guide holds every step, marker, label, value and note that was published", async ({ page, site }) => {
  test.setTimeout(120_000);
  await gotoPlace(page, site, "#/guide");
  for (const { step, markers, holds, link, note } of INVENTORY) {
    await openAt(page, site, step);
    const body = openStep(page);
    const text = (await body.allTextContents()).join(" ");
    for (const words of holds) expect.soft(text, `step ${step}`).toContain(words);
    if (note) expect.soft(text, `step ${step}`).toContain("Note");
    if (link) await expect.soft(body.locator(`a[href="${link}"]`), `step ${step}`).toHaveCount(1);
    for (const marker of markers) {
      // Once beside what to do, once in the drawn portal.
      const actions = await body.getByRole("listitem").filter({ hasText: new RegExp(`^marker ${marker}\\D`) }).count();
      const drawn = await page.getByRole("figure", { name: "The portal at this step" }).getByText(`marker ${marker}`, { exact: false }).allTextContents();
      expect.soft(actions, `marker ${marker} beside an action of step ${step}`).toBeGreaterThan(0);
      expect.soft(drawn.length, `marker ${marker} in the portal of step ${step}`).toBeGreaterThan(0);
    }
  }
});

test("what the published guide leaves out is there and marked as added", async ({ page, site }) => {
  await gotoPlace(page, site, "#/guide");
  for (const [words, step] of ADDED) {
    await openAt(page, site, step);
    const text = (await openStep(page).allTextContents()).join(" ");
    expect.soft(text, `step ${step}`).toContain(words);
    expect.soft(text.toLowerCase(), `step ${step}`).toContain("added to the published guide");
  }
});

test("the whole guide is ticked by keyboard alone and is there after a reload", async ({ page, site }) => {
  test.setTimeout(120_000);
  await gotoPlace(page, site, "#/guide");
  const wanted = Number((await main(page).getByText(/^\d+ of \d+ done$/).textContent()).match(/of (\d+)/)[1]);
  let done = 0;
  // From the top of the page, step by step, with nothing but Tab and Space.
  await page.keyboard.press("Tab");
  for (let presses = 0; presses < 400 && done < wanted; presses += 1) {
    const tick = await page.evaluate(() => {
      const at = document.activeElement;
      const label = at?.getAttribute("aria-label") ?? "";
      const greyed = at?.closest("li")?.classList.contains("greyed") ?? false;
      return at?.type === "checkbox" && / done$/.test(label) && !greyed;
    });
    if (tick) {
      await page.keyboard.press("Space");
      done += 1;
    }
    await page.keyboard.press("Tab");
  }
  expect(done).toBe(wanted);
  await expect(main(page).getByText(`${wanted} of ${wanted} done`)).toBeVisible();
  await page.reload();
  await expect(main(page).getByText(`${wanted} of ${wanted} done`)).toBeVisible();
  expect(await ticks(page).evaluateAll((all) => all.filter((tick) => tick.checked).length)).toBe(wanted);
});

test("“Done, next” ticks the step, opens the next one and puts the focus there", async ({ page, site }) => {
  await openAt(page, site, "2.3");
  await main(page).getByRole("button", { name: "Done, next" }).click();
  await expect(page).toHaveURL(/#\/guide\/2\.4$/);
  await expect(opener(page)).toBeFocused();
  await expect(main(page).getByRole("checkbox", { name: /^2\.3 / })).toBeChecked();
  await page.keyboard.press("d");
  await expect(page).toHaveURL(/#\/guide\/2\.5$/);
  await main(page).getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL(/#\/guide\/0\.1$/);
});

test("region, application name and mappings of the set-up are in the steps", async ({ page, site }) => {
  await importSetup(page, site, {
    tenant: { region: "eu" },
    applicationName: "Talkdesk EU",
    mapping: {
      rows: [
        { target: "active", source: { expression: "Not([IsSoftDeleted])" } },
        {
          target: "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User:teamsString",
          source: { constant: "Sales;Care" },
        },
      ],
    },
  });
  await openAt(page, site, "2.3");
  await expect(openStep(page).getByText("https://api.talkdeskapp.eu/scim/v2")).toHaveCount(2);
  await page.getByRole("button", { name: "Copy Tenant URL" }).click();
  await expect(page.getByRole("status")).toHaveText("Tenant URL copied");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("https://api.talkdeskapp.eu/scim/v2");
  await openAt(page, site, "1.4");
  await expect(opener(page)).toHaveText("Name it “Talkdesk EU” and create it");
  await openAt(page, site, "2.12");
  await expect(openStep(page)).toContainText("Not([IsSoftDeleted])");
  await expect(openStep(page)).toContainText("differs from the published guide");
  await openAt(page, site, "2.17");
  await expect(page.getByRole("figure")).toContainText("Sales;Care");
});

test("steps that the set-up does not need are greyed out and say why", async ({ page, site }) => {
  await openAt(page, site, "2.15");
  await expect(openStep(page)).toContainText("This setup maps neither roles nor teams.");
  await openStep(page).getByRole("link", { name: "Choose in Mappings" }).click();
  await expect(page).toHaveTitle(/^Mappings/);
});

test("optional steps can be marked as not needed, and taken back", async ({ page, site }) => {
  await openAt(page, site, "2.19a");
  const count = main(page).getByText(/^\d+ of \d+ done$/);
  const before = await count.textContent();
  await main(page).getByRole("button", { name: "Not needed" }).click();
  await expect(count).not.toHaveText(before);
  await openAt(page, site, "2.19a");
  await main(page).getByRole("button", { name: "It is needed after all" }).click();
  await expect(count).toHaveText(before);
});

test("reset can be undone", async ({ page, site }) => {
  await gotoPlace(page, site, "#/guide");
  await ticks(page).first().check();
  await ticks(page).nth(1).check();
  await main(page).getByRole("button", { name: "Reset" }).click();
  await expect(ticks(page).first()).not.toBeChecked();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(ticks(page).first()).toBeChecked();
  await expect(ticks(page).nth(1)).toBeChecked();
});

test("a note is typed without losing the cursor and is kept", async ({ page, site }) => {
  await openAt(page, site, "2.4");
  await main(page).getByRole("button", { name: "Add a note" }).click();
  const note = main(page).getByRole("textbox", { name: "Your note on this step" });
  await expect(note).toBeFocused();
  await page.keyboard.type("Token of Ana, valid till May");
  await expect(note).toHaveValue("Token of Ana, valid till May");
  await page.keyboard.press("Home");
  await page.keyboard.type("The ");
  await expect(note).toHaveValue("The Token of Ana, valid till May");
  await page.reload();
  await expect(note).toHaveValue("The Token of Ana, valid till May");
});

test("other labels are one click away", async ({ page, site }) => {
  await openAt(page, site, "2.3");
  await openStep(page).getByText("I see something else").click();
  await expect(openStep(page)).toContainText("A section “Admin Credentials”");
});

test("a step that does not exist is named", async ({ page, site }) => {
  await gotoPlace(page, site, "#/guide/9.9");
  await expect(page.getByRole("alert")).toContainText("The guide has no step “9.9”");
});

test("the hand-over report tells what was done, on screen and as Markdown", async ({ page, site }) => {
  await importSetup(page, site, {
    tenant: { region: "ca" },
    guide: {
      steps: [
        { number: "1.1", mark: { done: "2026-11-23T19:05:00.000Z" }, note: "by | Ana" },
        { number: "1.2", mark: { done: "2026-11-23T19:04:00.000Z" }, note: "" },
      ],
    },
  });
  await gotoPlace(page, site, "#/guide");
  await page.getByRole("link", { name: "Hand-over report" }).click();
  await expect(page).toHaveTitle("Hand-over report – scimdesk");
  const row = main(page).getByRole("row", { name: /^3 \(1\.1\)/ });
  await expect(row).toContainText("By hand");
  await expect(row).toContainText("2026-11-23 19:05 UTC");
  await expect(row).toContainText("by | Ana");
  await expect(main(page).getByRole("row", { name: /^Tenant URL/ })).toContainText("https://api.talkdeskappca.com/scim/v2");
  await main(page).getByRole("button", { name: "Copy as Markdown" }).click();
  await expect(page.getByRole("status")).toHaveText("Report copied");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("# Handover report: Contoso");
  const download = page.waitForEvent("download");
  await main(page).getByRole("button", { name: "Save as Markdown" }).click();
  const saved = await readFile(await (await download).path(), "utf8");
  expect(saved).toContain("by \\| Ana");
});

test("on paper there is the report and nothing round it", async ({ page, site }) => {
  await gotoPlace(page, site, "#/guide/report");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.getByRole("navigation", { name: "Places" })).toBeHidden();
  await expect(main(page).getByRole("button", { name: "Print" })).toBeHidden();
  await expect(main(page).getByRole("row", { name: /^Tenant URL/ })).toBeVisible();
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(255, 255, 255)");
});

test("a note's field has the focus before the next frame, so that no key is lost", async ({ page, site }) => {
  await gotoPlace(page, site, "#/guide/1.1");
  await page.evaluate(() => {
    window.requestAnimationFrame = () => 0;
  });
  await page.getByRole("button", { name: "Add a note" }).click();
  await expect(page.getByRole("textbox", { name: "Your note on this step" })).toBeFocused();
});
