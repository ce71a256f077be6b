// Accessibility checks with axe-core.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect } from "@playwright/test";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** The rules whose outcome depends on colors. */
const OF_COLORS = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

/**
 * Checks the page as it is now.
 * @param {import("@playwright/test").Page} page
 * @param {object} runOnly - which rules, as axe takes it
 * @returns {Promise<string[]>} one text for each rule that is broken
 */
export async function axe(page, runOnly = TAGS) {
  const session = await page.context().newCDPSession(page);
  try {
    // What the debugger evaluates is not held to the page's policy, which
    // allows no script but the app's.
    if (!(await evaluate(session, "Boolean(globalThis.axe)"))) await evaluate(session, SOURCE);
    const { violations } = await evaluate(session, `axe.run(document, ${JSON.stringify({ runOnly, resultTypes: ["violations"] })})`);
    return violations.map(described);
  } finally {
    await session.detach();
  }
}

/** Fails with a readable list if the page breaks a rule. */
export async function expectAccessible(page) {
  expect(await axe(page), "accessibility rules that the page breaks").toEqual([]);
}

/**
 * The same for a page that is light, and for its colors in dark, where nothing else differs. The page is light again at
 * the end.
 */
export async function expectAccessibleInBothThemes(page) {
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await axe(page, OF_COLORS), "accessibility rules that the dark page breaks").toEqual([]);
  await page.emulateMedia({ colorScheme: "light" });
}

async function evaluate(session, expression) {
  const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

function described({ id, impact, help, nodes }) {
  const places = nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary.split("\n").slice(1).map((line) => line.trim()).join("; ")}`);
  return [`${id} (${impact}): ${help}`, ...places].join("\n    ");
}
