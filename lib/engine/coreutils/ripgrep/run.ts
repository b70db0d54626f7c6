import fs from "node:fs";
import type { Output } from "../lines/output";
import { textOf } from "../lines/bytes-text";
import { ToolFailure } from "../lines/run-tool";
import { painted } from "./colors";
import { contentsOf, contentsOfFile, type Contents } from "./contents";
import { elapsed, JsonReport } from "./json-report";
import { LineReport } from "./line-report";
import { searched } from "./input";
import type { Matcher } from "./matcher";
import { byteLength, Search, type Sink, type Totals } from "./search";
import { systemReason, unescaped, type Settings } from "./settings";
import { targets, type Target } from "./walk";

const silent: Sink = { match: () => undefined, context: () => undefined, gap: () => undefined };

const nothingSearched = `No files were searched, which means ripgrep probably applied a filter you didn't expect.
Running with --debug will show why files are being skipped.`;

/** One search of everything that was asked for. */
export class Run {
  private readonly lines: LineReport;
  private readonly json: JsonReport;
  private readonly sum = { blocks: 0, lines: 0, fits: 0, files: 0, filesWithFits: 0, bytes: 0, searched: 0 };
  private readonly began = performance.now();
  private failed = false;
  private found = false;
  private shownFiles = 0;
  private isNamed = false;

  constructor(
    private readonly settings: Settings,
    private readonly matcher: Matcher,
    private readonly output: Output,
  ) {
    const write = (text: string): void => output.add(text);
    this.lines = new LineReport(settings, write);
    this.json = new JsonReport(settings, write);
  }

  /** Answers the exit code. */
  async all(): Promise<number> {
    const { has, mode } = this.settings;
    const paths = searched(this.settings.paths);
    this.isNamed = this.showsNames(paths);
    for (const target of targets(paths, this.settings, (text) => this.tell(text))) {
      await this.one(target);
      await this.output.settle();
      if (mode === "quiet" && this.found && !has("stats")) return 0;
    }
    if (this.sum.searched === 0 && paths[0] === "./") this.tell(nothingSearched);
    this.end();
    return this.exitCode();
  }

  private exitCode(): number {
    if (this.failed && !(this.settings.mode === "quiet" && this.found)) return 2;
    return this.found ? 0 : 1;
  }

  private showsNames(paths: readonly string[]): boolean {
    const { given, has } = this.settings;
    const last = given.findLast(([key]) => key === "H" || key === "I")?.[0];
    if (last !== undefined) return last === "H";
    if (has("vimgrep") || paths.length > 1) return true;
    return paths.some((path) => path !== "-" && fs.statSync(path, { throwIfNoEntry: false })?.isDirectory() === true);
  }

  private tell(text: string): void {
    this.failed = true;
    if (this.settings.has("no-messages")) return;
    this.output.flush();
    process.stderr.write(`${text}\n`);
  }

  private async one(target: Target): Promise<void> {
    const path = target.path === "-" ? "<stdin>" : target.path;
    const separator = this.settings.value("path-separator");
    const name = separator === undefined ? path : path.replaceAll("/", unescaped(separator));
    try {
      if (target.path === "-" && !this.settings.has("U")) await this.input(name);
      else
        this.contents(
          name,
          target.path === "-"
            ? contentsOf(fs.readFileSync(0), true, this.settings)
            : contentsOfFile(target.path, target.isNamed, this.settings),
        );
    } catch (error) {
      if (error instanceof ToolFailure || !(error instanceof Error && "code" in error)) throw error;
      this.tell(`${path}: ${systemReason(error)}`);
    }
  }

  /** Standard input, as it comes. */
  private async input(name: string): Promise<void> {
    let rest: Buffer = Buffer.alloc(0);
    let text = "";
    let search: ReturnType<Run["searching"]> | undefined;
    for await (const piece of process.stdin as AsyncIterable<Buffer>) {
      const whole = Buffer.concat([rest, piece]);
      const end = whole.lastIndexOf(10) + 1;
      rest = whole.subarray(end);
      if (end === 0) continue;
      if (search === undefined) {
        const contents = contentsOf(whole.subarray(0, end), true, this.settings);
        search = this.searching(name, contents);
        text = contents.text;
      } else text = textOf(whole.subarray(0, end));
      search.take(text);
      this.output.flush();
      if (search.isOver) break;
    }
    search ??= this.searching(name, contentsOf(rest, true, this.settings));
    if (!search.isOver && rest.length > 0) search.take(textOf(rest));
    search.end();
  }

  private contents(name: string, contents: Contents): void {
    const search = this.searching(name, contents);
    search.take(contents.text);
    search.end();
  }

  /** The search of one file, and what is told when it has ended. */
  private searching(name: string, contents: Contents) {
    const { mode } = this.settings;
    const file = this.json.file(name);
    const search = new Search(this.matcher, this.settingsFor(contents), this.sinkFor(name, contents, file.sink));
    const began = performance.now();
    let size = 0;
    return {
      get isOver(): boolean {
        return search.isOver;
      },
      take: (text: string): void => {
        size += byteLength(text);
        search.take(text);
      },
      end: (): void => {
        this.count(search.totals, size);
        if (mode === "json") file.end(search.totals, (performance.now() - began) / 1000, size, contents.zeroAt);
        this.tellOf(name, search.totals, contents);
      },
    };
  }

