import { createEmitter, type Disposable } from "@/lib/base";

export interface PortChange {
  readonly type: "open" | "close";
  readonly port: number;
  readonly url: string;
  /** Why this browser can't show its pages; undefined where it can. */
  readonly unshown?: string;
}

/**
 * Which ports listen and where a preview finds them: one is at the root of the origin, the others are below a prefix.
 * The root stays with its port when the server restarts, and goes to another only once it is free.
 */
export interface Ports {
  readonly opened: (port: number, unshown?: string) => void;
  readonly closed: (port: number) => void;
  readonly isOpen: (port: number) => boolean;
  /** The port at the root, whether it listens now or not. */
  readonly root: () => number | undefined;
  readonly urlOf: (port: number) => string;
  readonly open: () => readonly PortChange[];
  readonly onChange: (listener: (change: PortChange) => void) => Disposable;
}

export function createPorts(origin: string): Ports {
  const open = new Set<number>();
  const changes = createEmitter<PortChange>();
  let root: number | undefined;
  const urlOf = (port: number) => (port === root ? `${origin}/` : `${origin}/~${port}/`);
  return {
    opened(port, unshown) {
      if (open.has(port)) return;
      if (root === undefined || !open.has(root)) root = port;
      open.add(port);
      changes.emit({ type: "open", port, url: urlOf(port), ...(unshown !== undefined && { unshown }) });
    },
    closed(port) {
      if (open.delete(port)) changes.emit({ type: "close", port, url: urlOf(port) });
    },
    isOpen: (port) => open.has(port),
    root: () => root,
    urlOf,
    open: () => [...open].map((port) => ({ type: "open", port, url: urlOf(port) })),
    onChange: changes.on,
  };
}
