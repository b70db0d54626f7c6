import { S_IFDIR, S_IFREG } from "../protocol/constants";
import { generatedLinkMode } from "./base-tree";
import type { Description } from "./description";
import type { FileSystem } from "./file-system";
import { Inode, pathOf, type Generated, type Volume } from "./inode";
import type { Process } from "./process";
import type { ProcessTable } from "./process-table";

/** `/proc`: nothing is stored, each look makes up what it finds. */
export class ProcFiles {
  readonly #volume: Volume;
  #lastIno = 1 << 30;

  constructor(
    readonly files: FileSystem,
    readonly processes: ProcessTable,
    readonly bootedAt: number,
  ) {
    this.#volume = files.createVolume();
  }

  /** Takes the place of the empty directory that stands there. */
  mount(): void {
    const { root } = this.files;
    root.entries?.delete("proc");
    const top = this.#directory({
      lookup: (name, pid) => this.#top(name, pid),
      list: () => [...this.processes.all().map(({ pid }) => String(pid)), ...Object.keys(this.#texts), "self", "sys"],
    });
    root.entries?.set("proc", top);
    top.links = [{ directory: root, name: "proc" }];
    top.nlink = 2;
  }

  readonly #texts: Readonly<Record<string, () => string>> = {
    uptime: () => `${this.#uptime().toFixed(2)} 0.00\n`,
    loadavg: () => `0.00 0.00 0.00 1/${this.processes.size} ${this.processes.size}\n`,
    version: () => "Linux version 6.1.0 (tabsmith)\n",
    meminfo: () => this.#memory(),
    cpuinfo: () => Array.from({ length: navigatorCores() }, (_, core) => `processor\t: ${core}\n\n`).join(""),
    mounts: () => "tabsmith / tabsmith rw 0 0\n",
    filesystems: () => "nodev\ttabsmith\n",
  };

  readonly #settings: Readonly<Record<string, string>> = {
    hostname: "tab",
    ostype: "Linux",
    osrelease: "6.1.0",
    pid_max: "4194304",
  };

  /** `/proc/sys`: what the machine is called. */
  #sys(): Inode {
    const settings = this.#directory({
      lookup: (name) => {
        const text = Object.hasOwn(this.#settings, name) ? this.#settings[name] : undefined;
        return text === undefined ? undefined : this.#file(() => `${text}\n`);
      },
      list: () => Object.keys(this.#settings),
    });
    const only = (name: string, node: Inode): Inode =>
      this.#directory({ lookup: (asked) => (asked === name ? node : undefined), list: () => [name] });
    return only("kernel", settings);
  }

  #uptime(): number {
    return (this.files.now() - this.bootedAt) / 1000;
  }

  #memory(): string {
    const total = Math.floor(this.files.limits.totalBytes / 1024);
    const free = total - Math.ceil(this.files.usage.bytes / 1024);
    return `MemTotal:       ${total} kB\nMemFree:        ${free} kB\nMemAvailable:   ${free} kB\n`;
  }

  #top(name: string, pid: number): Inode | undefined {
    if (name === "sys") return this.#sys();
    if (name === "self" || name === "thread-self") return this.#link({ target: () => `/proc/${pid}` });
    const content = Object.hasOwn(this.#texts, name) ? this.#texts[name] : undefined;
    if (content !== undefined) return this.#file(content);
    const process = /^\d+$/.test(name) ? this.processes.get(Number(name)) : undefined;
    return process === undefined ? undefined : this.#process(process);
  }

  #process(process: Process): Inode {
    const path = (node: Inode) => pathOf(node, this.files.root) ?? "(deleted)";
    const made: Readonly<Record<string, () => Inode>> = {
      cmdline: () => this.#file(() => process.args.map((arg) => `${arg}\0`).join("")),
      environ: () => this.#file(() => process.env.map((pair) => `${pair}\0`).join("")),
      comm: () => this.#file(() => `${commandOf(process)}\n`),
      stat: () => this.#file(() => statLine(process)),
      status: () => this.#file(() => statusText(process)),
      cwd: () => this.#link({ target: () => path(process.cwd) }),
      exe: () => this.#link({ target: () => process.execPath }),
      root: () => this.#link({ target: () => "/" }),
      fd: () => this.#descriptors(process, path),
    };
    return this.#directory({
      lookup: (name) => (Object.hasOwn(made, name) ? made[name]?.() : undefined),
      list: () => Object.keys(made),
    });
  }

  #descriptors(process: Process, path: (node: Inode) => string): Inode {
    const target = (file: Description): string => (file.node === undefined ? "stream:[0]" : path(file.node));
    return this.#directory({
      list: () => process.files.numbers().map(String),
      lookup: (name) => {
        const file = /^\d+$/.test(name) ? process.files.peek(Number(name)) : undefined;
        return file && this.#link({ target: () => target(file), opened: () => file });
      },
    });
  }

  #node(mode: number, generated: Generated): Inode {
    this.#lastIno += 1;
    const node = new Inode(this.#lastIno, mode, this.#volume, this.files.now());
    node.generated = generated;
    node.nlink = 1;
    return node;
  }

  #directory(generated: Generated): Inode {
    return this.#node(S_IFDIR | 0o555, generated);
  }
  #file(content: () => string): Inode {
    return this.#node(S_IFREG | 0o444, { content });
  }
  #link(generated: Generated): Inode {
    return this.#node(generatedLinkMode, generated);
  }
}

const navigatorCores = (): number => (typeof navigator === "undefined" ? 1 : (navigator.hardwareConcurrency ?? 1));

const commandOf = (process: Process): string => (process.argv0.split("/").at(-1) ?? "").slice(0, 15);

const letters = { starting: "R", running: "R", stopped: "T", zombie: "Z", dead: "X" } as const;

function statLine(process: Process): string {
  const parent = process.parent?.pid ?? 0;
  const rest = Array.from({ length: 45 }, () => "0").join(" ");
  return `${process.pid} (${commandOf(process)}) ${letters[process.state]} ${parent} ${process.pgid} ${process.sid} ${rest}\n`;
}

function statusText(process: Process): string {
  const ids = (id: number) => [id, id, id, id].join("\t");
  return [
    `Name:\t${commandOf(process)}`,
    `State:\t${letters[process.state]}`,
    `Pid:\t${process.pid}`,
    `PPid:\t${process.parent?.pid ?? 0}`,
    `Uid:\t${ids(process.uid)}`,
    `Gid:\t${ids(process.gid)}`,
    `VmRSS:\t${Math.ceil(process.usage.memory / 1024)} kB`,
    `Threads:\t${Math.max(1, process.threads.size)}`,
    "",
  ].join("\n");
}
