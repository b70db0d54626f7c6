type Level = "info" | "warn" | "error";
type Fields = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * One line of JSON for whoever runs this server. Fields are chosen by the caller: never an address, a name, a link's id, a
 * token, or what anyone wrote.
 */
export function log(level: Level, event: string, fields: Fields = {}): void {
  const line = JSON.stringify({ time: new Date().toISOString(), level, event, ...fields });
  (level === "info" ? process.stdout : process.stderr).write(`${line}\n`);
}

/** Whether every call is logged, not only what went wrong. */
export const logsCalls = (): boolean => process.env.TABSMITH_LOG === "calls";

/** What an error says of its kind: the innermost one, since a database's outer error repeats the values of its query. */
export function fieldsOf(error: unknown): { readonly error: string; readonly reason: string } {
  if (error instanceof Error && error.cause instanceof Error) return fieldsOf(error.cause);
  const name = error instanceof Error ? error.name : typeof error;
  const message = error instanceof Error ? error.message : String(error);
  return { error: name, reason: plain(message).slice(0, 200) };
}

/** On one line, without the user and password of an address. */
const plain = (message: string): string => message.replace(/[\r\n]+/gu, " ").replace(/\/\/[^@/\s]*@/gu, "//…@");
