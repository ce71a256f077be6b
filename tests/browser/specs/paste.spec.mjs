// The same test outside the browser: the commands that the page gives out, and
// the box that judges what came back.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { address, test, token, unfold, verdict } from "../connection.mjs";
import { expect, expectAccessibleInBothThemes, expectNoSecret, gotoPlace } from "../fixtures.mjs";

const EMPTY = '{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"Resources":[]}';
const section = (page) => page.getByRole("region", { name: "Explanation" });
const box = (page) => page.getByLabel("2. Paste what it prints");

/** Shows the commands, and the box beside them. */
async function openTerminal(page) {
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("button", { name: "Test in a terminal" }).click();
  await expect(page.getByRole("heading", { name: "1. Run this in a terminal" })).toBeFocused();
}

/** Pastes as a person does: from the clipboard, with the keys. */
async function paste(page, text, into = box(page)) {
  await page.evaluate((content) => navigator.clipboard.writeText(content), text);
  await into.focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("ControlOrMeta+V");
  // Nothing of it stays where every page could read it.
  await page.evaluate(() => navigator.clipboard.writeText(""));
}

async function expectHeadline(page, headline) {
  await expect(section(page).getByRole("heading", { level: 2 })).toHaveText(headline);
}

test("the page's own command, run in bash, is judged like a live response", async ({ page, site, practice, context }) => {
  await gotoPlace(page, site, "#/connection");
  await address(page).fill(practice.url);
  await openTerminal(page);
  await verdict(page).getByRole("radio", { name: "curl" }).check();
  await unfold(page, "Options");
  await page.getByLabel("Token from").selectOption("The variable SCIM_TOKEN");
  await page.getByRole("button", { name: "Copy command" }).click();
  await expect(page.getByRole("button", { name: "Copied: Command for macOS and Linux" })).toBeVisible();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  const run = (secret, text = command) => promisify(execFile)("bash", ["-c", text], { env: { PATH: process.env.PATH, SCIM_TOKEN: secret } });
  const printed = page.getByLabel("2. Paste what it prints");
  await expect(page.getByText("The result appears here as soon as you paste.")).toBeVisible();
  await paste(page, (await run(practice.token)).stdout, printed);
  await expectHeadline(page, "This was a local service");
  await paste(page, (await run("another-token-1234")).stdout, printed);
  await expectHeadline(page, "The service rejects the token (401)");
  await expect(section(page)).toContainText("The body is a SCIM error");
  const lost = command.replace("/scim/v2/", "/scim/v9/");
  await paste(page, (await run(practice.token, lost)).stdout, printed);
  await expectHeadline(page, "404: the path is wrong, or no user was found");
  await expectNoSecret(page, context, practice.token);
});

const formats = [
  ["a redirect, whose end curl shows", "HTTP/1.1 302 Found\r\nLocation: https://login.example/start\r\n\r\n", "Talkdesk redirects to another URL", "It leads to https://login.example/start"],
  ["curl without a host", "curl: (6) Could not resolve host: api.talkdeskap.eu", "This host name doesn’t exist", "curl: (6)"],
  ["curl without trust", "curl: (60) SSL certificate problem: self-signed certificate", "The certificate isn’t trusted", "self-signed"],
  ["Windows PowerShell", "Invoke-WebRequest : The remote server returned an error: (401) Unauthorized.\nAt line:1 char:1", "Talkdesk rejects the token (401)", "a tool’s message"],
  ["PowerShell 7", "Invoke-WebRequest: Response status code does not indicate success: 403 (Forbidden).", "The token is valid but not allowed to use SCIM", "403"],
  ["a web page", "<!doctype html><html><head><title>Welcome to Contoso</title></head></html>", "A web page responds instead of the API", "Welcome to Contoso"],
  ["a body alone", EMPTY, "Talkdesk accepts this Tenant URL and token", "its status is assumed to be 200"],
  ["Graph Explorer", "No Content - 204 - 358ms", "Entra’s own test passed", "Microsoft Graph"],
  ["Graph that passes an error on", '{"error":{"code":"SystemForCrossDomainIdentityManagementCredentialValidationUnavailable","message":"You appear to have entered invalid credentials.","innerError":{"request-id":"1"}}}', "Entra’s own test failed", "You appear to have entered"],
  ["a code of the log", "ContosoEntryConflict", "This text isn’t recognized", "choose Explain an error"],
  ["something else", "hello there", "This text isn’t recognized", "Paste all that the command prints"],
];

test("every kind of text has its explanation", async ({ page, site }) => {
  await gotoPlace(page, site, "#/connection");
  await address(page).fill("https://api.talkdeskapp.eu/scim/v2");
  await openTerminal(page);
  for (const [name, text, headline, also] of formats) {
    await test.step(name, async () => {
      await paste(page, text);
      await expectHeadline(page, headline);
      await expect(section(page)).toContainText(also);
    });
  }
  await box(page).fill("");
  await expect(section(page)).toBeHidden();
});

