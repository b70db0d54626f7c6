export interface Answer {
  readonly code: number;
  /** A virtual environment that is to be made. */
  readonly environment?: string;
  /** What pip is to do. */
  readonly pip?: readonly string[];
  readonly err: string;
}

const noServer =
  "python -m http.server can't listen here: Python has no sockets in this tab. `npx serve` serves this folder.\n";

/** What can be done without loading Python; undefined where Python itself is asked. */
export function answerWithoutPython(name: string, args: readonly string[]): Answer | undefined {
  if (/^pip[\d.]*$/u.test(name)) return { code: 0, pip: args, err: "" };
  if (args[0] !== "-m") return undefined;
  if (args[1] === "pip") return { code: 0, pip: args.slice(2), err: "" };
  if (args[1] === "http.server") return { code: 1, err: noServer };
  if (args[1] === "venv") return venv(args.slice(2));
  return undefined;
}

/** As `python -m venv` takes it; its options change nothing here. */
function venv(args: readonly string[]): Answer {
  const environment = args.findLast((arg) => !arg.startsWith("-"));
  if (environment !== undefined) return { code: 0, err: "", environment };
  return { code: 2, err: "usage: venv ENV_DIR\nvenv: error: the following arguments are required: ENV_DIR\n" };
}
