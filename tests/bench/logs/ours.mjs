// The app's worker, which can also make a log and only parse one.

import init, { log_file, log_request, planted_entries, receive } from "./bench.js";

const ready = init();

/** What V8 does with the same file: bytes to text to objects. */
async function parse(file) {
  const begun = performance.now();
  const text = await file.text();
  const decoded = performance.now();
  const entries = JSON.parse(text).length;
  const done = performance.now();
  return { took: done - decoded, withText: done - begun, entries };
}

addEventListener("message", async ({ data }) => {
  await ready;
  if (Array.isArray(data)) return receive(data);
  const { ask, count, file } = data;
  if (ask === "log") postMessage({ file: new Blob([log_file(count)]), planted: [...planted_entries(count)], request: log_request() });
  else postMessage(await parse(file));
});
