import assert from "node:assert/strict";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { parseHeaders, startSite } from "./site.mjs";

let dir;

before(() => {
  dir = mkdtempSync(join(tmpdir(), "site-test-"));
  mkdirSync(join(dir, "assets"));
  writeFileSync(join(dir, "index.html"), "<!doctype html><title>here</title>");
  writeFileSync(join(dir, "app.wasm"), Buffer.from([0, 97, 115, 109]));
  writeFileSync(join(dir, "manifest.webmanifest"), "{}");
  writeFileSync(join(dir, ".hidden"), "hidden");
  writeFileSync(join(dir, "assets", "style.css"), "p {}");
});

after(() => rmSync(dir, { recursive: true }));

/** Runs with a `_headers` file in the folder, or with none. */
async function withSite(options, headers, use) {
  const file = join(dir, "_headers");
  if (headers === undefined) rmSync(file, { force: true });
  else writeFileSync(file, headers);
  const site = await startSite({ dir, ...options });
  try {
    await use(site);
  } finally {
    await site.close();
  }
}

const asked = (site, path) => fetch(new URL(path, site.url), { redirect: "manual" });

describe("the site", () => {
  test("serves the folder with the right types and never lets a browser keep it", () =>
    withSite({}, undefined, async (site) => {
      assert.match(site.url, /^http:\/\/127\.0\.0\.1:\d+\/$/);
      for (const [path, type] of [
        ["", "text/html; charset=utf-8"],
        ["index.html", "text/html; charset=utf-8"],
        ["app.wasm", "application/wasm"],
        ["manifest.webmanifest", "application/manifest+json; charset=utf-8"],
        ["assets/style.css", "text/css; charset=utf-8"],
      ]) {
        const response = await asked(site, path);
        assert.equal(response.status, 200, path);
        assert.equal(response.headers.get("Content-Type").toLowerCase(), type);
        assert.equal(response.headers.get("Cache-Control"), "no-store");
        assert.equal(response.headers.get("ETag"), null);
      }
    }));

  test("knows nothing outside the folder", () =>
    withSite({}, "/*\n  X-A: b\n", async (site) => {
      for (const path of ["missing", "assets/", "_headers", ".hidden", "%2e%2e/etc/passwd"]) {
        assert.equal((await asked(site, path)).status, 404, path);
      }
      // fetch would resolve the dots before it asks.
      const status = await new Promise((resolve) => get({ port: new URL(site.url).port, path: "/../site.test.mjs" }, (response) => resolve(response.statusCode)));
      assert.ok([403, 404].includes(status), `got ${status}`);
    }));

  test("can live under a path with blanks", () =>
    withSite({ base: "/some/sub path/" }, "/app.wasm\n  X-Here: yes\n", async (site) => {
      assert.match(site.url, /\/some\/sub%20path\/$/);
      assert.match(await (await asked(site, "")).text(), /here/);
      assert.equal((await asked(site, "app.wasm")).headers.get("X-Here"), "yes");
      assert.equal((await asked(site, "/")).status, 404);
      assert.equal((await asked(site, "/app.wasm")).status, 404);
      const bare = await asked(site, "/some/sub%20path");
      assert.deepEqual([bare.status, bare.headers.get("Location")], [301, "/some/sub%20path/"]);
    }));

  test("takes its base with or without slashes", () =>
    withSite({ base: "sub" }, undefined, async (site) => {
      assert.ok(site.url.endsWith("/sub/"));
      assert.equal((await asked(site, "")).status, 200);
    }));

  test("sends the headers that the folder asks for", () =>
    withSite({}, "# all\n/*\n  X-All: 1\n  Content-Security-Policy: default-src 'none'; script-src 'self'\n\n/assets/*\n  Cache-Control: max-age=60\n", async (site) => {
      const page = await asked(site, "");
      assert.equal(page.headers.get("X-All"), "1");
      assert.equal(page.headers.get("Content-Security-Policy"), "default-src 'none'; script-src 'self'");
      assert.equal(page.headers.get("Cache-Control"), "no-store");
      const style = await asked(site, "assets/style.css");
      assert.equal(style.headers.get("Cache-Control"), "max-age=60");
      assert.equal(style.headers.get("X-All"), "1");
    }));

  test("refuses a folder that is not there", async () => {
    await assert.rejects(startSite({ dir: join(dir, "nowhere") }), /no folder .*nowhere/);
  });
});

describe("the headers file", () => {
  const read = (text) => parseHeaders(text).map(({ pattern, headers }) => [pattern.source, ...[...headers.values()].map(({ name, value }) => `${name}: ${value}`)]);

  test("patterns are whole paths with stars and placeholders", () => {
    const matching = (path, text) => parseHeaders(`${text}\n  A: b`)[0].pattern.test(path);
    assert.equal(matching("/a/b", "/*"), true);
    assert.equal(matching("/a.js", "/a.js"), true);
    assert.equal(matching("/abjs", "/a.js"), false);
    assert.equal(matching("/a/b", "/a"), false);
    assert.equal(matching("/a/b", "/:part/b"), true);
    assert.equal(matching("/a/c/b", "/:part/b"), false);
  });

  test("a name given twice is joined, and Windows line ends are read", () => {
    assert.deepEqual(read("/\r\n  Link: a\r\n  link: b\r\n"), [["^\\/$", "Link: a, b"]]);
  });

  test("a line that is neither path nor header is named", () => {
    assert.throws(() => parseHeaders("/\n  Nonsense\n"), /Line 2 .*Nonsense/);
    assert.throws(() => parseHeaders("  A: b\n"), /Line 1/);
  });
});
