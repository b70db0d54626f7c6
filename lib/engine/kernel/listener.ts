import { handleKind, pollEvent, S_IFSOCK, socketFamily } from "../protocol/constants";
import { errno } from "../protocol/errno.data";
import type { Waiter } from "./answer";
import { Description } from "./description";
import { fail } from "./kernel-error";
import { plainStat } from "./stat-numbers";
import type { SocketName, StreamEnd } from "./stream-end";

const backlogMax = 4096;

/** A socket that takes connections. */
export class Listener extends Description {
  override readonly kind: number;
  readonly #backlog: StreamEnd[] = [];
  readonly #acceptors: ((end: StreamEnd | undefined) => void)[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(
    readonly local: SocketName,
    public backlogSize: number,
    readonly onClose: (listener: Listener) => void,
  ) {
    super(2);
    this.kind = local.family === socketFamily.unix ? handleKind.pipe : handleKind.tcp;
  }

  override stat(): number[] {
    return plainStat(S_IFSOCK | 0o777);
  }

  protected override closed(): void {
    this.onClose(this);
    for (const end of this.#backlog.splice(0)) {
      end.reset();
      end.release();
    }
    for (const acceptor of this.#acceptors.splice(0)) acceptor(undefined);
  }

  /** Whether there was room for one more. */
  offer(end: StreamEnd): boolean {
    if (this.#backlog.length >= Math.min(backlogMax, Math.max(1, this.backlogSize))) return false;
    this.#backlog.push(end.retain());
    this.#serve();
    for (const listener of [...this.#listeners]) listener();
    return true;
  }

  /** Gives the next connection, with a reference that the taker must release. */
  accept(waiter: Waiter, give: (end: StreamEnd) => void): void {
    const acceptor = (end: StreamEnd | undefined) => {
      if (end === undefined) waiter.finish(-errno.ECANCELED);
      else give(end);
    };
    this.#acceptors.push(acceptor);
    waiter.onCancel = () => {
      const at = this.#acceptors.indexOf(acceptor);
      if (at >= 0) this.#acceptors.splice(at, 1);
    };
    this.#serve();
  }

  #serve(): void {
    while (this.#backlog.length > 0 && this.#acceptors.length > 0) this.#acceptors.shift()?.(this.#backlog.shift());
  }

  override read(): never {
    return fail("ENOTCONN");
  }
  override poll(): number {
    return this.#backlog.length > 0 ? pollEvent.in : 0;
  }
  override onPoll(changed: () => void): () => void {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  }
}
