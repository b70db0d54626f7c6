import { foreseeable, questionOf } from "../protocol/foreseen";
import { textOf, type Part } from "../protocol/parts";

/** A program's start asks for about a thousand; one that asks for more won't ask for the same again. */
const mostQuestions = 3000;
const mostPrograms = 24;
/** What a program asks for later isn't part of its start. */
const startMilliseconds = 4000;

export interface Asked {
  readonly op: number;
  readonly numbers: readonly number[];
  readonly path: string;
}

/** What one program asked for at its starts, in that order. */
export type ReadingList = Map<string, Asked>;

/** What processes that are busy starting are asking for. */
export interface Reader {
  readonly list: ReadingList;
  readonly until: number;
  /** How many more are noted: who asks the same again and again isn't starting any more. */
  left: number;
}

/** Remembers what programs ask for while they start: they ask for the same next time. */
export class ReadingLists {
  readonly #lists = new Map<string, ReadingList>();
  /** Hears of each start. */
  onOpened: (() => void) | undefined;

  constructor(readonly now: () => number) {}

  /** The list of a program, on which a process of it goes on noting what it asks. */
  open(program: string): Reader {
    const list = this.#lists.get(program) ?? new Map<string, Asked>();
    this.#lists.delete(program);
    this.#lists.set(program, list);
    const [oldest] = this.#lists.keys();
    if (this.#lists.size > mostPrograms && oldest !== undefined) this.#lists.delete(oldest);
    this.onOpened?.();
    return { list, until: this.now() + startMilliseconds, left: 2 * mostQuestions };
  }

  /** In the order of their last start. */
  all(): readonly (readonly [program: string, list: ReadingList])[] {
    return [...this.#lists];
  }

  /** What is known from elsewhere comes after what is known from here. */
  adopt(program: string, list: ReadingList): void {
    const own = this.#lists.get(program);
    if (own === undefined) this.#lists.set(program, list);
    else for (const [question, asked] of list) if (own.size < mostQuestions) own.set(question, asked);
  }

  /** False when there is no more to note. */
  note(reader: Reader, number: number, numbers: readonly number[], parts: readonly Part[]): boolean {
    if (!foreseeable.has(number) || parts.length !== 1) return true;
    reader.left -= 1;
    if (reader.left < 0 || reader.list.size >= mostQuestions || this.now() > reader.until) return false;
    const path = textOf(parts[0]);
    const question = questionOf(number, numbers, [path]);
    if (question !== undefined) reader.list.set(question, { op: number, numbers, path });
    return true;
  }
}
