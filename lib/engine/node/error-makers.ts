import type { ErrorMakers } from "@/lib/engine/node/binding-host";
import type { Tables } from "@/lib/engine/node/tables/tables";

type ErrorClass = new (message: string) => Error;

interface UvError extends Error {
  errno: number;
  code: string;
  syscall: string;
  path?: string;
  dest?: string;
}

/** The errors that Node's C++ side makes, in its words. */
export function createErrorMakers(tables: Tables): ErrorMakers {
  const known = new Map(tables.errors);
  const name = (errno: number): string => known.get(errno)?.[0] ?? `Unknown system error ${errno}`;
  const message = (errno: number): string => known.get(errno)?.[1] ?? `Unknown system error ${errno}`;

  function uv(errno: number, syscall: string, path?: string, dest?: string): Error {
    const places = (path === undefined ? "" : ` '${path}'`) + (dest === undefined ? "" : ` -> '${dest}'`);
    const error = new Error(`${name(errno)}: ${message(errno)}, ${syscall}${places}`) as UvError;
    error.errno = errno;
    error.code = name(errno);
    error.syscall = syscall;
    if (path !== undefined) error.path = path;
    if (dest !== undefined) error.dest = dest;
    return error;
  }

  /** As `node::ERR_*` does: the stack begins with the code, the name is left alone. */
  function node(code: string, text: string, type: ErrorClass = Error): Error {
    const error = new type(text) as Error & { code: string };
    error.code = code;
    const { stack } = error;
    const head = `${error.name}: `;
    if (stack?.startsWith(head)) {
      Object.defineProperty(error, "stack", {
        value: `${error.name} [${code}]: ${stack.slice(head.length)}`,
        writable: true,
        configurable: true,
      });
    }
    return error;
  }

  return {
    uv,
    node,
    name,
    message,
    unavailable: (what) =>
      node("ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", `${what} is unavailable: this Node.js runs in a browser tab.`),
  };
}
