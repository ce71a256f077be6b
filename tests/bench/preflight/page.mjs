// What the bench calls in the page. It does with the worker's messages what the
// app does, and watches for tasks that hold the page up.

const COUNT = 100_000;

let longest = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
}).observe({ type: "longtask", buffered: false });

const ours = new Worker("./ours.mjs", { type: "module" });
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

globalThis.bench = {
  async prepare() {
    generated = await asked(ours, { ask: "file", count: COUNT });
    return { bytes: generated.file.size, planted: generated.planted };
  },
  parse: (everyCell) => asked(ours, { ask: "parse", file: generated.file, everyCell }),
  async run() {
    longest = 0;
    const begun = performance.now();
    let first;
    let parts = 0;
    const answer = await asked(ours, [1, generated.job, generated.file], () => {
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
    const result = await asked(worker, { file: generated.file, language });
    worker.terminate();
    return result;
  },
  memory: async () => (await performance.measureUserAgentSpecificMemory?.())?.bytes,
};
