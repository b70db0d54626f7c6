/** A session without what only its own browser has a use for, and the new names of what others refer to. */
export interface SlimSession {
  readonly text: string;
  /** How a checkpoint is called in it. */
  readonly rename: (id: string) => string;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Of no use to a reader: what a provider wants back, and the chain of events, which their numbers tell too. */
const dropped: ReadonlySet<string> = new Set(["provider", "parent", "v"]);

/**
 * Makes an exported session small enough for a link: random names become short ones, the same for the same, so that
 * everything still refers to what it referred to.
 */
export function slimSession(exported: string): SlimSession {
  const names = new Map<string, string>();
  const rename = (id: string): string => {
    if (!uuid.test(id)) return id;
    const known = names.get(id) ?? `#${names.size.toString(36)}`;
    names.set(id, known);
    return known;
  };
  const walk = (value: unknown): unknown => {
    if (typeof value === "string") return rename(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, item]) => (dropped.has(key) ? [] : [[key, walk(item)] as const])),
    );
  };
  const lines = exported.split("\n").filter((line) => line.trim() !== "");
  return { text: lines.map((line) => `${JSON.stringify(walk(JSON.parse(line)))}\n`).join(""), rename };
}
