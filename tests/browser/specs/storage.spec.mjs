// No work is lost: edits in two tabs at any distance, a full storage, texts
// that are too long, a storage that is cleared elsewhere.

import { readFile } from "node:fs/promises";

import { expect, gotoPlace, test } from "../fixtures.mjs";
import { expectDone, markDone } from "../guide.mjs";

test.use({ idle: false });

const nameField = (page) => page.getByRole("textbox", { name: "Name", exact: true });
const note = (page) => page.getByRole("textbox", { name: "Your note on this step" });
const rows = (page) => page.getByRole("table").getByRole("row").filter({ has: page.getByRole("cell") });
const save = (page) => page.getByRole("button", { name: "Save unsaved work to a file" });

const stored = (page) =>
  page.evaluate(() =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith("scimdesk/setup/"))
      .map((key) => JSON.parse(localStorage.getItem(key))),
  );

const storedSteps = async (page) => (await stored(page))[0].guide?.steps ?? [];

async function openNote(page, site, step) {
  await gotoPlace(page, site, `#/guide/${step}`);
  await page.getByRole("button", { name: "Add note" }).click();
  await expect(note(page)).toBeFocused();
}

/** Steps that a new setup can mark, each with its main number. */
const STEPS = ["0.3", "1.1", "1.4", "2.1", "2.5a", "2.6", "2.8", "2.10", "2.12", "2.13", "2.13a", "2.18", "2.19a", "2.20"];

/** Marks every second step of the guide, or opens it again, beginning at a moment. */
const clickSteps = (page, { first, start, every }) =>
  page.evaluate(
    async ({ steps, first, start, every }) => {
      const frame = () => new Promise(requestAnimationFrame);
      for (let index = first, at = start; index < steps.length; index += 2, at += every) {
        location.hash = `#/guide/${steps[index]}`;
        while (document.querySelector(".stages a[aria-current]")?.hash !== location.hash) await frame();
        const buttons = [...document.querySelectorAll("main button")];
        const button = buttons.find((one) => one.textContent === "Done, next" || one.textContent === "Reopen");
        while (Date.now() < at) await new Promise((done) => setTimeout(done, Math.min(4, at - Date.now())));
        button.click();
      }
    },
    { steps: STEPS, first, start, every },
  );

const doneSteps = (page) => page.evaluate(() => document.querySelectorAll(".stages a.done").length);

test("edits in two tabs are all there, whatever the time between them", async ({ page, context, site }) => {
  const other = await context.newPage();
  await gotoPlace(page, site, "#/guide/0.3");
  await gotoPlace(other, site, "#/guide/0.3");
  let marked = false;
  for (const distance of [0, 5, 20, 50, 100]) {
    marked = !marked;
    const start = Date.now() + 200;
    const every = 80;
    await Promise.all([
      clickSteps(page, { first: 0, start, every }),
      clickSteps(other, { first: 1, start: start + distance, every }),
    ]);
    const expected = marked ? STEPS.length : 0;
    for (const tab of [page, other]) {
      await expect.poll(() => doneSteps(tab), `${distance} ms apart`).toBe(expected);
      const stillMarked = async () => {
        const steps = await storedSteps(tab);
        return STEPS.filter((number) => steps.some((step) => step.number === number && step.mark)).length;
      };
      await expect.poll(stillMarked, `${distance} ms apart`).toBe(expected);
    }
  }
});

test("two people who type in two tabs lose no character", async ({ page, context, site }) => {
  const other = await context.newPage();
  await openNote(page, site, "1.1");
  await openNote(other, site, "1.4");
  const texts = ["the first tab writes this, ".repeat(4), "and the second one that; ".repeat(4)];
  await note(page).focus();
  await note(other).focus();
  await Promise.all([page.keyboard.type(texts[0], { delay: 3 }), other.keyboard.type(texts[1], { delay: 3 })]);
  await expect(note(page)).toHaveValue(texts[0]);
  await expect(note(other)).toHaveValue(texts[1]);
  for (const tab of [page, other]) {
    const notes = async () => (await storedSteps(tab)).map((step) => step.note);
    await expect.poll(notes).toEqual(texts);
  }
});

