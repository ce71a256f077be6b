// The connection test against real services: what passes, and that each way
// of failing has its own diagnosis.

import { createServer } from "node:http";
import { once } from "node:events";
import { address, begin, check, copyTicket, expectPace, headline, openTab, PASSED_HERE, region, run, test as base, token, unfold, verdict } from "../connection.mjs";
import { expect, expectAccessible, expectAccessibleInBothThemes, expectNoSecret, gotoPlace } from "../fixtures.mjs";

const test = base.extend({
  /** Starts services that answer everything in one way; each is asked at most four times in any second. */
  serveAll: async ({ guard, pace }, use) => {
    const services = [];
    await use(async (handler) => {
      const requests = [];
      const server = createServer((request, response) => {
        const { url, method } = request;
        const arrival = { url, path: url, method, preflight: method === "OPTIONS", time: performance.now() };
        requests.push(arrival);
        response.once("close", () => (arrival.cut = !response.writableFinished));
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("Access-Control-Allow-Headers", "Authorization");
        if (request.method === "OPTIONS") response.end();
        else handler(request, response);
      });
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const url = `http://127.0.0.1:${server.address().port}/scim/v2`;
      guard.allow(url);
      services.push({ server, requests });
      return { url, requests };
    });
    for (const { server, requests } of services) {
      server.closeAllConnections();
      server.close();
      expectPace(requests, pace);
    }
  },
});

async function expectVerdict(page, text) {
  await expect(headline(page)).toHaveText(text, { timeout: 10_000 });
}

const sidebar = (page) => page.getByRole("navigation", { name: "Pages" }).first();

