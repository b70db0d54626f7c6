import type { PreviewHello } from "../conversation";
import type { LineMessage, PreviewPlace } from "../line";

const prefix = /^\/~(\d{1,5})(?:\/|$)/;

/** The port whose page this is, or undefined for the one at the root. */
export function ownPort(): number | undefined {
  const match = prefix.exec(location.pathname);
  return match === null ? undefined : Number(match[1]);
}

/** A path of the page as the origin has it: below the port's prefix, if the page is. */
export function withPrefix(path: string): string {
  const port = ownPort();
  return port === undefined ? path : `/~${port}${path}`;
}

export function placeNow(): PreviewPlace {
  const { pathname, search, hash } = location;
  return { pathname: pathname.replace(prefix, "/"), search, hash };
}

/** The line to the engine page. It is asked for through the service worker, and what is said before it stands is kept. */
export function openLine(): (message: LineMessage, transfer?: Transferable[]) => void {
  const { port1, port2 } = new MessageChannel();
  const hello: PreviewHello = { type: "tabsmith:hello", port: ownPort() };
  const { serviceWorker } = navigator;
  const introduce = (worker: ServiceWorker | null | undefined) => {
    worker?.postMessage(hello, [port2]);
  };
  if (serviceWorker.controller === null)
    serviceWorker.ready.then(
      ({ active }) => introduce(active),
      () => undefined,
    );
  else introduce(serviceWorker.controller);
  return (message, transfer = []) => {
    port1.postMessage(message, transfer);
  };
}
