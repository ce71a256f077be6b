// The sign-in to Microsoft, against a login and Graph service of our own that
// the browser reaches under Microsoft's names.

import { CLIENT_ID, startLogin, TENANT_ID } from "../../services/login.mjs";
import { newTenant, PILOT_ID } from "../../services/login/tenant.mjs";
import { launchOptions } from "../chromium.mjs";
import { card, heading, result } from "../evidence.mjs";
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
    // What was consented to in the test before is not granted in this one.
    login.tenant = newTenant();
    login.requests.length = 0;
    guard.allow(url);
    guard.allow("https://login.microsoftonline.com");
    guard.allow("https://graph.microsoft.com");
    await use({ url });
  },
});

const section = (page) => card(page).locator("details").filter({ hasText: "Sign in to Microsoft and verify with one click" });
const signIn = (page) => section(page).getByRole("button", { name: "Sign in", exact: true });
const press = (page, name) => section(page).getByRole("button", { name, exact: true }).click();
const line = (page, label) => result(page).getByRole("listitem").filter({ hasText: `${label}: ` });
const problem = (page) => section(page).getByRole("alert");

const LABELS = ["Application", "Job", "Stored credentials", "Notification settings", "Schema", "App roles", "Assignments", "Job status", "Provisioning log"];
const RUN = "Run Provision on demand for this user";

/** The scopes of each sign-in so far. */
const signIns = ({ requests }) =>
  requests.filter(({ path }) => path.endsWith("/authorize")).map(({ query }) => new URLSearchParams(query).get("scope").split(" "));

/** The requests that could change something in the tenant. */
const changes = ({ requests }) => requests.filter(({ method, path }) => path.startsWith("/v1.0/") && !["GET", "OPTIONS"].includes(method));

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

