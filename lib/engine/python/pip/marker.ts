import { readSpecifiers, satisfies } from "./specifier";
import { readVersion } from "./version";

/** What `; python_version < "3.8"` and the like are judged by. */
export type Surroundings = Readonly<Record<string, string>>;

export const here: Surroundings = {
  os_name: "posix",
  sys_platform: "emscripten",
  platform_machine: "wasm32",
  platform_python_implementation: "CPython",
  platform_release: "",
  platform_system: "Emscripten",
  platform_version: "",
  python_version: "3.14",
  python_full_version: "3.14.2",
  implementation_name: "cpython",
  implementation_version: "3.14.2",
  extra: "",
};

const token = /\s*(\(|\)|"[^"]*"|'[^']*'|===|==|!=|~=|<=|>=|<|>|[a-zA-Z_.]+)/uy;

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  token.lastIndex = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) tokens.push(match[1] ?? "");
  return tokens;
}

function compare(left: string, operator: string, right: string): boolean {
  if (operator === "in") return right.includes(left);
  if (operator === "not in") return !right.includes(left);
  const version = readVersion(left);
  const specifiers = readSpecifiers(`${operator}${right}`);
  if (version !== undefined && readVersion(right.replace(/\.\*$/u, "")) !== undefined && specifiers !== undefined)
    return satisfies(version, specifiers);
  return operator === "!=" ? left !== right : operator.startsWith("==") && left === right;
}

/** One reading of a marker, from left to right. */
class Reader {
  #at = 0;
  constructor(
    readonly tokens: readonly string[],
    readonly surroundings: Surroundings,
  ) {}

  either(): boolean {
    let value = this.both();
    while (this.#take("or")) value = this.both() || value;
    return value;
  }

  both(): boolean {
    let value = this.one();
    while (this.#take("and")) value = this.one() && value;
    return value;
  }

  one(): boolean {
    if (this.#take("(")) {
      const value = this.either();
      this.#take(")");
      return value;
    }
    const left = this.#value();
    const operator = this.#take("not") ? "not in" : this.#next();
    if (operator === "not in") this.#take("in");
    return compare(left, operator, this.#value());
  }

  #next(): string {
    this.#at += 1;
    return this.tokens[this.#at - 1] ?? "";
  }

  #take(wanted: string): boolean {
    if (this.tokens[this.#at] !== wanted) return false;
    this.#at += 1;
    return true;
  }

  #value(): string {
    const next = this.#next();
    return /^["']/u.test(next) ? next.slice(1, -1) : (this.surroundings[next] ?? "");
  }
}

export const holds = (marker: string, extra = ""): boolean =>
  marker.trim() === "" || new Reader(tokensOf(marker), { ...here, extra }).either();
