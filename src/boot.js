// Starts the program and, when it cannot start or breaks, says so in plain
// words. It is kept apart from the program because it must work when the
// program does not. The build fills in the names and hashes between at signs.

// Microsoft's sign-in page sends the browser back with a code in the address,
// which leaves it before anything else reads it.
const isReturn = /^#(?!\/)(?:.*&)?(?:code|error|state|admin_consent)=/.test(location.hash) || /[?&](?:code|error|state|admin_consent)=/.test(location.search);
const returned = isReturn ? [location.search, location.hash] : undefined;
if (returned) history.replaceState(null, "", location.pathname);

const byId = (id) => document.getElementById(id);

// The colors have to be right before the first paint.
try {
  const theme = localStorage.getItem("scimdesk/theme");
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme;
  }
} catch {
  // A browser that forbids storage has no choice stored either.
}

let stopped = false;

function stop(title, text, details) {
  if (stopped) return;
  stopped = true;
  byId("loading").hidden = true;
  byId("stop-title").textContent = title;
  byId("stop-text").textContent = text;
  if (details) {
    byId("stop-details").textContent = details;
    byId("stop-details").hidden = false;
    byId("stop-copy").hidden = false;
  }
  const card = byId("stop");
  // What is left of the program can be seen but no longer answers.
  for (const other of document.body.children) {
    if (other !== card) other.inert = true;
  }
  card.hidden = false;
  document.body.classList.add("stopped");
  byId("stop-reload").focus();
}

byId("stop-reload").addEventListener("click", () => location.reload());
byId("stop-copy").addEventListener("click", async (event) => {
  const details = byId("stop-details");
  try {
    await navigator.clipboard.writeText(details.textContent);
    event.target.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(details);
    event.target.textContent = "Selected, press Ctrl+C";
  }
});

// A panic message can quote what the admin typed, so only the place in the
// source is passed on and shown.
function crashed(where) {
  stop(
    "Something went wrong in scimdesk",
    "Your setups are saved. Reload the page to continue. If it happens again, include the details below when you report it. They contain nothing you typed.",
    `scimdesk stopped at ${where}\naddress: ${location.hash.split("/").slice(0, 2).join("/") || "#/"}\nbrowser: ${navigator.userAgent}`,
  );
}
addEventListener("scimdesk-panic", (event) => crashed(event.detail));
// An error that came out of the program has gone right through it and left it
// half-way. Errors of browser extensions and the like are none of our business.
function fromProgram(error) {
  if (typeof WebAssembly !== "object") return;
  const trap = error instanceof WebAssembly.RuntimeError;
  if (trap || /wasm/.test(error?.stack ?? "")) crashed(trap ? "a WebAssembly trap" : `an error of the browser, ${error.name}`);
}
addEventListener("error", (event) => fromProgram(event.error));
addEventListener("unhandledrejection", (event) => fromProgram(event.reason));

// The script of the program, which says how to begin by an event. An import
// would be shorter, but browsers check the integrity of elements only.
function program() {
  return new Promise((resolve, reject) => {
    addEventListener("scimdesk-program", (event) => resolve(event.detail), { once: true });
    const script = document.createElement("script");
    script.type = "module";
    script.integrity = "@JS_INTEGRITY@";
    script.addEventListener("error", () => reject(new TypeError("the script did not arrive")));
    script.src = new URL("./@APP_JS@", import.meta.url).href;
    document.head.append(script);
  });
}

// What the first view does not need. Everything is checked against the hash
// that the build wrote.
function fetched(name, integrity) {
  return fetch(new URL(name, import.meta.url), { integrity, credentials: "same-origin" });
}

// The wasm of pages, which of it each page needs, and the style sheets of
// pages. Each file has its name and its hash.
const PARTS = "@PARTS@";
const PAGES = "@PAGES@";
const STYLES = "@STYLES@";

// Parts that are on their way before the program asks for them.
const early = {};

function part(index) {
  const fetching = early[index] ?? fetched(...PARTS[index]);
  // A response can be read once, and what failed is fetched anew.
  delete early[index];
  return fetching;
}

const styles = {};
const links = {};
// Only the style sheet of the page that is shown applies, so that pages cannot
// style each other.
let shown = "";

function show(page) {
  shown = page;
  for (const [name, link] of Object.entries(links)) {
    link.media = name === page ? "all" : "not all";
  }
}

function style(page) {
  if (!STYLES[page]) return Promise.resolve();
  styles[page] ??= new Promise((resolve, reject) => {
    const [name, integrity] = STYLES[page];
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.integrity = integrity;
    link.media = page === shown ? "all" : "not all";
    links[page] = link;
    link.addEventListener("load", resolve);
    link.addEventListener("error", () => {
      delete styles[page];
      delete links[page];
      link.remove();
      reject(new TypeError("the style sheet did not arrive"));
    });
    link.href = new URL(name, import.meta.url).href;
    document.head.append(link);
  });
  // The program hears of a failure when it waits for the style sheet.
  styles[page].catch(() => {});
  return styles[page];
}