test("what a tab wrote right before it was closed is there", async ({ page, context, site }) => {
  for (let round = 0; round < 4; round += 1) {
    const other = await context.newPage();
    const [own, others] = [STEPS[2 * round], STEPS[2 * round + 1]];
    await gotoPlace(page, site, `#/guide/${own}`);
    await gotoPlace(other, site, `#/guide/${others}`);
    const start = Date.now() + 100;
    const click = (tab) =>
      tab.evaluate(async (start) => {
        const button = [...document.querySelectorAll("main button")].find((one) => one.textContent === "Done, next");
        while (Date.now() < start) await new Promise((done) => setTimeout(done, 1));
        button.click();
      }, start);
    await Promise.all([click(page), click(other)]);
    await other.close();
    await expect.poll(() => doneSteps(page)).toBe(2 * round + 2);
  }
});

/** Leaves so much room in the storage, in characters, for all pages. */
async function fill(page, pages, room) {
  const rest = await page.evaluate((room) => {
    localStorage.setItem("room", "x".repeat(room));
    const filled = Object.keys(localStorage).length;
    for (let size = 2 ** 22; size >= 1; size /= 2) {
      try {
        // A short name, so that less room is left than a name's.
        localStorage.setItem(`filler${filled}${Math.log2(size).toString(36)}`, "x".repeat(size));
      } catch {
        // Too much: the next piece is half as long.
      }
    }
    localStorage.removeItem("room");
    return Object.keys(localStorage).length;
  }, room);
  // Each process of the browser learns of it a little later.
  for (const other of pages) await expect.poll(() => other.evaluate(() => Object.keys(localStorage).length)).toBe(rest);
}

const makeRoom = (page) =>
  page.evaluate(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith("filler")) localStorage.removeItem(key);
  });

test("a full storage: nothing is replaced, all unsaved work is named, saved to a file and asked about", async ({ page, context, site }) => {
  await openNote(page, site, "1.1");
  const other = await context.newPage();
  await gotoPlace(other, site, "#/guide");
  await fill(other, [page], 1_500);
  const text = "only in this tab ".repeat(200);
  await note(page).fill(text);
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("storage is full");
  await expect(alert).toContainText("“My setup”");

  // What another tab writes fits, and replaces nothing here.
  await markDone(other, site, "0.3");
  await expectDone(page, "0.3");
  await expect(note(page)).toHaveValue(text);

  await gotoPlace(page, site, "#/setups");
  await page.getByRole("button", { name: "New setup" }).click();
  await nameField(page).fill("Fabrikam");
  await page.getByRole("combobox", { name: "Talkdesk region" }).selectOption("Europe");
  await fill(other, [page], 0);
  await nameField(page).fill("Fabrikam, a name for which there is no room");
  await expect(alert).toContainText("“My setup”, “Fabrikam, a name");
  const download = page.waitForEvent("download");
  await save(page).click();
  const content = await readFile(await (await download).path(), "utf8");
  const names = JSON.parse(content).setups.map((setup) => setup.name);
  expect(names).toEqual(["My setup", "Fabrikam, a name for which there is no room"]);

  const question = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  expect((await question).type()).toBe("beforeunload");
  await (await question).dismiss();
  await expect(nameField(page)).toHaveValue(names[1]);

  // As soon as there is room, everything is saved without a further edit.
  await makeRoom(other);
  await expect(alert).toHaveCount(0);
  await expect.poll(async () => (await stored(page)).map((setup) => setup.name).sort()).toEqual(names.sort());
  const steps = (await stored(page)).flatMap((setup) => setup.guide?.steps ?? []);
  expect(steps.find((step) => step.number === "1.1").note).toBe(text);
  expect(steps.find((step) => step.number === "0.3").mark).toBeTruthy();
  const closed = page.waitForEvent("close");
  await page.close({ runBeforeUnload: true });
  await closed;

  // The file holds all of it as well.
  await gotoPlace(other, site, "#/setups");
  await other.getByLabel("Setup file to open").setInputFiles({ name: "unsaved.json", mimeType: "application/json", buffer: Buffer.from(content) });
  await expect(rows(other)).toHaveCount(4);
});

