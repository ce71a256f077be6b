// The host that the app reads in an address is the one that the browser asks,
// and an unusual one is flagged before anything is sent.

import { readFileSync } from "node:fs";
import { address, begin, browserWithoutNames, headline, test, token } from "../connection.mjs";
import { eachCase, expect, gotoPlace } from "../fixtures.mjs";

test.use({ launchOptions: browserWithoutNames });

const HOSTS = JSON.parse(readFileSync(new URL("../hosts.json", import.meta.url), "utf8"));

test("the table of hosts is what this browser reads", async ({ page, site }) => {
  await gotoPlace(page, site, "#/guide");
  const read = await page.evaluate((addresses) => addresses.map((one) => (URL.canParse(one) ? new URL(one).hostname : null)), HOSTS.map((row) => row.address));
  expect(read.map((host, at) => [HOSTS[at].address, host])).toEqual(HOSTS.map((row) => [row.address, row.host]));
});

const HERE = (host) => `http://${host}/scim/v2`;
const NUMERIC = [
  ["0x7f.1", "Browsers read this host as 127.0.0.1", "Use 127.0.0.1", "127.0.0.1"],
  ["2130706433", "Browsers read this host as 127.0.0.1", "Use 127.0.0.1", "127.0.0.1"],
  ["0177.0.0.1", "Browsers read this host as 127.0.0.1", "Use 127.0.0.1", "127.0.0.1"],
  ["[::ffff:127.0.0.1]", "Browsers read this host as [::ffff:7f00:1]", "Use [::ffff:7f00:1]", "[::ffff:7f00:1]"],
];

test("a numeric host is flagged, and nothing is sent", async ({ page, site, practice }) => {
  const { port } = new URL(practice.url);
  await gotoPlace(page, site, "#/connection");
  await token(page).fill(practice.token);
  await eachCase(NUMERIC, ([host]) => host, async ([host, says, fix, fixed]) => {
    await address(page).fill(HERE(`${host}:${port}`));
    await expect(page.getByRole("listitem").filter({ hasText: says })).toBeVisible();
    await expect(address(page)).toHaveAttribute("aria-invalid", "true");
    await begin(page).click();
    await expect(address(page)).toBeFocused();
    await expect(headline(page)).toHaveText("Not tested yet");
    expect(practice.requests).toEqual([]);
    await page.getByRole("button", { name: fix }).click();
    await expect(address(page)).toHaveValue(HERE(`${fixed}:${port}`));
    await expect(page.getByRole("listitem").filter({ hasText: says })).toBeHidden();
  });
});

const US = "https://api.talkdeskapp.com/scim/v2";
const UNUSUAL = [
  ["https://api.xn--tlkdeskapp-zqi.com/scim/v2", "This host looks like api.talkdeskapp.com but is a different one: it reads api.tаlkdeskapp.com", true, "Use api.talkdeskapp.com"],
  ["https://api.tаlkdeskapp.com/scim/v2", "letter in the URL looks like a but is a different one (U+0430)", true, "Use letters from a to z"],
  [`${US}`.replace(".com", ".com:80"), "Port 80 is the port for HTTP", false, "Remove the port"],
  ["https://scim.xn--bcher-kva.com/scim/v2", "it reads scim.bücher.com", false],
  ["https://api.talkdeskapp.com:+443/scim/v2", "must be a number from 0 to 65535", true],
];

test("an unusual host or port is flagged", async ({ page, site, secret }) => {
  await gotoPlace(page, site, "#/connection");
  await token(page).fill(secret);
  await eachCase(UNUSUAL, ([typed]) => typed, async ([typed, says, blocked, fix]) => {
    await address(page).fill(typed);
    await expect(page.getByRole("listitem").filter({ hasText: says })).toBeVisible();
    await expect(address(page)).toHaveAttribute("aria-invalid", String(blocked));
    if (fix) {
      await page.getByRole("button", { name: fix }).click();
      await expect(address(page)).toHaveValue(US);
    }
  });
});
