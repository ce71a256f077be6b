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

/** Whether a text has the secret in it, as it is or as addresses, JSON, HTML or Basic authentication write it. */
export function holds(text, secret) {
  const inText = secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const forms = [
    secret,
    secret.replaceAll(" ", "+"),
    JSON.stringify(secret).slice(1, -1),
    inText,
    inText.replaceAll('"', "&quot;"),
    Buffer.from(secret).toString("base64"),
  ];
  const texts = [text, text.replace(/(%[0-9a-f]{2})+/gi, unescaped)];
  return forms.some((form) => texts.some((one) => one.includes(form)));
}

function unescaped(sequence) {
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
