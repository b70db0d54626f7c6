import type { LogEvent } from "./event";

/** The events that count once every rewind is applied, and every undone rewind isn't. */
export function activeEvents(events: readonly LogEvent[]): readonly LogEvent[] {
  const undone = new Set(events.flatMap((event) => (event.type === "rewind-undone" ? [event.data.of] : [])));
  let active: LogEvent[] = [];
  for (const event of events) {
    if (event.type === "rewound" && !undone.has(event.seq)) active = active.filter(({ seq }) => seq <= event.data.to);
    active.push(event);
  }
  return active;
}
