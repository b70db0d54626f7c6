/**
 * What Python calls of ours, by the module `_tabsmith`. When Python's memory is kept these are kept as their names, so all of
 * them are there by name from the beginning.
 */
export const hostNames = [
  "sleep",
  "doze",
  "check",
  "system",
  "pipe",
  "descriptor",
  "spawn",
  "ended",
  "network",
] as const;

export type HostName = (typeof hostNames)[number];

export type Host = Readonly<Record<HostName, (...args: never[]) => unknown>>;

/** Stands for the functions while Python's memory is made. */
export const emptyHost = (): Host =>
  Object.fromEntries(hostNames.map((name) => [name, () => undefined])) as unknown as Host;

const whole = "host";

/** The name that is kept for an object of ours that Python holds. */
export function nameFor(host: Host, held: unknown): string {
  if (held === host) return whole;
  const name = hostNames.find((each) => held === host[each]);
  if (name === undefined) throw new Error("Python holds something of JavaScript's that has no name.");
  return name;
}

export const heldByName = (host: Host, name: string): unknown => (name === whole ? host : host[name as HostName]);
