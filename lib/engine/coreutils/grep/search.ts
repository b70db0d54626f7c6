import { isBinary } from "../lines/bytes-text";
import { readLines, type Line } from "../lines/read-lines";
import type { Matcher } from "./matcher";
import type { Report } from "./report";
import type { GrepSettings } from "./settings";

interface Numbered {
  readonly text: string;
  readonly number: number;
  readonly offset: number;
}

/** One file's search: what was found so far, and the lines that may have to be shown before the next. */
class Search {
  found = 0;
  private number = 0;
  private offset = 0;
  private after = 0;
  private lastShown = 0;
  private readonly before: Numbered[] = [];

  constructor(
    private readonly name: string,
    private readonly searching: Searching,
    private readonly isQuiet: boolean,
  ) {}

  /** Goes on without showing more. */
  quietly(): Search {
    const search = new Search(this.name, this.searching, true);
    search.found = this.found;
    return search;
  }

  /** False when no more lines are wanted. */
  takeAll(lines: readonly Line[], isOnceEnough: boolean): boolean {
    return lines.every((line) => this.take(line) && !(isOnceEnough && this.found > 0));
  }

  private take({ text, isEnded }: Line): boolean {
    const line = { text, number: ++this.number, offset: this.offset };
    this.offset += Buffer.byteLength(text) + (isEnded ? 1 : 0);
    if (this.found >= this.searching.settings.most) return this.afterwards(line);
    if (this.searching.matcher.fits(text) === this.searching.settings.has("v")) return this.afterwards(line);
    this.found += 1;
    if (!this.isQuiet) this.show(line);
    return this.found < this.searching.settings.most || this.after > 0;
  }

  private afterwards(line: Numbered): boolean {
    if (this.isQuiet || this.searching.settings.has("o")) return this.found < this.searching.settings.most;
    if (this.after > 0) {
      this.after -= 1;
      this.write(line, false);
    } else if (this.searching.settings.before > 0) {
      this.before.push(line);
      if (this.before.length > this.searching.settings.before) this.before.shift();
    }
    return this.found < this.searching.settings.most || this.after > 0;
  }

  private show(line: Numbered): void {
    const { name } = this;
    const { settings, matcher, report } = this.searching;
    if (settings.has("o")) {
      if (settings.has("v")) return;
      for (const fit of matcher.all(line.text))
        if (fit[1] > fit[0]) report.part(name, line.number, line.offset, line.text, fit);
      return;
    }
    for (const earlier of this.before.splice(0)) this.write(earlier, false);
    this.write(line, true);
    this.after = settings.after;
  }

  private write(line: Numbered, isFit: boolean): void {
    const { name } = this;
    const { settings, matcher, report } = this.searching;
    const hasContext = settings.before > 0 || settings.after > 0;
    if (hasContext && this.searching.gaps.shown && line.number !== this.lastShown + 1 && !settings.has("no-separator"))
      report.gap();
    this.searching.gaps.shown = true;
    this.lastShown = line.number;
    const fits = settings.isColored && !settings.has("v") ? matcher.all(line.text) : [];
    report.line(name, line.number, line.offset, line.text, isFit ? fits : undefined);
  }
}

export interface Found {
  readonly count: number;
  /** It isn't shown that a binary file fits, only said. */
  readonly isBinary: boolean;
}

/** What a search of one file needs. */
export interface Searching {
  readonly matcher: Matcher;
  readonly settings: GrepSettings;
  readonly report: Report;
  /** Whether something was shown before, so that `--` may stand between. */
  readonly gaps: { shown: boolean };
}

/** Searches one file; the lines are shown as they are found. */
export async function searchFile(file: string, name: string, searching: Searching): Promise<Found> {
  const { settings } = searching;
  const isSilent = ["c", "l", "L", "q"].some(settings.has);
  const minds = settings.binary !== "text" && !settings.has("z");
  let search = new Search(name, searching, isSilent);
  let binary = false;
  for await (const lines of readLines(file, settings.has("z") ? "\0" : "\n")) {
    if (!binary && minds && lines.some(({ text }) => isBinary(text))) {
      if (settings.binary === "without-match") return { count: 0, isBinary: true };
      binary = true;
      search = search.quietly();
    }
    const isOnceEnough = isSilent ? !settings.has("c") : binary;
    if (!search.takeAll(lines, isOnceEnough)) break;
  }
  return { count: search.found, isBinary: binary };
}
