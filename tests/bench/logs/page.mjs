// What the bench calls in the page. It does with the worker's messages what the
// app does, and watches for tasks that hold the page up.

let longest = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
}).observe({ type: "longtask", buffered: false });

const start = () => new Worker("./ours.mjs", { type: "module" });
const ours = start();
let made;

function asked(worker, message) {
  return new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data }) => {
      if (Array.isArray(data) && !data[2]) return;
      resolve(Array.isArray(data) ? JSON.parse(data[1]) : data);
    };
    worker.postMessage(message);
  });
}

globalThis.bench = {
  /** The log is made in a worker of its own, whose memory goes with it. */
  async prepare(count) {
    const worker = start();
    made = await asked(worker, { ask: "log", count });
    worker.terminate();
    return { bytes: made.file.size, planted: made.planted };
  },
  parse: () => asked(ours, { ask: "parse", file: made.file }),
  async run() {
    longest = 0;
    const begun = performance.now();
    const answer = await asked(ours, [1, made.request, made.file]);
    const took = performance.now() - begun;
    const report = answer.Explain?.Log;
    if (!report) throw new Error(JSON.stringify(answer).slice(0, 500));
    // Long tasks are told a little later.
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { took, longest, report };
  },
  async ask(request) {
    const begun = performance.now();
    const answer = await asked(ours, [2, JSON.stringify(request)]);
    return { took: performance.now() - begun, answer };
  },
};
