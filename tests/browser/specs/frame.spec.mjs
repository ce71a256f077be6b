// What is around every page: addresses, sidebar, focus, shortcuts, palette,
// theme, and what is shown when the program can't run.

import { eachCase, expect, expectAccessible, expectAccessibleInBothThemes, gotoPlace, setTheme, test } from "../fixtures.mjs";

const PLACES = [
  ["Guide", "#/guide"],
  ["Mappings", "#/mappings"],
  ["Expressions", "#/expressions"],
  ["Connection", "#/connection"],
  ["Preflight", "#/preflight"],
];
const EVERYWHERE = [...PLACES, ["Setups", "#/setups"], ["Handover report", "#/guide/report"], ["Page not found", "#/nowhere"]];

/** Lets every file that matches arrive with something more at its end. */
async function tamper(page, files, more) {
  await page.route(files, async (route) => {
    // Asked by the test and not by the page, whose end would take it away.
    const answer = await fetch(route.request().url());
    const body = Buffer.concat([Buffer.from(await answer.arrayBuffer()), more]);
    await route.fulfill({ status: answer.status, headers: { "content-type": answer.headers.get("content-type") }, body });
  });
}

const place = (page, name) => page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name });

test.describe("addresses", () => {
  for (const host of ["site", "subpathSite"]) {
    test(`open under any path: ${host}`, async ({ page, site, subpathSite }) => {
      await eachCase(EVERYWHERE, ([, address]) => address, async ([name, address]) => {
        // Each is opened anew, not from the place before.
        await page.goto("about:blank");
        await gotoPlace(page, { site, subpathSite }[host], address);
        await expect(page).toHaveTitle(`${name} – scimdesk`);
      });
    });
  }

  test("without a place the guide opens", async ({ page, site }) => {
    await gotoPlace(page, site, "");
    await expect(page).toHaveTitle("Guide – scimdesk");
    await expect(place(page, "Guide")).toHaveAttribute("aria-current", "page");
  });

  test("one that leads nowhere is shown, with a way on", async ({ page, site }) => {
    await gotoPlace(page, site, "#/nowhere/at/all");
    await expect(page.getByRole("main")).toContainText("/nowhere/at/all");
    await page.getByRole("link", { name: "Go to the guide" }).click();
    await expect(page).toHaveTitle("Guide – scimdesk");
  });
});

test.describe("the sidebar", () => {
  test("leads to every place, marks it, and moves the focus to its heading", async ({ page, site }) => {
    await gotoPlace(page, site, "#/setups");
    for (const [name, address] of PLACES) {
      await place(page, name).click();
      await expect(page).toHaveURL(site.url + address);
      await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeFocused();
      for (const [other] of PLACES) {
        if (other === name) await expect(place(page, other)).toHaveAttribute("aria-current", "page");
        else await expect(place(page, other)).not.toHaveAttribute("aria-current");
      }
    }
  });

  test("the browser's back and forward go between places", async ({ page, site }) => {
    await gotoPlace(page, site, "#/guide");
    await place(page, "Mappings").click();
    await place(page, "Connection").click();
    await page.goBack();
    await expect(page).toHaveTitle("Mappings – scimdesk");
    await expect(place(page, "Mappings")).toHaveAttribute("aria-current", "page");
    await page.goForward();
    await expect(page).toHaveTitle("Connection – scimdesk");
  });

  test("can be skipped", async ({ page, site }) => {
    await gotoPlace(page, site, "#/connection");
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Skip to content" });
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main")).toBeFocused();
    await expect(page).toHaveURL(`${site.url}#/connection`);
  });
});

