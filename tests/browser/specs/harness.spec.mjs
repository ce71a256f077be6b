// The harness itself, tried on a small page with the app's kind of policy: a
// guard that lets things pass would make every other test worth less.

import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { startPractice } from "../../services/practice.mjs";
import { startSite } from "../../services/site.mjs";
import { axe, eachCase, expect, expectAccessible, expectNoSecret, gotoPlace, setTheme, test as base } from "../fixtures.mjs";

const dir = fileURLToPath(new URL("../harness/sample", import.meta.url));

function sample(base) {
  return [
    async ({}, use) => {
      const site = await startSite({ dir, base });
      await use(site);
      await site.close();
    },
    { scope: "worker" },
  ];
}

const test = base.extend({ site: sample("/"), subpathSite: sample("/some/sub path/") });

test.describe("the guard", () => {
  test("has nothing to say about pages that keep the rules", async ({ page, site, subpathSite, practice, guard }) => {
    await gotoPlace(page, site, "#/guide");
    await gotoPlace(page, subpathSite, "#/guide");
    await page.evaluate((url) => fetch(url), practice.url);
    await guard.check();
    expect(guard.problems).toEqual([]);
  });

  const foreign = "foreign request: http://127.0.0.1:9/";
  for (const [what, provoke, problem] of [
    ["an error on the console", () => console.error("went wrong"), "console error: went wrong"],
    ["an uncaught error", () => void setTimeout(() => nowhere()), "uncaught error: nowhere is not defined"],
    ["a rejection that nobody handles", () => void Promise.reject(new Error("went wrong")), "uncaught error: went wrong"],
    ["an uncaught error in a worker", () => new Worker("worker.js").postMessage({ fail: "went wrong" }), /error: .*went wrong/],
    ["a file of its own that is missing", () => void fetch("missing"), /^console error: Failed to load resource: .* 404/],
    ["an inline script", () => document.head.append(Object.assign(document.createElement("script"), { text: "1" })), /^policy violation: script-src-elem blocked inline/],
    ["an inline style", () => document.body.setAttribute("style", "color: red"), /^policy violation: style-src-attr blocked inline/],
    ["code made of text", () => void setTimeout("1"), /^policy violation: script-src blocked eval/],
    ["a picture from elsewhere", () => void (new Image().src = "http://127.0.0.1:9/"), /^policy violation: img-src blocked http:\/\/127/],
    ["a request that the policy stops in a worker", () => new Worker("worker.js").postMessage({ ask: "http://example.com/" }), /^console error: Connecting to 'http:\/\/example\.com\/' violates /],
    ["a request to somebody else", () => void fetch("http://127.0.0.1:9/").catch(() => {}), foreign],
    ["a request to somebody else from a worker", () => new Worker("worker.js").postMessage({ ask: "http://127.0.0.1:9/" }), foreign],
    ["a beacon to somebody else", () => void navigator.sendBeacon("http://127.0.0.1:9/", "text"), foreign],
    ["a socket to somebody else", () => void new WebSocket("ws://127.0.0.1:9/"), /^foreign request: ws:/],
    ["a tab with somebody else", () => void window.open("http://127.0.0.1:9/"), foreign],
    ["a way to somebody else", () => location.assign("http://127.0.0.1:9/"), foreign],
  ]) {
    test(`sees ${what}`, async ({ page, site, guard }) => {
      await gotoPlace(page, site, "");
      await page.evaluate(provoke);
      await expect.poll(() => guard.problems).toContainEqual(problem instanceof RegExp ? expect.stringMatching(problem) : problem);
      await expect(guard.check()).rejects.toThrow("INVARIANT: the page was not clean");
      guard.expect(/./);
    });
  }

  test("sees what happened just before the end", async ({ page, site, guard }) => {
    await gotoPlace(page, site, "");
    await page.evaluate(() => console.error("at the last moment"));
    await expect(guard.check()).rejects.toThrow("console error: at the last moment");
    guard.expect("at the last moment");
  });

  test("forgives what a test expects, and nothing else", async ({ page, site, guard }) => {
    await gotoPlace(page, site, "");
    guard.expect("went wrong");
    await expect(guard.check()).rejects.toThrow("did not come up: went wrong");
    await page.evaluate(() => console.error("this went wrong"));
    await guard.check();
    await page.evaluate(() => console.error("another"));
    await expect(guard.check()).rejects.toThrow(/^INVARIANT: the page was not clean:\n {2}console error: another$/);
    guard.expect(/another$/);
  });

  test("forgives a service's errors, unreadable answers and silence", async ({ page, site, practice, guard }) => {
    const gone = await startPractice();
    await gone.close();
    guard.allow(gone.url);
    await gotoPlace(page, site, "");
    const asked = await page.evaluate(
      async (urls) => Promise.all(urls.map((url) => fetch(url).then(({ status }) => status, () => "unreadable"))),
      [`${practice.url}/Users`, gone.url],
    );
    expect(asked).toEqual([401, "unreadable"]);
    await guard.check();
    expect(guard.problems).toEqual([]);
  });
});

test.describe("the guard, with a service that browsers may not read", () => {
  test.use({ practiceOptions: { cors: false } });

  test("forgives that it is not readable", async ({ page, site, practice, guard }) => {
    await gotoPlace(page, site, "");
    const answer = await page.evaluate((url) => fetch(url, { headers: { Authorization: "Bearer x" } }).catch(({ name }) => name), practice.url);
    expect(answer).toBe("TypeError");
    await page.evaluate((url) => new Worker("worker.js").postMessage({ ask: url }), practice.url);
    await expect.poll(() => practice.requests.length).toBe(2);
    await guard.check();
  });
});

