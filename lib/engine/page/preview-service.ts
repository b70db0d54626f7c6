import { Failure } from "@/lib/base";
import type { KeepEngine, PreviewHello, PreviewRequest } from "../preview/conversation";
import { assetFolder } from "../preview/routing";
import type { Engine } from "./engine";

export interface PreviewService {
  /** Resolves once the browser sends the requests of previews here. */
  readonly ready: Promise<void>;
  readonly attach: (engine: Engine | undefined) => void;
}

/** What is kept for later shouldn't be in the way of what runs now. */
const afterBoot = 8000;

function keepLater(worker: ServiceWorker): void {
  const message: KeepEngine = { type: "tabsmith:keep-engine" };
  setTimeout(() => {
    worker.postMessage(message);
  }, afterBoot);
}

async function registered(): Promise<void> {
  if (!("serviceWorker" in navigator)) throw new Failure("ENOTSUP", "This browser gives frames no service worker.");
  const script = `${assetFolder}service-worker.js`;
  const registration = await navigator.serviceWorker.register(script, { scope: "/", updateViaCache: "none" });
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  if (worker === null) throw new Failure("EIO", "The service worker didn't start.");
  await new Promise<void>((resolve, reject) => {
    const look = () => {
      if (worker.state === "activated") resolve();
      else if (worker.state === "redundant") reject(new Failure("EIO", "The service worker was replaced."));
    };
    worker.addEventListener("statechange", look);
    look();
  });
  keepLater(worker);
}

/** The page's end of the service worker: requests and lines go to whichever engine is attached. */
export function startPreviewService(): PreviewService {
  let engine: Engine | undefined;
  const hear = ({ data, ports: [port] }: MessageEvent<PreviewRequest | PreviewHello>) => {
    if (port === undefined) return;
    if (data.type === "tabsmith:hello") engine?.lines.accept(port, data.port);
    else if (engine === undefined) port.postMessage({ type: "declined" });
    else engine.previews.answer(data, port);
  };
  const ready = registered();
  ready.catch(() => undefined);
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.addEventListener("message", hear);
    navigator.serviceWorker.startMessages();
  }
  return {
    ready,
    attach: (next) => {
      engine = next;
    },
  };
}