// Whether the questions at the start of the guide were answered in any setup.
// A wrong guess costs a later fetch.
function hasStarted() {
  try {
    return Object.values(localStorage).some((text) => text.includes('"guideStart"'));
  } catch {
    return false;
  }
}

function addressedPage() {
  const [, first, second] = location.hash.split("/");
  if (first === "import") return "setups";
  if (first && first !== "guide") return first;
  if (["report", "finish"].includes(second)) return "report";
  return second === "start" || (!second && !hasStarted()) ? "start" : "guide";
}

// Chunks of addresses with two parts: a tab of the connection page is beside
// its page, a page below the mappings in its place.
const TABS = new Map([["explain", "explain"], ["user", "test_user"]]);
const BELOW_MAPPINGS = new Map([["schema", "schema_file"], ["scripts", "script"]]);

function addressedChunks(page) {
  const second = location.hash.split("/")[2];
  if (page === "mappings") return [BELOW_MAPPINGS.get(second) ?? page];
  if (page === "connection" && TABS.has(second)) return [page, TABS.get(second)];
  return [page];
}

// The title and the sentence below it are there before the program is.
function showHead(page) {
  const heads = [...byId("page-heads").content.children];
  const tab = `${page}/${location.hash.split("/")[2]}`;
  const head = heads.find(({ dataset }) => dataset.head === tab) ?? heads.find(({ dataset }) => dataset.head === page);
  if (head) byId("loading-page").prepend(head.cloneNode(true));
}

// The program shows a skeleton until the page's own chunk is there. What was
// shown before the program stays for so long, so that nothing changes twice.
function hideLoadingWithSkeleton() {
  const isReady = () => !document.querySelector("#main .skeleton");
  const hide = () => {
    byId("loading").hidden = true;
    // Its link would come before the page's own first one.
    byId("loading").querySelector(".head")?.remove();
  };
  if (isReady()) return hide();
  const observer = new MutationObserver(() => {
    if (!isReady()) return;
    observer.disconnect();
    hide();
  });
  observer.observe(document.body, { childList: true, subtree: true });
}

// The page of the address needs its files at once.
function fetchAddressed() {
  const page = addressedPage();
  if (!Object.hasOwn(PAGES, page)) return;
  show(page);
  style(page);
  for (const index of addressedChunks(page).flatMap((name) => PAGES[name] ?? [])) {
    early[index] ??= part(index);
    early[index].catch(() => {});
  }
}

// The worker's program, fetched once: a page that has forbidden itself all
// requests can still start another worker. A worker that starts from a blob
// is held to the page's policy; one with an address of its own would not be.
async function workerProgram() {
  const script = fetched("./@WORKER_JS@", "@WORKER_JS_INTEGRITY@").then((got) => got.blob());
  const wasm = fetched("./@WORKER_WASM@", "@WORKER_WASM_INTEGRITY@")
    .then((got) => got.arrayBuffer())
    .then((bytes) => WebAssembly.compile(bytes));
  const [text, module] = await Promise.all([script, wasm]);
  return { module, url: URL.createObjectURL(text.slice(0, text.size, "text/javascript")) };
}

let compiled;
globalThis.scimdesk = {
  returned,
  part,
  style,
  show,
  async prefetch() {
    compiled ??= workerProgram();
    try {
      return await compiled;
    } catch (error) {
      compiled = undefined;
      throw error;
    }
  },
  async worker() {
    const { module, url } = await this.prefetch();
    const worker = new Worker(url);
    worker.postMessage(module);
    return worker;
  },
};

async function start() {
  if (typeof WebAssembly !== "object") {
    stop(
      "This browser can’t run scimdesk",
      "WebAssembly is turned off or missing. Current versions of Edge, Chrome, Firefox and Safari have it, but a policy or a high-security mode can turn it off. Try another browser, or ask your IT department to allow it for this address.",
    );
    return;
  }
  try {
    showHead(addressedPage());
    byId("loading").hidden = false;
    const begin = program();
    const url = new URL("./@APP_WASM@", import.meta.url);
    const wasm = fetch(url, { integrity: "@WASM_INTEGRITY@", credentials: "same-origin" });
    // A failure is shown below, once; here it has no handler yet.
    wasm.catch(() => {});
    fetchAddressed();
    const init = await begin;
    await init({ module_or_path: wasm });
    hideLoadingWithSkeleton();
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) {
      crashed("its start");
      return;
    }
    stop(
      "scimdesk didn’t load",
      "A file is missing, or isn’t the one that was published. Reload the page. If that doesn’t help, the host, a proxy or an extension changes or blocks the file.",
      `scimdesk didn’t load\nreason: ${error && error.name}\nbrowser: ${navigator.userAgent}`,
    );
  }
}

start();
