// Which browser the tests run, and how. It is never downloaded by Playwright.

import { fileURLToPath } from "node:url";

/** Launch options for Playwright. */
export const launchOptions = {
  executablePath: process.env.SCIMDESK_CHROMIUM || "/usr/bin/chromium",
  headless: true,
  args: [
    // In containers Chromium runs as root, where its sandbox does not start.
    "--no-sandbox",
    "--disable-gpu",
    // The browser's own errands would be requests that no test asked for.
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

/** The folder of the built app. */
export const dist = process.env.SCIMDESK_DIST || fileURLToPath(new URL("../../dist", import.meta.url));
