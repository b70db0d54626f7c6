import { codeOf, disposeAll, type Disposable } from "@/lib/base";
import type { Studio } from "@/lib/studio";
import { isLeftOut } from "@/lib/workspace";
import { runProgram } from "../format/own-prettier";
import { readEslintFailure, readEslintReport } from "./eslint-report";
import { uriOf } from "./models";
import { monaco } from "./monaco";

type Parts = Pick<Studio, "workspace" | "computer">;

const linted =
  /\.(?:[cm]?[jt]sx?|vue|svelte)$|(?:^|\/)(?:eslint\.config\.\w+|\.eslintrc[\w.]*|package\.json|package-lock\.json|pnpm-lock\.yaml|yarn\.lock)$/;

/** Its exit code when it couldn't do its work; 1 only says that it has found something. */
const couldNot = 2;

/** Quiet after a change until the project is linted again: ESLint takes a while to start. */
const quiet = 2000;

const owner = "eslint";

/** Runs the project's own ESLint in the sandbox, where it is installed and configured, and marks what it finds. */
export function followEslint({ workspace, computer }: Parts): Disposable {
  const gone = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> = Promise.resolve();
  const lint = async () => {
    const state = computer.state.get();
    if (gone.signal.aborted || state.type !== "ready") return;
    const { sandbox, mirror } = state;
    const config = await configOf(workspace);
    if (config === undefined) return;
    if (!(await isThere(sandbox.files.stat(`${sandbox.cwd}/${program}`)))) return;
    await mirror.settle();
    const { code, output } = await runProgram(sandbox, [program, "--format", "json", "."], gone.signal);
    const report = readEslintReport(output, sandbox.cwd);
    const problems = report ?? (code === couldNot ? [readEslintFailure(output, config)] : undefined);
    if (!gone.signal.aborted && problems) mark(problems);
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(lint, lint);
    }, quiet);
  };
  const unsubscribe = computer.state.subscribe(soon);
  soon();
  return disposeAll([
    workspace.onChange((changes) => {
      if (changes.some(({ path }) => linted.test(path) && !isLeftOut(path))) soon();
    }),
    {
      dispose() {
        gone.abort();
        clearTimeout(timer);
        unsubscribe();
        monaco.editor.removeAllMarkers(owner);
      },
    },
  ]);
}

const program = "node_modules/eslint/bin/eslint.js";

async function configOf(workspace: Parts["workspace"]): Promise<string | undefined> {
  const entries = await workspace.list("");
  return entries.find(({ path }) => /^eslint\.config\.\w+$|^\.eslintrc/.test(path))?.path;
}

async function isThere(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked;
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return false;
    throw error;
  }
}

type Problems = NonNullable<ReturnType<typeof readEslintReport>>;

function mark(problems: Problems): void {
  monaco.editor.removeAllMarkers(owner);
  const byPath = Map.groupBy(problems, ({ path }) => path);
  for (const [path, found] of byPath) {
    const model = monaco.editor.getModel(uriOf(path));
    if (!model) continue;
    const markers = found.map(({ line, column, length = 0, message, severity, source }) => ({
      startLineNumber: line,
      endLineNumber: line,
      startColumn: column,
      endColumn: column + length,
      message,
      severity: severity === "error" ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
      ...(source !== undefined && { source }),
    }));
    monaco.editor.setModelMarkers(model, owner, markers);
  }
}
