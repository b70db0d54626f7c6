import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { textOf } from "../lines/bytes-text";
import { allLines, type Line } from "../lines/read-lines";
import type { Address, End, SedCommand, Substitution } from "./commands";
import type { SedInput } from "./input";
import { listed } from "./listed";
import type { SedOutput } from "./output";
import { substituted } from "./substitute";

export interface Machine {
  readonly commands: readonly SedCommand[];
  readonly input: SedInput;
  readonly output: SedOutput;
  readonly fileOf: (file: string) => SedOutput;
  readonly isQuiet: boolean;
  readonly width: number;
  readonly separator: string;
}

type Step = "next" | "restart" | "end" | "quit" | number;

/** The state of a script while it runs over the lines. */
export class Run {
  private pattern = "";
  private isEnded = true;
  private hold = "";
  private isChanged = false;
  private after: (() => void | Promise<void>)[] = [];
  private readonly ranges = new Map<number, { end: number | undefined }>();
  private last: RegExp | undefined;
  private readonly readers = new Map<string, readonly Line[]>();
  private readonly labels: ReadonlyMap<string, number>;
  exitCode = 0;

  constructor(private readonly machine: Machine) {
    this.labels = new Map(machine.commands.flatMap((one, at) => (one.type === "label" ? [[one.label, at]] : [])));
  }

  /** Runs the script on every line. False when it asked to stop. */
  async lines(): Promise<boolean> {
    for (let fresh = true; ;) {
      if (fresh) {
        const line = await this.machine.input.next();
        if (line === undefined) return true;
        this.pattern = line.text;
        this.isEnded = line.isEnded;
        this.isChanged = false;
      }
      const step = await this.cycle();
      if (step === "quit") return false;
      fresh = step !== "restart";
    }
  }

  private async cycle(): Promise<Step> {
    const { commands } = this.machine;
    let step: Step = "next";
    for (let at = 0; at < commands.length;) {
      const command = commands[at];
      if (command === undefined) break;
      if ((await this.isMeant(command)) === command.isNegated) {
        at = command.type === "open" ? command.close + 1 : at + 1;
        continue;
      }
      step = await this.do(command);
      if (typeof step === "number") at = step;
      else if (step === "next") at += 1;
      else break;
    }
    if (step === "end" || step === "restart") await this.finish(false);
    else if (step !== "quit" || !this.isSilent) await this.finish(!this.machine.isQuiet);
    return step;
  }

  private isSilent = false;

  private async finish(prints: boolean): Promise<void> {
    if (prints) this.machine.output.line(this.pattern, this.isEnded);
    for (const one of this.after.splice(0)) await one();
  }

  private regexOf(regex: RegExp | undefined): RegExp {
    this.last = regex ?? this.last;
    if (this.last === undefined) throw new Error("no previous regular expression");
    return this.last;
  }

  private async fits(address: Address): Promise<boolean> {
    const { number } = this.machine.input;
    if (address.type === "line") return number === address.line;
    if (address.type === "last") return this.machine.input.isLast();
    if (address.type === "step")
      return address.step === 0
        ? number === address.first
        : number >= address.first && (number - address.first) % address.step === 0;
    const regex = this.regexOf(address.regex);
    regex.lastIndex = 0;
    return regex.test(this.pattern);
  }

  /** Whether the addresses of a command name this line. */
  private async isMeant({ from, to, at }: SedCommand): Promise<boolean> {
    if (from === undefined) return true;
    if (to === undefined) return this.fits(from);
    const range = this.ranges.get(at);
    if (range !== undefined) return this.isInside(range, from, to, at);
    const isFromZero = from.type === "line" && from.line === 0 && this.machine.input.number === 1;
    if (!isFromZero && !(await this.fits(from))) return false;
    const end = this.endOf(to);
    if (end !== undefined) {
      if (end > this.machine.input.number) this.ranges.set(at, { end });
    } else if (!isFromZero || !(await this.fits(to as Address))) this.ranges.set(at, { end: undefined });
    return true;
  }

  /** The number of the last line; undefined where that shows when it comes. */
  private endOf(to: End): number | undefined {
    const { number } = this.machine.input;
    if (to.type === "more") return number + to.count;
    if (to.type === "multiple") return to.of > 0 ? Math.ceil(number / to.of) * to.of : number;
    return to.type === "line" ? to.line : undefined;
  }

  private async isInside({ end }: { end: number | undefined }, from: Address, to: End, at: number): Promise<boolean> {
    const { number } = this.machine.input;
    if (end === undefined) {
      if (await this.fits(to as Address)) this.ranges.delete(at);
      return true;
    }
    if (number >= end) this.ranges.delete(at);
    return number <= end || this.fits(from);
  }

