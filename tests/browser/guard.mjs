// Watches a test's pages for what nobody may cause without saying so: errors
// on the console, uncaught errors, violations of the content security policy,
// and requests to anybody but the site and the services the test has named.

const REPORT = "__reportPolicyViolation";

export class Guard {
  #sites;
  #services = new Set();
  #expected = [];
  #problems = new Set();

  /**
   * @param {import("@playwright/test").BrowserContext} context
   * @param {string[]} sites - addresses of the app, which may ask itself
   * @param {boolean} scripts - whether the pages may run scripts
   */
  constructor(context, sites, scripts) {
    this.context = context;
    this.scripts = scripts;
    this.#sites = new Set(sites.map((url) => new URL(url).origin));
  }

  /** Begins to watch every page that the context has or will have. */
  async watch() {
    const { context } = this;
    context.on("console", (message) => {
      if (message.type() === "error") this.#hear(message.text(), message.location().url);
    });
    context.on("weberror", (error) => this.#note("uncaught error", error.error().message));
    context.on("request", (request) => this.#judge(request.url()));
    context.on("page", (page) => this.#watchPage(page));
    await Promise.all(context.pages().map((page) => this.#watchPage(page)));
    await context.exposeBinding(REPORT, (_source, text) => this.#note("policy violation", text));
    await context.addInitScript((report) => {
      addEventListener(
        "securitypolicyviolation",
        ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => window[report](`${violatedDirective} blocked ${blockedURI || "something"} at ${sourceFile || "the page"}:${lineNumber}`),
        true,
      );
    }, REPORT);
  }

  async #watchPage(page) {
    page.on("websocket", (socket) => this.#judge(socket.url()));
    // Of what the policy stops in a worker only this log tells.
    const log = await this.context.newCDPSession(page).catch(() => undefined);
    log?.on("Log.entryAdded", ({ entry }) => {
      if (entry.source === "worker" && entry.level === "error") this.#hear(entry.text, entry.url);
    });
    // A page may be gone again before it could be watched.
    await log?.send("Log.enable").catch(() => {});
  }

  /**
   * Lets the test's pages ask the origin of this address, whether it answers
   * well, with errors, unreadably or not at all.
   */
  allow(url) {
    this.#services.add(new URL(url).origin);
  }

  /**
   * Says that a problem will come up. Every problem whose text matches is
   * forgiven, and it is a failure if none does.
   * @param {string | RegExp} text - a part of the problem's text, or a pattern
   */
  expect(text) {
    this.#expected.push(text);
  }

  /** What came up so far, each kind and text once, as "kind: text". */
  get problems() {
    return [...this.#problems];
  }

  /** Fails if there were problems, or if expected ones did not come up. */
  async check() {
    // A page may ask once more at the very end of its test, and an answer of
    // the test's own that comes after the page is closed would be an error.
    for (const page of this.context.pages()) await page.unrouteAll({ behavior: "wait" });
    await this.#settle();
    const matches = (text, problem) => (text instanceof RegExp ? text.test(problem) : problem.includes(text));
    const faults = [
      ...this.problems.filter((problem) => !this.#expected.some((text) => matches(text, problem))),
      ...this.#expected
        .filter((text) => !this.problems.some((problem) => matches(text, problem)))
        .map((text) => `expected problem that did not come up: ${text}`),
    ];
    if (faults.length > 0) throw new Error(`INVARIANT: the page was not clean:\n  ${faults.join("\n  ")}`);
  }

  // Events arrive in order, so what happened before an answer is here with it.
  async #settle() {
    // Without scripts no timer ends, and nothing goes wrong in scripts either.
    if (!this.scripts) return;
    for (const page of this.context.pages()) {
      for (const place of [...page.workers(), page]) {
        // What is gone has nothing more to tell.
        await place.evaluate(() => new Promise((done) => setTimeout(done))).catch(() => {});
      }
    }
  }

  #note(kind, text) {
    this.#problems.add(`${kind}: ${text}`);
  }

  #judge(url) {
    const { protocol, origin } = new URL(url.replace(/^ws/, "http"));
    if (protocol === "http:" || protocol === "https:") {
      if (!this.#sites.has(origin) && !this.#services.has(origin)) this.#note("foreign request", url);
    }
  }

  #hear(text, url) {
    if (!this.#tellsOfService(text, url)) this.#note("console error", text);
  }

  // The browser itself writes a line for each answer that is an error or
  // cannot be read, which is what a service under test is there for.
  #tellsOfService(text, url) {
    const asked = text.startsWith("Failed to load resource:")
      ? url
      : /^Access to \S+ at '([^']+)' .*has been blocked by CORS policy/.exec(text)?.[1];
    return asked !== undefined && this.#services.has(new URL(asked).origin);
  }
}
