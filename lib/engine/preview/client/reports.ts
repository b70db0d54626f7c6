import type { ConsoleLevel, LineMessage } from "../line";
import { placeNow } from "./engine-line";
import { shown } from "./shown";

const levels: readonly ConsoleLevel[] = ["log", "info", "warn", "error", "debug"];

/** Tells the app what the page writes to its console, and what it doesn't catch. The console itself goes on as before. */
export function reportTo(say: (message: LineMessage) => void, scope: Window & typeof globalThis): void {
  const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? "") : "");
  const { console } = scope as unknown as { console: Record<ConsoleLevel, (...args: unknown[]) => void> };
  for (const level of levels) {
    const before = console[level];
    console[level] = (...args) => {
      const stack = level === "error" ? (new Error("").stack ?? "") : "";
      say({ type: "console", level, args: args.map((arg) => shown(arg)), stack, place: placeNow() });
      before.apply(console, args);
    };
  }
  scope.addEventListener("error", (event) => {
    if (!(event instanceof ErrorEvent)) return;
    const stack = stackOf(event.error) || `${event.message}\n    at ${event.filename}:${event.lineno}:${event.colno}`;
    say({ type: "uncaught-error", message: event.message, stack, place: placeNow() });
  });
  scope.addEventListener("unhandledrejection", ({ reason }: PromiseRejectionEvent) => {
    const message = reason instanceof Error ? reason.message : shown(reason);
    say({ type: "unhandled-rejection", message, stack: stackOf(reason), place: placeNow() });
  });
}