  private do(command: SedCommand): Step | Promise<Step> {
    switch (command.type) {
      case "plain":
        return this.plain(command.name);
      case "text":
        return this.text(command);
      case "jump":
        return this.jump(command.name, command.label);
      case "file":
        return this.file(command.name, command.file);
      case "quit":
        this.exitCode = command.code;
        this.isSilent = command.name === "Q";
        return "quit";
      case "list":
        this.machine.output.line(listed(this.pattern, command.width ?? this.machine.width));
        return "next";
      case "run":
        return this.run(command.command);
      case "substitute":
        return this.substitute(command.substitution);
      case "translate":
        this.pattern = Array.from(this.pattern, (sign) => command.map.get(sign) ?? sign).join("");
        return "next";
      default:
        return "next";
    }
  }

  private plain(name: string): Step | Promise<Step> {
    if (name === "d") return "end";
    if (name === "D") return this.deleteFirst();
    if (name === "n" || name === "N") return this.read(name === "N");
    if (name === "x") [this.pattern, this.hold] = [this.hold, this.pattern];
    else if (name === "h") this.hold = this.pattern;
    else if (name === "H") this.hold += `${this.machine.separator}${this.pattern}`;
    else if (name === "g") this.pattern = this.hold;
    else if (name === "G") this.pattern += `${this.machine.separator}${this.hold}`;
    else if (name === "z") this.pattern = "";
    else this.show(name);
    return "next";
  }

  private show(name: string): void {
    const { output, input, separator } = this.machine;
    if (name === "p") output.line(this.pattern, this.isEnded);
    else if (name === "P") output.line(this.pattern.split(separator, 1)[0] ?? "");
    else if (name === "=") output.text(`${input.number}\n`);
    else output.line(input.name);
  }

  private deleteFirst(): Step {
    const end = this.pattern.indexOf(this.machine.separator);
    if (end === -1) return "end";
    this.pattern = this.pattern.slice(end + 1);
    return "restart";
  }

  private async read(isAdded: boolean): Promise<Step> {
    const { input, output, isQuiet, separator } = this.machine;
    if (await input.isLast()) {
      // Without a next line GNU's sed prints what there is, and ends.
      this.isSilent = false;
      return "quit";
    }
    if (!isAdded && !isQuiet) output.line(this.pattern, this.isEnded);
    for (const one of this.after.splice(0)) await one();
    const line = await input.next();
    if (line === undefined) return "quit";
    this.pattern = isAdded ? `${this.pattern}${separator}${line.text}` : line.text;
    this.isEnded = line.isEnded;
    return "next";
  }

  private async text({ name, text, to, at, isNegated }: SedCommand & { type: "text" }): Promise<Step> {
    const { output } = this.machine;
    if (name === "i") output.text(text);
    else if (name === "a")
      this.after.push(() => {
        output.text(text);
      });
    else {
      if (to === undefined || isNegated || !this.ranges.has(at)) output.text(text);
      return "end";
    }
    return "next";
  }

  private jump(name: string, label: string): Step {
    if (name !== "b") {
      const isChanged = this.isChanged;
      this.isChanged = false;
      if (isChanged !== (name === "t")) return "next";
    }
    return label === "" ? this.machine.commands.length : (this.labels.get(label) ?? 0);
  }

  private file(name: string, file: string): Step {
    const { output, fileOf, separator } = this.machine;
    if (name === "w") fileOf(file).line(this.pattern);
    else if (name === "W") fileOf(file).line(this.pattern.split(separator, 1)[0] ?? "");
    else if (name === "r")
      this.after.push(() => {
        output.text(contentOf(file));
      });
    else
      this.after.push(async () => {
        const lines = this.readers.get(file) ?? (fs.existsSync(file) ? await allLines(file) : []);
        if (lines[0]) output.line(lines[0].text, lines[0].isEnded);
        this.readers.set(file, lines.slice(1));
      });
    return "next";
  }

  private run(command: string): Step {
    const { output } = this.machine;
    const { stdout } = spawnSync("sh", ["-c", command === "" ? this.pattern : command], {
      stdio: ["inherit", "pipe", "inherit"],
    });
    const said = textOf(stdout);
    if (command === "") this.pattern = said.replace(/\n$/u, "");
    else output.text(said);
    return "next";
  }

  private substitute(substitution: Substitution): Step {
    const { text, isChanged } = substituted(this.pattern, this.regexOf(substitution.regex), substitution);
    this.pattern = text;
    if (!isChanged) return "next";
    this.isChanged = true;
    if (substitution.runs) this.run("");
    if (substitution.prints) this.machine.output.line(this.pattern, this.isEnded);
    if (substitution.file !== undefined) this.machine.fileOf(substitution.file).line(this.pattern);
    return "next";
  }
}

/** What `r` puts in; nothing where there is no such file. */
function contentOf(file: string): string {
  try {
    return textOf(fs.readFileSync(file === "/dev/stdin" ? 0 : file));
  } catch {
    return "";
  }
}
