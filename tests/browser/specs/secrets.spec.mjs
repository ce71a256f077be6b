// A service may answer with the tokens that it was sent, however it writes
// them: none is in the page, in what it gives out, or in what it keeps.

import { createServer } from "node:http";
import { once } from "node:events";
import { BASE_PATH, good, isAllowed, refuse } from "../../services/fault/scim.mjs";
import { begin, check, copyMarkdown, copyTicket, expectNoTrace, expectPace, headline, openTab, PASSED_HERE, run, saveJson, test as base, token, unfold } from "../connection.mjs";
import { ENCODINGS } from "../encodings.mjs";
import { expect, expectNoSecret, gotoPlace } from "../fixtures.mjs";
import { holds } from "../secrets.mjs";

const test = base.extend({
  /** A service that tells every token it knows to whoever brings another one. */
  talker: async ({ guard, pace }, use) => {
    const [known, requests] = [[], []];
    const server = createServer((request, response) => {
      requests.push({ time: performance.now() });
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Access-Control-Allow-Headers", "Authorization");
      response.setHeader("Access-Control-Expose-Headers", "WWW-Authenticate, X-Request-Id");
      if (request.method === "OPTIONS") return response.end();
      if (isAllowed(request, known.at(-1))) return good(request, response, { token: known.at(-1) });
      const written = known.flatMap((secret) => Object.values(ENCODINGS).map((write) => write(secret)));
      response.setHeader("X-Request-Id", Buffer.from(known.at(-1)).toString("hex"));
      refuse(response, 401, { detail: written.join(" | "), "WWW-Authenticate": `Bearer error="invalid_token", error_description="not ${known.at(-1)}"` });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${server.address().port}${BASE_PATH}`;
    guard.allow(url);
    await use({ url, known });
    server.closeAllConnections();
    server.close();
    expectPace(requests, pace);
  },
});

/** Fails if a secret is in the page or in anything that the page gives out about its last test. */
async function expectNoneGivenOut(page, context, secrets) {
  await check(page, "A wrong token is rejected").getByRole("button").first().click();
  for (const copy of [copyTicket, copyMarkdown]) {
    await copy(page);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("[token]");
    for (const secret of secrets) await expectNoSecret(page, context, secret);
  }
  const file = await saveJson(page);
  for (const secret of secrets) await expectNoSecret(page, context, secret, [file]);
}

test("the search finds a secret in each of these ways", () => {
  const secret = "token-5f3a-Zq7k9xW2";
  for (const [name, write] of Object.entries(ENCODINGS)) {
    expect.soft(holds(`before ${write(secret)} after`, secret), name).toBe(true);
    expect.soft(holds(JSON.stringify({ detail: write(secret) }), secret), `${name}, in JSON`).toBe(true);
    expect.soft(holds(`before ${write("token-0000-another99")} after`, secret), name).toBe(false);
  }
});

test("the right token in the answer to a wrong one is in nothing that the page shows or gives out", async ({ page, site, talker, secret, context }) => {
  talker.known.push(secret);
  await run(page, site, talker.url, secret);
  await expect(headline(page)).toHaveText(PASSED_HERE, { timeout: 10_000 });
  await unfold(page, "Checks");
  await expect(check(page, "A wrong token is rejected")).toContainText("401");
  await expectNoneGivenOut(page, context, [secret]);
});

test("tokens of earlier tests are redacted as well", async ({ page, site, talker, secret, context, traces }) => {
  const earlier = `earlier-${secret}`;
  talker.known.push(earlier);
  await run(page, site, talker.url, earlier);
  await expect(headline(page)).toHaveText(PASSED_HERE, { timeout: 10_000 });
  talker.known.push(secret);
  await token(page).fill("");
  await token(page).fill(secret);
  await begin(page).click();
  await expect(begin(page)).toHaveText("Test again", { timeout: 10_000 });
  await unfold(page, "Checks");
  await expect(check(page, "A wrong token is rejected")).toContainText("401");
  await expectNoneGivenOut(page, context, [secret, earlier]);
  await expectNoTrace(context, traces, earlier);
});

test("a token that is refused is not in what the service says about it", async ({ page, site, talker, secret, context }) => {
  talker.known.push("another-one-that-is-right", secret, "the-last-one-is-right");
  await run(page, site, talker.url, secret);
  await expect(headline(page)).toHaveText("The service rejects the token (401)", { timeout: 10_000 });
  await copyTicket(page);
  await expectNoSecret(page, context, secret);
});

for (const place of ["explain", "terminal"]) {
  test(`a token that was pasted before it is typed is removed when it is typed: ${place}`, async ({ page, site, secret, context }) => {
    await gotoPlace(page, site, "#/connection");
    const said = Object.values(ENCODINGS).map((write) => write(secret)).join(" | ");
    const text = `HTTP/1.1 401 Unauthorized\n\n{"detail":${JSON.stringify(`not known: ${said}`)}}`;
    let box = page.getByLabel("Message, response, log entry or error code");
    if (place === "explain") {
      await openTab(page, "Explain an error");
      await box.fill(text);
      await openTab(page, "Test from here");
      await token(page).fill(secret);
      await openTab(page, "Explain an error");
    } else {
      box = page.getByLabel("2. Paste what it prints");
      await page.getByRole("button", { name: "More actions" }).click();
      await page.getByRole("button", { name: "Test in a terminal" }).click();
      await box.fill(text);
      await token(page).fill(secret);
    }
    await expect(box).toHaveValue(/not known: \[token\]/);
    await expect(page.getByText("Removed what looked like a token.")).toBeVisible();
    await expectNoSecret(page, context, secret);
  });
}
