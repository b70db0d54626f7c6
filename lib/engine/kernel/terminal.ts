import { cookedTerminal, terminalFlag } from "../protocol/constants";
import { signals } from "../protocol/signals.data";
import { ByteQueue } from "./byte-queue";
import { LineEditor } from "./line-editor";

const newline = 10;
const carriageReturn = 13;
const signalKeys: Readonly<Record<number, number>> = { 3: signals.SIGINT, 28: signals.SIGQUIT, 26: signals.SIGTSTP };
const stopKey = 19;
const startKey = 17;

/**
 * The line discipline between a terminal's two sides: what is typed becomes lines, echoes and signals for programs;
 * what programs write becomes what is shown. Knows no process: signals go out by `onSignal`.
 */
export class Terminal {
  /** For programs: in canonical mode one chunk a line. */
  readonly input = new ByteQueue();
  /** For whoever shows the terminal. */
  readonly output = new ByteQueue();
  flags: number = cookedTerminal;
  /** The process group that is typed to, and the session the terminal belongs to. */
  foreground = 0;
  session = 0;
  readonly #editor = new LineEditor();
  #held: Uint8Array[] | undefined;

  constructor(
    public columns: number,
    public rows: number,
    readonly onSignal: (signal: number) => void,
  ) {
    this.input.joins = false;
  }

  has(flag: number): boolean {
    return (this.flags & flag) !== 0;
  }

  setFlags(flags: number): void {
    const wasCanonical = this.has(terminalFlag.canonical);
    this.flags = flags;
    this.input.joins = !this.has(terminalFlag.canonical);
    // What has been typed of a line belongs to the program that now reads by key.
    if (wasCanonical && !this.has(terminalFlag.canonical)) {
      const typed = this.#editor.take();
      if (typed.length > 0) this.input.push(typed);
    }
  }

  resize(columns: number, rows: number): void {
    if (columns === this.columns && rows === this.rows) return;
    this.columns = columns;
    this.rows = rows;
    this.onSignal(signals.SIGWINCH);
  }

  /** What has been typed. */
  feed(bytes: Uint8Array): void {
    if (this.#plain()) {
      if (bytes.length > 0) this.input.push(bytes.slice());
      return;
    }
    for (const byte of bytes) this.#key(byte);
  }

  /** Raw, unechoed keys need no look at each byte. */
  #plain(): boolean {
    const special = terminalFlag.canonical | terminalFlag.echo | terminalFlag.signals | terminalFlag.crToNl;
    return (this.flags & special) === 0;
  }

  #key(byte: number): void {
    if (this.#editor.literal) {
      this.#take(byte);
      return;
    }
    const signal = this.has(terminalFlag.signals) ? signalKeys[byte] : undefined;
    if (signal !== undefined) {
      this.#editor.take();
      this.#echo(byte);
      this.release();
      this.onSignal(signal);
    } else if (this.has(terminalFlag.canonical) && byte === stopKey) this.#held ??= [];
    else if (this.has(terminalFlag.canonical) && byte === startKey) this.release();
    else this.#take(byte === carriageReturn && this.has(terminalFlag.crToNl) ? newline : byte);
  }

  #take(byte: number): void {
    if (!this.has(terminalFlag.canonical)) {
      this.#echo(byte);
      this.input.push(Uint8Array.of(byte));
      return;
    }
    const { echo, line } = this.#editor.key(byte);
    if (echo === "key") this.#echo(byte);
    else if (echo.length > 0 && this.has(terminalFlag.echo)) this.#show(new TextEncoder().encode(echo));
    if (line !== undefined) this.input.push(line);
  }

  #echo(byte: number): void {
    if (!this.has(terminalFlag.echo)) return;
    if (byte === newline) this.#show(Uint8Array.of(newline));
    else if (byte < 32 && byte !== 9 && this.has(terminalFlag.echoControl)) this.#show(Uint8Array.of(94, byte + 64));
    else this.#show(Uint8Array.of(byte));
  }

  #show(bytes: Uint8Array): void {
    const shown = this.processed(bytes);
    if (this.#held === undefined) this.output.push(shown);
    else this.#held.push(shown);
  }

  /** Whether ^S holds the output back. */
  get stopped(): boolean {
    return this.#held !== undefined;
  }

  /** As ^Q: what was held back is shown. */
  release(): void {
    const held = this.#held;
    this.#held = undefined;
    for (const bytes of held ?? []) this.output.push(bytes);
    for (const listener of this.#released.splice(0)) listener();
  }

  /** Runs when ^Q has been typed, or at once. */
  whenReleased(run: () => void): void {
    if (this.stopped) this.#released.push(run);
    else run();
  }

  readonly #released: (() => void)[] = [];

  /** What programs write, as it is shown: a newline also returns the carriage. */
  processed(bytes: Uint8Array): Uint8Array {
    if (!this.has(terminalFlag.nlToCrNl)) return bytes;
    let newlines = 0;
    for (const byte of bytes) if (byte === newline) newlines += 1;
    if (newlines === 0) return bytes;
    const shown = new Uint8Array(bytes.length + newlines);
    let at = 0;
    for (const byte of bytes) {
      if (byte === newline) shown[at++] = carriageReturn;
      shown[at++] = byte;
    }
    return shown;
  }
}