test.describe("the practice service", () => {
  test.use({ practiceOptions: { rate: 1 } });

  test("belongs to one test and takes its options", async ({ page, site, practice }) => {
    await gotoPlace(page, site, "");
    const statuses = await page.evaluate(
      async ({ url, token }) => {
        const ask = async () => (await fetch(`${url}/Users`, { headers: { Authorization: `Bearer ${token}` } })).status;
        return [await ask(), await ask()];
      },
      { url: practice.url, token: practice.token },
    );
    expect(statuses).toEqual([200, 429]);
    expect(practice.requests.filter(({ method }) => method === "GET").map(({ status }) => status)).toEqual([200, 429]);
  });
});

test.describe("accessibility", () => {
  test("is checked under a policy that allows no script but the app's", async ({ page, site }) => {
    await gotoPlace(page, site, "");
    await expectAccessible(page);
    await page.evaluate(() => document.querySelector("label").replaceWith(document.createElement("input")));
    const [violation] = await axe(page);
    expect(violation).toMatch(/^label \(critical\): .+\n {4}main > input: .+/);
    await expect(expectAccessible(page)).rejects.toThrow("label (critical)");
  });

  test("covers contrast in both themes and the size of targets", async ({ page, site }) => {
    await gotoPlace(page, site, "");
    await page.evaluate(() => document.querySelector("h1").classList.add("faint-in-dark"));
    await setTheme(page, "light");
    await expectAccessible(page);
    await setTheme(page, "dark");
    expect(await axe(page)).toEqual([expect.stringMatching(/^color-contrast /)]);
    await setTheme(page, "light");
    await page.evaluate(() => {
      for (const name of ["One", "Two"]) {
        document.querySelector("main").append(Object.assign(document.createElement("button"), { className: "tiny", ariaLabel: name }));
      }
    });
    expect(await axe(page)).toEqual([expect.stringMatching(/^target-size /)]);
  });
});

test.describe("the search for a secret", () => {
  // A new one for each test, because the clipboard outlives a test.
  const newSecret = () => `a "secret"/with=odd+<characters>&more% ${randomUUID()}`;

  test("does not mind what is typed into a password field", async ({ page, site, context }) => {
    await gotoPlace(page, site, "");
    const secret = newSecret();
    await page.getByLabel("Secret token").fill(secret);
    await expectNoSecret(page, context, secret);
  });

  const LEFT = [
    ["address", (text) => { location.hash = text; }],
    ["address in the history", (text) => { history.replaceState(null, "", `#/${encodeURIComponent(text)}`); history.pushState(null, "", "#/"); }],
    ["history state", (text) => history.replaceState({ text }, "")],
    ["name of the window", (text) => { window.name = text; }],
    ["title", (text) => { document.title = text; }],
    ["addresses asked for", async (text) => (await fetch(`style.css?${new URLSearchParams({ text })}`)).text()],
    ["document", (text) => document.querySelector("input").setAttribute("data-token", btoa(text))],
    ["document", (text) => document.querySelector("input").setAttribute("value", text)],
    ["document", (text) => document.querySelector("h1").append(text)],
    ["field Name", (text) => { document.querySelector("input[type=text]").value = text; }],
    ["local storage", (text) => { localStorage.setItem("key", `x${text}`); }],
    ["local storage", (text) => { localStorage.setItem(text, ""); }],
    ["session storage", (text) => { sessionStorage.setItem("key", JSON.stringify({ text })); }],
    ["cookies", (text) => { document.cookie = `key=${encodeURIComponent(text)}`; }],
    ["clipboard", (text) => navigator.clipboard.writeText(text)],
    ["cache stored", async (text) => (await caches.open("stored")).put("style.css", new Response(text))],
    ["database stored, store items", (text) => new Promise((resolve) => {
      const open = indexedDB.open("stored");
      open.onupgradeneeded = () => open.result.createObjectStore("items");
      open.onsuccess = () => {
        const change = open.result.transaction("items", "readwrite");
        change.objectStore("items").put({ bytes: new TextEncoder().encode(text) }, "key");
        change.oncomplete = () => { open.result.close(); resolve(); };
      };
    })],
  ];

  test("finds it in every place", async ({ page, site, context }) => {
    await eachCase(LEFT, ([place, leave]) => `${place}, left by ${leave.toString().slice(0, 60)}`, async ([place, leave]) => {
      // The document is new each time; the rest keeps secrets of the cases before, which are others.
      await page.goto("about:blank");
      await gotoPlace(page, site, "");
      const secret = newSecret();
      await page.evaluate(leave, secret);
      const error = await expectNoSecret(page, context, secret).catch((caught) => caught);
      expect(error.message).toContain("places where the secret is");
      expect(error.message).toContain(`+   "${place}",`);
    });
  });

  test("finds it in a download", async ({ page, site, context }, testInfo) => {
    await gotoPlace(page, site, "");
    const secret = newSecret();
    const file = testInfo.outputPath("report.md");
    await writeFile(file, "nothing");
    await expectNoSecret(page, context, secret, [file]);
    await writeFile(file, `token: ${secret}`);
    await expect(expectNoSecret(page, context, secret, [file])).rejects.toThrow("download ");
    const arrived = page.waitForEvent("download");
    await page.evaluate((text) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text]));
      link.download = "report.md";
      link.click();
    }, secret);
    await expect(expectNoSecret(page, context, secret, [await arrived])).rejects.toThrow("download ");
  });
});

test.describe("going to a place", () => {
  test("waits for it, on arrival and from another place", async ({ page, site }) => {
    await expect(await gotoPlace(page, site, "#/guide")).toHaveText("Place guide");
    const heading = await gotoPlace(page, site, "#/connection");
    expect(await heading.textContent()).toBe("Place connection");
  });
});
