// A key that somebody presses neither reads nor writes storage: edits are saved
// when somebody pauses, and at once when a field, a page or the tab is left.

import { expect, gotoPlace, test } from "../fixtures.mjs";

test.use({ idle: false });

const note = (page) => page.getByRole("textbox", { name: "Your note on this step" });
const name = (page) => page.getByRole("textbox", { name: "Name", exact: true });
const expression = (page) => page.getByRole("textbox", { name: "Expression", exact: true });
const TEXT = "0123456789".repeat(10);

/** A little less than the pause after which the page saves, in milliseconds. */
const PAUSE = 350;

test.beforeEach(async ({ page }) => {
  await page.addInitScript((pause) => {
    window.storageCalls = 0;
    // A busy computer makes pauses of its own between two keys.
    window.typing = { last: -Infinity, pauses: 0, callsMeanwhile: 0 };
    addEventListener("keydown", () => {
      if (performance.now() - typing.last > pause) typing.pauses += 1;
      typing.last = performance.now();
    }, true);
    for (const method of ["getItem", "setItem", "removeItem", "key"]) {
      const original = Storage.prototype[method];
      Storage.prototype[method] = function (...values) {
        window.storageCalls += 1;
        if (performance.now() - typing.last < pause) typing.callsMeanwhile += 1;
        return original.apply(this, values);
      };
    }
  }, PAUSE);
});

const calls = (page) => page.evaluate(() => window.storageCalls);

/** What is stored, read without being counted. */
const stored = (page) =>
  page.evaluate(() => {
    const before = window.storageCalls;
    const texts = Object.keys(localStorage)
      .filter((key) => key.startsWith("scimdesk/setup/"))
      .map((key) => localStorage[key]);
    window.storageCalls = before;
    return texts.join("\n");
  });

const fields = [
  ["a note on a step", "#/guide/1.1", note, (page) => page.getByRole("button", { name: "Add note" }).click()],
  ["the name of a setup", "#/setups", name],
  ["an expression", "#/expressions", expression],
];
for (const [what, place, field, open] of fields) {
  test(`typing ${what} of 100 characters calls storage at most three times`, async ({ page, site }) => {
    await gotoPlace(page, site, place);
    await open?.(page);
    await field(page).fill("");
    await field(page).focus();
    // What was edited before has been saved, and nothing more is about to be.
    let last;
    await expect
      .poll(async () => {
        const [earlier, now] = [last, await calls(page)];
        last = now;
        return now === earlier;
      }, { intervals: [600] })
      .toBe(true);
    const before = await calls(page);
    await page.keyboard.type(TEXT, { delay: 10 });
    await expect(field(page)).toHaveValue(TEXT);
    await expect.poll(() => stored(page)).toContain(TEXT);
    const { pauses, callsMeanwhile } = await page.evaluate(() => typing);
    expect(callsMeanwhile, "while somebody types").toBe(0);
    expect((await calls(page)) - before).toBeLessThanOrEqual(3 * pauses);
  });
}

const ways = [
  ["another field", (page) => page.keyboard.press("Tab")],
  ["another page", (page) => page.evaluate(() => location.assign("#/guide/1.4"))],
  ["a hidden tab", (page) => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })))],
];
for (const [what, leave] of ways) {
  test(`${what} saves what was typed at once`, async ({ page, site }) => {
    await gotoPlace(page, site, "#/guide/1.1");
    await page.getByRole("button", { name: "Add note" }).click();
    // No timer fires until what was typed is stored.
    await page.evaluate(() => {
      window.timers = window.setTimeout;
      window.setTimeout = () => 0;
    });
    await note(page).focus();
    await page.keyboard.type("typed just now");
    expect(await stored(page)).not.toContain("typed just now");
    await leave(page);
    await expect.poll(() => stored(page)).toContain("typed just now");
    await page.evaluate(() => {
      window.setTimeout = window.timers;
    });
  });
}

test("a tab that is reloaded has what was typed right before", async ({ page, site }) => {
  await gotoPlace(page, site, "#/guide/1.1");
  await page.getByRole("button", { name: "Add note" }).click();
  await expect(note(page)).toBeFocused();
  await page.keyboard.type("typed just now");
  await page.reload();
  await expect(note(page)).toHaveValue("typed just now");
});
