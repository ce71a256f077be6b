// The guide: everything the published guide holds, the questions at the start,
// steps with their evidence, notes, the result, print.

import { expect, expectAccessible, expectAccessibleInBothThemes, gotoPlace, test } from "../fixtures.mjs";
import { doneNext, expectDone, expectOpen, importSetup, listed, main, mapping, marked, markDone, NUMBERS, openAt, openStep, ROLES, TEAMS } from "../guide.mjs";
import { ADDED, INVENTORY } from "../inventory.mjs";

const figure = (page) => main(page).getByRole("figure");
const heading = (page) => page.locator("#open-step");
const howFar = (page) => main(page).getByText(/^\d+ of \d+ steps done$/);
const next = (page) => main(page).getByRole("link", { name: "Next", exact: true });
const APP_ROLE = { target: ROLES, source: { expression: "SingleAppRoleAssignment([appRoleAssignments])" } };
const EUROPE = "https://api.talkdeskapp.eu/scim/v2";
const minutesAgo = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();

/** Numbers of markers, from their spoken text. */
const markers = async (locator) => {
  const texts = await locator.getByText(/^(if needed, )?marker $/).evaluateAll((all) => all.map((one) => Number(one.parentElement.textContent.match(/\d+/)[0])));
  return [...new Set(texts)].sort((one, other) => one - other);
};

/** A setup for which every step applies. */
const everything = { tenant: { region: "us" }, mapping: mapping({ target: ROLES, source: { constant: "Agent" } }, { target: TEAMS, source: { constant: "Sales" } }) };

test("the guide holds every step, marker, label, value and note that was published", async ({ page, site }) => {
  test.setTimeout(120_000);
  await importSetup(page, site, everything);
  const shown = async () => (await openStep(page).allTextContents()).join(" ");
  for (const { step, markers: numbers, holds, link, note } of INVENTORY) {
    await openAt(page, site, step);
    let text = await shown();
    // Roles and teams have a step each.
    if (["2.16", "2.17"].includes(step)) {
      await openAt(page, site, "2.16a");
      text += await shown();
      await openAt(page, site, step);
    }
    for (const words of holds) expect.soft(text, `step ${step}`).toContain(words);
    if (note) expect.soft(text, `step ${step}`).toContain("Note");
    if (link) await expect.soft(openStep(page).locator(`a[href="${link}"]`), `step ${step}`).toHaveCount(1);
    const [clicks, drawn] = [await markers(openStep(page).getByRole("list").first()), await markers(figure(page))];
    for (const marker of numbers) {
      expect.soft(clicks, `beside the clicks of step ${step}`).toContain(marker);
      expect.soft(drawn, `in the portal of step ${step}`).toContain(marker);
    }
  }
});

test("what the published guide leaves out is there and said to be added", async ({ page, site }) => {
  await importSetup(page, site, { ...everything, mapping: mapping(APP_ROLE, { target: TEAMS, source: { constant: "Sales" } }) });
  for (const [words, step] of ADDED) {
    await openAt(page, site, step);
    const text = (await openStep(page).allTextContents()).join(" ");
    expect.soft(text, `step ${step}`).toContain(words);
    // A remark on a click is ours as well.
    if (step !== "2.14a") expect.soft(text, `step ${step}`).toMatch(/Talkdesk’s guide leaves out|Not in Talkdesk’s guide|Sources differ/);
  }
});

test("each step shows its own markers and no others, and every published number", async ({ page, site }) => {
  await importSetup(page, site, everything);
  await gotoPlace(page, site, "#/guide/0.1");
  const addresses = await page.locator('nav[aria-label="Steps"] a').evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  expect(addresses.length).toBeGreaterThanOrEqual(19);
  for (const address of addresses) {
    await openAt(page, site, address.replace("#/guide/", ""));
    if (!(await figure(page).count())) continue;
    expect.soft(await markers(figure(page)), address).toEqual(await markers(openStep(page).getByRole("list").first()));
  }
  const list = (await page.getByRole("navigation", { name: "Steps" }).allTextContents()).join(" ");
  for (const numbers of ["1.1–1.2", "1.3–1.4", "2.3–2.5", "2.6–2.7", "2.8–2.9", "2.11–2.12", "2.14–2.15", "2.16–2.17", "2.18–2.19", "2.13", "2.20"]) {
    expect.soft(list).toContain(numbers);
  }
  await openAt(page, site, "2.4");
  await expect(openStep(page)).toContainText("2.3 to 2.5 in Talkdesk’s guide");
});

