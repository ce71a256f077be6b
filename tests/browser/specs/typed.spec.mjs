// What is typed as address and token is judged before anything is sent.

import { randomUUID } from "node:crypto";
import { address, begin, browserWithoutNames, headline, PASSED_HERE, run, test, token } from "../connection.mjs";
import { eachCase, expect, expectNoSecret, gotoPlace } from "../fixtures.mjs";

test.use({ launchOptions: browserWithoutNames });

const eu = "https://api.talkdeskapp.eu/scim/v2";
const BLOCKED = true;
const ADDRESSES = [
  [`${eu}/Users`, "Entra adds /Users, so this URL would request", "Remove /Users", eu, BLOCKED],
  ["https://api.talkdeskapp.eu", "Talkdesk’s SCIM service is at /scim/v2", "End it in /scim/v2", eu, BLOCKED],
  ["https://scim.contoso.com/people", "SCIM URLs usually end in /scim/v2", "End it in /scim/v2", "https://scim.contoso.com/people/scim/v2"],
  [`${eu}/`, "There is a slash at the end", "Remove the slash", eu],
  [`${eu}?aadOptscim062020`, "aadOptscim062020 is Entra’s flag for the form of updates", "Remove the flag", eu],
  [`${eu}/?aadOptscim062020`, "aadOptscim062020 is Entra’s flag for the form of updates", "Remove the flag", eu],
  [`${eu}?AzureAdScimPatch062020=true`, "AzureAdScimPatch062020 is the former name of Entra’s flag", "Remove the flag", eu],
  [`${eu}&aadOptscim062020`, "In the path it’s part of the URL", "Remove the flag", eu, BLOCKED],
  [`${eu}/Groups`, "/Groups is an endpoint below the Tenant URL", "Remove /Groups", eu, BLOCKED],
  ["https://scim.contoso.com/scim/v2/ServiceProviderConfig", "/ServiceProviderConfig is an endpoint", "Remove /ServiceProviderConfig", "https://scim.contoso.com/scim/v2", BLOCKED],
  ["https://scim.contoso.com/scim/v2/scim/v2", "A part of /scim/v2 is in the URL twice", "Keep one /scim/v2", "https://scim.contoso.com/scim/v2"],
  ["https://scim.contoso.com/scim/v2/tenants/7", "This one continues with “/tenants/7”", "Remove everything after /scim/v2", "https://scim.contoso.com/scim/v2"],
  ["https://scim.contoso.com/v2", "SCIM URLs usually end in /scim/v2", "End it in /scim/v2", "https://scim.contoso.com/scim/v2"],
  [`${eu}.`, "There is punctuation at the end of the URL", "Remove the punctuation", eu, BLOCKED],
  ["https://10.0.0.7/scim/v2", "This is an IP address"],
  ["https://api.talkdeksapp.com/scim/v2", "close to Talkdesk’s host for United States, api.talkdeskapp.com", "Use api.talkdeskapp.com", "https://api.talkdeskapp.com/scim/v2"],
  ["https://api.talkdeskapp.ca/scim/v2", "close to Talkdesk’s host for Canada, api.talkdeskappca.com", "Use api.talkdeskappca.com", "https://api.talkdeskappca.com/scim/v2"],
  ["https://scim.contoso.local/scim/v2", "Names like this don’t exist on the internet, where Entra runs"],
  ["http://scim.contoso.com/scim/v2", "the browser blocks http requests from this page to other computers", "Use https", "https://scim.contoso.com/scim/v2", BLOCKED],
  [` ${eu} `, "Remove the spaces, quotes or line breaks around the URL", "Remove them", eu, BLOCKED],
];

test("addresses are judged as they are typed", async ({ page, site, secret }) => {
  await gotoPlace(page, site, "#/connection");
  await token(page).fill(secret);
  await eachCase(ADDRESSES, ([typed]) => typed, async ([typed, says, fix, mended, blocked = false]) => {
    await address(page).fill(typed);
    await expect(page.getByRole("listitem").filter({ hasText: says })).toBeVisible();
    await expect(address(page)).toHaveAttribute("aria-invalid", String(blocked));
    if (blocked) {
      await begin(page).click();
      await expect(address(page)).toBeFocused();
      await expect(headline(page)).toHaveText("Not tested yet");
    }
    if (fix) {
      await page.getByRole("button", { name: fix }).click();
      await expect(address(page)).toHaveValue(mended);
      await expect(page.getByRole("listitem").filter({ hasText: says })).toBeHidden();
    }
  });
});

