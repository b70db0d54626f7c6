import { fieldCount } from "@/lib/engine/node/bindings/fs/stats";
import { HandleWrap } from "@/lib/engine/node/handles/handle-wrap";
import { thisProcess } from "@/lib/engine/node/this-process";
import { op } from "@/lib/engine/protocol/operations";

const accessTime = 10;
const accessNanoseconds = 11;

const zeros = new Float64Array(fieldCount);

function differs(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  for (let at = 0; at < fieldCount; at++) {
    if (at !== accessTime && at !== accessNanoseconds && a[at] !== b[at]) return true;
  }
  return false;
}

/** `fs.watchFile`: looks at a file from time to time, as libuv's `uv_fs_poll`. */
export class StatWatcher extends HandleWrap {
  declare onchange?: (status: number, stats: Float64Array | BigInt64Array) => void;
  readonly #bigint: boolean;
  #path = "";
  #interval = 0;
  #timer: number | undefined;
  #before: Float64Array = zeros;
  /** The errno of the last look, 1 after a good one, 0 before the first. */
  #state = 0;

  constructor(bigint: boolean) {
    super("STATWATCHER");
    this.#bigint = bigint;
  }

  start(path: string, interval: number): number {
    this.#path = path;
    this.#interval = Math.max(1, interval);
    this.setActive(true);
    this.#look();
    return 0;
  }

  #look(): void {
    const { syscalls } = thisProcess();
    syscalls.later(op.stat, [], [this.#path], (errno, numbers) => {
      if (this.isClosing) return;
      this.#compare(errno, errno < 0 ? zeros : Float64Array.from(Array.from(numbers).slice(0, fieldCount)));
      this.#again();
    });
  }

  #again(): void {
    const { native, loop } = thisProcess();
    if (this.isClosing) return;
    this.#timer = native.setTimeout(() => loop.postUnreferenced(() => this.#look()), this.#interval);
  }

  #compare(errno: number, now: Float64Array): void {
    const before = this.#before;
    const state = this.#state;
    this.#state = errno < 0 ? errno : 1;
    if (errno < 0) {
      if (state === errno) return;
      this.#tell(errno, zeros, before);
      return;
    }
    this.#before = now;
    if (state !== 0 && (state < 0 || differs(before, now))) this.#tell(0, now, before);
  }

  #tell(status: number, now: Float64Array, before: Float64Array): void {
    const both = [...now, ...before];
    const stats = this.#bigint
      ? BigInt64Array.from(both, (value) => BigInt(Math.trunc(value)))
      : Float64Array.from(both);
    this.makeCallback(this.onchange, status, stats);
  }

  override release(): void {
    thisProcess().native.clearTimeout(this.#timer);
  }
}