test.describe("shortcuts", () => {
  test("digits lead to the places", async ({ page, site }) => {
    await gotoPlace(page, site, "#/setups");
    for (const [index, [name]] of PLACES.entries()) {
      await page.keyboard.press(String(index + 1));
      await expect(page).toHaveTitle(`${name} – scimdesk`);
    }
    await page.keyboard.press("s");
    await expect(page).toHaveTitle("Setups – scimdesk");
  });

  test("a question mark lists them, and Escape goes back to where one was", async ({ page, site }) => {
    await gotoPlace(page, site, "#/guide");
    const link = place(page, "Mappings");
    await link.focus();
    await page.keyboard.press("?");
    const list = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await expect(list).toBeVisible();
    await expect(list).toContainText("Go to Connection");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(list).toBeHidden();
    await expect(link).toBeFocused();
    await page.keyboard.press("?");
    await expect(list).toBeVisible();
  });

  test("are off when switched off, also after a reload", async ({ page, site }) => {
    await gotoPlace(page, site, "#/guide");
    await page.getByRole("button", { name: "Shortcuts" }).click();
    await page.getByRole("checkbox", { name: "Use keyboard shortcuts" }).uncheck();
    await page.getByRole("button", { name: "Close" }).click();
    await page.reload();
    await gotoPlace(page, site, "#/guide");
    await page.keyboard.press("2");
    await page.keyboard.press("?");
    await gotoPlace(page, site, "#/setups");
    await expect(page.getByRole("dialog")).toBeHidden();
    await page.goBack();
    await expect(page).toHaveTitle("Guide – scimdesk");
  });

  test("are off with Ctrl, Alt or Meta", async ({ page, site }) => {
    await gotoPlace(page, site, "#/guide");
    for (const modifier of ["Control", "Alt", "Meta"]) await page.keyboard.press(`${modifier}+3`);
    await page.keyboard.press("2");
    await expect(page).toHaveTitle("Mappings – scimdesk");
    await page.goBack();
    await expect(page).toHaveTitle("Guide – scimdesk");
  });

  test("are off while somebody types", async ({ page, site }) => {
    await gotoPlace(page, site, "#/setups");
    const name = page.getByRole("textbox", { name: "Name", exact: true });
    await name.fill("");
    await name.pressSequentially("1s?");
    await expect(name).toHaveValue("1s?");
    await expect(page).toHaveTitle("Setups – scimdesk");
    await expect(page.getByRole("dialog")).toBeHidden();
  });
});

test.describe("the command palette", () => {
  const palette = (page) => page.getByRole("dialog", { name: "Search or run a command" });
  const ask = (page) => palette(page).getByRole("combobox");

  test("opens with Ctrl+K anywhere, finds everything, and Escape goes back", async ({ page, site }) => {
    await gotoPlace(page, site, "#/setups");
    const name = page.getByRole("textbox", { name: "Name", exact: true });
    await name.focus();
    await page.keyboard.press("Control+k");
    await expect(ask(page)).toBeFocused();
    await expect(palette(page).getByRole("option", { name: "Guide" })).toBeVisible();
    await expectAccessible(page);
    await ask(page).fill("role");
    for (const found of ["rolesString", "SingleAppRoleAssignment"]) {
      await expect(palette(page).getByRole("option", { name: found }).first()).toBeVisible();
    }
    await ask(page).fill("zzz");
    await expect(palette(page)).toContainText("No results");
    await page.keyboard.press("Escape");
    await expect(palette(page)).toBeHidden();
    await expect(name).toBeFocused();
  });

  test("goes to pages, steps, mappings and functions by keyboard", async ({ page, site }) => {
    await gotoPlace(page, site, "#/connection");
    const go = async (typed, title) => {
      await page.keyboard.press("Control+k");
      await ask(page).fill(typed);
      await expect(palette(page).getByRole("option", { selected: true })).toBeVisible();
      await page.keyboard.press("Enter");
      await expect(palette(page)).toBeHidden();
      await expect(page).toHaveTitle(title);
    };
    await go("prefl", "Preflight – scimdesk");
    await go("rolesStr", /^Mappings, rolesString/);
    await go("SingleAppRoleAss", /^Expressions/);
  });

  test("arrow keys go round, and the pointer chooses", async ({ page, site }) => {
    await gotoPlace(page, site, "#/guide");
    await page.getByRole("button", { name: "Search or run" }).click();
    const options = palette(page).getByRole("option");
    await expect(options.first()).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("ArrowUp");
    await expect(options.last()).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("ArrowDown");
    await expect(options.first()).toHaveAttribute("aria-selected", "true");
    await palette(page).getByRole("option", { name: "Mappings" }).click();
    await expect(page).toHaveTitle("Mappings – scimdesk");
  });

  test("runs actions", async ({ page, site }) => {
    await gotoPlace(page, site, "#/guide");
    await page.keyboard.press("Control+k");
    await ask(page).fill("dark");
    await page.keyboard.press("Enter");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  });
});

// Bug 17: one stray key marked the open step.
test("no single letter changes data", async ({ page, site }) => {
  await gotoPlace(page, site, "#/guide");
  const stored = () => page.evaluate(() => JSON.stringify(localStorage));
  const before = await stored();
  for (const key of "abcdefghijklmopqrtuvwxyz") await page.keyboard.press(key);
  expect(await stored()).toBe(before);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("a tab bar leads to every page, and the header has the rest", async ({ page, site }) => {
    await gotoPlace(page, site, "#/guide");
    for (const [name] of PLACES) {
      await place(page, name).click();
      await expect(page).toHaveTitle(`${name} – scimdesk`);
      await expect(place(page, name)).toBeInViewport();
    }
    await page.getByRole("button", { name: "Menu" }).click();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Setups" }).click();
    await expect(page).toHaveTitle("Setups – scimdesk");
    await page.getByRole("button", { name: "Menu" }).click();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "Menu" })).toBeFocused();
  });
});

