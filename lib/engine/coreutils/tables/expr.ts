import { posixPattern } from "../pattern/posix";
import { PatternError } from "../pattern/rules";
import { ToolFailure } from "../lines/run-tool";
import type { Command } from "../own/command";

const isNumber = (text: string): boolean => /^-?\d+$/u.test(text);
const isNull = (text: string): boolean => text === "" || /^-?0+$/u.test(text);

const fail = (message: string): never => {
  throw new ToolFailure(message, 2);
};

function calculated(sign: string, left: string, right: string): string {
  if (!isNumber(left) || !isNumber(right)) return fail("non-integer argument");
  const [one, other] = [BigInt(left), BigInt(right)];
  if ((sign === "/" || sign === "%") && other === 0n) return fail("division by zero");
  const results: Readonly<Record<string, () => bigint>> = {
    "+": () => one + other,
    "-": () => one - other,
    "*": () => one * other,
    "/": () => one / other,
    "%": () => one % other,
  };
  return String(results[sign]?.() ?? 0n);
}

function compared(sign: string, left: string, right: string): string {
  const difference =
    isNumber(left) && isNumber(right) ? Number(BigInt(left) - BigInt(right)) : left < right ? -1 : left > right ? 1 : 0;
  const results: Readonly<Record<string, boolean>> = {
    "<": difference < 0,
    "<=": difference <= 0,
    "=": difference === 0,
    "==": difference === 0,
    "!=": difference !== 0,
    ">=": difference >= 0,
    ">": difference > 0,
  };
  return results[sign] === true ? "1" : "0";
}

/** How much fits from the beginning, or what the group caught. */
function matched(text: string, pattern: string): string {
  try {
    const regex = posixPattern(`^${pattern.replace(/^\^/u, "")}`, { dialect: "basic", bracketEscapes: "none" });
    const found = regex.exec(text);
    if (/\\\(/u.test(pattern)) return found?.[1] ?? "";
    return String(found === null ? 0 : Array.from(found[0]).length);
  } catch (error) {
    return error instanceof PatternError ? fail(error.message) : fail("invalid pattern");
  }
}

class Reader {
  private at = 0;
  constructor(private readonly words: readonly string[]) {}

  whole(): string {
    if (this.words.length === 0) throw new ToolFailure("missing operand", 2, true);
    const value = this.or();
    const extra = this.words[this.at];
    return extra === undefined ? value : fail(`syntax error: unexpected argument '${extra}'`);
  }

  private took(signs: readonly string[]): string | undefined {
    const word = this.words[this.at];
    if (word === undefined || !signs.includes(word)) return undefined;
    this.at += 1;
    return word;
  }

  private or(): string {
    let left = this.and();
    while (this.took(["|"]) !== undefined) {
      const right = this.and();
      left = isNull(left) ? (isNull(right) ? "0" : right) : left;
    }
    return left;
  }

  private and(): string {
    let left = this.level(0);
    while (this.took(["&"]) !== undefined) {
      const right = this.level(0);
      left = isNull(left) || isNull(right) ? "0" : left;
    }
    return left;
  }

  private level(depth: number): string {
    const signs = [["<", "<=", "=", "==", "!=", ">=", ">"], ["+", "-"], ["*", "/", "%"], [":"]][depth];
    if (signs === undefined) return this.word();
    let left = this.level(depth + 1);
    for (let sign = this.took(signs); sign !== undefined; sign = this.took(signs)) {
      const right = this.level(depth + 1);
      left =
        depth === 0 ? compared(sign, left, right) : sign === ":" ? matched(left, right) : calculated(sign, left, right);
    }
    return left;
  }

  private next(): string {
    const word = this.words[this.at++];
    return word ?? fail(`syntax error: missing argument after '${this.words[this.at - 2] ?? ""}'`);
  }

  private word(): string {
    const word = this.next();
    if (word === "(") {
      const value = this.or();
      return this.took([")"]) === undefined
        ? fail(`syntax error: expecting ')' after '${this.words[this.at - 1] ?? ""}'`)
        : value;
    }
    if (word === ")") return fail("syntax error: unexpected ')'");
    if (this.words.length < 2 || this.words[this.at] === undefined) return word;
    if (word === "+") return this.next();
    if (word === "length") return String(Array.from(this.word()).length);
    if (word === "match") return matched(this.word(), this.word());
    if (word === "index") return this.index(this.word(), this.word());
    return word === "substr" ? this.part(this.word(), this.word(), this.word()) : word;
  }

  private index(text: string, signs: string): string {
    return String(Array.from(text).findIndex((sign) => signs.includes(sign)) + 1);
  }

  private part(text: string, from: string, count: string): string {
    const begin = Number(from);
    if (!isNumber(from) || !isNumber(count) || begin < 1 || Number(count) < 1) return "";
    return Array.from(text)
      .slice(begin - 1, begin - 1 + Number(count))
      .join("");
  }
}

/** The value of an expression; 1 where it is nothing or zero. */
export const expr: Command = (call) => {
  try {
    const words = call.args[0] === "--" ? call.args.slice(1) : call.args;
    const value = new Reader(words).whole();
    call.out(`${value}\n`);
    return isNull(value) ? 1 : 0;
  } catch (error) {
    if (!(error instanceof ToolFailure)) throw error;
    call.complain(error.message);
    if (error.isUsage) process.stderr.write("Try 'expr --help' for more information.\n");
    return 2;
  }
};
