import type { WatchEvent } from "../protocol/process-messages";
import type { FileSystem } from "./file-system";
import type { Inode } from "./inode";

/** Sends batches of events: what happens within one turn of the kernel arrives together. */
export interface WatchTarget {
  readonly node: Inode;
  readonly recursive: boolean;
  readonly send: (events: readonly WatchEvent[]) => void;
}

/** More than this in one turn is told as far as it goes: a watcher that must know all looks again anyway. */
const batchMax = 10_000;

class Watch {
  #events: WatchEvent[] = [];
  constructor(
    readonly target: WatchTarget,
    readonly wanted: (watch: Watch) => void,
  ) {}

  add(type: WatchEvent["type"], name: string): void {
    const last = this.#events.at(-1);
    if (last?.type === type && last.name === name && type === "change") return;
    if (this.#events.length === 0) this.wanted(this);
    if (this.#events.length < batchMax) this.#events.push({ type, name });
  }

  flush(): void {
    const events = this.#events;
    this.#events = [];
    if (events.length > 0) this.target.send(events);
  }
}

/** Who wants to hear of changes. A recursive watch hears of everything below its directory. */
export class WatchTable {
  readonly #waiting = new Set<Watch>();
  readonly #trees = new Set<Watch>();

  constructor(
    readonly files: FileSystem,
    readonly later: (run: () => void) => void,
  ) {}

  /** Returns how to stop. */
  watch(target: WatchTarget): () => void {
    const watch = new Watch(target, (wanting) => {
      if (this.#waiting.size === 0)
        this.later(() => {
          this.flush();
        });
      this.#waiting.add(wanting);
    });
    const stop = target.recursive && target.node.isDirectory ? this.#watchTree(watch) : this.#watchOne(watch);
    this.files.hold(target.node);
    let over = false;
    return () => {
      if (over) return;
      over = true;
      stop();
      this.#waiting.delete(watch);
      this.files.letGo(target.node);
    };
  }

  #watchOne(watch: Watch): () => void {
    const { node } = watch.target;
    const listener = (type: WatchEvent["type"], name: string) => {
      watch.add(type, name);
    };
    node.watchers ??= new Set();
    node.watchers.add(listener);
    return () => node.watchers?.delete(listener);
  }

  #watchTree(watch: Watch): () => void {
    this.#trees.add(watch);
    this.files.onChange = (directory, type, name) => {
      for (const each of this.#trees) {
        const path = relative(directory, each.target.node);
        if (path !== undefined) each.add(type, path + name);
      }
    };
    return () => {
      this.#trees.delete(watch);
      if (this.#trees.size === 0) this.files.onChange = undefined;
    };
  }

  flush(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const watch of waiting) watch.flush();
  }
}

/** The path from one directory down to another, with a slash at its end; undefined if it isn't below. */
function relative(directory: Inode, top: Inode): string | undefined {
  let path = "";
  for (let at = directory; at !== top;) {
    const link = at.links[0];
    if (link === undefined) return undefined;
    path = `${link.name}/${path}`;
    at = link.directory;
  }
  return path;
}
