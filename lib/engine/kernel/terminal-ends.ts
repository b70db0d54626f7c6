import { endOfStream, handleKind, O_RDWR, pollEvent, S_IFCHR } from "../protocol/constants";
import { errno } from "../protocol/errno.data";
import { type Answer, type Waiter } from "./answer";
import { Description } from "./description";
import { noBytes, type Inode } from "./inode";
import { fail } from "./kernel-error";
import { plainStat, statNumbers } from "./stat-numbers";
import type { Terminal } from "./terminal";

/** A terminal and how many have each side of it open. */
export interface Pty {
  readonly id: number;
  readonly terminal: Terminal;
  readonly node: Inode;
  slaves: number;
  readonly onMasterClosed: () => void;
}

/** The side that programs see. */
export class TerminalSlave extends Description {
  override readonly kind = handleKind.tty;

  constructor(
    readonly pty: Pty,
    flags: number = O_RDWR,
  ) {
    super(flags);
    pty.slaves += 1;
  }

  override stat(): number[] {
    return statNumbers(this.pty.node);
  }

  protected override closed(): void {
    this.pty.slaves -= 1;
  }

  override read(length: number, _position: number, waiter: Waiter): undefined {
    const { input } = this.pty.terminal;
    if (input.broken) fail("EIO");
    input.read(length, waiter, (bytes) => {
      waiter.finish(0, [bytes?.length ?? 0], [bytes ?? noBytes]);
    });
  }

  receive(max: number, waiter: Waiter): void {
    const { input } = this.pty.terminal;
    if (input.broken) fail("EIO");
    input.read(max, waiter, (bytes) => {
      // ^D on an empty line: the end of input, though the terminal lives on.
      if (bytes === undefined || bytes.length === 0) waiter.finish(endOfStream);
      else waiter.finish(0, [bytes.length, -1], [bytes]);
    });
  }

  override write(bytes: Uint8Array, _position: number, waiter: Waiter): Answer | undefined {
    const { terminal } = this.pty;
    if (terminal.output.broken) fail("EIO");
    const length = bytes.length;
    const counted: Waiter = {
      finish: (error) => {
        waiter.finish(error === -errno.EPIPE ? -errno.EIO : error, [length]);
      },
      onCancel: undefined,
    };
    let cancelled = false;
    waiter.onCancel = () => {
      cancelled = true;
      counted.onCancel?.();
    };
    terminal.whenReleased(() => {
      if (!cancelled) terminal.output.write(terminal.processed(bytes), counted);
    });
    return undefined;
  }

  override poll(): number {
    const { input, output } = this.pty.terminal;
    return input.poll().readable | (output.poll().writable & pollEvent.out);
  }

  override onPoll(changed: () => void): () => void {
    return this.pty.terminal.input.onChange(changed);
  }
}

/** The side that shows the terminal, when a program holds it. */
export class TerminalMaster extends Description {
  override readonly kind = handleKind.tty;

  constructor(readonly pty: Pty) {
    super(O_RDWR);
  }

  override stat(): number[] {
    return plainStat(S_IFCHR | 0o620, 0x502);
  }

  protected override closed(): void {
    this.pty.onMasterClosed();
  }

  override read(length: number, _position: number, waiter: Waiter): undefined {
    this.pty.terminal.output.read(length, waiter, (bytes) => {
      waiter.finish(0, [bytes?.length ?? 0], [bytes ?? noBytes]);
    });
  }

  receive(max: number, waiter: Waiter): void {
    this.pty.terminal.output.read(max, waiter, (bytes) => {
      if (bytes === undefined) waiter.finish(endOfStream);
      else waiter.finish(0, [bytes.length, -1], [bytes]);
    });
  }

  override write(bytes: Uint8Array, _position: number, waiter: Waiter): undefined {
    this.pty.terminal.feed(bytes);
    waiter.finish(0, [bytes.length]);
  }
}
