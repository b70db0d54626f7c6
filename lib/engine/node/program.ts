import { readEnvFiles } from "@/lib/engine/node/env-files";
import { readText, runPackageScript } from "@/lib/engine/node/run-package-script";
import { createEnvironment } from "@/lib/engine/node/environment";
import { parseCommandLine, splitNodeOptions, type CommandLine } from "@/lib/engine/node/options";
import { forbidStrings } from "@/lib/engine/node/modules/code-generation";
import { applyPermissions } from "@/lib/engine/node/permissions/permission";
import { applyProtoRule } from "@/lib/engine/node/proto-rule";
import { applyStackLimit } from "@/lib/engine/node/stack-depth";
import { portsOf } from "@/lib/engine/node/messaging/message-port";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import type { Realm } from "@/lib/engine/node/realm";
import type { RunMessage } from "@/lib/engine/protocol/process-messages";
import { handleKind } from "@/lib/engine/protocol/constants";
import { op } from "@/lib/engine/protocol/operations";

const badOption = 9;

function write(host: ProcessHost, fd: number, text: string): void {
  host.syscalls.call(op.write, [fd, -1], [text]);
}

/** Which of the library's main scripts the command line asks for, as `StartExecution` in node.cc chooses. */
export function mainScriptOf({ values, args }: CommandLine, isInteractive: () => boolean): string {
  if (values["[has_eval_string]"] && !values["--interactive"]) return "internal/main/eval_string";
  if (values["--check"]) return "internal/main/check_syntax";
  if (values["--test"]) return "internal/main/test_runner";
  if (values["--watch"]) return "internal/main/watch_mode";
  const [script] = args;
  if (script !== undefined && script !== "-") return "internal/main/run_main_module";
  if (values["--interactive"] || (script === undefined && isInteractive())) return "internal/main/repl";
  return "internal/main/eval_stdin";
}

function refuse(host: ProcessHost, errors: readonly string[]): void {
  for (const error of errors) write(host, 2, `${host.state.run.argv0}: ${error}\n`);
  host.exit(badOption);
}

/** What needs nothing of the library: `--version`, `--run`. */
function answersAtOnce(host: ProcessHost, { values, args }: CommandLine): boolean {
  const { "--run": name } = values;
  if (values["--version"]) {
    write(host, 1, `${host.tables.version}\n`);
    host.exit(0);
  } else if (typeof name === "string" && name !== "") {
    const { code, says } = runPackageScript(host, name, args);
    if (says !== undefined) write(host, 2, says);
    host.exit(code);
  } else return false;
  return true;
}

function stdinIsTerminal(host: ProcessHost): boolean {
  return host.syscalls.call(op.kind, [0]) === 0 && host.syscalls.numbers[0] === handleKind.tty;
}

/** What two starts of the same program have in common. */
const programOf = ({ cwd }: RunMessage, script = ""): string => (script.startsWith("/") ? script : `${cwd}/${script}`);

function enterMain(host: ProcessHost, realm: Realm, script: string): void {
  host.loop.start(() => {
    host.asyncIds.push(1, 0, {});
    realm.runMain(script);
    host.asyncIds.pop(1);
  });
}

/** What a thread is told at its start, as JSON. */
export interface ThreadData {
  readonly name: string;
  readonly env: readonly string[];
  readonly execArgv: readonly string[];
  readonly resourceLimits: readonly number[];
}

/** Runs a thread: the library gets its script by a message. */
export function runThread(
  host: ProcessHost,
  realm: Realm,
  run: RunMessage,
  thread: NonNullable<RunMessage["thread"]>,
): void {
  const { name, env, execArgv, resourceLimits } = JSON.parse(thread.data) as ThreadData;
  const commandLine = parseCommandLine(host.tables, execArgv);
  const port = portsOf(host).create();
  port.bindRemote(thread.end);
  const environment = createEnvironment(env, host.errors);
  const state = { id: thread.id, name, resourceLimits, port };
  Object.assign(host.state, { run, commandLine: { ...commandLine, args: [] }, environment, thread: state });
  const { id } = state;
  const worker = { isMainThread: false, ownsProcessState: false, threadId: id, threadName: name };
  Object.assign(host.binding("worker"), worker, { resourceLimits: Float64Array.from(resourceLimits) });
  host.process["env"] = environment;
  applyPermissions(host);
  applyProtoRule(host);
  realm.becomeThread();
  host.syscalls.foresee(`${programOf(run, run.args[1])}#thread`);
  enterMain(host, realm, "internal/main/worker_thread");
}

/** The command line with the environment it is read in: the process's own and that of `--env-file`. */
function readCommandLine(host: ProcessHost, run: RunMessage): { commandLine: CommandLine; env: readonly string[] } {
  const pairs = new Map(run.env.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]));
  const given = run.args.slice(1);
  const parse = (nodeOptions = ""): CommandLine => parseCommandLine(host.tables, given, nodeOptions);
  const commandLine = parse(pairs.get("NODE_OPTIONS"));
  if (commandLine.values["[has_env_file_string]"] !== true) return { commandLine, env: run.env };
  const files = readEnvFiles(commandLine.execArgv, pairs, (path) => readText(host, path));
  for (const note of files.notes) write(host, 2, `${note}\n`);
  const withFiles = parse(files.nodeOptions);
  const errors = [...files.errors, ...withFiles.errors];
  return { commandLine: { ...withFiles, errors }, env: [...run.env, ...files.pairs] };
}

/** Runs a program in a process whose library is up. */
export function runProgram(host: ProcessHost, realm: Realm, run: RunMessage): void {
  if (run.thread) {
    runThread(host, realm, run, run.thread);
    return;
  }
  host.state.run = run;
  const { commandLine, env } = readCommandLine(host, run);
  const environment = createEnvironment(env, host.errors);
  Object.assign(host.state, { run: { ...run, env }, commandLine, environment });
  host.process["env"] = environment;
  applyStackLimit([...(splitNodeOptions(environment["NODE_OPTIONS"] ?? "") ?? []), ...commandLine.execArgv]);
  applyPermissions(host);
  applyProtoRule(host);
  if (commandLine.values["--disallow-code-generation-from-strings"] === true) forbidStrings(globalThis);
  if (commandLine.errors.length > 0) refuse(host, commandLine.errors);
  if (answersAtOnce(host, commandLine)) return;
  const script = commandLine.values["--help"]
    ? "internal/main/print_help"
    : mainScriptOf(commandLine, () => stdinIsTerminal(host));
  if (script === "internal/main/run_main_module") host.syscalls.foresee(programOf(run, commandLine.args[0]));
  enterMain(host, realm, script);
}
