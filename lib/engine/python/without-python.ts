import { readHttpServerLine, type HttpServerLine } from "./http-server";

export interface Answer {
  readonly code: number;
  /** A virtual environment that is to be made. */
  readonly environment?: string;
  /** A folder that is to be served. */
  readonly server?: HttpServerLine;
  /** What pip is to do. */
  readonly pip?: readonly string[];
  readonly err: string;
}

/** What can be done without loading Python; undefined where Python itself is asked. */
export function answerWithoutPython(name: string, args: readonly string[]): Answer | undefined {
  if (/^pip[\d.]*$/u.test(name)) return { code: 0, pip: args, err: "" };
  if (args[0] !== "-m") return undefined;
  if (args[1] === "pip") return { code: 0, pip: args.slice(2), err: "" };
  if (args[1] === "http.server") return httpServer(args.slice(2));
  if (args[1] === "venv") return venv(args.slice(2));
  return undefined;
}

/** As `python -m venv` takes it; its options change nothing here. */
function venv(args: readonly string[]): Answer {
  const environment = args.findLast((arg) => !arg.startsWith("-"));
  if (environment !== undefined) return { code: 0, err: "", environment };
  return { code: 2, err: "usage: venv ENV_DIR\nvenv: error: the following arguments are required: ENV_DIR\n" };
}

function httpServer(args: readonly string[]): Answer {
  const server = readHttpServerLine(args);
  if (server !== undefined) return { code: 0, err: "", server };
  return { code: 2, err: "usage: python -m http.server [-b ADDRESS] [-d DIRECTORY] [port]\n" };
}