test.describe("the questions at the start", () => {
  test("say what the app is for, and their answers make the steps", async ({ page, site }) => {
    await gotoPlace(page, site, "#/guide");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Connect Microsoft Entra ID to Talkdesk");
    await expect(main(page)).toContainText("Entra will create, update and deactivate your Talkdesk users.");
    const steps = page.getByRole("complementary", { name: "What to expect" });
    await expect(steps).toContainText("16 steps");
    await page.getByRole("radio", { name: "Europe" }).check();
    await expect(main(page).getByText(EUROPE)).toBeVisible();
    await page.getByRole("button", { name: "Copy Tenant URL" }).click();
    await expect(page.getByRole("button", { name: "Copied: Tenant URL" })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(EUROPE);
    await page.getByRole("textbox", { name: "Application name" }).fill("Talkdesk EU");
    await page.getByRole("combobox", { name: "Roles come from" }).selectOption("App roles in Entra");
    await expect(steps).toContainText("20 steps");
    await expect(steps).toContainText("1 step left out: no teams");
    await page.getByRole("combobox", { name: "Teams come from" }).selectOption("One team for everyone");
    await page.getByRole("textbox", { name: "Team for everyone" }).fill("Sales; Care");
    await page.getByRole("button", { name: "Start with step 1" }).click();
    await expect(page).toHaveURL(/#\/guide\/0\.1$/);
    await openAt(page, site, "2.16a");
    await expect(figure(page)).toContainText("Sales; Care");
    await openAt(page, site, "1.4");
    await expect(figure(page)).toContainText("Talkdesk EU");
    // They are asked once, and can be answered anew.
    await gotoPlace(page, site, "#/guide");
    await expect(heading(page)).toHaveText("Check region, limits and licenses");
    await page.getByRole("button", { name: "More for the guide" }).click();
    await page.getByRole("link", { name: "Change region, roles or teams" }).click();
    await expect(page.getByRole("radio", { name: "Europe" })).toBeChecked();
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  });

  test("another region or address is one click more", async ({ page, site }) => {
    await gotoPlace(page, site, "#/guide");
    await page.getByRole("radio", { name: "Other" }).check();
    await page.getByRole("combobox", { name: "Talkdesk region" }).selectOption("Other");
    await page.getByRole("textbox", { name: "Tenant URL" }).fill("https://scim.contoso.example/scim/v2");
    await expect(main(page).getByText("https://scim.contoso.example/scim/v2", { exact: true })).toBeVisible();
    await page.getByRole("radio", { name: "Canada" }).check();
    await expect(main(page).getByText("https://api.talkdeskappca.com/scim/v2", { exact: true })).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Tenant URL" })).toBeHidden();
  });

  test("an expression that an answer replaces can be brought back", async ({ page, site }) => {
    const text = 'IIF([city]="Porto", "North", "South")';
    await importSetup(page, site, { mapping: mapping({ target: TEAMS, source: { expression: text } }) });
    await gotoPlace(page, site, "#/guide/start");
    await page.getByRole("combobox", { name: "Teams come from" }).selectOption("No teams");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("combobox", { name: "Teams come from" })).toHaveValue("A user attribute");
    await openAt(page, site, "2.16a");
    await expect(figure(page)).toContainText(text);
  });

  test("a script is the other way", async ({ page, site }) => {
    await gotoPlace(page, site, "#/guide");
    await page.getByRole("radio", { name: /^With a script/ }).check();
    await page.getByRole("button", { name: "Get the script" }).click();
    await expect(page).toHaveURL(/#\/mappings\/scripts$/);
  });

  test("are left out where work has begun", async ({ page, site }) => {
    await importSetup(page, site, { guide: marked(minutesAgo(9), "1.1", "1.2") });
    await gotoPlace(page, site, "#/guide");
    await expect(heading(page)).toHaveText("Check region, limits and licenses");
  });
});

test("“Done, next” marks the step, opens the next one and puts the focus there", async ({ page, site }) => {
  await importSetup(page, site, { tenant: { region: "eu" } });
  await openAt(page, site, "2.3");
  await doneNext(page).click();
  await expect(page).toHaveURL(/#\/guide\/2\.5a$/);
  await expect(heading(page)).toBeFocused();
  await expectDone(page, "2.3");
  // One stray key changes nothing.
  await page.keyboard.press("d");
  await expectOpen(page, "2.5a");
  await page.keyboard.press("Shift+D");
  await expect(page).toHaveURL(/#\/guide\/2\.6$/);
  await expectDone(page, "2.5a");
  await page.keyboard.press("n");
  await expect(page).toHaveURL(/#\/guide\/0\.1$/);
  // A mark is a person's word, and can be taken back.
  await openAt(page, site, "2.5a");
  await expect(openStep(page)).toContainText("Marked as done by hand");
  await page.getByRole("button", { name: "Reopen" }).click();
  await expectOpen(page, "2.5a");
  await expect(doneNext(page)).toBeVisible();
});

test("all steps are marked by keyboard alone, are there after a reload, and end on the result", async ({ page, site }) => {
  test.setTimeout(60_000);
  await importSetup(page, site, { tenant: { region: "eu" } });
  await gotoPlace(page, site, "#/guide/0.1");
  const wanted = Number((await howFar(page).textContent()).match(/of (\d+)/)[1]);
  await heading(page).focus();
  for (let done = 0; done < wanted; done += 1) {
    for (let tabs = 0; tabs < 30; tabs += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(() => document.activeElement.textContent === "Done, next")) break;
    }
    await page.keyboard.press("Enter");
    await expect(howFar(page)).toHaveText(`${done + 1} of ${wanted} steps done`);
    await expect.poll(() => page.evaluate(() => document.activeElement.textContent)).not.toBe("Done, next");
  }
  await expect(page).toHaveURL(/#\/guide\/finish$/);
  await page.reload();
  await expect(howFar(page)).toHaveText(`${wanted} of ${wanted} steps done`);
  await gotoPlace(page, site, "#/guide");
  await expect(page).toHaveURL(/#\/guide\/finish$/);
});

// Bug 4 of the review: the open step was anywhere between a quarter and all of the way down.
test("the open step and the buttons are always in the same place", async ({ page, site }) => {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 800 });
    await importSetup(page, site, { ...everything, name: `Contoso ${width}` });
    await gotoPlace(page, site, "#/connection");
    const tops = new Set();
    const visit = async () => {
      await expect(heading(page)).toBeInViewport();
      const title = await heading(page).boundingBox();
      const button = await doneNext(page).boundingBox();
      tops.add(`${Math.round(title.y)} ${Math.round(button.y)} ${Math.round(button.x + button.width)}`);
    };
    await openAt(page, site, "2.3");
    await visit();
    for (let step = 0; step < 8; step += 1) {
      await page.evaluate(() => document.querySelector(".step-body").scrollTo(0, 500));
      const before = await heading(page).textContent();
      await doneNext(page).click();
      await expect(heading(page)).not.toHaveText(before);
      await visit();
    }
    expect([...tops], `${width} px`).toHaveLength(1);
  }
});

// Bug 12: the header was scrolled out of sight.
test("nothing is scrolled at the first view", async ({ page, site }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const address of ["#/guide", "#/guide/2.17"]) {
    await gotoPlace(page, site, address);
    await expect(page.getByRole("banner").first()).toBeInViewport();
    const scrolled = await page.evaluate(() => [document.scrollingElement, document.querySelector("main"), document.querySelector(".step-body")].map((one) => one?.scrollTop ?? 0));
    expect(scrolled, address).toEqual([0, 0, 0]);
  }
});

// Bug 11: of a notice, only the buttons were in sight.
test("a notice is in sight at the first view", async ({ page, site }) => {
  await page.addInitScript(() => localStorage.setItem("scimdesk/setup/0000000000000001", "{ damaged"));
  for (const [width, height] of [[1440, 900], [390, 844]]) {
    await page.setViewportSize({ width, height });
    for (const address of ["#/guide", "#/guide/2.17"]) {
      await gotoPlace(page, site, address);
      const notice = page.getByRole("alert").filter({ hasText: "A stored setup can’t be read" });
      await expect(notice.getByText("A stored setup can’t be read"), `${address} at ${width} px`).toBeInViewport({ ratio: 1 });
      await expect(notice.getByRole("button", { name: "Remove" }), `${address} at ${width} px`).toBeInViewport({ ratio: 1 });
    }
  }
});

// Bug 5: a long expression made the page wider than a phone.
test("nothing is cut off or scrolls sideways, from 360 to 1920 px", async ({ page, site }) => {
  test.setTimeout(90_000);
  await importSetup(page, site, { tenant: { region: "eu" }, mapping: mapping(APP_ROLE, { target: TEAMS, source: { constant: "Sales;Care" } }) });
  for (const width of [360, 390, 768, 1024, 1920]) {
    await page.setViewportSize({ width, height: 800 });
    for (const number of ["start", "finish", "0.1", "1.4", "2.3", "2.6", "2.10", "2.12", "2.14", "2.16", "2.16a", "2.18", "2.20"]) {
      await gotoPlace(page, site, `#/guide/${number}`);
      const wide = await page.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll("main, .body, .step-body, .stages, .portal, .actionbar, .guide-head")]
          .filter((one) => one.scrollWidth > one.clientWidth + 1)
          .map((one) => `${one.className || one.tagName} ${one.scrollWidth} > ${one.clientWidth}`),
      );
      expect.soft(wide, `${number} at ${width} px`).toEqual([]);
    }
  }
});

