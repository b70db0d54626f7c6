import { ExitShell, FatalFailure, LeaveLoop, ReturnFrom, ShellFailure } from "../flow";
import { waitInForeground } from "../jobs";
import { launch } from "../launch";
import { complain, say, variable, type Scope } from "../scope";
import { environmentOf, lineNumber } from "../state";
import type { Builtin, Shell } from "../shell";
import { trap } from "./trap";

function statusOf(text: string | undefined, scope: Scope): number {
  if (text === undefined) return scope.state.status;
  if (/^[-+]?\d+$/.test(text)) return Number(text) & 255;
  complain(scope, `exit: ${text}: numeric argument required`);
  return 2;
}

const source: Builtin = ([path, ...args], scope, shell) => {
  if (path === undefined) throw new ShellFailure(".: filename argument required", 2);
  const { system, state } = scope;
  const fd = system.open(path, 0);
  const pieces: Uint8Array[] = [];
  for (let piece = system.read(fd, 65_536); piece.length > 0; piece = system.read(fd, 65_536)) pieces.push(piece);
  system.close(fd);
  const text = pieces.map((piece) => new TextDecoder().decode(piece)).join("");
  const before = state.positional;
  if (args.length > 0) state.positional = args;
  const { at } = state;
  const leave = shell.enter(state, "source", path);
  try {
    return shell.runText(text, { ...scope, firstLine: 1 });
  } catch (error) {
    if (error instanceof ReturnFrom) return error.status;
    throw error;
  } finally {
    leave();
    state.at = at;
    if (args.length > 0) state.positional = before;
  }
};

function found(name: string, scope: Scope): string | undefined {
  if (name.includes("/")) return scope.system.access(name, 1) ? name : undefined;
  const folders = (variable(scope.state, "PATH") ?? "").split(":");
  return folders.map((folder) => `${folder || "."}/${name}`).find((path) => scope.system.access(path, 1));
}

interface Described {
  readonly kind: "alias" | "keyword" | "function" | "builtin" | "file";
  readonly text: string;
  readonly path: string;
}

const keywords = new Set(
  "if then else elif fi for while until do done case esac in select function time coproc { } ! [[ ]]".split(" "),
);

function described(name: string, scope: Scope, shell: Shell): Described | undefined {
  const { state } = scope;
  const alias = state.aliases.get(name);
  if (alias !== undefined)
    return { kind: "alias", text: `${name} is aliased to \`${alias}'`, path: `alias ${name}='${alias}'` };
  if (keywords.has(name)) return { kind: "keyword", text: `${name} is a shell keyword`, path: name };
  if (state.functions.has(name)) return { kind: "function", text: `${name} is a function`, path: name };
  if (shell.builtin(name) !== undefined) return { kind: "builtin", text: `${name} is a shell builtin`, path: name };
  const path = found(name, scope);
  return path === undefined ? undefined : { kind: "file", text: `${name} is ${path}`, path };
}

/** `-t` says the kind in a word, `-p` and `-P` where a program lies. */
function shownBy(flags: string, { kind, text, path }: Described): string {
  if (flags.includes("t")) return `${kind}\n`;
  if (/p/i.test(flags)) return kind === "file" ? `${path}\n` : "";
  return `${text}\n`;
}

/** All that a name could mean, the nearest first (`-a`). */
function allOf(name: string, scope: Scope, shell: Shell): Described[] {
  const first = described(name, scope, shell);
  if (first === undefined) return [];
  const folders = (variable(scope.state, "PATH") ?? "").split(":");
  const paths = folders.map((folder) => `${folder || "."}/${name}`).filter((path) => scope.system.access(path, 1));
  const files = paths.map((path): Described => ({ kind: "file", text: `${name} is ${path}`, path }));
  return first.kind === "file" ? files : [first, ...files];
}

