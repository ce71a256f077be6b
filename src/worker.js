// Runs the worker's program, which the build puts above this. The first
// message is the compiled program; the ones after it are jobs, which wait
// until the program runs. A trap leaves the program half-way, so the page is
// told by an uncaught error and starts another worker.
let running;
addEventListener("message", ({ data }) => {
  if (!running) {
    running = wasm_bindgen({ module_or_path: data }).then(() => postMessage("ready"));
    return;
  }
  running.then(() => wasm_bindgen.receive(data));
});
addEventListener("unhandledrejection", ({ reason }) => {
  setTimeout(() => {
    throw reason;
  });
});
