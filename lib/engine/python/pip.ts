export interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const version = "3.14";
const noIndex =
  "ERROR: pip can't reach a package index from this tab: packages can't be downloaded here.\n" +
  "Python's standard library is all there; a pure Python package works when its folder lies beside your program.\n";
const noEnvironment =
  "A virtual environment isn't needed here: each project has a Python of its own already.\n" +
  "Go on without it: run `python` as it is.\n";

const fine = (out: string): Answer => ({ code: 0, out, err: "" });

/** What can be said without loading Python; undefined where Python itself is asked. */
export function answerWithoutPython(name: string, args: readonly string[]): Answer | undefined {
  if (/^pip[\d.]*$/u.test(name)) return pip(args);
  if (args[0] !== "-m") return undefined;
  if (args[1] === "pip") return pip(args.slice(2));
  if (args[1] === "venv") return { code: 0, out: noEnvironment, err: "" };
  return undefined;
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
