import { availableParallelism } from "node:os";
import { defineConfig } from "@playwright/test";
import { launchOptions } from "./chromium.mjs";

/** These tests wait for real seconds, and hardly need the processor. */
const WAITING = /rate-limit\.spec\.mjs$/;

export default defineConfig({
  testDir: "./specs",
  outputDir: "./output",
  fullyParallel: true,
  // Some tests measure times that a person feels, for which the processor must
  // not be overloaded.
  workers: availableParallelism() + 1,
  projects: [
    { name: "app", testIgnore: WAITING, workers: availableParallelism() },
    { name: "waiting", testMatch: WAITING, workers: 1 },
  ],
  // A test that passes at the second try has found something: xtask names it,
  // and counts it as failed if what broke at the first try is an INVARIANT.
  retries: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 30_000,
  expect: { timeout: 5_000 },
  // Without a file to go to, the JSON would drown the list in the terminal.
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [["list"], ["json"]] : [["list"]],
  use: {
    browserName: "chromium",
    launchOptions,
    actionTimeout: 5_000,
    navigationTimeout: 15_000,
    locale: "en-GB",
    colorScheme: "light",
    viewport: { width: 1280, height: 800 },
    permissions: ["clipboard-read", "clipboard-write"],
    screenshot: "only-on-failure",
  },
});