test.describe("a step", () => {
  test("has the region, the application name and the mappings of the setup", async ({ page, site }) => {
    await importSetup(page, site, {
      tenant: { region: "eu" },
      applicationName: "Talkdesk EU",
      mapping: { rows: [...mapping().rows.filter(({ target }) => target !== "active"), { target: "active", source: { expression: "Not([IsSoftDeleted])" } }, { target: TEAMS, source: { constant: "Sales;Care" } }] },
    });
    await openAt(page, site, "2.3");
    await expect(openStep(page).getByText(EUROPE, { exact: true })).toHaveCount(2);
    await page.getByRole("button", { name: "Copy Tenant URL" }).click();
    await expect(page.getByRole("button", { name: "Copied: Tenant URL" })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(EUROPE);
    await openAt(page, site, "2.12");
    await expect(openStep(page)).toContainText("Not([IsSoftDeleted])");
    await openStep(page).getByText("What Talkdesk’s guide says").click();
    await expect(openStep(page)).toContainText('Switch([IsSoftDeleted], , "False", "True", "True", "False")');
    await expect(openStep(page)).toContainText("Ana Silva gets True");
    await openAt(page, site, "2.16a");
    await expect(figure(page)).toContainText("Sales;Care");
    await expect(openStep(page)).toContainText("Set Mapping type to Constant");
  });

  test("says the mapping type that this setup has", async ({ page, site }) => {
    await importSetup(page, site, { mapping: mapping(APP_ROLE) });
    await openAt(page, site, "2.17");
    await expect(openStep(page)).toContainText("Set Mapping type to Expression");
    await expect(openStep(page)).not.toContainText("Enter the value in Constant Value");
    // What this setup needs is not optional.
    for (const number of ["2.14", "2.15a", "2.16", "2.17a"]) await expect(listed(page, number)).not.toContainText("optional");
  });

  test("draws what is selected as what it is", async ({ page, site }) => {
    await importSetup(page, site, everything);
    await openAt(page, site, "1.4");
    await expect(figure(page)).toContainText("(Non-gallery), selected");
    await expect(figure(page)).toContainText("on-premises application, not selected");
    await openAt(page, site, "2.6");
    await expect(figure(page)).toContainText("Enabled, off");
    await openAt(page, site, "2.8");
    await expect(figure(page)).toContainText("Enabled, on");
    await expect(figure(page)).toContainText("Create, selected");
  });

  test("is left out in one line with its reason, and so is what depends on it", async ({ page, site }) => {
    await importSetup(page, site, { tenant: { region: "eu" }, guide: { steps: [{ number: "2.11", mark: { notNeeded: minutesAgo(5) } }] } });
    await openAt(page, site, "2.15");
    await expect(openStep(page)).toContainText("This setup maps no roles and no teams.");
    await expect(page.getByRole("navigation", { name: "Steps" })).toContainText("left out: marked as not needed");
    await openAt(page, site, "2.12");
    await expect(openStep(page)).toContainText("You marked this step as not needed.");
    await openAt(page, site, "2.13");
    await page.getByRole("button", { name: "Mark as needed" }).click();
    await expect(doneNext(page)).toBeVisible();
    await openAt(page, site, "2.15");
    await page.getByRole("link", { name: "Choose in Mappings" }).click();
    await expect(page).toHaveTitle(/^Mappings/);
  });

  test("that is optional can be marked as not needed, and taken back", async ({ page, site }) => {
    await openAt(page, site, "2.19a");
    const before = await howFar(page).textContent();
    await page.getByRole("button", { name: "Not needed" }).click();
    await expect(howFar(page)).not.toHaveText(before);
    await page.getByRole("button", { name: "Mark as needed" }).click();
    await expect(howFar(page)).toHaveText(before);
  });

  test("without its answer is not done", async ({ page, site }) => {
    await openAt(page, site, "2.3");
    await expect(main(page)).toContainText("Choose the Talkdesk region first");
    await expect(doneNext(page)).toBeHidden();
    await page.keyboard.press("Shift+D");
    await expect(page).toHaveURL(/#\/guide\/2\.5a$/);
    await expectOpen(page, "2.3");
    await openAt(page, site, "2.3");
    await page.getByRole("combobox", { name: "Talkdesk region" }).selectOption("Europe");
    await expect(openStep(page).getByText(EUROPE, { exact: true })).toHaveCount(2);
    await expect(doneNext(page)).toBeVisible();
  });

  // Bug 20: Honorific prefix was named as if every application had it.
  test("tells which default mappings to delete, and one that may be absent as such", async ({ page, site }) => {
    await openAt(page, site, "2.10");
    await expect(heading(page)).toHaveText("Delete 17 default mappings");
    await expect(openStep(page)).toContainText("for example Honorific prefix, if present");
    await expect(openStep(page)).toContainText("preferredLanguage");
  });

  test("has other labels one click away", async ({ page, site }) => {
    await openAt(page, site, "2.3");
    await openStep(page).getByText("My portal looks different").click();
    await expect(openStep(page).getByText("A section “Admin Credentials”")).toBeVisible();
  });

  test("that does not exist is named", async ({ page, site }) => {
    await gotoPlace(page, site, "#/guide/9.9");
    await expect(page.getByRole("alert")).toContainText("The guide has no step “9.9”");
    await page.evaluate(() => (location.hash = "#/guide/8.8"));
    await expect(page.getByRole("alert")).toContainText("The guide has no step “8.8”");
    await expectAccessible(page);
  });
});

test.describe("evidence", () => {
  const passed = { when: minutesAgo(2), tenantUrl: EUROPE, matching: "userName" };
  const failed = { when: minutesAgo(1), tenantUrl: EUROPE, matching: "userName", reason: "The token has expired" };
  const done = marked(minutesAgo(20), "2.3", "2.4", "2.5");

  // Bug 8: a step that was done asked to be ticked.
  test("a test that passed completes its step, which says so", async ({ page, site }) => {
    await importSetup(page, site, { tenant: { region: "eu" }, connectionPassed: passed });
    await openAt(page, site, "2.5");
    await expect(listed(page, "2.3")).toContainText("Tested 2 min ago");
    await expectDone(page, "2.3");
    await expect(openStep(page).getByRole("listitem").filter({ hasText: "Connection test passed" })).toContainText("2 min ago");
    await expect(openStep(page)).not.toContainText("tick this step");
    await expect(main(page)).toContainText("Connection test passed 2 min ago");
    // That the token was entered in Entra, only the admin can say.
    await doneNext(page).click();
    await openAt(page, site, "2.3");
    await expect(openStep(page)).toContainText("Marked as done by hand");
    await expect(next(page)).toBeVisible();
  });

  test("one that failed opens its step again and says so on every other", async ({ page, site }) => {
    await importSetup(page, site, { tenant: { region: "eu" }, connectionFailed: failed, guide: done });
    await openAt(page, site, "2.6");
    await expect(openStep(page)).toContainText("Step 6 is open again");
    await expect(openStep(page)).toContainText("You marked “Enter Tenant URL and token” as done. Connection test failed: The token has expired.");
    await openStep(page).getByRole("link", { name: "Open step 6" }).click();
    await expect(heading(page)).toHaveText("Enter Tenant URL and token");
    await expect(openStep(page)).toContainText("Connection test failed: The token has expired");
    await expectAccessible(page);
    await doneNext(page).click();
    await expectDone(page, "2.3");
  });

  test("a mark is taken back where it is shown", async ({ page, site }) => {
    await importSetup(page, site, { tenant: { region: "eu" }, guide: marked(minutesAgo(3), "2.6", "2.7") });
    await openAt(page, site, "2.6");
    await openStep(page).getByRole("button", { name: "Reopen" }).click();
    await expect(openStep(page)).not.toContainText("Marked as done by hand");
    await expectOpen(page, "2.6");
    await expect(doneNext(page)).toBeVisible();
  });

  test("one at another address proves nothing", async ({ page, site }) => {
    await importSetup(page, site, { tenant: { region: "ca" }, connectionPassed: passed });
    await openAt(page, site, "2.3");
    await expectOpen(page, "2.3");
    await expect(openStep(page)).toContainText("has changed since the test");
  });

  test("errors in the mappings keep their steps from being followed", async ({ page, site }) => {
    await importSetup(page, site, { tenant: { region: "eu" }, mapping: { rows: mapping().rows.slice(1) } });
    await openAt(page, site, "2.12");
    await expect(openStep(page)).toContainText("Fix this in Mappings before you change anything in Entra.");
    await expect(openStep(page)).not.toContainText("Paste the Expression");
    await expect(figure(page)).toBeHidden();
    await expect(doneNext(page)).toBeHidden();
    await expectAccessible(page);
    await openStep(page).getByRole("link", { name: "userName" }).first().click();
    await expect(page).toHaveURL(/#\/mappings\/userName$/);
    await openAt(page, site, "2.10");
    await main(page).getByRole("link", { name: "Fix the mappings" }).click();
    await expect(page).toHaveURL(/#\/mappings$/);
  });
});

// Bug 19: the step that was open stayed open.
test("cleared progress can be undone, and the guide is at its start", async ({ page, site }) => {
  await importSetup(page, site, { tenant: { region: "eu" } });
  await markDone(page, site, "0.1");
  await markDone(page, site, "2.1");
  await page.getByRole("button", { name: "More for the guide" }).click();
  await page.getByRole("button", { name: "Clear progress" }).click();
  await expect(page).toHaveURL(/#\/guide\/0\.1$/);
  await expectOpen(page, "0.1");
  await page.getByRole("button", { name: "Undo" }).click();
  await expectDone(page, "0.1");
  await expectDone(page, "2.1");
});

test.describe("a note", () => {
  const note = (page) => main(page).getByRole("textbox", { name: "Your note on this step" });

  test("is typed without losing the cursor and is kept", async ({ page, site }) => {
    await openAt(page, site, "2.4");
    await main(page).getByRole("button", { name: "Add note" }).click();
    await expect(note(page)).toBeFocused();
    await page.keyboard.type("Token of Ana, valid till May");
    await expect(note(page)).toHaveValue("Token of Ana, valid till May");
    await page.keyboard.press("Home");
    await page.keyboard.type("The ");
    await expect(note(page)).toHaveValue("The Token of Ana, valid till May");
    await page.reload();
    await expect(note(page)).toHaveValue("The Token of Ana, valid till May");
    await openAt(page, site, "2.6");
    await expect(note(page)).toBeHidden();
    await expectAccessible(page);
  });

  // Bug 17: what was typed at once was taken for shortcuts.
  test("has the focus before the next frame, so that no key is lost", async ({ page, site }) => {
    await gotoPlace(page, site, "#/guide/1.1");
    await page.evaluate(() => {
      window.requestAnimationFrame = () => 0;
    });
    await page.getByRole("button", { name: "Add note" }).click();
    await expect(note(page)).toBeFocused();
  });
});

test("the result says what is verified, by hand and open, and what happens next", async ({ page, site }) => {
  await importSetup(page, site, {
    tenant: { region: "eu" },
    mapping: mapping(APP_ROLE),
    connectionPassed: { when: minutesAgo(2), tenantUrl: EUROPE, matching: "userName" },
    guide: marked(minutesAgo(30), ...NUMBERS),
  });
  await gotoPlace(page, site, "#/guide");
  await expect(page).toHaveURL(/#\/guide\/finish$/);
  await expect(main(page).getByRole("heading", { name: "Provisioning is on" })).toBeVisible();
  const row = (name) => main(page).getByRole("row", { name: new RegExp(`^${name}`) });
  await expect(row("Tenant URL")).toContainText("Verified");
  await expect(row("Secret token")).toContainText("By hand");
  await expect(row("Users")).toContainText("Open");
  await expect(main(page)).toContainText("In 40 minutes");
  await expectAccessible(page);
  await main(page).getByRole("link", { name: "Run Preflight with your users." }).click();
  await expect(heading(page)).toHaveText("Check your users");
  await gotoPlace(page, site, "#/guide/finish");
  await main(page).getByRole("link", { name: "Get the report" }).click();
  await expect(page).toHaveTitle(/^Handover report/);
});

test("a result without work claims nothing", async ({ page, site }) => {
  await gotoPlace(page, site, "#/guide/finish");
  await expect(main(page).getByRole("heading", { name: "Provisioning isn’t marked as started" })).toBeVisible();
  await expect(main(page)).toContainText("Choose the Talkdesk region.");
  await expect(main(page).getByText("Verified", { exact: true }).filter({ visible: true })).toHaveCount(1);
  await expect(main(page).getByRole("row", { name: /^Mapping check/ })).toContainText("Verified");
});

test("on paper all steps are open", async ({ page, site }) => {
  await importSetup(page, site, { tenant: { region: "eu" } });
  await openAt(page, site, "2.6");
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  const articles = main(page).getByRole("article");
  await expect(articles).toHaveCount(21);
  await expect(articles.filter({ hasText: "Enter Tenant URL and token" }).getByText("Choose Test connection")).toBeVisible();
  await expect(articles.filter({ hasText: "Map active" }).getByText("Source: the portal’s default mappings")).toBeVisible();
  await expect(articles.filter({ hasText: "Map rolesString" })).toContainText("Left out.");
  await expect(page.getByRole("navigation", { name: "Steps" })).toBeHidden();
  await expect(doneNext(page)).toBeHidden();
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await expect(articles).toHaveCount(0);
});

for (const width of [360, 1440]) {
  test(`is accessible in light and dark at ${width} px`, async ({ page, site }) => {
    test.setTimeout(90_000);
    await page.setViewportSize({ width, height: 800 });
    await gotoPlace(page, site, "#/guide");
    await expectAccessibleInBothThemes(page);
    await importSetup(page, site, { ...everything, connectionPassed: { when: minutesAgo(2), tenantUrl: EUROPE, matching: "userName" }, guide: marked(minutesAgo(9), "2.6", "2.7") });
    for (const number of ["0.1", "1.4", "2.3", "2.6", "2.10", "2.14", "2.18"]) {
      await openAt(page, site, number);
      await expectAccessibleInBothThemes(page);
    }
    if (width === 360) {
      await page.getByRole("button", { name: "All steps" }).click();
      await expect(listed(page, "2.6")).toBeVisible();
      await expectAccessibleInBothThemes(page);
      await listed(page, "2.6").click();
      await expect(heading(page)).toBeInViewport();
    }
    await openStep(page).getByText("My portal looks different").click();
    await page.getByRole("button", { name: "More for the guide" }).click();
    await expectAccessibleInBothThemes(page);
  });
}
