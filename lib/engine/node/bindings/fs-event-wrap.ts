import type { Binding } from "@/lib/engine/node/binding-host";
import { HandleWrap } from "@/lib/engine/node/handles/handle-wrap";
import { demandReading } from "@/lib/engine/node/permissions/permission";
import { thisProcess } from "@/lib/engine/node/this-process";
import { op } from "@/lib/engine/protocol/operations";
import type { WatchEvent } from "@/lib/engine/protocol/process-messages";

const watchers = new Map<number, FSEvent>();
let lastId = 0;

/** Something below a watched path has changed. */
export function deliverWatch(id: number, events: readonly WatchEvent[]): void {
  for (const event of events) watchers.get(id)?.deliver(event);
}

class FSEvent extends HandleWrap {
  declare onchange?: (status: number, type: string, name: unknown) => void;
  #id = 0;
  #encoding: string | undefined;

  constructor() {
    super("FSEVENTWRAP");
  }

  get initialized(): boolean {
    return this.#id !== 0 && !this.isClosing;
  }

  start(path: string, persistent: boolean, recursive: boolean, encoding?: string): number {
    demandReading(thisProcess(), path);
    lastId++;
    const errno = thisProcess().syscalls.call(op.watch, [lastId, recursive ? 1 : 0], [path]);
    if (errno < 0) return errno;
    this.#id = lastId;
    this.#encoding = encoding;
    watchers.set(this.#id, this);
    if (!persistent) this.unref();
    this.setActive(true);
    return 0;
  }

  deliver({ type, name }: WatchEvent): void {
    const { Buffer } = thisProcess().requireBuiltin("buffer") as typeof import("node:buffer");
    const plain = this.#encoding === undefined || this.#encoding === "utf8" || this.#encoding === "utf-8";
    const bytes = plain ? undefined : Buffer.from(name);
    const shown = bytes && this.#encoding !== "buffer" ? bytes.toString(this.#encoding as BufferEncoding) : bytes;
    this.makeCallback(this.onchange, 0, type, shown ?? name);
  }

  override release(): void {
    if (this.#id === 0) return;
    watchers.delete(this.#id);
    thisProcess().syscalls.call(op.unwatch, [this.#id]);
  }
}

export const createFsEventWrapBinding = (): Binding => ({ FSEvent });
