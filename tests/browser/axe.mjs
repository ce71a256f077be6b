// Accessibility checks with axe-core.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect } from "@playwright/test";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/**
 * Checks the page as it is now.
 * @returns {Promise<string[]>} one text for each rule that is broken
 */
export async function axe(page) {
  const session = await page.context().newCDPSession(page);
  try {
    // What the debugger evaluates is not held to the page's policy, which
    // allows no script but the app's.
    await evaluate(session, SOURCE);
    const { violations } = await evaluate(session, `axe.run(document, ${JSON.stringify({ runOnly: TAGS, resultTypes: ["violations"] })})`);
    return violations.map(described);
  } finally {
    await session.detach();
  }
}

/** Fails with a readable list if the page breaks a rule. */
export async function expectAccessible(page) {
  expect(await axe(page), "accessibility rules that the page breaks").toEqual([]);
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
