// How long the tasks of a page take.

/**
 * What a task of the page may take of the processor, in milliseconds. By the
 * clock it would say more of the machine than of the page: on two cores that
 * also build and run other tests, a task of 10 ms has been seen to take 350.
 * So the clock is only printed.
 */
export const GOAL = 50;

/** The browser's own record of tasks, and nothing else. */
export const TRACED = { categories: ["-*", "toplevel", "__metadata"] };

/**
 * The tasks of the page's main thread in a trace of the browser, by what
 * each took of the processor, in milliseconds.
 */
export function tasksOf(trace) {
  const events = JSON.parse(trace.toString("utf8")).traceEvents;
  const named = events.filter((event) => event.name === "thread_name" && event.args.name === "CrRendererMain");
  const mains = new Set(named.map(({ pid, tid }) => `${pid} ${tid}`));
  const tasks = events.filter((event) => event.name === "ThreadControllerImpl::RunTask" && event.ph === "X" && mains.has(`${event.pid} ${event.tid}`));
  // A task at either end of the record may have only one of the two.
  return tasks.map(({ dur = 0, tdur = dur }) => tdur / 1_000);
}