test.describe("in a browser that is idle", () => {
  test.use({ idle: true });

  test("http, on a page that came over https", async ({ page, site, secret, guard }) => {
    const home = "https://scimdesk.contoso.com/";
    guard.allow(home);
    await page.route(`${home}**`, async (route) => {
      const url = route.request().url().replace(home, site.url);
      await route.fulfill({ response: await route.fetch({ url }) });
    });
    await run(page, { url: home }, "http://scim.contoso.com/scim/v2", secret);
    // The other pages are fetched when the browser is idle.
    await page.waitForLoadState("networkidle");
    expect(await page.evaluate(() => [location.protocol, isSecureContext])).toEqual(["https:", true]);
    await expect(page.getByText("the browser blocks http requests from this page to other computers")).toBeVisible();
    await expect(address(page)).toBeFocused();
    // What the rule saves the admin from: the browser would not ask either.
    const asked = page.evaluate(() => fetch("http://scim.contoso.com/scim/v2", { mode: "no-cors" }).catch(({ name }) => name));
    guard.expect(/scim\.contoso\.com/);
    expect(await asked).toBe("TypeError");
  });
});

/** A JSON Web Token that says this of itself. */
const webToken = (claims) => [{ alg: "none" }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".").concat(`.${randomUUID()}`);

const TOKENS = [
  ["with the word Bearer", (secret) => `Bearer ${secret}`, "Remove “Bearer”. Entra adds it", "Keep only the token", BLOCKED],
  ["with spaces around it", (secret) => ` ${secret}  `, "spaces before or after the token", "Remove the spaces around it", BLOCKED],
  ["in quotes", (secret) => `“${secret}”`, "The token is in quotes", "Remove the quotes", BLOCKED],
  ["with spaces inside", (secret) => secret.replace("-", "- "), "The token contains spaces", "Remove the spaces", false],
  // A browser makes a space of a line break within a pasted text, and nothing of one at its end.
  ["with line breaks", (secret) => secret.replace("-", "-\r\n").concat("\n"), "The token contains spaces", "Remove the spaces", false],
];

test("tokens are judged as they are pasted, and work once they are mended", async ({ page, site, secret, serve }) => {
  const service = await serve("slow");
  await gotoPlace(page, site, "#/connection");
  await address(page).fill(service.url);
  await eachCase(TOKENS, ([what]) => `a token ${what}`, async ([, typed, says, fix, blocked]) => {
    const before = service.requests.length;
    await page.evaluate((text) => navigator.clipboard.writeText(text), typed(secret));
    await token(page).fill("");
    await page.keyboard.press("ControlOrMeta+v");
    await expect(page.getByRole("listitem").filter({ hasText: says })).toBeVisible();
    await expect(token(page)).toHaveAttribute("aria-invalid", String(blocked));
    await page.evaluate(() => navigator.clipboard.writeText("something else"));
    if (blocked) {
      await begin(page).click();
      await expect(token(page)).toBeFocused();
    }
    await page.getByRole("button", { name: fix }).click();
    await expect(token(page)).toHaveValue(secret);
    expect(service.requests).toHaveLength(before);
    await token(page).press("Enter");
    // From the first request on the result of the case before is gone.
    await expect.poll(() => service.requests.length).toBeGreaterThan(before);
    await expect(headline(page)).toHaveText(PASSED_HERE, { timeout: 10_000 });
  });
});

test("a token that says of itself that it has expired", async ({ page, site, context }) => {
  const typed = webToken({ exp: Math.floor(Date.now() / 1000) - 60 });
  await gotoPlace(page, site, "#/connection");
  await token(page).fill(typed);
  await expect(page.getByText("The token has expired, going by its own expiry time")).toBeVisible();
  await token(page).fill(webToken({ exp: Math.floor(Date.now() / 1000) + 3600 }));
  await expect(page.getByText("The token has expired")).toBeHidden();
  await expectNoSecret(page, context, typed);
});

test("a token that says of itself that it is of another region", async ({ page, site, context }) => {
  const typed = webToken({ iss: "https://contoso.talkdeskid.eu" });
  await gotoPlace(page, site, "#/connection");
  await address(page).fill("https://api.talkdeskapp.com/scim/v2");
  await token(page).fill(typed);
  await expect(page.getByText("This token was issued for Europe")).toBeVisible();
  await address(page).fill(eu);
  await expect(page.getByText("This token was issued for Europe")).toBeHidden();
  await expectNoSecret(page, context, typed);
});