// Bug 7: the practice service ticked step 2.5.
test("a local service never counts as passed", async ({ page, site, practice, context }) => {
  await run(page, site, practice.url, practice.token);
  await expectVerdict(page, PASSED_HERE);
  await expect(verdict(page)).toContainText("Entra can’t reach it, so it doesn’t count as a test");
  // Nothing to tick, nothing saved, and no state in the sidebar.
  await expect(verdict(page)).not.toContainText("Saved to the guide");
  await expect(verdict(page)).not.toContainText("Continue in the guide");
  await expect(sidebar(page)).not.toContainText(/passed|min/);
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toMatch(/"connectionPassed":\{/);
  await verdict(page).getByRole("button", { name: "Choose a region" }).click();
  await expect(region(page)).toBeFocused();

  // All checks passed, so they are folded away.
  await expect(page.getByText("5 passed")).toBeVisible();
  await expect(page.getByRole("table", { name: "Checks" })).toBeHidden();
  await unfold(page, "Checks");
  for (const name of ["Entra’s own request", "Supported features", "Resource types", "Talkdesk attributes"]) {
    await expect(check(page, name)).toContainText("200");
  }
  await expect(check(page, "A wrong token is rejected")).toContainText("401, as expected");
  await page.getByRole("button", { name: "Entra’s own request" }).click();
  await expect(page.getByText("Authorization: Bearer [token]")).toBeVisible();
  await expectNoSecret(page, context, practice.token);
  const files = [];
  const save = async (button) => {
    const download = page.waitForEvent("download");
    await button.click();
    files.push(await download);
  };
  await gotoPlace(page, site, "#/setups");
  await page.getByRole("button", { name: /^More for / }).first().click();
  await save(page.getByRole("button", { name: "Export to a file" }));
  await gotoPlace(page, site, "#/guide/report");
  await save(page.getByRole("button", { name: "Save Markdown" }));
  await expectNoSecret(page, context, practice.token, files);
});

test.describe("a service that Entra can reach", () => {
  const url = "https://api.talkdeskapp.eu/scim/v2";

  /** Lets the practice service respond in Talkdesk's place. */
  async function standIn(page, guard, practice) {
    guard.allow(url);
    await page.route(`${url}/**`, async (route) => {
      const response = await route.fetch({ url: route.request().url().replace(url, practice.url) });
      await route.fulfill({ response });
    });
  }

  test("passes, says what that proves, and leads on", async ({ page, site, practice, guard, context }) => {
    await standIn(page, guard, practice);
    await run(page, site, url, practice.token);
    await expectVerdict(page, "Talkdesk accepts this Tenant URL and token");
    await expect(verdict(page)).toContainText("Saved to the guide");
    await expect(verdict(page)).toContainText("Step 2.5, Test connection");
    await expect(verdict(page)).toContainText("This test only reads.");
    await expect(verdict(page)).toContainText(/Tested \d\d:\d\d, took \d+\.\d s/);
    await expect(sidebar(page)).toContainText("<1 min");
    await expect(verdict(page).getByRole("link", { name: "Continue in the guide" })).toHaveAttribute("href", "#/guide");
    await expectAccessibleInBothThemes(page);
    await page.setViewportSize({ width: 360, height: 740 });
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    // One line stands for the fields, which come back.
    await expect(address(page)).toBeHidden();
    await expect(page.getByText("Europe, token entered")).toBeVisible();
    await page.getByRole("button", { name: "Change" }).click();
    await expect(address(page)).toBeFocused();
    await page.setViewportSize({ width: 1280, height: 800 });
    await expectNoSecret(page, context, practice.token);
    await verdict(page).getByRole("button", { name: "Run a test user" }).click();
    await expect(page.getByRole("tab", { name: "Test user" })).toHaveAttribute("aria-selected", "true");
    await openTab(page, "Test from here");
    await verdict(page).getByRole("link", { name: "Open step 2.5" }).click();
    await expect(page).toHaveURL(/#\/guide\/2\.5$/);
  });

  test("counts for the URL it was made at, and for no other", async ({ page, site, practice, guard }) => {
    await standIn(page, guard, practice);
    await run(page, site, url, practice.token);
    await expectVerdict(page, "Talkdesk accepts this Tenant URL and token");
    await expect(sidebar(page)).toContainText("<1 min");
    await region(page).selectOption("Canada");
    await expect(sidebar(page)).not.toContainText("<1 min");
    await expect(verdict(page)).toContainText("You changed the Tenant URL or the matching attributes after this test.");
    await expect(verdict(page).getByText("Saved to the guide")).toBeHidden();
    await expect(begin(page)).toHaveText("Test connection");
  });
});

test.describe("in real time", () => {
  test.use({ pace: 1 });

  test("the request is Entra's, and no second sees more than four", async ({ page, site, practice }) => {
    await run(page, site, practice.url, practice.token);
    await expectVerdict(page, PASSED_HERE);
    await token(page).press("Enter");
    await expectVerdict(page, "Testing the service");
    await expectVerdict(page, PASSED_HERE);
    const asked = practice.requests.filter(({ method }) => method === "GET").map(({ path }) => path);
    expect(asked[0]).toMatch(/^\/scim\/v2\/Users\?filter=userName\+eq\+%22[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}%22$/);
    expect(asked).toHaveLength(10);
  });
});

test("a wrong token", async ({ page, site, practice, context }) => {
  await run(page, site, practice.url, "not-the-token-at-all");
  await expectVerdict(page, "The service rejects the token (401)");
  // The checks that found something are open.
  await expect(check(page, "Entra’s own request")).toContainText("401, rejected");
  const leftOut = check(page, "Talkdesk attributes").getByText("needs a token");
  await leftOut.scrollIntoViewIfNeeded();
  await expect(leftOut).toBeInViewport();
  await copyTicket(page);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("401 Unauthorized");
  await expectNoSecret(page, context, "not-the-token-at-all");
  await verdict(page).getByRole("button", { name: "Paste another token" }).click();
  await expect(token(page)).toBeFocused();
});

test("a wrong path", async ({ page, site, practice }) => {
  await run(page, site, practice.url.replace("/scim/v2", "/scim/v3"), practice.token);
  await expectVerdict(page, "No SCIM service at this path");
});

test("a stopped service", async ({ page, site, practice, guard }) => {
  await practice.close();
  guard.allow(practice.url);
  await run(page, site, practice.url, practice.token);
  await expectVerdict(page, "No response from this computer");
});

test.describe("without CORS", () => {
  test.use({ practiceOptions: { cors: false } });

  test("the result has the command and the box for what it prints, side by side", async ({ page, site, practice, context }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await run(page, site, practice.url, practice.token);
    await expectVerdict(page, "The browser can’t read the service’s response (CORS)");
    await expect(verdict(page)).toContainText("doesn’t affect Entra");
    await expect(verdict(page).getByText("Waiting for the relay")).toBeVisible();
    await verdict(page).getByRole("button", { name: "Run one command instead" }).click();
    await expect(verdict(page).getByRole("radio", { name: "curl" })).toBeChecked();
    const command = verdict(page).getByRole("group", { name: "Command for macOS and Linux" });
    const box = verdict(page).getByLabel("2. Paste what it prints");
    const [left, right] = [await command.boundingBox(), await box.boundingBox()];
    expect(Math.abs(left.y - right.y), "the command and the box are side by side").toBeLessThan(8);
    expect(right.x).toBeGreaterThan(left.x + left.width);
    expect(right.y + right.height, "both are in sight").toBeLessThan(900);
    await expect(page.getByText("1 not readable")).toBeVisible();
    await verdict(page).getByRole("button", { name: "Copy command" }).click();
    await expect(verdict(page).getByRole("button", { name: "Copied: Command for macOS and Linux" })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("curl");
    await expectAccessibleInBothThemes(page);
    // The case ends on the same card.
    await box.fill("HTTP/1.1 401 Unauthorized\n\n");
    const explanation = verdict(page).getByRole("region", { name: "Explanation" });
    await expect(explanation).toContainText("The service rejects the token (401)");
    await expectNoSecret(page, context, practice.token);
    await page.setViewportSize({ width: 360, height: 740 });
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});

test("a redirect, which the token does not follow", async ({ page, site, serveAll, secret }) => {
  const service = await serveAll((_request, response) => {
    response.writeHead(302, { Location: "/elsewhere" }).end();
  });
  await run(page, site, service.url, secret);
  await expectVerdict(page, "The URL redirects to another one");
  expect(service.requests.filter(({ preflight }) => !preflight)).toHaveLength(1);
});

test("a web page instead of a response", async ({ page, site, serveAll, secret }) => {
  const service = await serveAll((_request, response) => {
    response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><html><title>Sign in to Contoso</title></html>");
  });
  await run(page, site, service.url, secret);
  await expectVerdict(page, "A sign-in page responds instead of the API");
  await expect(verdict(page)).toContainText("“Sign in to Contoso”");
});

test("connections that break are not asked more often, though the browser asks again by itself", async ({ page, site, serveAll, secret }) => {
  // Nine requests without a response, with 2.5 seconds of the page's time after each.
  const service = await serveAll((request, response) => {
    const made = /^Bearer not-a-token/.test(request.headers.authorization);
    if (!request.url.includes("/Users?")) return request.socket.destroy();
    response.writeHead(made ? 401 : 200, { "Content-Type": "application/scim+json" });
    response.end(JSON.stringify({ schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"], totalResults: 0, Resources: [] }));
  });
  await run(page, site, service.url, secret);
  await expect(verdict(page).getByRole("heading", { level: 2 })).toHaveText("Entra can connect; one list of features didn’t arrive", { timeout: 20_000 });
  const asked = service.requests.filter(({ url, preflight }) => url.endsWith("/ServiceProviderConfig") && !preflight);
  expect(asked.length, "sent again by the browser, and probed").toBeGreaterThan(3);
});

test("a body without end is read up to the bound", async ({ page, site, serveAll, secret }) => {
  const service = await serveAll((_request, response) => {
    const more = () => response.write(`{"a":"${"x".repeat(64 * 1024)}`, () => setTimeout(more, 1));
    more();
  });
  await run(page, site, service.url, secret);
  await expectVerdict(page, "The response is far too long");
});

test("the token that a service sends back is not shown", async ({ page, site, serveAll, context }) => {
  const service = await serveAll((request, response) => {
    response.writeHead(400, { "Content-Type": "application/json" }).end(JSON.stringify({ message: `You sent ${request.headers.authorization}` }));
  });
  await run(page, site, service.url, "echoed-token-1234");
  await expectVerdict(page, "The service calls Entra’s request invalid and says why");
  await expect(verdict(page)).toContainText("You sent Bearer [token]");
  await page.getByRole("button", { name: "Entra’s own request" }).click();
  await expectNoSecret(page, context, "echoed-token-1234");
});

test("a test can be canceled, and its rows stay in place", async ({ page, site, serveAll, secret }) => {
  const service = await serveAll(() => {});
  await run(page, site, service.url, secret);
  await unfold(page, "Checks");
  await expect(check(page, "Entra’s own request")).toContainText("running");
  const place = () => check(page, "Entra’s own request").boundingBox();
  const before = await place();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expectVerdict(page, "Test canceled");
  await expect(check(page, "Talkdesk attributes")).toContainText("canceled");
  // Nothing moves when the result arrives.
  expect((await place()).y).toBe(before.y);
  await expect(begin(page)).toBeFocused();
});

test("what is typed is judged before anything is sent", async ({ page, site, practice }) => {
  await gotoPlace(page, site, "#/connection");
  await begin(page).click();
  await expect(address(page)).toBeFocused();
  await expect(page.getByText("Choose your account’s region")).toBeVisible();
  await address(page).fill(`${practice.url}/Users`);
  await page.getByRole("button", { name: "Remove /Users" }).click();
  await expect(address(page)).toHaveValue(practice.url);
  await token(page).fill(`Bearer ${practice.token}`);
  await begin(page).click();
  await expect(token(page)).toBeFocused();
  await page.getByRole("button", { name: "Keep only the token" }).click();
  await expect(token(page)).toHaveValue(practice.token);
  expect(practice.requests).toEqual([]);
  await token(page).press("Enter");
  await expectVerdict(page, PASSED_HERE);
});

test("one button stands out, whatever was done last", async ({ page, site, practice }) => {
  await gotoPlace(page, site, "#/connection");
  const accent = await begin(page).evaluate((button) => getComputedStyle(button).backgroundColor);
  const standing = () =>
    page
      .getByRole("main")
      .locator("button, .btn")
      .evaluateAll((all, color) => all.filter((one) => one.checkVisibility() && getComputedStyle(one).backgroundColor === color).map((one) => one.textContent.trim()), accent);
  await expect.poll(standing).toEqual(["Test connection"]);
  await address(page).fill(practice.url);
  await token(page).fill("another-token-1234");
  await begin(page).click();
  await expectVerdict(page, "The service rejects the token (401)");
  await expect.poll(standing).toEqual(["Get a new token"]);
  await openTab(page, "Explain an error");
  await expect.poll(standing).toEqual(["Paste"]);
  await page.getByLabel("Message, response, log entry or error code").fill("HTTP/1.1 404 Not Found\n\n<title>Not found</title>");
  await expect.poll(standing).toEqual(["Explain"]);
  await page.getByRole("button", { name: "Explain", exact: true }).click();
  await expect(page.getByRole("region", { name: "Explanation" })).toBeVisible();
  await expect.poll(async () => (await standing()).length).toBeLessThanOrEqual(1);
  await page.getByRole("button", { name: "Open or paste another" }).click();
  await page.getByRole("button", { name: "Clear" }).click();
  await expect.poll(standing).toEqual(["Paste"]);
  await openTab(page, "Test from here");
  await expect.poll(standing).toEqual(["Get a new token"]);
  await address(page).fill(`${practice.url}/v3`);
  await expect.poll(standing).toEqual(["Test connection"]);
});

test("the tabs work by keyboard, and the page comes back to the same one", async ({ page, site }) => {
  await gotoPlace(page, site, "#/connection");
  await page.getByRole("tab", { name: "Test from here" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "Explain an error" })).toBeFocused();
  const box = page.getByLabel("Message, response, log entry or error code");
  await box.fill("EntryConflict");
  await openTab(page, "Test from here");
  await openTab(page, "Explain an error");
  await expect(box).toHaveValue("EntryConflict");
  await page.getByRole("link", { name: "Guide" }).first().click();
  await expect(page).toHaveURL(/#\/guide/);
  await page.goBack();
  await expect(page.getByRole("tab", { name: "Explain an error" })).toHaveAttribute("aria-selected", "true");
});

test.describe("in a browser that is idle", () => {
  test.use({ idle: true });

  test("locked requests are said once", async ({ page, site, practice }) => {
    await gotoPlace(page, site, "#/connection");
    // The lock blocks parts of the app that have not arrived.
    await page.waitForLoadState("networkidle");
    await page.getByRole("link", { name: "Preflight" }).first().click();
    await page.locator('input[type="file"]').first().setInputFiles({ name: "users.csv", mimeType: "text/csv", buffer: Buffer.from("userPrincipalName,displayName\nana@contoso.com,Ana\n") });
    await expect(page.getByText("users.csv").first()).toBeVisible();
    await page.getByRole("link", { name: "Connection" }).first().click();
    const title = page.getByRole("heading", { name: "Requests are locked because a users file was opened" });
    await expect(title).toHaveCount(1);
    await address(page).fill(practice.url);
    await token(page).fill(practice.token);
    await begin(page).click();
    await expect(begin(page)).toHaveText("Test again");
    await expect(title).toHaveCount(1);
    await expect(page.getByRole("button", { name: "Reload the page" })).toHaveCount(1);
    await expectAccessible(page);
    expect(practice.requests).toEqual([]);
  });
});

test("the region fills the address, and the address the region", async ({ page, site }) => {
  await gotoPlace(page, site, "#/connection");
    await region(page).selectOption("Canada");
  await expect(address(page)).toHaveValue("https://api.talkdeskappca.com/scim/v2");
  await address(page).fill("https://api.talkdeskapp.eu/scim/v2");
  await expect(region(page)).toHaveValue("api.talkdeskapp.eu");
  await address(page).fill("https://api.talkdeskap.eu/scim/v2");
  await page.getByRole("button", { name: "Use api.talkdeskapp.eu" }).click();
  await expect(region(page)).toHaveValue("api.talkdeskapp.eu");
});

test("another setup does not get the token", async ({ page, site, practice }) => {
  await run(page, site, practice.url, practice.token);
  await expectVerdict(page, PASSED_HERE);
  await page.getByRole("link", { name: "Guide" }).click();
  await page.goBack();
  await expect(token(page)).toHaveValue(practice.token);
  await expectVerdict(page, PASSED_HERE);
  await page.goto(`${site.url}#/setups`);
  await page.getByRole("button", { name: "New setup" }).first().click();
  await gotoPlace(page, site, "#/connection");
  await expect(token(page)).toHaveValue("");
  await expectVerdict(page, "Not tested yet");
});

test("nothing is inaccessible or too wide", async ({ page, site, practice }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await run(page, site, practice.url, "a-wrong-token");
  await expectVerdict(page, "The service rejects the token (401)");
  await page.getByRole("button", { name: "Entra’s own request" }).click();
  await expectAccessibleInBothThemes(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);
  await page.setViewportSize({ width: 1280, height: 800 });
  await expectAccessibleInBothThemes(page);
});
