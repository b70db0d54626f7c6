import fs from "node:fs";
import { reasonOf, type Call, type Command } from "./command";
import { openKeyboard, type Keyboard } from "./keyboard";
import { begin, browse, screen, type Document, type View } from "./pager-keys";
import { rowsOf } from "./pager-view";
import { pieces } from "./texts";

async function documentOf(call: Call, name: string): Promise<Document | undefined> {
  if (name !== "-" && fs.statSync(name, { throwIfNoEntry: false })?.isDirectory() === true) {
    call.out(`${name} is a directory\n`);
    return undefined;
  }
  let failed = false;
  const decoder = new TextDecoder();
  let text = "";
  const complain = (why: string) => void process.stderr.write(`${why}\n`);
  for await (const piece of pieces({ ...call, complain }, [name], () => (failed = true)))
    text += decoder.decode(piece, { stream: true });
  if (failed) return undefined;
  text += decoder.decode();
  return { name: name === "-" ? "" : name, lines: text.replace(/\n$/, "").split(/\r?\n/) };
}

const plainly = async (call: Call, names: readonly string[]): Promise<number> => {
  let code = 0;
  for await (const piece of pieces(call, names, () => (code = 1))) call.out(piece);
  return code;
};

const long: Readonly<Record<string, string>> = {
  "--quit-if-one-screen": "-F",
  "--chop-long-lines": "-S",
  "--LINE-NUMBERS": "-N",
  "--ignore-case": "-i",
  "--no-init": "-X",
};

/** `-N`, `-S`, `-i`, `-R`, `-F`, `-X`, `+G`, `+/text` */
function askedOf(args: readonly string[]) {
  const words = args.map((arg) => long[arg] ?? arg);
  const isFlag = (word: string) => /^-./.test(word);
  return {
    flags: new Set(words.filter(isFlag).flatMap((word) => word.slice(1).split(""))),
    names: words.filter((word) => !isFlag(word) && !word.startsWith("+")),
    first: words.findLast((word) => word.startsWith("+"))?.slice(1) ?? "",
  };
}

async function documentsOf(call: Call, names: readonly string[]): Promise<readonly Document[]> {
  const documents: Document[] = [];
  for (const name of names) {
    try {
      const document = await documentOf(call, name);
      if (document) documents.push(document);
    } catch (error) {
      call.out(`${name}: ${reasonOf(error)}\n`);
    }
  }
  return documents;
}

const fitsOneScreen = ([only, ...others]: readonly Document[]): boolean => {
  const { rows, columns } = screen();
  if (only === undefined || others.length > 0) return only === undefined;
  return only.lines.flatMap((line) => rowsOf(line, columns, false)).length < rows;
};

interface Reading {
  readonly documents: readonly Document[];
  readonly keyboard: Keyboard;
  readonly flags: ReadonlySet<string>;
  readonly first: string;
}

async function readAll(call: Call, { documents, keyboard, flags, first }: Reading): Promise<void> {
  for (let at = 0; ;) {
    const document = documents[at];
    if (document === undefined) return;
    const state = { top: 0, pattern: undefined, backwards: false, message: "", count: "" };
    const view: View = { document, keyboard, flags, ...state };
    begin(view, first);
    const left = await browse(call, view);
    if (left === "q") return;
    at = left === "n" ? Math.min(documents.length - 1, at + 1) : Math.max(0, at - 1);
  }
}

/** Pages at a terminal; elsewhere the text goes through as it is. */
export const less: Command = async (call) => {
  const { flags, names, first } = askedOf(call.args);
  if (names.length === 0 && process.stdin.isTTY) {
    call.out(`Missing filename ("${call.name} --help" for help)\n`);
    return 1;
  }
  const all = names.length > 0 ? names : ["-"];
  if (!process.stdout.isTTY) return plainly(call, all);
  const documents = await documentsOf(call, all);
  const isShort = (flags.has("F") || call.name === "more") && fitsOneScreen(documents);
  const keyboard = documents.length === 0 || isShort ? undefined : openKeyboard();
  if (keyboard !== undefined) await atKeyboard(call, { documents, keyboard, flags, first });
  else for (const { lines } of documents) call.out(`${lines.join("\n")}\n`);
  return Number(documents.length < all.length);
};

/** On a screen of its own, which `more` and `-X` do without. */
async function atKeyboard(call: Call, reading: Reading): Promise<void> {
  const alternate = !reading.flags.has("X") && call.name !== "more";
  if (alternate) call.out("\x1b[?1049h");
  try {
    await readAll(call, reading);
  } finally {
    call.out(alternate ? "\x1b[?1049l" : "\r\x1b[K");
    reading.keyboard.close();
  }
}
