// @ts-check

/**
 * Runs in the page before anything else. For each press of a key or of the pointer it keeps how long it took from the moment
 * that the browser says it happened to the end of the first frame drawn after it, in `presses`; and when the editor first
 * showed text, in `editorShown`.
 */
export function watchPaints() {
  if (!location.hostname.startsWith("ide.")) return;
  localStorage.setItem("tabsmith.tour", "true");
  const patience = 30_000;
  /** @type {number[]} */
  const presses = [];
  const afterPaint = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener("message", () => resolve(performance.now()));
        port1.start();
        port2.postMessage(0);
      });
    });
  const measure = async (event) => {
    const painted = await afterPaint();
    presses.push(painted - event.timeStamp);
  };
  for (const type of ["keydown", "pointerdown"]) addEventListener(type, measure, { capture: true });
  /** The time until `isTrue` holds in a frame that has been drawn, from the last press. */
  const untilTrue = async (isTrue, since) => {
    const last = performance.now() + patience;
    while (!isTrue()) {
      if (performance.now() > last) throw new Error(`What was waited for didn't come: ${isTrue}`);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return (await afterPaint()) - since;
  };
  const shownAt = async () => {
    const hasText = () => document.querySelector(".monaco-editor .view-line span span") !== null;
    Object.assign(globalThis, { editorShown: await untilTrue(hasText, 0) });
  };
  Object.assign(globalThis, { presses, afterPaint, untilTrue });
  void shownAt();
}

/** @param {readonly number[]} values */
export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/**
 * What each press of `act` cost to its frame.
 * @param {import("playwright").Page} page
 * @param {() => Promise<void>} act
 */
export async function pressesOf(page, act) {
  await page.evaluate(() => void globalThis.presses.splice(0));
  await act();
  await page.evaluate(() => globalThis.afterPaint());
  return page.evaluate(() => globalThis.presses.slice());
}