test("one press requests more permissions, says why, and continues after the return", async ({ page, here, login }) => {
  await prepared(page, here);
  await signIn(page).click();
  await press(page, "Verify this step");
  await expectDone(page, "1.4");
  await openAt(page, here, "2.1");
  // The page leaves at once, so it notes for itself what it said.
  await page.evaluate(() => {
    const note = () => {
      const text = document.querySelector("section.verify")?.textContent ?? "";
      if (text.includes("This also needs")) sessionStorage.setItem("said", text);
    };
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await press(page, "Verify this step");
  await expect(heading(page)).toHaveText(/from the job/);
  expect(await page.evaluate(() => sessionStorage.getItem("said"))).toContain("This also needs Synchronization.Read.All.");
  await expect(page).toHaveURL(`${here.url}/#/guide/2.1`);
  await expectDone(page, "2.1");
  expect(signIns(login)).toEqual([["openid", "Application.Read.All"], ["openid", "Synchronization.Read.All"]]);
  expect(await page.evaluate(() => sessionStorage.getItem("scimdesk.sign-in"))).toBeNull();
  expect(changes(login)).toEqual([]);
});

test("all steps take one press and one sign-in, and a kind that is refused stops no other", async ({ page, here, login }) => {
  // Synchronization.ReadWrite.All is granted, and the account lacks the role for it.
  login.tenant.roleLacks.add("Synchronization.ReadWrite.All");
  await prepared(page, here);
  await signIn(page).click();
  await press(page, "Verify all steps");
  for (const label of LABELS) await expect(line(page, label)).toHaveCount(1);
  for (const label of ["Stored credentials", "Notification settings"]) {
    await expect(line(page, label)).toContainText("doesn’t let your account read this");
  }
  await expect(line(page, "Application")).toContainText("exists as a custom app");
  await expect(problem(page)).toHaveCount(0);
  expect(signIns(login)).toHaveLength(2);
  expect(signIns(login)[1].sort()).toEqual(["AuditLog.Read.All", "Directory.Read.All", "Synchronization.Read.All", "Synchronization.ReadWrite.All", "openid"]);
  expect(changes(login)).toEqual([]);
  for (const number of ["1.4", "2.1"]) {
    await openAt(page, here, number);
    await expectDone(page, number);
  }
});

test("permissions that were declined are left out of the next sign-in, which continues", async ({ page, here, login }) => {
  await prepared(page, here);
  await signIn(page).click();
  await expect(section(page)).toContainText("Signed in as");
  login.fault = "denied-consent";
  await press(page, "Verify all steps");
  await expect(problem(page)).toContainText("AADSTS65004");
  await expect(section(page)).toContainText("This requests Synchronization.Read.All, AuditLog.Read.All and Directory.Read.All.");
  await expectAccessible(page);
  login.fault = undefined;
  await signIn(page).click();
  for (const label of LABELS) await expect(line(page, label)).toHaveCount(1);
  await expect(line(page, "Stored credentials")).toContainText("This needs the permission Synchronization.ReadWrite.All.");
  await expect(line(page, "Job")).not.toContainText("permission");
  // The first sign-in, the one that was declined, and the one that continues.
  expect(signIns(login)).toHaveLength(3);
  expect(signIns(login)[2]).not.toContain("Synchronization.ReadWrite.All");
});

test("Provision on demand is restored after the return and waits for its button", async ({ page, here, login }) => {
  await prepared(page, here);
  await signIn(page).click();
  await press(page, "Verify this step");
  await expectDone(page, "1.4");
  // These bring the IDs of the job and of its rule.
  await openAt(page, here, "2.1");
  await press(page, "Verify this step");
  await expectDone(page, "2.1");
  await openAt(page, here, "2.13a");
  await press(page, "Verify this step");
  await expect(line(page, "Schema")).toHaveCount(1);

  await openAt(page, here, "2.20");
  await card(page).getByLabel("Verify from").selectOption({ label: "Provision on demand" });
  const user = card(page).getByRole("textbox", { name: "Object ID of one user" });
  await user.fill(PILOT_ID);
  await press(page, RUN);
  await expect.poll(() => signIns(login).length).toBe(3);
  await expect(page.getByText("Provision on demand hasn’t run yet").first()).toBeVisible();
  await expect(page).toHaveURL(`${here.url}/#/guide/2.20`);
  await expect(card(page).getByLabel("Verify from")).toHaveValue("onDemand");
  await expect(user).toHaveValue(PILOT_ID);
  expect(signIns(login)[2]).toEqual(["openid", "Synchronization.ReadWrite.All"]);
  expect(changes(login)).toEqual([]);

  await press(page, RUN);
  await expect(line(page, "Provision on demand")).toHaveCount(1);
  expect(changes(login)).toHaveLength(1);
  expect(JSON.parse(changes(login)[0].body).parameters[0].subjects).toEqual([{ objectId: PILOT_ID, objectTypeName: "User" }]);
  expect(signIns(login)).toHaveLength(3);
});

test("a stored continuation that this app did not write is ignored", async ({ page, here, login }) => {
  await prepared(page, here);
  // Runs before the page on its return.
  await page.addInitScript(() => {
    const text = location.hostname === "localhost" ? sessionStorage.getItem("scimdesk.sign-in") : undefined;
    if (!text) return;
    const stored = JSON.parse(text);
    stored.continuation.kinds = ["application", "onDemand"];
    sessionStorage.setItem("scimdesk.sign-in", JSON.stringify(stored));
  });
  await signIn(page).click();
  await expect(section(page)).toContainText("Signed in as");
  await expect(section(page).getByRole("button", { name: "Verify this step" })).toBeEnabled();
  expect(login.requests.filter(({ path }) => path.startsWith("/v1.0/"))).toEqual([]);
});

test("without a P1 license only the provisioning log is missing", async ({ page, here, login }) => {
  await prepared(page, here);
  await signIn(page).click();
  await expect(section(page)).toContainText("Signed in as");
  login.fault = "no-premium";
  await press(page, "Verify all steps");
  for (const label of LABELS) await expect(line(page, label)).toHaveCount(1);
  await expect(line(page, "Provisioning log")).toContainText("no Microsoft Entra ID P1 license");
  await expect(line(page, "Application")).toContainText("exists as a custom app");
  await expect(problem(page)).toHaveCount(0);
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
  // What was not read is read after the next sign-in.
  login.fault = undefined;
  await signIn(page).click();
  await expectDone(page, "1.4");
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