test("a setup never becomes longer than what can be read", async ({ page, site }) => {
  await openNote(page, site, "1.1");
  await note(page).fill("n".repeat(25_000));
  await expect(note(page)).toHaveValue("n".repeat(20_000));
  const of = async (number) => (await storedSteps(page)).find((step) => step.number === number);
  await expect.poll(async () => (await of("1.1"))?.note?.length).toBe(20_000);
  await expect(page.getByRole("main")).toContainText("A note holds at most");
  const write = (length) =>
    note(page).evaluate((field, length) => {
      field.value = "n".repeat(length);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }, length);
  await write(4_200_000);
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("Shorten the note on step 1.1");
  expect((await note(page).inputValue()).length).toBe(4_200_000);
  expect((await of("1.1")).note).toHaveLength(20_000);
  await write(10);
  await expect(alert).toHaveCount(0);
  await page.reload();
  await expect(note(page)).toHaveValue("n".repeat(10));
});

test("a storage that is cleared elsewhere is filled again, unless the admin cleared it", async ({ page, context, site }) => {
  await gotoPlace(page, site, "#/setups");
  await nameField(page).fill("Contoso");
  await page.getByRole("button", { name: "New setup" }).click();
  await nameField(page).fill("Fabrikam");
  const other = await context.newPage();
  // Any other page of the origin, without the app.
  await other.route("**/blank", (route) => route.fulfill({ contentType: "text/html", body: '<link rel="icon" href="data:,">' }));
  await other.goto(`${site.url}blank`);
  const clear = () => other.evaluate(() => localStorage.clear());
  await clear();
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("cleared outside this tab");
  await expect(alert).toContainText("“Contoso”, “Fabrikam”");
  await page.reload();
  await expect(rows(page)).toHaveCount(2);
  await expect(nameField(page)).toHaveValue("Fabrikam");
  await clear();
  await alert.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(rows(page)).toHaveText([/My setup/]);
  await expect(alert).toHaveCount(0);
  expect((await stored(page)).map((setup) => setup.name)).toEqual(["My setup"]);
});

test("a setup that another tab deleted can be restored", async ({ page, context, site }) => {
  await openNote(page, site, "1.1");
  await page.keyboard.type("work");
  const other = await context.newPage();
  await gotoPlace(other, site, "#/setups");
  await other.getByRole("button", { name: "New setup" }).click();
  await nameField(other).fill("Fabrikam");
  await other.getByRole("button", { name: "More for My setup", exact: true }).click();
  await other.getByRole("button", { name: "Delete", exact: true }).click();
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("was deleted in another tab");
  await alert.getByRole("button", { name: "Restore" }).click();
  await expect(alert).toHaveCount(0);
  await expect(note(page)).toHaveValue("work");
  await expect(rows(other)).toHaveCount(2);
});

test("a file with an expression that is too long changes nothing and says in which row", async ({ page, site }) => {
  await gotoPlace(page, site, "#/setups");
  const [record] = await stored(page);
  const slow = { target: "title", source: { expression: "<>".repeat(10_000) }, apply: "always" };
  const bad = { ...record, mapping: { ...record.mapping, rows: [...record.mapping.rows, slow] } };
  for (const content of [bad, { format: "scimdesk-setups", version: 1, setups: [record, bad] }]) {
    await page.getByLabel("Setup file to open").setInputFiles({ name: "slow.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(content)) });
    await expect(page.getByRole("alert")).toContainText(/The expression for “title” has 20,?000 characters/);
    await expect(rows(page)).toHaveCount(1);
  }
  expect(await stored(page)).toEqual([record]);
});