test.describe("theme", () => {
  const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

  test("follow the system until the admin chooses, and the choice stays", async ({ page, site }) => {
    await setTheme(page, "light");
    await gotoPlace(page, site, "#/guide");
    const light = await background(page);
    await setTheme(page, "dark");
    const dark = await background(page);
    expect(dark).not.toBe(light);
    const choice = page.getByRole("combobox", { name: "Theme" });
    await choice.selectOption("Light");
    expect(await background(page)).toBe(light);
    await page.reload();
    await expect(choice).toHaveValue("light");
    expect(await background(page)).toBe(light);
    await choice.selectOption("System");
    expect(await background(page)).toBe(dark);
  });

  test("a choice holds before the program is there", async ({ page, site }) => {
    await gotoPlace(page, site, "#/guide");
    await page.getByRole("combobox", { name: "Theme" }).selectOption("Dark");
    const dark = await background(page);
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route("**/*.wasm", async (route) => {
      await held;
      await route.continue();
    });
    await page.reload({ waitUntil: "commit" });
    await expect(page.getByText("Loading scimdesk")).toBeVisible();
    expect(await background(page)).toBe(dark);
    release();
    await expect(page.getByRole("navigation", { name: "Pages" })).toBeVisible();
  });
});

test("every place is accessible in light and dark, wide and narrow", async ({ page, site }) => {
  await eachCase(EVERYWHERE, ([name]) => name, async ([, address]) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await gotoPlace(page, site, address);
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 });
      await expectAccessibleInBothThemes(page);
      const overhang = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overhang, `pixels that stick out at a width of ${width}`).toBeLessThanOrEqual(0);
      const below = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
      expect(below, `pixels below the window at a width of ${width}`).toBeLessThanOrEqual(0);
    }
  });
});

test.describe("the top of a page is there before the program, where it stays", () => {
  for (const width of [1440, 390]) {
    test(`${width} px`, async ({ page, site }) => {
      await page.setViewportSize({ width, height: 844 });
      const heads = ["guide", "mappings", "mappings/schema", "mappings/scripts", "expressions", "connection", "connection/explain", "connection/user", "preflight", "setups"];
      for (const place of heads) {
        let release;
        const held = new Promise((resolve) => (release = resolve));
        await page.route(/\.wasm$/, async (route) => {
          await held;
          await route.continue();
        });
        await page.goto("about:blank");
        await page.goto(`${site.url}/#/${place}`);
        const early = page.locator("#loading");
        const shown = async (head) => ({
          title: await head.getByRole("heading", { level: 1 }).boundingBox(),
          lead: await head.locator("p").boundingBox(),
          text: (await head.locator("p").textContent()).split(/[:.]/)[0],
        });
        const before = await shown(early.locator(".head"));
        release();
        const head = page.locator("#main .head");
        await expect(early).toBeHidden();
        await expect(head).toBeVisible();
        const after = await shown(head);
        for (const part of ["title", "lead"]) {
          for (const edge of ["x", "y"]) expect.soft(after[part][edge], `${place}, ${part}, ${edge}`).toBeCloseTo(before[part][edge], 0);
        }
        expect.soft(after.text, place).toBe(before.text);
        await page.unroute(/\.wasm$/);
      }
    });
  }
});

test.describe("when the program cannot run", () => {
  const alert = (page) => page.getByRole("alert");

  test("a part that did not arrive is named, and a reload helps", async ({ page, site, guard }) => {
    guard.expect(/Failed to load resource: .*404/);
    await page.route("**/*.wasm", (route) => route.fulfill({ status: 404, body: "gone" }), { times: 1 });
    guard.expect("integrity");
    await page.goto(site.url);
    await expect(alert(page).getByRole("heading")).toHaveText("scimdesk didn’t load");
    await expectAccessible(page);
    const reload = page.getByRole("button", { name: "Reload the page" });
    await expect(reload).toBeFocused();
    await reload.click();
    await expect(page.getByRole("navigation", { name: "Pages" })).toBeVisible();
  });

  test("a part that was tampered with does not run", async ({ page, site, guard }) => {
    guard.expect("integrity");
    await tamper(page, "**/*.wasm", Buffer.from([0, 1, 0]));
    await page.goto(site.url);
    await expect(alert(page).getByRole("heading")).toHaveText("scimdesk didn’t load");
    await expect(page.getByRole("navigation", { name: "Pages" })).toBeHidden();
  });

  test("a script that was tampered with does not run", async ({ page, site, guard }) => {
    guard.expect("integrity");
    await tamper(page, "**/scimdesk-app*.js", Buffer.from("\n"));
    await page.goto(site.url);
    await expect(alert(page).getByRole("heading")).toHaveText("scimdesk didn’t load");
  });

  test("a browser without WebAssembly is told so", async ({ page, site }) => {
    await page.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
    await page.goto(site.url);
    await expect(alert(page).getByRole("heading")).toHaveText("This browser can’t run scimdesk");
    await expectAccessible(page);
  });

  test("a breakdown is told with its place, which can be copied", async ({ page, site }) => {
    await gotoPlace(page, site, "#/mappings/active");
    await page.evaluate(() => dispatchEvent(new CustomEvent("scimdesk-panic", { detail: "src/somewhere.rs:7 in version 0.0.0" })));
    await expect(alert(page).getByRole("heading")).toHaveText("Something went wrong in scimdesk");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Copy details" }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^scimdesk stopped at src\/somewhere\.rs:7 in version 0\.0\.0\naddress: #\/mappings\nbrowser: /);
  });
});

