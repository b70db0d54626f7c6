// @ts-check

/**
 * How long the page's thread was at work without a pause while something was done, in milliseconds of its own time: what it
 * waited for a processor that others had isn't in it.
 * @param {import("playwright").Browser} browser
 * @param {import("playwright").Page} page
 * @param {() => Promise<unknown>} work
 * @returns {Promise<number>}
 */
export async function longestTask(browser, page, work) {
  await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline", "__metadata"] });
  await work();
  const { traceEvents } = /** @type {{ traceEvents: TraceEvent[] }} */ (
    JSON.parse((await browser.stopTracing()).toString())
  );
  const pages = new Set(
    traceEvents.filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain").map(threadOf),
  );
  const tasks = traceEvents.filter((event) => event.name.endsWith("RunTask") && pages.has(threadOf(event)));
  if (tasks.every(({ tdur = 0 }) => tdur === 0)) throw new Error("The browser's trace tells of no work of the page.");
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}

/**
 * @typedef {{ name: string, pid: number, tid: number, tdur?: number, args?: { name?: string } }} TraceEvent
 * @param {TraceEvent} event
 */
const threadOf = ({ pid, tid }) => `${pid} ${tid}`;