  /** Who only wants to know whether something fits needs no second fit. */
  private settingsFor(contents: Contents): Settings {
    const { mode, most, has } = this.settings;
    const isOnce = mode === "names" || mode === "names-without" || (mode === "quiet" && !has("stats"));
    return isOnce || this.isOnlyTold(contents) ? { ...this.settings, most: Math.min(1, most) } : this.settings;
  }

  /** A binary file's lines aren't shown. */
  private isOnlyTold({ zeroAt, isEnded = false }: Contents): boolean {
    return zeroAt !== undefined && !isEnded && this.settings.mode === "lines";
  }

  private sinkFor(name: string, contents: Contents, json: Sink): Sink {
    if (this.settings.mode === "json") return json;
    if (this.settings.mode !== "lines" || this.isOnlyTold(contents)) return silent;
    return this.lines.sinkFor(this.isNamed ? name : undefined, this.beginning(name));
  }

  /** What stands before the first lines of a file. */
  private beginning(name: string): () => string {
    const { isHeaded, before, after, has, isColored, colors, contextSeparator } = this.settings;
    let hasBegun = false;
    return () => {
      if (hasBegun) return "";
      hasBegun = true;
      const isFirst = this.shownFiles === 0;
      this.shownFiles += 1;
      if (isHeaded && this.isNamed)
        return `${isFirst ? "" : "\n"}${isColored ? painted(colors.path, name) : name}${has("0") ? "\0" : "\n"}`;
      const hasContext = (before > 0 || after > 0) && !has("passthru") && contextSeparator !== undefined;
      return isFirst || !hasContext ? "" : `${contextSeparator}\n`;
    };
  }

  /** What is told of a file when it was searched. A binary file that nobody named counts for nothing. */
  private tellOf(name: string, { blocks, fits }: Totals, { zeroAt, isEnded = false }: Contents): void {
    const { mode } = this.settings;
    if (mode === "lines" || mode === "json" || mode === "quiet") {
      if (blocks === 0) return;
      this.found = true;
      if (zeroAt !== undefined && mode === "lines") this.tellBinary(name, zeroAt, isEnded);
    } else if (!isEnded) this.tellSum(name, blocks, fits);
  }

  private tellSum(name: string, blocks: number, fits: number): void {
    const { mode, has } = this.settings;
    if (mode === "names" || mode === "names-without") return this.tellName(name, blocks > 0);
    const countsFits = mode === "count-matches" || (has("U") && !has("v"));
    this.tellCount(name, countsFits ? fits : blocks);
  }

  private tellBinary(name: string, zeroAt: number, isEnded: boolean): void {
    const where = `(found "\\0" byte around offset ${zeroAt})`;
    const said = isEnded
      ? `WARNING: stopped searching binary file after match ${where}`
      : `binary file matches ${where}`;
    this.output.add(`${this.isNamed ? `${name}: ` : ""}${said}\n`);
  }

  private shown(name: string): string {
    const { isColored, colors } = this.settings;
    return isColored ? painted(colors.path, name) : name;
  }

  private tellName(name: string, fits: boolean): void {
    if (fits !== (this.settings.mode === "names")) return;
    this.found = true;
    this.output.add(this.shown(name) + (this.settings.has("0") ? "\0" : "\n"));
  }

  private tellCount(name: string, count: number): void {
    if (count > 0) this.found = true;
    else if (!this.settings.has("include-zero")) return;
    const head = this.isNamed ? this.shown(name) + (this.settings.has("0") ? "\0" : ":") : "";
    this.output.add(`${head}${count}\n`);
  }

  /** JSON tells of the files alone in which something was found. */
  private count(totals: Totals, size: number): void {
    this.sum.searched += 1;
    if (this.settings.mode === "json" && totals.blocks === 0) return;
    this.sum.files += 1;
    this.sum.lines += totals.lines;
    this.sum.fits += totals.fits;
    this.sum.filesWithFits += totals.blocks > 0 ? 1 : 0;
    this.sum.bytes += size;
  }

  /** The sums of all files, where they are wanted. */
  private end(): void {
    const { sum } = this;
    const seconds = (performance.now() - this.began) / 1000;
    if (this.settings.mode === "json") {
      const { secs, nanos, human } = elapsed(seconds);
      const stats = {
        bytes_printed: this.json.printed,
        bytes_searched: sum.bytes,
        elapsed: { human, nanos, secs },
        matched_lines: sum.lines,
        matches: sum.fits,
        searches: sum.files,
        searches_with_match: sum.filesWithFits,
      };
      this.json.put({ data: { elapsed_total: { human, nanos, secs }, stats }, type: "summary" });
      return;
    }
    if (!this.settings.has("stats")) return;
    this.output.add(`
${sum.fits} matches
${sum.lines} matched lines
${sum.filesWithFits} files contained matches
${sum.files} files searched
${this.lines.printed} bytes printed
${sum.bytes} bytes searched
${seconds.toFixed(6)} seconds spent searching
${seconds.toFixed(6)} seconds
`);
  }
}
