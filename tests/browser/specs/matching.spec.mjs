// The connection test follows the setup: it asks for the attributes by which
// this setup matches, and compares the user that comes back.

import { address, begin, check, headline, lookUp, PASSED_HERE, test, token, unfold, verdict } from "../connection.mjs";
import { expect, expectAccessible, gotoPlace } from "../fixtures.mjs";
import { unfold as unfoldPart } from "../mappings.mjs";

const email = (page) => page.getByLabel("Email address of a user to look up");
const objectId = (page) => page.getByLabel("externalId of this user, from objectId in Entra");

/** Sets whether Entra finds users by a target. */
async function match(page, site, target, yes, precedence) {
  await gotoPlace(page, site, `#/mappings/${target}`);
  await unfoldPart(page, "Other settings");
  await page.getByLabel("Match objects using this attribute").selectOption(yes ? "Yes" : "No");
  if (precedence) await page.getByLabel("Matching precedence").selectOption(precedence);
}

async function run(page, site, url, secret, fill = async () => {}) {
  await gotoPlace(page, site, "#/connection");
  await address(page).fill(url);
  await token(page).fill(secret);
  await fill(page);
  await begin(page).click();
  await expect(begin(page)).toHaveText("Test again", { timeout: 20_000 });
}

const filters = ({ requests }) =>
  requests
    .filter(({ method, path, authorised }) => method === "GET" && authorised !== false && path.includes("filter="))
    .map(({ path }) => new URL(path, "http://localhost").searchParams.get("filter").replace(/ eq .*/, ""));

for (const [fault, title, evidence] of [
  ["external-id-fails", "The service fails on a filter for externalId", "A null reference"],
  ["external-id-refused", "The service doesn’t support a filter for externalId", "invalidFilter"],
]) {
  test(`${fault}: a setup that matches by externalId fails, and one that does not passes`, async ({ page, site, serve, secret }) => {
    const service = await serve(fault);
    await run(page, site, service.url, secret);
    await expect(headline(page)).toHaveText(PASSED_HERE);
    await unfold(page, "Checks");
    await expect(check(page, "Supported features")).toBeVisible();
    await expect(check(page, "The second matching attribute")).toBeHidden();
    await lookUp(page);
    await expect(email(page)).toBeFocused();
    await expect(objectId(page)).toBeHidden();
    expect(filters(service)).not.toContain("externalId");

    await match(page, site, "userName", false);
    await match(page, site, "externalId", true);
    // The pass was for another filter.
    await gotoPlace(page, site, "#/connection");
    await expect(verdict(page)).toContainText("You changed the Tenant URL or the matching attributes after this test.");
    await run(page, site, service.url, secret);
    await expect(headline(page)).toHaveText(title);
    await expect(verdict(page)).toContainText("In Mappings, give matching precedence 1 to userName");
    await verdict(page).getByText(/^(Details|Why does this happen\?)$/).click();
    await expect(verdict(page).getByRole("listitem").filter({ hasText: evidence }).first()).toBeVisible();
    await expect(check(page, "Entra’s own request")).toContainText("externalId eq");
    await expect(page.getByText("This setup matches by externalId, so the test looks for that, as Entra does.")).toBeVisible();
  });
}

test("two matching attributes are both asked for, in their order, also by the commands", async ({ page, site, serve, secret }) => {
  const service = await serve("external-id-fails");
  await match(page, site, "externalId", true, "2");
  await run(page, site, service.url, secret);
  await expect(headline(page)).toHaveText(/fails on a filter for externalId/);
  await expect(check(page, "Entra’s own request")).toContainText("200");
  await expect(check(page, "The second matching attribute")).toContainText("filter fails");
  expect(filters(service).slice(0, 2)).toEqual(["userName", "externalId"]);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("button", { name: "Test in a terminal" }).click();
  await expect(page.getByRole("heading", { name: "1. Run this in a terminal" })).toBeFocused();
  for (const attribute of ["userName", "externalId"]) {
    await page.getByRole("button", { name: `Copy Command for macOS and Linux: ${attribute}` }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain(`/Users?filter=${attribute}+eq+`);
  }
  await expectAccessible(page);
});

test("a setup without a matching attribute is told so", async ({ page, site, practice }) => {
  await match(page, site, "userName", false);
  await run(page, site, practice.url, practice.token);
  await expect(headline(page)).toHaveText("Entra can connect, but this setup has no matching attribute");
  await expect(page.getByText("This setup has no matching attribute, so the test looks for userName.")).toBeVisible();
});

for (const [fault, word, title, asked] of [
  ["other-case", "other case", "The user’s userName differs in uppercase and lowercase", "Ada@contoso.com"],
  ["another-user", "another user", "The service returns another user than requested", "ada@contoso.com"],
  ["numeric-id", "ID is a number", "The user’s ID is a number and must be a string", "ada@contoso.com"],
]) {
  test(`${fault}: the user who comes back is compared`, async ({ page, site, serve, secret }) => {
    const service = await serve(fault);
    await run(page, site, service.url, secret, async () => {
      await lookUp(page);
      await email(page).fill(asked);
    });
    await unfold(page, "Checks");
    await expect(check(page, "Find the user")).toContainText(word);
    await expect(headline(page)).toHaveText(title);
    // A user is read all the same.
    await expect(check(page, "Read the user")).toContainText("200");
    expect(service.requests.at(-1).path).toMatch(/\/Users\/(id-)?251$/);
  });
}

test("a setup that matches by externalId asks for the user's Object ID and finds the user by it", async ({ page, site, practice, context }) => {
  const objectIdOfAda = "4045ea11-0000-4000-8000-00000000000a";
  const created = await fetch(`${practice.url}/Users`, {
    method: "POST",
    headers: { Authorization: `Bearer ${practice.token}`, "Content-Type": "application/scim+json" },
    body: JSON.stringify({
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
      userName: "ada@contoso.com",
      externalId: objectIdOfAda,
      name: { givenName: "Ada", familyName: "Lovelace" },
    }),
  });
  expect(created.status).toBe(201);
  await match(page, site, "userName", false);
  await match(page, site, "externalId", true);
  await run(page, site, practice.url, practice.token, async () => {
    await lookUp(page);
    await objectId(page).fill(objectIdOfAda);
  });
  await unfold(page, "Checks");
  await expect(check(page, "Find by the other attribute")).toContainText("200");
  await expect(check(page, "Read the user")).toContainText("200");
  await expect(check(page, "Find the user")).toBeHidden();
  // It is of a person, so nothing keeps it.
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(objectIdOfAda);
  expect(context.pages()).toHaveLength(1);
  await email(page).fill("ada@contoso.com");
  await objectId(page).fill("4045ea11-ffff");
  await begin(page).click();
  await expect(headline(page)).toHaveText("Entra wouldn’t find this user by externalId", { timeout: 20_000 });
});
