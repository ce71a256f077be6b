// The connection test against real services: what passes, and that each way
// of failing has its own diagnosis.

import { createServer } from "node:http";
import { once } from "node:events";
import { address, begin, expectPace, run, test as base, token, verdict } from "../connection.mjs";
import { expect, expectAccessible, expectNoSecret, gotoPlace, setTheme } from "../fixtures.mjs";

const check = (page, name) => page.getByRole("rowgroup").filter({ hasText: name });

const test = base.extend({
  /** Starts services that answer everything in one way; each is asked at most four times in any second. */
  serveAll: async ({ guard, pace }, use) => {
    const services = [];
    await use(async (handler) => {
      const requests = [];
      const server = createServer((request, response) => {
        requests.push({ url: request.url, preflight: request.method === "OPTIONS", time: performance.now() });
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

async function expectVerdict(page, headline) {
  await expect(verdict(page).getByRole("heading", { level: 2 })).toHaveText(headline, { timeout: 10_000 });
}

test("a good service passes, and step 2.5 can be ticked", async ({ page, site, practice, context }) => {
  await run(page, site, practice.url, practice.token);
  await expectVerdict(page, "The test passes, on your own computer");
  for (const name of ["Entra’s own test", "What the service supports", "What it keeps", "Talkdesk attributes"]) {
    await expect(check(page, name)).toContainText("200 OK");
    await expect(check(page, name)).toContainText("fine");
  }
  await page.getByRole("button", { name: "Tick step 2.5 in the guide" }).click();
  const ticked = page.getByRole("link", { name: /Step 2.5 is ticked/ });
  await expect(ticked).toBeFocused();
  // Entra cannot reach a service on this computer.
  await expect(page.getByRole("navigation", { name: "Places" })).not.toContainText("passed");
  await page.getByRole("button", { name: "Entra’s own test" }).click();
  await expect(page.getByText("Authorization: Bearer [token]")).toBeVisible();
  await expectNoSecret(page, context, practice.token);
  await ticked.click();
  await expect(page.getByRole("checkbox", { name: /^2\.5 / })).toBeChecked();
  const files = [];
  const save = async (address, button) => {
    await gotoPlace(page, site, address);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: button }).click();
    files.push(await download);
  };
  await save("#/setups", /^Export /);
  await save("#/guide/report", "Save as Markdown");
  await expectNoSecret(page, context, practice.token, files);
});

test("a pass counts for the address it was made at, and for no other", async ({ page, site, practice }) => {
  const places = page.getByRole("navigation", { name: "Places" });
  await run(page, site, practice.url, practice.token);
  await expectVerdict(page, "The test passes, on your own computer");
  await expect(places).not.toContainText("passed");
  await page.getByRole("combobox", { name: "Region of the Talkdesk account" }).selectOption("Canada");
  await expect(places).not.toContainText("passed");
  await expect(verdict(page)).toContainText("The address or the matching attributes were changed after this test.");
  await expect(page.getByRole("button", { name: "Tick step 2.5 in the guide" })).toBeHidden();
});

test.describe("in real time", () => {
  test.use({ pace: 1 });

  test("the request is Entra's, and no second sees more than four", async ({ page, site, practice }) => {
    await run(page, site, practice.url, practice.token);
    await expectVerdict(page, "The test passes, on your own computer");
    await page.getByLabel("Secret token, kept in memory only").press("Enter");
    await expectVerdict(page, "Asking the service");
    await expectVerdict(page, "The test passes, on your own computer");
    const asked = practice.requests.filter(({ method }) => method === "GET").map(({ path }) => path);
    expect(asked[0]).toMatch(/^\/scim\/v2\/Users\?filter=userName\+eq\+%22[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}%22$/);
    expect(asked).toHaveLength(10);
  });
});

test("a wrong token", async ({ page, site, practice, context }) => {
  await run(page, site, practice.url, "not-the-token-at-all");
  await expectVerdict(page, "The token is refused");
  await expect(verdict(page)).toContainText("The service answered 401");
  const leftOut = check(page, "Talkdesk attributes").getByText("needs a token");
  await leftOut.scrollIntoViewIfNeeded();
  await expect(leftOut).toBeInViewport();
  await page.getByRole("button", { name: "Copy for a ticket" }).click();
  await expect(page.getByText("The test’s result copied")).toBeAttached();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("401 Unauthorized");
  await expectNoSecret(page, context, "not-the-token-at-all");
  await verdict(page).getByRole("button", { name: "Paste another token" }).click();
  await expect(token(page)).toBeFocused();
});

test("a wrong path", async ({ page, site, practice }) => {
  await run(page, site, practice.url.replace("/scim/v2", "/scim/v3"), practice.token);
  await expectVerdict(page, "There is no SCIM service at this path");
});

test("a stopped service", async ({ page, site, practice, guard }) => {
  await practice.close();
  guard.allow(practice.url);
  await run(page, site, practice.url, practice.token);
  await expectVerdict(page, "Nothing answers on this computer");
});

test.describe("without CORS", () => {
  test.use({ practiceOptions: { cors: false } });

  test("the page says that it may not read, and gives the command", async ({ page, site, practice, context }) => {
    await run(page, site, practice.url, practice.token);
    await expectVerdict(page, "Your browser may not read the answer; here is how to find out");
    await expect(verdict(page)).toContainText("This says nothing about the token");
    await verdict(page).getByRole("button", { name: "Show the command" }).click();
    await expect(page.getByRole("heading", { name: "The same test in a terminal" })).toBeFocused();
    await page.getByRole("button", { name: "Copy Commands for macOS and Linux" }).click();
    await expect(page.getByText("Commands for macOS and Linux copied")).toBeAttached();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("curl");
    await expectNoSecret(page, context, practice.token);
  });
});

test("a redirect, which the token does not follow", async ({ page, site, serveAll, secret }) => {
  const service = await serveAll((_request, response) => {
    response.writeHead(302, { Location: "/elsewhere" }).end();
  });
  await run(page, site, service.url, secret);
  await expectVerdict(page, "The address leads elsewhere");
  expect(service.requests.filter(({ preflight }) => !preflight)).toHaveLength(1);
});

test("a web page in place of an answer", async ({ page, site, serveAll, secret }) => {
  const service = await serveAll((_request, response) => {
    response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><html><title>Sign in to Contoso</title></html>");
  });
  await run(page, site, service.url, secret);
  await expectVerdict(page, "A sign-in page came instead of an answer");
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
  await expect(verdict(page).getByRole("heading", { level: 2 })).toHaveText("Entra will be able to connect; one description could not be had", { timeout: 20_000 });
  const asked = service.requests.filter(({ url, preflight }) => url.endsWith("/ServiceProviderConfig") && !preflight);
  expect(asked.length, "sent again by the browser, and probed").toBeGreaterThan(3);
});

test("a body without end is read up to the bound", async ({ page, site, serveAll, secret }) => {
  const service = await serveAll((_request, response) => {
    const more = () => response.write(`{"a":"${"x".repeat(64 * 1024)}`, () => setTimeout(more, 1));
    more();
  });
  await run(page, site, service.url, secret);
  await expectVerdict(page, "The answer is far too long");
});

test("the token that a service sends back is not shown", async ({ page, site, serveAll, context }) => {
  const service = await serveAll((request, response) => {
    response.writeHead(400, { "Content-Type": "application/json" }).end(JSON.stringify({ message: `You sent ${request.headers.authorization}` }));
  });
  await run(page, site, service.url, "echoed-token-1234");
  await expectVerdict(page, "The service finds Entra’s question malformed, and says why");
  await expect(verdict(page)).toContainText("You sent Bearer [token]");
  await page.getByRole("button", { name: "Entra’s own test" }).click();
  await expectNoSecret(page, context, "echoed-token-1234");
});

test("a test can be cancelled, and its rows stay in place", async ({ page, site, serveAll, secret }) => {
  const service = await serveAll(() => {});
  await run(page, site, service.url, secret);
  await expect(check(page, "Entra’s own test")).toContainText("asking");
  const before = await page.getByRole("table").boundingBox();
  await page.getByRole("button", { name: "Cancel the test" }).click();
  await expectVerdict(page, "The test was cancelled");
  await expect(check(page, "Talkdesk attributes")).toContainText("cancelled");
  expect(before.y).toBeGreaterThan(0);
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
  await page.getByRole("button", { name: "Keep the token only" }).click();
  await expect(token(page)).toHaveValue(practice.token);
  expect(practice.requests).toEqual([]);
  await token(page).press("Enter");
  await expectVerdict(page, "The test passes, on your own computer");
});

test("one button stands out, whatever was done last", async ({ page, site, practice }) => {
  await gotoPlace(page, site, "#/connection");
  const accent = await begin(page).evaluate((button) => getComputedStyle(button).backgroundColor);
  const standing = () =>
    page
      .getByRole("main")
      .locator("button, .button")
      .evaluateAll((all, colour) => all.filter((one) => one.checkVisibility() && getComputedStyle(one).backgroundColor === colour).map((one) => one.textContent), accent);
  await expect.poll(standing).toEqual(["Test connection"]);
  await address(page).fill(practice.url);
  await token(page).fill("another-token-1234");
  await begin(page).click();
  await expectVerdict(page, "The token is refused");
  await expect.poll(standing).toEqual(["How to make a new token"]);
  await page.getByLabel("Pasted text").fill("HTTP/1.1 404 Not Found\n\n<title>Not found</title>");
  await expect.poll(standing).toEqual(["Correct the Tenant URL"]);
  await page.getByRole("button", { name: "Clear" }).click();
  await expect.poll(standing).toEqual(["How to make a new token"]);
  await page.getByText("Show what it does, and begin").click();
  await page.getByLabel("Domain of the user’s address").fill("contoso.com");
  await page.getByLabel("to say that the user may be created there").fill("127.0.0.1");
  await expect.poll(standing).toEqual(["Create the user and run the test"]);
  await token(page).fill("yet-another-token-1234");
  await address(page).fill(`${practice.url}/v3`);
  await expect.poll(standing).toEqual(["Create the user and run the test"]);
});

test("the region fills the address, and the address the region", async ({ page, site }) => {
  await gotoPlace(page, site, "#/connection");
  const region = page.getByLabel("Region of the Talkdesk account");
  await region.selectOption("Canada");
  await expect(address(page)).toHaveValue("https://api.talkdeskappca.com/scim/v2");
  await address(page).fill("https://api.talkdeskapp.eu/scim/v2");
  await expect(region).toHaveValue("api.talkdeskapp.eu");
  await address(page).fill("https://api.talkdeskap.eu/scim/v2");
  await page.getByRole("button", { name: "Use api.talkdeskapp.eu" }).click();
  await expect(region).toHaveValue("api.talkdeskapp.eu");
});

test("another set-up does not get the token", async ({ page, site, practice }) => {
  await run(page, site, practice.url, practice.token);
  await expectVerdict(page, "The test passes, on your own computer");
  await page.getByRole("link", { name: "Guide" }).click();
  await page.goBack();
  await expect(token(page)).toHaveValue(practice.token);
  await expectVerdict(page, "The test passes, on your own computer");
  await page.goto(`${site.url}#/setups`);
  await page.getByRole("button", { name: /new set-up/i }).first().click();
  await gotoPlace(page, site, "#/connection");
  await expect(token(page)).toHaveValue("");
  await expectVerdict(page, "Nothing was asked yet");
});

for (const theme of ["light", "dark"]) {
  test(`nothing is inaccessible or too wide, ${theme}`, async ({ page, site, practice }) => {
    await setTheme(page, theme);
    await page.setViewportSize({ width: 360, height: 740 });
    await run(page, site, practice.url, "a-wrong-token");
    await expectVerdict(page, "The token is refused");
    await page.getByRole("button", { name: "Entra’s own test" }).click();
    await expectAccessible(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
    await page.setViewportSize({ width: 1280, height: 800 });
    await expectAccessible(page);
  });
}
