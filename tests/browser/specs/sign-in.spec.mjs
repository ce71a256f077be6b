// The sign-in to Microsoft, against a login and Graph service of our own that
// the browser reaches under Microsoft's names.

import { CLIENT_ID, startLogin, TENANT_ID } from "../../services/login.mjs";
import { launchOptions } from "../chromium.mjs";
import { card, heading } from "../evidence.mjs";
import { eachCase, expect, expectAccessible, test as base } from "../fixtures.mjs";
import { expectDone, importSetup, mapping, openAt, openStep } from "../guide.mjs";

const CONTOSO = { name: "Contoso production", applicationName: "Talkdesk", tenant: { region: "eu" }, mapping: mapping(), guideStart: { when: new Date().toISOString(), method: "byHand" } };

const test = base.extend({
  login: [
    async ({}, use) => {
      const service = await startLogin({ secure: true, mode: "sign-in" });
      await use(service);
      await service.close();
    },
    { scope: "worker" },
  ],
  /** A browser that reaches the service under Microsoft's names. */
  browser: [
    async ({ playwright, login }, use) => {
      const { port } = new URL(login.url);
      const names = ["login.microsoftonline.com", "graph.microsoft.com"].map((host) => `MAP ${host}:443 127.0.0.1:${port}`);
      const browser = await playwright.chromium.launch({
        ...launchOptions,
        args: [...(launchOptions.args ?? []), `--host-resolver-rules=${names.join(",")}`, "--ignore-certificate-errors"],
      });
      await use(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],
  /** The app under a name that Entra registers. */
  here: async ({ site, login, guard }, use) => {
    const url = site.url.replace("127.0.0.1", "localhost").replace(/\/$/, "");
    login.registrations[0].redirectUris = [`${url}/`];
    login.mode = "sign-in";
    login.fault = undefined;
    login.requests.length = 0;
    guard.allow(url);
    guard.allow("https://login.microsoftonline.com");
    guard.allow("https://graph.microsoft.com");
    await use({ url });
  },
});

const section = (page) => card(page).locator("details").filter({ hasText: "Sign in to Microsoft and verify with one click" });
const signIn = (page) => section(page).getByRole("button", { name: "Sign in", exact: true });
const problem = (page) => section(page).getByRole("alert");

async function prepared(page, here, step = "1.4") {
  await importSetup(page, here, CONTOSO);
  await openAt(page, here, step);
  await section(page).locator("summary").first().click();
  await section(page).getByLabel("Tenant ID or domain").fill(TENANT_ID);
  await section(page).getByLabel("Application (client) ID").fill(CLIENT_ID);
}

test("signing in, verifying with one click, and signing out", async ({ page, here, login }) => {
  await prepared(page, here);
  await signIn(page).click();
  await expect(section(page)).toContainText("Signed in as");
  await expect(page).toHaveURL(`${here.url}/#/guide/1.4`);
  await section(page).getByRole("button", { name: "Verify this step" }).click();
  await expect(heading(page)).toHaveText(/Verified from the application/);
  await expectDone(page, "1.4");
  const authorize = login.requests.find(({ path }) => path.endsWith("/authorize"));
  const asked = new URLSearchParams(authorize.query);
  expect(asked.get("scope").split(" ").sort()).toEqual(["Application.Read.All", "openid"]);
  expect(asked.get("code_challenge_method")).toBe("S256");
  for (const storage of ["localStorage", "sessionStorage"]) {
    const kept = await page.evaluate((name) => JSON.stringify({ ...globalThis[name] }), storage);
    for (const secret of [/"verifier"/, /eyJ/, /access_token/]) expect(kept).not.toMatch(secret);
  }
  await section(page).getByRole("button", { name: "Sign out" }).click();
  await expect(signIn(page)).toBeVisible();
  await page.goBack();
  await expect(page).not.toHaveURL(/code=/);
});

test("more permissions are requested when a step needs them", async ({ page, here, login }) => {
  await prepared(page, here);
  await signIn(page).click();
  await section(page).getByRole("button", { name: "Verify this step" }).click();
  await expectDone(page, "1.4");
  await openAt(page, here, "2.1");
  await section(page).getByRole("button", { name: "Verify this step" }).click();
  await expect.poll(() => login.requests.filter(({ path }) => path.endsWith("/authorize")).length).toBe(2);
  await expect(page).toHaveURL(`${here.url}/#/guide/2.1`);
  await section(page).getByRole("button", { name: "Verify this step" }).click();
  await expect(heading(page)).toHaveText(/from the job/);
  const last = new URLSearchParams(login.requests.filter(({ path }) => path.endsWith("/authorize")).at(-1).query);
  expect(last.get("scope")).toContain("Synchronization.Read.All");
});

// Neighbors have different messages, so that none passes by the message of the one before.
const FAILURES = [
  ["tampered-state", "doesn’t belong to the sign-in that this page started"],
  ["denied-consent", "AADSTS65004"],
  ["missing-state", "doesn’t belong to the sign-in that this page started"],
  ["admin-approval-needed", "AADSTS90094"],
  ["replayed-code", "AADSTS54005"],
  ["expired-code", "AADSTS70008"],
  ["web-platform", "AADSTS9002326"],
  ["wrong-tenant", "tenant"],
  ["wrong-nonce", "another"],
  ["token-unreachable", "couldn’t read a response from login.microsoftonline.com"],
  ["token-html", "isn’t from Microsoft Entra ID"],
];

test("a sign-in that fails says why", async ({ page, here, login }) => {
  await prepared(page, here);
  await eachCase(FAILURES, ([fault]) => fault, async ([fault, says]) => {
    login.fault = fault;
    login.requests.length = 0;
    await signIn(page).click();
    await expect.poll(() => login.requests.filter(({ path }) => path.endsWith("/authorize")).length).toBe(1);
    await expect(problem(page)).toContainText(says);
    await expect(signIn(page)).toBeEnabled();
    await expect(page).toHaveURL(`${here.url}/#/guide/1.4`);
  });
});

test("a token that Graph rejects ends the sign-in", async ({ page, here, login }) => {
  await prepared(page, here);
  await signIn(page).click();
  await expect(section(page)).toContainText("Signed in as");
  login.fault = "expired-token";
  await section(page).getByRole("button", { name: "Verify this step" }).click();
  await expect(problem(page)).toContainText(/sign in again/i);
  await expect(signIn(page)).toBeVisible();
});

test("an address with a code that nobody asked for signs nobody in", async ({ page, here, login }) => {
  await importSetup(page, here, CONTOSO);
  await page.goto("about:blank");
  await page.goto(`${here.url}/#code=stolen&state=guess`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page).not.toHaveURL(/stolen/);
  expect(login.requests.filter(({ path }) => path.endsWith("/token"))).toEqual([]);
});

test("both IDs are checked before anything is sent", async ({ page, here, login }) => {
  await prepared(page, here);
  await section(page).getByLabel("Tenant ID or domain").fill("common");
  await section(page).getByLabel("Application (client) ID").fill("scimdesk");
  await signIn(page).click();
  await expect(section(page).getByRole("status")).not.toBeEmpty();
  expect(login.requests).toEqual([]);
  await expectAccessible(page);
  await expect(openStep(page)).toBeVisible();
});

test("the script that creates the registration names this page", async ({ page, here }) => {
  await prepared(page, here);
  await section(page).getByText("Create the app registration").click();
  await expect(section(page)).toContainText(`${here.url}/`);
  const saved = page.waitForEvent("download");
  await section(page).getByRole("button", { name: "Save scimdesk-registration.ps1" }).click();
  expect((await saved).suggestedFilename()).toBe("scimdesk-registration.ps1");
});
