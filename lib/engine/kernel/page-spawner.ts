import { socketFamily } from "../protocol/constants";
import type { PageRequests, SpawnStreams } from "../protocol/page-messages";
import { user as person } from "../protocol/user";
import { bridgeStream, bridgeTerminal } from "./bridges";
import { user } from "./base-tree";
import { fail } from "./kernel-error";
import { socketPair } from "./network";
import type { PortBridge } from "./port-bridge";
import type { Process } from "./process";
import { spawn, type ChildFile } from "./spawn";
import type { System } from "./system";
import { TerminalSlave, type Pty } from "./terminal-ends";

const usualEnv = [
  `HOME=${person.home}`,
  `USER=${person.name}`,
  `SHELL=${person.shell}`,
  "LANG=C.UTF-8",
  "TERM=xterm-256color",
  "PATH=/usr/local/bin:/usr/bin:/bin",
];

interface Started {
  readonly bridges: readonly PortBridge[];
  readonly pty: Pty | undefined;
}

interface Prepared extends Started {
  readonly files: readonly ChildFile[];
}

/** Starts programs for the page, with their streams led to ports. */
export class PageSpawner {
  readonly #started = new Map<number, Started>();

  constructor(readonly system: System) {}

  spawn(request: PageRequests["spawn"]["ask"]): number {
    const { system } = this;
    const { init } = system.processes;
    const prepared = prepare(system, request.streams);
    try {
      const process = spawn(system, init, {
        spec: { file: request.file, args: request.args, env: request.env ?? usualEnv, ...place(request), ...user },
        files: prepared.files,
        prepare: (made) => {
          lead(made, prepared);
        },
      });
      this.#started.set(process.pid, prepared);
      return process.pid;
    } catch (error) {
      for (const bridge of prepared.bridges) bridge.reset();
      prepared.pty?.onMasterClosed();
      throw error;
    }
  }

  resize(pid: number, columns: number, rows: number): void {
    const { pty } = this.#started.get(pid) ?? fail("ESRCH");
    (pty ?? fail("ENOTTY")).terminal.resize(columns, rows);
  }

  /** Answers after all that the process wrote has been posted. */
  wait(pid: number): Promise<{ code: number; signal: number }> {
    const { system } = this;
    const started = this.#started.get(pid) ?? fail("ESRCH");
    return new Promise((resolve, reject) => {
      const finish = (error: number, [, code = 0, signal = 0]: readonly number[] = []) => {
        if (error !== 0) {
          reject(new Error(`waiting failed with errno ${error}`));
          return;
        }
        this.#started.delete(pid);
        whenAllDrained(started.bridges, () => {
          // The terminal of a program that has ended goes when nobody else holds it.
          if (started.pty !== undefined && started.pty.slaves === 0) started.pty.onMasterClosed();
          resolve({ code, signal });
        });
      };
      system.processes.wait(system.processes.init, pid, 0, { finish, onCancel: undefined });
    });
  }
}

const place = ({ cwd }: { cwd?: string }) => (cwd === undefined ? {} : { cwd });

/** A program of the page's leads a session of its own; on a terminal, the terminal is its. */
function lead(process: Process, { pty, files }: Prepared): void {
  process.sid = process.pid;
  process.pgid = process.pid;
  process.keptForPage = true;
  process.terminal = undefined;
  if (pty === undefined) return;
  pty.terminal.session = process.pid;
  pty.terminal.foreground = process.pid;
  process.terminal = files[0]?.theirs;
}

function prepare(system: System, streams: SpawnStreams): Prepared {
  if (streams.type === "pty") {
    const pty = system.ptys.create(streams.columns, streams.rows);
    const slave = new TerminalSlave(pty);
    const file: ChildFile = { theirs: slave, ours: undefined };
    return { pty, bridges: [bridgeTerminal(streams.port, pty, system.host.settle)], files: [file, file, file] };
  }
  const bridges: PortBridge[] = [];
  const open = (port: MessagePort | undefined): ChildFile => {
    if (port === undefined) return { theirs: system.openNull(), ours: undefined };
    const [ours, theirs] = socketPair(socketFamily.unix);
    bridges.push(bridgeStream(port, ours, system.host.settle));
    return { theirs, ours };
  };
  const stdin = open(streams.stdin);
  const stdout = open(streams.stdout);
  const stderr = streams.merge === true ? stdout : open(streams.stderr);
  return { pty: undefined, bridges, files: [stdin, stdout, stderr] };
}

function whenAllDrained(bridges: readonly PortBridge[], run: () => void): void {
  let left = bridges.length;
  if (left === 0) run();
  for (const bridge of bridges)
    bridge.whenDrained(() => {
      left -= 1;
      if (left === 0) run();
    });
}
