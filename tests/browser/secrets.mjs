// Looks for a secret in every place where a page could have left it.

import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";

/**
 * Fails if the secret can be found anywhere but in what somebody has typed
 * into a password field.
 * @param {import("@playwright/test").Page} page
 * @param {import("@playwright/test").BrowserContext} context
 * @param {string} secret
 * @param {(string | import("@playwright/test").Download)[]} [downloads] - files that the page gave out
 */
export async function expectNoSecret(page, context, secret, downloads = []) {
  expect(secret.length, "a short text would be found everywhere").toBeGreaterThanOrEqual(8);
  const places = [
    ...(await page.evaluate(gather)),
    ["cookies", JSON.stringify(await context.cookies())],
    ["clipboard", await clipboard(page)],
  ];
  for (const download of downloads) {
    const path = typeof download === "string" ? download : await download.path();
    places.push([`download ${path}`, await readFile(path, "utf8")]);
  }
  const found = places.filter(([, text]) => holds(text, secret)).map(([place]) => place);
  expect(found, "places where the secret is").toEqual([]);
}

/**
 * Whether a text has the secret in it: as it is, or as addresses, JSON, HTML,
 * base64, hex and Basic authentication write it, also two of these on each
 * other, whatever the case of letters, and with blanks or invisible characters
 * in it.
 */
export function holds(text, secret) {
  const forms = formsOf(secret);
  return readings(text).some((one) => {
    const low = bare(one).toLowerCase();
    return forms.some((form) => low.includes(form));
  });
}

/** How the secret looks where letters, blanks and escapes do not count. */
function formsOf(secret) {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64").replace(/=+$/, "");
    // The first and the last digits depend on what stands around the secret.
    const digits = whole.slice(before === 0 ? 0 : before + 1, (before + bytes.length) % 3 === 0 ? undefined : -1);
    return [digits, digits.replaceAll("+", "-").replaceAll("/", "_")];
  });
  const hex = ["", ":", "-"].map((between) => bytes.toString("hex").match(/../g).join(between));
  const written = [secret, secret.replaceAll(" ", "+"), [...secret].reverse().join(""), ...base64, ...hex];
  return written.map((form) => bare(form).toLowerCase());
}

// Backslashes go as well: of escapes applied twice some are left.
const bare = (text) => text.normalize("NFKC").replace(/[\s\\\p{Cc}\p{Cf}]/gu, "");

/** A text and what it says when up to two layers of escapes are undone. */
function readings(text) {
  const once = unescaped(text);
  const broken = text.replace(/\\[nrtbf0]/g, " ");
  return [...new Set([text, once, unescaped(once), unescaped(bare(text)), broken])];
}

const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", plus: "+", sol: "/", equals: "=", lowbar: "_" };

function unescaped(text) {
  const character = (digits, radix) => {
    const code = Number.parseInt(digits, radix);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "";
  };
  return text
    .replace(/(%[0-9a-f]{2})+/gi, percentDecoded)
    .replace(/\\u([0-9a-f]{4})|\\x([0-9a-f]{2})/gi, (_, four, two) => character(four ?? two, 16))
    .replace(/\\(["\\/])/g, "$1")
    .replace(/&#x([0-9a-f]+);?/gi, (_, digits) => character(digits, 16))
    .replace(/&#([0-9]+);?/g, (_, digits) => character(digits, 10))
    .replace(/&([a-z]+);/gi, (whole, name) => NAMED[name] ?? whole);
}

function percentDecoded(sequence) {
  try {
    return decodeURIComponent(sequence);
  } catch {
    return sequence;
  }
}

async function clipboard(page) {
  // The clipboard can only be read by the page that is in front.
  await page.bringToFront();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Runs in the page: everything it has kept or shows, as pairs of place and text. */
async function gather() {
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  // Binary data is read as text, because it may hold some.
  const plain = (value) =>
    JSON.stringify(value, (_key, inner) => {
      if (inner instanceof ArrayBuffer || ArrayBuffer.isView(inner)) return new TextDecoder().decode(inner);
      if (inner instanceof Map || inner instanceof Set) return [...inner];
      return inner;
    }) ?? "";

  // An item with a name like "key" is not among the properties of a storage.
  const stored = (storage) =>
    Array.from({ length: storage.length }, (_, index) => `${storage.key(index)} ${storage.getItem(storage.key(index))}`).join(" ");

  const places = [
    ["address", location.href],
    ["address in the history", navigation.entries().map(({ url }) => url).join(" ")],
    ["history state", plain(history.state)],
    ["name of the window", window.name],
    ["title", document.title],
    ["addresses asked for", performance.getEntriesByType("resource").map(({ name }) => name).join(" ")],
    ["document", document.documentElement.outerHTML],
    ["local storage", stored(localStorage)],
    ["session storage", stored(sessionStorage)],
  ];
  for (const field of document.querySelectorAll("input, textarea, select")) {
    if (field.type !== "password") places.push([`field ${field.labels?.[0]?.textContent.trim() || field.name || field.id}`, field.value]);
  }
  for (const { name, version } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name, version));
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store).objectStore(store);
      places.push([`database ${name}, store ${store}`, plain([await done(objects.getAllKeys()), await done(objects.getAll())])]);
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      places.push([`cache ${name}`, `${request.url} ${plain([...request.headers])} ${await response.text()}`]);
    }
  }
  return places;
}
