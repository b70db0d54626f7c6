const most = 50;

/** A value as a line of text, as a console would show it; never throws, never ends in a circle, never grows without end. */
export function shown(value: unknown, depth = 2, seen: readonly unknown[] = []): string {
  if (typeof value === "string") return seen.length === 0 ? value : JSON.stringify(value);
  if (typeof value !== "object" || value === null) return primitive(value);
  if (seen.includes(value)) return "[Circular]";
  try {
    return special(value) ?? compound(value, depth, [...seen, value]);
  } catch {
    return "[object]";
  }
}

function primitive(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  return typeof value === "function" ? `[Function ${value.name || "anonymous"}]` : String(value);
}

function special(value: object): string | undefined {
  if (value instanceof Error) return value.stack ?? `${value.name}: ${value.message}`;
  if (value instanceof Date || value instanceof RegExp) return String(value);
  if (typeof Element === "undefined" || !(value instanceof Element)) return undefined;
  return `<${value.tagName.toLowerCase()}${value.id === "" ? "" : ` id="${value.id}"`}>`;
}

function compound(value: object, depth: number, seen: readonly unknown[]): string {
  if (Array.isArray(value)) {
    if (depth === 0) return `Array(${value.length})`;
    const items = value.slice(0, most).map((item) => shown(item, depth - 1, seen));
    return `[${items.join(", ")}${value.length > most ? ", …" : ""}]`;
  }
  const label = labelOf(value);
  if (depth === 0) return `${label}{…}`;
  const entries = Object.entries(value).slice(0, most);
  return `${label}{${entries.map(([key, item]) => `${key}: ${shown(item, depth - 1, seen)}`).join(", ")}}`;
}

function labelOf(value: object): string {
  const prototype = Object.getPrototypeOf(value) as { constructor?: { name?: string } } | null;
  const name = prototype?.constructor?.name ?? "";
  return name === "" || name === "Object" ? "" : `${name} `;
}