const type: Builtin = (args, scope, shell) => {
  const flags = args.filter((arg) => /^-[atpPf]+$/.test(arg)).join("");
  let status = 0;
  for (const name of args.filter((arg) => !arg.startsWith("-"))) {
    const one = described(name, scope, shell);
    const all = flags.includes("a") ? allOf(name, scope, shell) : one === undefined ? [] : [one];
    for (const what of all) {
      say(scope, 1, shownBy(flags, what));
      const own = what.kind === "function" && !/[tp]/i.test(flags) ? scope.state.functions.get(name) : undefined;
      if (own !== undefined) say(scope, 1, `${own.source.slice(own.node.pos, own.node.end)}\n`);
    }
    if (all.length > 0) continue;
    if (!/[tp]/i.test(flags)) complain(scope, `type: ${name}: not found`);
    status = 1;
  }
  return status;
};

const command: Builtin = (args, scope, shell) => {
  const [name, ...rest] = args.filter((arg) => arg !== "-p" && arg !== "--");
  if (name === "-v" || name === "-V") {
    const known = rest.map((one) => described(one, scope, shell)).filter((what) => what !== undefined);
    for (const what of known) say(scope, 1, `${name === "-v" ? what.path : what.text}\n`);
    return Number(known.length === 0);
  }
  if (name === undefined) return 0;
  const builtin = shell.builtin(name);
  if (builtin !== undefined) return builtin(rest, scope, shell);
  return runAside([name, ...rest], scope);
};

function runAside(args: readonly string[], scope: Scope): number {
  const group = scope.interactive ? 0 : undefined;
  const pid = launch(scope, { args, streams: scope.streams, env: environmentOf(scope.state), group });
  return waitInForeground(scope, scope.interactive ? pid : undefined, [pid]).statuses[0] ?? 0;
}

const leave =
  (kind: "break" | "continue"): Builtin =>
  ([levels = "1"], scope) => {
    if (!/^\d+$/.test(levels)) throw new FatalFailure(`${kind}: ${levels}: numeric argument required`, 128);
    const { loops } = scope.state;
    if (loops > 0) throw new LeaveLoop(kind, Math.min(loops, Math.max(1, Number(levels))));
    complain(scope, `${kind}: only meaningful in a \`for', \`while', or \`until' loop`);
    return 0;
  };

/** Where the function that runs was called, or the one so many calls out. */
const caller: Builtin = ([depth], scope, shell) => {
  const at = Number(depth ?? 0);
  const frame = shell.frames.at(-1 - at);
  if (frame === undefined || (depth !== undefined && shell.frames.length <= at + 1 && scope.state.file === ""))
    return 1;
  const outer = shell.frames.at(-2 - at);
  const file = outer?.file ?? frame.fileBefore;
  if (depth === undefined) say(scope, 1, `${frame.line} ${file || "NULL"}\n`);
  else say(scope, 1, `${frame.line} ${outer?.name ?? "main"} ${file}\n`);
  return 0;
};

const clock = (milliseconds: number): string =>
  `${Math.floor(milliseconds / 60_000)}m${((milliseconds % 60_000) / 1000).toFixed(3)}s`;

export const flow: Readonly<Record<string, Builtin>> = {
  ".": source,
  source,
  ":": () => 0,
  true: () => 0,
  false: () => 1,
  break: leave("break"),
  continue: leave("continue"),
  builtin: ([name = "", ...args], scope, shell) => {
    const own = shell.builtin(name);
    if (own === undefined) throw new ShellFailure(`builtin: ${name}: not a shell builtin`);
    return own(args, scope, shell);
  },
  caller,
  command,
  // What the children used isn't told to the shell.
  times: (_args, scope) => {
    say(scope, 1, `${clock(performance.now())} ${clock(0)}\n${clock(0)} ${clock(0)}\n`);
    return 0;
  },
  type,
  trap,
  eval: (args, scope, shell) => shell.runText(args.join(" "), { ...scope, firstLine: lineNumber(scope.state) }),
  exec: (args, scope) => {
    throw new ExitShell(runAside(args, scope));
  },
  // Nothing is remembered of where programs lie, so there is nothing to forget.
  hash: () => 0,
  exit: ([status], scope) => {
    throw new ExitShell(statusOf(status, scope));
  },
  return: ([status], scope, shell) => {
    if (shell.frames.length === 0 && !scope.state.inFunctionBeside) {
      complain(scope, "return: can only `return' from a function or sourced script");
      return 2;
    }
    throw new ReturnFrom(statusOf(status, scope));
  },
};
