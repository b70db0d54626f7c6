import { signals, type SignalName } from "../../protocol/signals.data";
import { ExitShell, LeaveLoop, ReturnFrom, ShellFailure } from "../flow";
import { waitInForeground } from "../jobs";
import { launch } from "../launch";
import { singleQuoted } from "../quote";
import { say, variable, type Scope } from "../scope";
import { environmentOf } from "../state";
import type { Builtin, Shell } from "../shell";

function statusOf(text: string | undefined, scope: Scope): number {
  if (text === undefined) return scope.state.status;
  if (/^[-+]?\d+$/.test(text)) return Number(text) & 255;
  say(scope, 2, `${scope.state.name}: exit: ${text}: numeric argument required\n`);
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
  try {
    return shell.runText(text, scope);
  } catch (error) {
    if (error instanceof ReturnFrom) return error.status;
    throw error;
  } finally {
    state.positional = before;
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

const type: Builtin = (args, scope, shell) => {
  const flags = args.filter((arg) => /^-[atpPf]+$/.test(arg)).join("");
  let status = 0;
  for (const name of args.filter((arg) => !arg.startsWith("-"))) {
    const what = described(name, scope, shell);
    if (what !== undefined) {
      say(scope, 1, shownBy(flags, what));
      continue;
    }
    if (flags === "") say(scope, 2, `${scope.state.name}: type: ${name}: not found\n`);
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
  ([levels = "1"]) => {
    throw new LeaveLoop(kind, Math.max(1, Number(levels) || 1));
  };

const events = new Set(["EXIT", "ERR", "DEBUG", "RETURN", ...Object.keys(signals).map((name) => name.slice(3))]);

function eventNamed(text: string): string {
  const name = text === "0" ? "EXIT" : text.toUpperCase().replace(/^SIG/, "");
  const numbered = Object.entries(signals)
    .find(([, number]) => String(number) === name)?.[0]
    .slice(3);
  return numbered ?? name;
}

function showTraps(names: readonly string[], scope: Scope, shell: Shell): void {
  for (const [event, action] of shell.traps) {
    const shown = Object.hasOwn(signals, `SIG${event}`) ? `SIG${event}` : event;
    if (names.length === 0 || names.includes(event)) say(scope, 1, `trap -- ${singleQuoted(action)} ${shown}\n`);
  }
}

const trap: Builtin = (args, scope, shell) => {
  if (args.length === 0 || args[0] === "-p") {
    showTraps(args.slice(1).map(eventNamed), scope, shell);
    return 0;
  }
  const words = args.filter((arg) => arg !== "--");
  const [action = "", ...named] = words.length === 1 ? ["-", ...words] : words;
  let code = 0;
  for (const text of named) {
    const event = eventNamed(text);
    if (!events.has(event)) {
      say(scope, 2, `${scope.state.name}: trap: ${text}: invalid signal specification\n`);
      code = 1;
    } else if (action === "-") shell.traps.delete(event);
    else {
      shell.traps.set(event, action);
      if (action === "" && Object.hasOwn(signals, `SIG${event}`))
        scope.system.ignoreSignal(signals[`SIG${event}` as SignalName]);
    }
  }
  return code;
};

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
  command,
  type,
  trap,
  eval: (args, scope, shell) => shell.runText(args.join(" "), scope),
  exec: (args, scope) => {
    throw new ExitShell(runAside(args, scope));
  },
  // Nothing is remembered of where programs lie, so there is nothing to forget.
  hash: () => 0,
  exit: ([status], scope) => {
    throw new ExitShell(statusOf(status, scope));
  },
  return: ([status], scope) => {
    throw new ReturnFrom(statusOf(status, scope));
  },
};
