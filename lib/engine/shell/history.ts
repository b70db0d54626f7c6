import { readAll } from "./read-all";
import { variable, type Scope } from "./scope";
import { openModes, SystemError } from "./system";

const kept = 1000;

/** The place of the lines that were typed, which outlive the terminal: `HISTFILE`, else a file at home. */
function placeOf({ state }: Scope): string | undefined {
  const named = variable(state, "HISTFILE");
  if (named !== undefined) return named === "" ? undefined : named;
  const home = variable(state, "HOME");
  return home === undefined ? undefined : `${home}/.sh_history`;
}

function tried(work: () => void): void {
  try {
    work();
  } catch (error) {
    // A history that can't be kept is no reason to refuse a command.
    if (!(error instanceof SystemError)) throw error;
  }
}

function withFile(scope: Scope, mode: number, work: (fd: number) => void): void {
  const place = placeOf(scope);
  if (place === undefined) return;
  tried(() => {
    const fd = scope.system.open(place, mode, 0o600);
    work(fd);
    scope.system.close(fd);
  });
}

/** An entry of several lines has a backslash at the end of each but the last. */
const written = (entry: string): string => `${entry.replaceAll("\n", "\\\n")}\n`;

const entriesOf = (text: string): string[] =>
  (text.match(/(?:[^\n\\]|\\[^])+/g) ?? []).map((entry) => entry.replaceAll("\\\n", "\n"));

/** Fills `lines` with what earlier terminals left. */
export function loadHistory(scope: Scope, lines: string[]): void {
  let all: string[] = [];
  withFile(scope, openModes.read, (fd) => {
    all = entriesOf(readAll(scope, fd));
  });
  lines.push(...all.slice(-kept));
  if (all.length <= 2 * kept) return;
  withFile(scope, openModes.write, (fd) => {
    scope.system.write(fd, lines.map(written).join(""));
  });
}

/** A line that begins with a blank, or says what the one before said, is not kept. */
export function remember(scope: Scope, lines: string[], text: string): void {
  if (text.trim() === "" || text.startsWith(" ") || lines.at(-1) === text) return;
  lines.push(text);
  withFile(scope, openModes.append, (fd) => {
    scope.system.write(fd, written(text));
  });
}

/** Writes all that is remembered over what the file holds. */
export function saveHistory(scope: Scope, lines: readonly string[]): void {
  withFile(scope, openModes.write, (fd) => {
    scope.system.write(fd, lines.map(written).join(""));
  });
}
