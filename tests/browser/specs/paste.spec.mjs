// The same test outside the browser: the commands that the page gives out, and
// the box that judges what came back.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { test } from "../connection.mjs";
import { expect, expectAccessible, expectNoSecret, gotoPlace, setTheme } from "../fixtures.mjs";

const EMPTY = '{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"Resources":[]}';
const section = (page) => page.getByRole("region", { name: "Paste an answer" });
const box = (page) => section(page).getByLabel("Pasted text");
const verdict = (page) => section(page).getByRole("status");

/** Pastes as a person does: from the clipboard, with the keys. */
async function paste(page, text) {
  await page.evaluate((content) => navigator.clipboard.writeText(content), text);
  await box(page).focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("ControlOrMeta+V");
  // Nothing of it stays where every page could read it.
  await page.evaluate(() => navigator.clipboard.writeText(""));
}

async function expectHeadline(page, headline) {
  await expect(verdict(page).getByRole("heading", { level: 3 })).toHaveText(headline);
}

test("the page's own command, run in bash, is judged like a live answer", async ({ page, site, practice, context }) => {
  await gotoPlace(page, site, "#/connection");
  await page.getByLabel("Tenant URL").fill(practice.url);
  await page.getByLabel("For the shell you have").selectOption({ label: "macOS and Linux: bash or zsh, with curl" });
  await page.getByLabel("The token comes from").selectOption("the variable SCIM_TOKEN");
  await page.getByRole("button", { name: "Copy Commands for macOS and Linux" }).click();
  await expect(page.getByText("Commands for macOS and Linux copied")).toBeAttached();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  const run = (token, text = command) => promisify(execFile)("bash", ["-c", text], { env: { PATH: process.env.PATH, SCIM_TOKEN: token } });
  await paste(page, (await run(practice.token)).stdout);
  await expectHeadline(page, "The test passes, on your own computer");
  await paste(page, (await run("another-token-1234")).stdout);
  await expectHeadline(page, "The token is refused");
  await expect(section(page)).toContainText("The body is a SCIM error");
  const lost = command.replace("/scim/v2/", "/scim/v9/");
  await paste(page, (await run(practice.token, lost)).stdout);
  await expectHeadline(page, "404: the path is wrong, or nobody was found");
  await expectNoSecret(page, context, practice.token);
});

const formats = [
  ["a redirect, whose end curl shows", "HTTP/1.1 302 Found\r\nLocation: https://login.example/start\r\n\r\n", "Talkdesk sends the question to another address", "It leads to https://login.example/start"],
  ["curl without a host", "curl: (6) Could not resolve host: api.talkdeskap.eu", "This host name does not exist", "curl: (6)"],
  ["curl without trust", "curl: (60) SSL certificate problem: self-signed certificate", "The certificate is not trusted", "self-signed"],
  ["Windows PowerShell", "Invoke-WebRequest : The remote server returned an error: (401) Unauthorized.\nAt line:1 char:1", "The token is refused", "a tool’s sentence"],
  ["PowerShell 7", "Invoke-WebRequest: Response status code does not indicate success: 403 (Forbidden).", "The token is valid but may not do this", "403"],
  ["a web page", "<!doctype html><html><head><title>Welcome to Contoso</title></head></html>", "A web page came instead of an answer", "Welcome to Contoso"],
  ["a body alone", EMPTY, "Entra will be able to connect", "its status was taken to be 200"],
  ["Graph Explorer", "No Content - 204 - 358ms", "Entra’s own test passes", "Microsoft Graph"],
  ["the portal", "You appear to have entered invalid credentials. Please confirm you are using the correct information for an administrative account.", "Entra got no usable answer to its test", "administrators report it"],
  ["a code of the log", "ContosoEntryConflict", "The user exists in Talkdesk already, but was not found", "EntryConflict"],
  ["something else", "hello there", "This text is not understood", "The box takes what curl -i"],
];

test("every kind of text has its verdict", async ({ page, site }) => {
  await gotoPlace(page, site, "#/connection");
  await page.getByLabel("Tenant URL").fill("https://api.talkdeskapp.eu/scim/v2");
  for (const [name, text, headline, also] of formats) {
    await test.step(name, async () => {
      await paste(page, text);
      await expectHeadline(page, headline);
      await expect(section(page)).toContainText(also);
    });
  }
  await section(page).getByRole("button", { name: "Clear" }).click();
  await expect(box(page)).toBeFocused();
  await expect(box(page)).toHaveValue("");
  await expect(verdict(page)).toHaveText("The verdict appears here.");
});

