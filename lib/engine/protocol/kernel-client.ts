import { Failure } from "@/lib/base";
import type { KernelEvent, KernelToPage, PageRequestName, PageRequests, PageToKernel } from "./page-messages";

type Ask<Name extends PageRequestName> = PageRequests[Name]["ask"];
type Answer<Name extends PageRequestName> = PageRequests[Name]["answer"];

export interface KernelClient {
  /** Rejects with a Failure whose `code` is POSIX's (`ENOENT` …). */
  readonly ask: <Name extends PageRequestName>(
    request: Ask<Name> & { readonly type: Name },
    transfer?: Transferable[],
  ) => Promise<Answer<Name>>;
  /** Fails everything that is under way, for when the kernel's Worker has died. */
  readonly fail: (reason: string) => void;
}

/** Something that messages go to and come from: the kernel's Worker, or a port that leads to it. */
export interface Wire {
  postMessage: (message: unknown, transfer: Transferable[]) => void;
  addEventListener: (type: "message", listener: (event: MessageEvent<KernelToPage>) => void) => void;
}

/** The page's side of the kernel. */
export function connectKernel(wire: Wire, onEvent: (event: KernelEvent) => void): KernelClient {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (reason: Error) => void }>();
  let ids = 0;
  let dead: string | undefined;
  wire.addEventListener("message", ({ data }) => {
    if (data.type === "event") {
      onEvent(data.event);
      return;
    }
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.ok) asked?.resolve(data.value);
    else asked?.reject(new Failure(data.code, data.message));
  });
  return {
    ask(request, transfer = []) {
      if (dead !== undefined) return Promise.reject(new Failure("EIO", dead));
      ids += 1;
      const asked = new Promise<unknown>((resolve, reject) => {
        waiting.set(ids, { resolve, reject });
      });
      wire.postMessage({ id: ids, request } satisfies PageToKernel, transfer);
      return asked as Promise<Answer<typeof request.type>>;
    },
    fail(reason) {
      dead = reason;
      for (const asked of waiting.values()) asked.reject(new Failure("EIO", reason));
      waiting.clear();
    },
  };
}
