import { readFlags, reasonOf, type Call, type Command, type Flags } from "./command";
import { named, whole } from "./texts";

const names: Readonly<Record<string, string>> = {
  bytes: "b",
  characters: "c",
  fields: "f",
  delimiter: "d",
  "only-delimited": "s",
  "output-delimiter": "o",
  "zero-terminated": "z",
  complement: "complement",
};

type Range = readonly [from: number, to: number];

/** `1,3-5,7-`; undefined where it is none. */
function rangesOf(list: string): readonly Range[] | undefined {
  const ranges: Range[] = [];
  for (const part of list.split(/[, ]/)) {
    const [, from, dash, to] = /^(\d*)(-?)(\d*)$/.exec(part) ?? [];
    if (from === undefined || (from === "" && to === "") || from === "0") return undefined;
    const begin = from === "" ? 1 : Number(from);
    ranges.push([begin, dash === "" ? begin : to === "" ? Number.POSITIVE_INFINITY : Number(to)]);
  }
  return ranges;
}

interface Cutting {
  readonly isWanted: (place: number) => boolean;
  /** Undefined where signs are cut, not fields. */
  readonly delimiter: string | undefined;
  readonly joint: string | undefined;
  readonly onlyDelimited: boolean;
  readonly bytes: boolean;
}

function cutLine(line: string, { isWanted, delimiter, joint, onlyDelimited, bytes }: Cutting): string | undefined {
  if (delimiter !== undefined) {
    if (!line.includes(delimiter)) return onlyDelimited ? undefined : line;
    const fields = line.split(delimiter).filter((_, at) => isWanted(at + 1));
    return fields.join(joint ?? delimiter);
  }
  if (!bytes) {
    const signs = Array.from(line).filter((_, at) => isWanted(at + 1));
    return signs.join("");
  }
  return Buffer.from(Buffer.from(line).filter((_, at) => isWanted(at + 1))).toString();
}

/** What is wrong with a list; undefined where nothing is. */
function fault(kind: string, list: string): string | undefined {
  const isField = kind === "f";
  if (/(?:^|[, ])0/u.test(list)) return `${isField ? "fields" : "byte/character positions"} are numbered from 1`;
  return rangesOf(list) === undefined ? `invalid ${isField ? "field" : "byte/character"} value '${list}'` : undefined;
}

/** What is to be cut, or what is wrong with how that was said. */
function cuttingOf(flags: Flags): Cutting | string {
  const kind = ["b", "c", "f"].find((letter) => flags.has(letter));
  if (kind === undefined) return "you must specify a list of bytes, characters, or fields";
  const list = flags.value(kind) ?? "";
  const wrong = fault(kind, list);
  if (wrong !== undefined) return wrong;
  const ranges = rangesOf(list) ?? [];
  const delimiter = flags.value("d") ?? "\t";
  if (kind !== "f" && flags.has("d")) return "an input delimiter may be specified only when operating on fields";
  if (delimiter.length > 1) return "the delimiter must be a single character";
  const isIn = (place: number): boolean => ranges.some(([from, to]) => place >= from && place <= to);
  return {
    isWanted: flags.has("complement") ? (place) => !isIn(place) : isIn,
    delimiter: kind === "f" ? delimiter : undefined,
    joint: flags.value("o"),
    onlyDelimited: flags.has("s"),
    bytes: kind === "b",
  };
}

async function cutFile(call: Call, name: string, cutting: Cutting, end: string): Promise<void> {
  const lines = new TextDecoder().decode(await whole(call, name)).split(end);
  if (lines.at(-1) === "") lines.pop();
  const made = lines.flatMap((line) => cutLine(line, cutting) ?? []);
  call.out(made.map((line) => line + end).join(""));
}

/** Parts of each line: signs or fields. */
export const cut: Command = async (call) => {
  const flags = readFlags(call.args, "bcfd", names);
  const cutting = cuttingOf(flags);
  if (typeof cutting === "string") {
    call.complain(cutting);
    process.stderr.write("Try 'cut --help' for more information.\n");
    return 1;
  }
  let code = 0;
  for (const name of named(flags.rest)) {
    try {
      await cutFile(call, name, cutting, flags.has("z") ? "\0" : "\n");
    } catch (error) {
      call.complain(`${name}: ${reasonOf(error)}`);
      code = 1;
    }
  }
  return code;
};