test("what isn't the output of the command is explained in the tab for errors", async ({ page, site }) => {
  await gotoPlace(page, site, "#/connection");
  await openTerminal(page);
  await paste(page, "ContosoEntryConflict");
  await section(page).getByRole("button", { name: "Explain an error" }).click();
  await expect(page.getByRole("tab", { name: "Explain an error" })).toHaveAttribute("aria-selected", "true");
  await expect(section(page).getByRole("heading", { name: "What to do" })).toBeVisible();
});

test("a token is gone from the box the moment it is pasted", async ({ page, site, context }) => {
  const secret = "typed-in-the-page-77";
  const foreign = "Zk9Lq2Wm8Rt5Yx3Vb7Nc1Hd6Jf4Gs0Pa9Qe2Ui";
  await gotoPlace(page, site, "#/connection");
  await token(page).fill(secret);
  await openTerminal(page);
  await paste(page, `> GET /scim/v2/Users\n> Authorization: Bearer ${secret}\n> X-Api-Key: ${foreign}\n< HTTP/1.1 401 Unauthorized\n< Set-Cookie: sid=${foreign}\n< \n{"message":"${secret} is not known"}`);
  await expectHeadline(page, "The service rejects the token (401)");
  await expect(box(page)).not.toHaveValue(new RegExp(secret));
  await expect(box(page)).toHaveValue(/Authorization: Bearer \[token\]/);
  await expect(page.getByText("Removed what looked like a token.")).toBeVisible();
  await expect(section(page)).toContainText("[token] is not known");
  await section(page).getByRole("button", { name: "Copy for a ticket" }).click();
  await expect(section(page).getByRole("button", { name: "Copied: Explanation" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("The service rejects the token (401)");
  await expectNoSecret(page, context, secret);
  await expectNoSecret(page, context, foreign);
  await gotoPlace(page, site, "#/guide");
  await gotoPlace(page, site, "#/connection");
  await openTerminal(page);
  await expect(box(page)).toHaveValue("");
});

test("a text without end is cut and said to be", async ({ page, site }) => {
  await gotoPlace(page, site, "#/connection");
  await openTerminal(page);
  await box(page).fill(`HTTP/1.1 200 OK\n\n${"x".repeat(400_000)}`);
  await expect(page.getByText("only its start was kept")).toBeVisible();
  expect((await box(page).inputValue()).length).toBeLessThanOrEqual(256 * 1024);
  await expectHeadline(page, "The response is not JSON");
});

test("a hostile text does not hold the page up", async ({ page, site }) => {
  await gotoPlace(page, site, "#/connection");
  await openTerminal(page);
  for (const text of ["secrettoken".repeat(24_000), "secrettoken\"value\":".repeat(13_000), "%25%25&#&#\\\\".repeat(20_000)]) {
    // It took ten seconds when each name looked for its value up to the end.
    await box(page).fill(text, { timeout: 5_000 });
    await expectHeadline(page, "This text isn’t recognized");
    await box(page).fill("");
  }
});

test("each tool has its command, and none has the token", async ({ page, site, context }) => {
  const secret = "never-in-a-command-42";
  await gotoPlace(page, site, "#/connection");
  await openTerminal(page);
  await expect(verdict(page)).toContainText("Enter a valid Tenant URL to see the command.");
  await address(page).fill("https://api.talkdeskapp.eu/scim/v2");
  await token(page).fill(secret);
  await unfold(page, "Options");
  for (const [shell, tool, part] of [
    ["curl", "macOS and Linux: curl in bash or zsh", "read -rs token"],
    ["PowerShell", "Windows: PowerShell 5.1 or 7", "Invoke-WebRequest @ask"],
    ["curl", "Windows: curl.exe in PowerShell", "curl.exe -sS -i"],
    ["Graph", "Entra itself: Microsoft Graph PowerShell", "validateCredentials"],
    ["Graph", "Entra itself: Graph Explorer in the browser", "useSavedCredentials"],
  ]) {
    await verdict(page).getByRole("radio", { name: shell }).check();
    await page.getByLabel("Tool").selectOption({ label: tool });
    await expect(verdict(page)).toContainText(part);
    await expectNoSecret(page, context, secret);
  }
  await expect(page.getByLabel("Token from")).toBeHidden();
});

test("the shell is the one of the computer", async ({ browser, site }) => {
  for (const [userAgent, shell] of [["Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "PowerShell"], ["Mozilla/5.0 (Macintosh)", "curl"]]) {
    const context = await browser.newContext({ userAgent });
    const page = await context.newPage();
    await gotoPlace(page, site, "#/connection");
    await openTerminal(page);
    await expect(verdict(page).getByRole("radio", { name: shell })).toBeChecked();
    await context.close();
  }
});

test("nothing is inaccessible or too wide", async ({ page, site }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await gotoPlace(page, site, "#/connection");
  await address(page).fill("https://api.talkdeskapp.eu/scim/v2");
  await openTerminal(page);
  await paste(page, `HTTP/1.1 404 Not Found\nLocation: https://host.example/${"long".repeat(60)}\n\n<html><title>${"x".repeat(200)}</title></html>`);
  await expectHeadline(page, "No SCIM service at this path");
  await expectAccessibleInBothThemes(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expectAccessibleInBothThemes(page);
});
