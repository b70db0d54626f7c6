/** Taken before the program can replace it. */
const Request = (globalThis as { XMLHttpRequest?: typeof XMLHttpRequest }).XMLHttpRequest;

/** The Worker's script; the location is taken from programs before they run. */
const base = (globalThis as { location?: { href: string } }).location?.href;

/**
 * Fetches a file of the engine's own, from beside the Worker's script, without returning to the event loop: Node's synchronous
 * functions can't wait. A Worker may block so; nothing of the program's runs meanwhile.
 */
export function fetchNow(name: string): ArrayBuffer {
  if (Request === undefined) throw new Error(`${name} can be loaded in a browser only`);
  const request = new Request();
  request.open("GET", new URL(name, base).href, false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`${name} of the engine couldn't be loaded: status ${request.status}`);
  return request.response as ArrayBuffer;
}