test("a token is gone from the box the moment it is pasted", async ({ page, site, context }) => {
  const secret = "typed-in-the-page-77";
  const foreign = "Zk9Lq2Wm8Rt5Yx3Vb7Nc1Hd6Jf4Gs0Pa9Qe2Ui";
  await gotoPlace(page, site, "#/connection");
  await page.getByLabel("Secret token, kept in memory only").fill(secret);
  await paste(page, `> GET /scim/v2/Users\n> Authorization: Bearer ${secret}\n> X-Api-Key: ${foreign}\n< HTTP/1.1 401 Unauthorized\n< Set-Cookie: sid=${foreign}\n< \n{"message":"${secret} is not known"}`);
  await expectHeadline(page, "The token is refused");
  await expect(box(page)).not.toHaveValue(new RegExp(secret));
  await expect(box(page)).toHaveValue(/Authorization: Bearer \[token\]/);
  await expect(section(page)).toContainText("What looked like a token was removed from the text.");
  await expect(section(page)).toContainText("[token] is not known");
  await section(page).getByRole("button", { name: "Copy the verdict" }).click();
  await expect(page.getByText("The verdict copied")).toBeAttached();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("The token is refused");
  await expectNoSecret(page, context, secret);
  await expectNoSecret(page, context, foreign);
  await gotoPlace(page, site, "#/guide");
  await gotoPlace(page, site, "#/connection");
  await expect(box(page)).toHaveValue("");
});

test("a text without end is cut and said to be", async ({ page, site }) => {
  await gotoPlace(page, site, "#/connection");
  await box(page).fill(`HTTP/1.1 200 OK\n\n${"x".repeat(400_000)}`);
  await expect(section(page)).toContainText("only its beginning was kept");
  expect((await box(page).inputValue()).length).toBeLessThanOrEqual(256 * 1024);
  await expectHeadline(page, "The answer is not JSON");
});

test("a hostile text does not hold the page up", async ({ page, site }) => {
  await gotoPlace(page, site, "#/connection");
  for (const text of ["secrettoken".repeat(24_000), "secrettoken\"value\":".repeat(13_000), "%25%25&#&#\\\\".repeat(20_000)]) {
    // It took ten seconds when each name looked for its value up to the end.
    await box(page).fill(text, { timeout: 5_000 });
    await expectHeadline(page, "This text is not understood");
    await section(page).getByRole("button", { name: "Clear" }).click();
  }
});

test("each way has its instructions, and none has the token", async ({ page, site, context }) => {
  const secret = "never-in-a-command-42";
  await gotoPlace(page, site, "#/connection");
  const terminal = page.getByRole("region", { name: "The same test in a terminal" });
  await expect(terminal).toContainText("once the Tenant URL is in order");
  await page.getByLabel("Tenant URL").fill("https://api.talkdeskapp.eu/scim/v2");
  await page.getByLabel("Secret token, kept in memory only").fill(secret);
  const ways = page.getByLabel("For the shell you have");
  for (const [label, part] of [
    ["macOS and Linux: bash or zsh, with curl", "read -rs token"],
    ["Windows: PowerShell 5.1 or 7", "Invoke-WebRequest @ask"],
    ["Windows: curl.exe in PowerShell", "curl.exe -sS -i"],
    ["Let Entra ask: Microsoft Graph PowerShell", "validateCredentials"],
    ["Let Entra ask: Graph Explorer in the browser", "useSavedCredentials"],
  ]) {
    await ways.selectOption({ label });
    await expect(terminal).toContainText(part);
    await expectNoSecret(page, context, secret);
  }
  await expect(page.getByLabel("The token comes from")).toBeHidden();
});

for (const theme of ["light", "dark"]) {
  test(`nothing is inaccessible or too wide, ${theme}`, async ({ page, site }) => {
    await setTheme(page, theme);
    await page.setViewportSize({ width: 360, height: 740 });
    await gotoPlace(page, site, "#/connection");
    await page.getByLabel("Tenant URL").fill("https://api.talkdeskapp.eu/scim/v2");
    await paste(page, `HTTP/1.1 404 Not Found\nLocation: https://host.example/${"long".repeat(60)}\n\n<html><title>${"x".repeat(200)}</title></html>`);
    await expectHeadline(page, "There is no SCIM service at this path");
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.setViewportSize({ width: 1440, height: 900 });
    await expectAccessible(page);
  });
}
