import { S_IFCHR } from "../protocol/constants";
import { errno } from "../protocol/errno.data";
import { signals } from "../protocol/signals.data";
import type { FileSystem } from "./file-system";
import type { Inode } from "./inode";
import { fail } from "./kernel-error";
import { Terminal } from "./terminal";
import type { Pty } from "./terminal-ends";

const ptysMax = 256;

/** All pseudo terminals, and their names in `/dev/pts`. */
export class PtyTable {
  readonly #ptys = new Map<number, Pty>();

  constructor(
    readonly files: FileSystem,
    readonly directory: Inode,
    readonly signalGroup: (pgid: number, signal: number) => void,
  ) {}

  get(id: number): Pty {
    return this.#ptys.get(id) ?? fail("ENXIO");
  }

  create(columns: number, rows: number): Pty {
    let id = 0;
    while (this.#ptys.has(id)) id += 1;
    if (id >= ptysMax) fail("ENOSPC");
    const terminal = new Terminal(columns, rows, (signal) => {
      if (terminal.foreground > 0) this.signalGroup(terminal.foreground, signal);
    });
    const node = this.files.create(this.directory, String(id), S_IFCHR | 0o620, { uid: 1000, gid: 5 });
    node.device = `pts/${id}`;
    const onMasterClosed = () => {
      this.#hangUp(pty);
    };
    const pty: Pty = { id, terminal, node, slaves: 0, onMasterClosed };
    this.#ptys.set(id, pty);
    return pty;
  }

  /** Whoever showed the terminal has gone: its programs are told, their reads end. */
  #hangUp(pty: Pty): void {
    if (!this.#ptys.delete(pty.id)) return;
    const { terminal, node } = pty;
    for (const pgid of new Set([terminal.session, terminal.foreground])) {
      if (pgid <= 0) continue;
      this.signalGroup(pgid, signals.SIGHUP);
      this.signalGroup(pgid, signals.SIGCONT);
    }
    terminal.input.end();
    terminal.output.break(-errno.EIO);
    const name = node.links[0]?.name;
    if (name !== undefined) this.files.detach(this.directory, name);
  }
}
