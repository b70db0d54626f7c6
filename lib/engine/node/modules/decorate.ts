import { createErrorSource } from "@/lib/engine/node/error-source";
import { setHidden } from "@/lib/engine/node/hidden";
import type { ProcessHost } from "@/lib/engine/node/process-host";

/** A first line that was moved to the right for its column is shown where it stood. */
const moveBack = (arrow: string, column: number): string =>
  column === 0 ? arrow : arrow.replaceAll(new RegExp(`^ {${column}}`, "gm"), "");

/** Puts the place where an error of a script was thrown, or where its text is wrong, before its stack; once for each error. */
export function decorateStack(host: ProcessHost, error: unknown, column = 0): void {
  if (!(error instanceof Error)) return;
  const decorated = host.privateSymbols["decorated_private_symbol"] as symbol;
  const arrowKey = host.privateSymbols["arrow_message_private_symbol"] as symbol;
  if (Reflect.get(error, decorated) === true) return;
  const known: unknown = Reflect.get(error, arrowKey);
  const found = typeof known === "string" ? known : createErrorSource(host).arrowOf(error, true);
  const { stack } = error;
  const arrow = found === undefined ? undefined : moveBack(found, column);
  if (arrow === undefined || typeof stack !== "string") return;
  setHidden(error, arrowKey, arrow);
  const isSet = Reflect.defineProperty(error, "stack", {
    value: `${arrow}\n${stack}`,
    writable: true,
    configurable: true,
    enumerable: false,
  });
  if (isSet) setHidden(error, decorated, true);
}
