// Every action answers in sight, and no answer hides what one is working at.
// The numbers of bugs are those of the review of the screens.

import { eachCase, expect, gotoPlace, test } from "../fixtures.mjs";
import { importSetup, mapping } from "../guide.mjs";
import { choose, drawer, unfold } from "../mappings.mjs";

const toast = (page) => page.getByRole("region", { name: "Message" });

/** The copy buttons that can be pressed. */
const copyButtons = (page) => page.locator("button.copy:enabled").filter({ visible: true });

// Bug 1: what was copied was said to screen readers only.
test("each copy button turns to “Copied”", async ({ page, site }) => {
  const cases = [
    ["#/guide/1.4"],
    ["#/guide/2.3"],
    ["#/guide/2.13"],
    ["#/guide/report"],
    ["#/mappings"],
    ["#/mappings/active", () => unfold(page, "All fields in Entra")],
    ["#/mappings/scripts"],
    ["#/expressions", () => page.getByLabel("Expression", { exact: true }).fill("[mail]")],
  ];
  await importSetup(page, site, { tenant: { region: "eu" } });
  await eachCase(cases, ([address]) => address, async ([address, prepare]) => {
    await gotoPlace(page, site, address);
    await prepare?.();
    await expect(copyButtons(page).first()).toBeVisible();
    const count = await copyButtons(page).count();
    for (let index = 0; index < count; index += 1) {
      const button = copyButtons(page).nth(index);
      await button.scrollIntoViewIfNeeded();
      const box = await button.boundingBox();
      await button.click();
      await expect(button).toHaveText("Copied");
      await expect(button).toHaveAccessibleName(/^Copied: ./);
      // The words beside it stay where they are.
      const { x, y } = await button.boundingBox();
      expect({ x, y }).toEqual({ x: box.x, y: box.y });
    }
  });
});

test.describe("the message with Undo", () => {
  /** Resets the mappings, which shows the message. */
  async function reset(page, site) {
    await importSetup(page, site, { mapping: mapping({ target: "title", source: { direct: "jobTitle" } }) });
    await gotoPlace(page, site, "#/mappings");
    await choose(page, "Reset to Talkdesk’s mappings");
    await expect(toast(page)).toContainText("Reset to Talkdesk’s mappings.");
  }

  // Bug 18: it lay over the field in which one typed.
  for (const [width, height] of [[1440, 900], [1024, 640]]) {
    test(`is in the sidebar and covers nothing of the page, at ${width} px`, async ({ page, site }) => {
      await page.setViewportSize({ width, height });
      await reset(page, site);
      const [message, main] = [await toast(page).boundingBox(), await page.getByRole("main").boundingBox()];
      expect(message.x + message.width).toBeLessThanOrEqual(main.x);
    });
  }

  for (const [width, height] of [[390, 844], [360, 640]]) {
    test(`covers no field that has the focus, at ${width} px`, async ({ page, site }) => {
      await page.setViewportSize({ width, height });
      await reset(page, site);
      // It stays as long as the test looks at it.
      await page.evaluate(() => document.getAnimations().forEach((animation) => animation.pause()));
      for (const address of ["#/mappings/add", "#/mappings/active", "#/mappings/operations"]) {
        await page.evaluate((address) => (location.hash = address), address);
        await expect(drawer(page)).toBeVisible();
        const fields = drawer(page).locator("input, select, textarea").filter({ visible: true });
        const count = await fields.count();
        expect(count, address).toBeGreaterThan(0);
        for (let index = 0; index < count; index += 1) {
          const field = fields.nth(index);
          await field.focus();
          await expect(toast(page)).toBeVisible();
          const [one, other] = [await field.boundingBox(), await toast(page).boundingBox()];
          expect(one.y + one.height <= other.y || other.y + other.height <= one.y, `${address}: ${JSON.stringify(one)} is under ${JSON.stringify(other)}`).toBe(true);
        }
      }
    });
  }

  test("goes by itself, but not while one points at it or is in it", async ({ page, site }) => {
    await reset(page, site);
    const time = toast(page).locator(".time rect");
    const clock = () => time.evaluate((rect) => {
      const [animation] = rect.getAnimations();
      return { state: animation.playState, ends: animation.effect.getComputedTiming().endTime };
    });
    expect(await clock()).toEqual({ state: "running", ends: 8_000 });
    await toast(page).hover();
    await expect.poll(async () => (await clock()).state).toBe("paused");
    await page.mouse.move(0, 0);
    await expect.poll(async () => (await clock()).state).toBe("running");
    await toast(page).getByRole("button", { name: "Undo" }).focus();
    await expect.poll(async () => (await clock()).state).toBe("paused");
    await page.getByRole("heading", { level: 1 }).focus();
    await time.evaluate((rect) => rect.getAnimations()[0].finish());
    await expect(toast(page)).toHaveCount(0);
  });
});
