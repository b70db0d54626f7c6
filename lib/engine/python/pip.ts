export interface Answer {
  readonly code: number;
  /** A virtual environment that is to be made. */
  readonly environment?: string;
  readonly out: string;
  readonly err: string;
}

const version = "3.14";
const noIndex =
  "ERROR: pip can't reach a package index from this tab: packages can't be downloaded here.\n" +
  "Python's standard library is all there; a pure Python package works when its folder lies beside your program.\n";
const noServer =
  "python -m http.server can't listen here: Python has no sockets in this tab. `npx serve` serves this folder.\n";

const fine = (out: string): Answer => ({ code: 0, out, err: "" });

/** What can be said without loading Python; undefined where Python itself is asked. */
export function answerWithoutPython(name: string, args: readonly string[]): Answer | undefined {
  if (/^pip[\d.]*$/u.test(name)) return pip(args);
  if (args[0] !== "-m") return undefined;
  if (args[1] === "pip") return pip(args.slice(2));
  if (args[1] === "http.server") return { code: 1, out: "", err: noServer };
  if (args[1] === "venv") return venv(args.slice(2));
  return undefined;
}

/** As `python -m venv` takes it; its options change nothing here. */
function venv(args: readonly string[]): Answer {
  const environment = args.findLast((arg) => !arg.startsWith("-"));
  if (environment !== undefined) return { ...fine(""), environment };
  return { code: 2, out: "", err: "usage: venv ENV_DIR\nvenv: error: the following arguments are required: ENV_DIR\n" };
}

function pip(args: readonly string[]): Answer {
  const [command = "help"] = args;
  if (command === "--version" || command === "-V")
    return fine(`pip, a stand-in without an index (python ${version})\n`);
  if (command === "list" || command === "freeze") return fine("");
  if (command === "help" || command === "--help")
    return fine(
      "Usage:\n  pip <command> [options]\n\nThere is no package index in this tab: `pip install` can't download.\n",
    );
  return { code: 1, out: "", err: noIndex };
}
