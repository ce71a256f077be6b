// What the bench calls in the page. It does with the worker's messages what the
// app does, and watches for tasks that hold the page up.

const COUNT = 100_000;
/** As many as a file may have. */
const MOST = 1_000_000;

let longest = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
}).observe({ type: "longtask", buffered: false });

const start = () => new Worker("./ours.mjs", { type: "module" });
const ours = start();
let generated;

function asked(worker, message, part) {
  return new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data }) => {
      if (Array.isArray(data) && !data[2]) return part?.(JSON.parse(data[1]));
      resolve(Array.isArray(data) ? JSON.parse(data[1]) : data);
    };
    worker.postMessage(message);
  });
}

/** Files, made in a worker of their own whose memory goes with it. */
async function made(count, others) {
  const worker = start();
  const made = await asked(worker, { ask: "files", count, others });
  worker.terminate();
  return made;
}

/** One run in a new worker, for its memory. */
async function alone(files, job) {
  const worker = start();
  const begun = performance.now();
  const answer = await asked(worker, [1, job, ...files]);
  const took = performance.now() - begun;
  worker.terminate();
  const report = answer.Preflight?.Done;
  if (!report) throw new Error(JSON.stringify(answer).slice(0, 500));
  return { took, report, bytes: files.reduce((sum, file) => sum + file.size, 0) };
}

globalThis.bench = {
  async prepare() {
    generated = await made(COUNT, false);
    return { bytes: generated.files[0].size, planted: generated.planted };
  },
  parse: (everyCell) => asked(ours, { ask: "parse", file: generated.files[0], everyCell }),
  /** A million users, alone and with a second file and a list of as many. */
  async large() {
    const one = await made(MOST, false);
    const single = await alone(one.files, one.job);
    const three = await made(MOST, true);
    return { single, joined: await alone(three.files, three.job) };
  },
  async run() {
    longest = 0;
    const begun = performance.now();
    let first;
    let parts = 0;
    const answer = await asked(ours, [1, generated.job, ...generated.files], () => {
      parts += 1;
      first ??= performance.now() - begun;
    });
    const took = performance.now() - begun;
    const report = answer.Preflight?.Done;
    if (!report) throw new Error(JSON.stringify(answer).slice(0, 500));
    // Long tasks are told a little later.
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { took, first, parts, longest, report };
  },
  async ask(job) {
    const begun = performance.now();
    const answer = await asked(ours, [2, JSON.stringify(job)]);
    return { took: performance.now() - begun, answer };
  },
  async peer(language) {
    const worker = new Worker("./peer.mjs", { type: "module" });
    const result = await asked(worker, { file: generated.files[0], language });
    worker.terminate();
    return result;
  },
  memory: async () => (await performance.measureUserAgentSpecificMemory?.())?.bytes,
};
