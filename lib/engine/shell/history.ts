import { readAll } from "./create-shell";
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

/** Fills `lines` with what earlier terminals left. */
export function loadHistory(scope: Scope, lines: string[]): void {
  let all: string[] = [];
  withFile(scope, openModes.read, (fd) => {
    all = readAll(scope, fd).split("\n").filter(Boolean);
  });
  lines.push(...all.slice(-kept));
  if (all.length <= 2 * kept) return;
  withFile(scope, openModes.write, (fd) => {
    scope.system.write(fd, `${lines.join("\n")}\n`);
  });
}

/** A line that begins with a blank, or says what the one before said, is not kept. */
export function remember(scope: Scope, lines: string[], text: string): void {
  if (text.trim() === "" || text.startsWith(" ") || lines.at(-1) === text) return;
  lines.push(text);
  withFile(scope, openModes.append, (fd) => {
    scope.system.write(fd, `${text}\n`);
  });
}