test("a real panic shows the card, and nothing that was typed", async ({ page, site, guard }) => {
  guard.expect(/unreachable|RuntimeError/);
  await gotoPlace(page, site, "#/setups");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Contoso secret plan");
  // A browser never runs a click in the middle of storing a text. One that
  // does makes the program use its store twice at once, which panics.
  await page.evaluate(() => {
    const button = [...document.querySelectorAll("button")].find((one) => one.textContent.trim() === "New setup");
    Storage.prototype.setItem = () => button.click();
  });
  await page.keyboard.type("!");
  await expect(page.getByRole("heading", { name: "Something went wrong in scimdesk" })).toBeVisible();
  await page.getByRole("button", { name: "Copy details" }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^scimdesk stopped at .+\.rs:\d+ in version /);
  expect(copied).not.toContain("Contoso");
});

test("an error of the browser inside the program shows the card", async ({ page, site, guard }) => {
  guard.expect("broken on purpose");
  await gotoPlace(page, site, "#/setups");
  await page.evaluate(() => {
    Document.prototype.createTextNode = () => {
      throw new Error("broken on purpose");
    };
  });
  await page.getByRole("button", { name: "New setup" }).click();
  await expect(page.getByRole("heading", { name: "Something went wrong in scimdesk" })).toBeVisible();
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the page says what it needs", async ({ page, site }) => {
    await page.goto(site.url);
    await expect(page.getByRole("heading")).toHaveText("scimdesk needs JavaScript");
  });
});

test.describe("places that load when they are visited", () => {
  test("one that does not arrive says so, and trying again helps", async ({ page, site, guard }) => {
    guard.expect(/Failed to load resource/);
    guard.expect("Failed to fetch");
    let broken = true;
    await page.route("**/connection-*.wasm", async (route) => {
      if (broken) await route.abort();
      else await route.continue();
    });
    await gotoPlace(page, site, "#/guide");
    await place(page, "Connection").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This page didn’t load");
    await expectAccessible(page);
    broken = false;
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Connection");
  });

  test("one that was tampered with does not run", async ({ page, site, guard }) => {
    guard.expect("integrity");
    guard.expect("Failed to fetch");
    await tamper(page, "**/setups-*.wasm", Buffer.from([0, 1, 0]));
    await gotoPlace(page, site, "#/setups");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This page didn’t load");
  });

  test("a style sheet that was tampered with is not used", async ({ page, site, guard }) => {
    guard.expect("integrity");
    await tamper(page, "**/mappings-*.css", Buffer.from(" "));
    await gotoPlace(page, site, "#/mappings");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This page didn’t load");
    await page.unrouteAll({ behavior: "wait" });
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mappings");
  });

  for (const file of ["**/worker-*.js", "**/worker-*_bg.wasm"]) {
    test(`a worker that was tampered with does not run: ${file}`, async ({ page, site, guard }) => {
      guard.expect("integrity");
      await tamper(page, file, file.endsWith(".js") ? Buffer.from("\n") : Buffer.from([0, 1, 0]));
      await gotoPlace(page, site, "#/expressions");
      const value = page.getByRole("region", { name: "Result" });
      await page.getByRole("textbox", { name: "Expression", exact: true }).fill("ToUpper([givenName])");
      await expect(value).toContainText("didn’t load");
      await page.unrouteAll({ behavior: "wait" });
      await page.getByRole("textbox", { name: "Expression", exact: true }).fill("ToLower([givenName])");
      await expect(value).toContainText("ana");
    });
  }

  test("going elsewhere while one loads shows the place one went to", async ({ page, site }) => {
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route("**/connection-*.wasm", async (route) => {
      await held;
      await route.continue();
    });
    await gotoPlace(page, site, "#/guide");
    await place(page, "Connection").click();
    await expect(page.getByText("Loading", { exact: true })).toBeVisible();
    await place(page, "Mappings").click();
    release();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mappings");
  });
});
