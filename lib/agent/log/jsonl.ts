import { Failure } from "@/lib/base";
import { isReason } from "@/lib/permissions";
import { eventShapes } from "./event-shape.data";
import type { EventType, LogEvent } from "./event";
import type { Redact } from "./redact";

const header = "tabsmith-session";
type Fields = Readonly<Record<string, unknown>>;

/** One event a line, secrets taken out once more, since the user may have added keys after the event was written. */
export function exportLines(events: readonly LogEvent[], title: string, redact: Redact): string {
  const lines: readonly unknown[] = [{ format: header, version: 1, title }, ...events];
  return lines.map((line) => `${JSON.stringify(redact(line))}\n`).join("");
}

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function readLine(line: string, at: number): Fields {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new Failure("EINVAL", `Line ${at + 1} is no JSON. Was the file cut off?`, { cause: error });
  }
  if (!isFields(value)) throw new Failure("EINVAL", `Line ${at + 1} is no event.`);
  return value;
}

function fits(value: unknown, kind: string): boolean {
  if (kind === "any") return true;
  if (kind === "array") return Array.isArray(value);
  return kind === "object" ? isFields(value) : typeof value === kind;
}

/** A stranger's log can't choose the mode or the model, wait in the queue, or answer a question. */
const unwelcome: ReadonlySet<string> = new Set<EventType>(["mode-changed", "queue-changed", "model-changed"]);

function isEvent(line: Fields): boolean {
  const { type, data } = line;
  if (typeof type !== "string" || !Object.hasOwn(eventShapes, type) || unwelcome.has(type)) return false;
  if (!isFields(data) || typeof line.agent !== "string" || typeof line.seq !== "number") return false;
  if (type === "decision-made" && !isReason(data.reason)) return false;
  return Object.entries(eventShapes[type as EventType]).every(([name, kind]) => fits(data[name], kind));
}

/** Numbers the kept events anew, and what refers to them. */
function renumber(events: readonly LogEvent[]): readonly LogEvent[] {
  const numbers = events.map(({ seq }) => seq);
  const moved = (seq: number) => numbers.filter((number) => number <= seq).length;
  return events.map((event, at) => {
    const next = { ...event, seq: at + 1 };
    if (next.type === "compacted" || next.type === "outputs-dropped")
      return { ...next, data: { ...next.data, upTo: moved(next.data.upTo) } } as LogEvent;
    if (next.type === "rewound") return { ...next, data: { ...next.data, to: moved(next.data.to) } };
    return next.type === "rewind-undone" ? { ...next, data: { of: moved(next.data.of) } } : next;
  });
}

/** Reads what `exportLines` wrote. Events that are unknown, misshapen or unwelcome are left out; a broken line is refused. */
export function importLines(text: string): { readonly title: string; readonly events: readonly LogEvent[] } {
  const [first, ...lines] = text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map(readLine);
  if (first?.format !== header)
    throw new Failure("EINVAL", "This is no exported session: its first line should say so.");
  const events = lines.filter(isEvent) as unknown as readonly LogEvent[];
  return { title: typeof first.title === "string" ? first.title : "Imported session", events: renumber(events) };
}
