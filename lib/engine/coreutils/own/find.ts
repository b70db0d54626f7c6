import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { constants } from "node:os";
import { basename } from "node:path";
import { codeOf } from "@/lib/base";
import { reasonOf, type Call, type Command } from "./command";
import { FindFailure, type FindEntry, type FindTest, type FindWalk } from "./find-entry";
import { findActions, findTests } from "./find-tests";

const either =
  (left: FindTest, right: FindTest): FindTest =>
  (entry) =>
    left(entry) || right(entry);
const both =
  (left: FindTest, right: FindTest): FindTest =>
  (entry) =>
    left(entry) && right(entry);
const oneAfterAnother =
  (left: FindTest, right: FindTest): FindTest =>
  (entry) => {
    left(entry);
    return right(entry);
  };

/** Reads `a -o b , ! c ( d )`: each binds as it does for `find`. */
class Parser {
  #at = 0;

  constructor(
    private readonly words: readonly string[],
    private readonly walk: FindWalk,
  ) {}

  all(): FindTest {
    const test = this.#list();
    if (this.#at === this.words.length) return test;
    throw new FindFailure("invalid expression; you have used a binary operator with nothing before it.");
  }

  #takes(...names: readonly string[]): boolean {
    const isNext = names.includes(this.words[this.#at] ?? "");
    if (isNext) this.#at++;
    return isNext;
  }

  #list(): FindTest {
    let test = this.#or();
    while (this.#takes(",")) test = oneAfterAnother(test, this.#or());
    return test;
  }

  #or(): FindTest {
    let test = this.#and();
    while (this.#takes("-o", "-or")) test = either(test, this.#and());
    return test;
  }

  #and(): FindTest {
    let test = this.#one();
    for (;;) {
      if ([undefined, ")", ",", "-o", "-or"].includes(this.words[this.#at])) return test;
      this.#takes("-a", "-and");
      test = both(test, this.#one());
    }
  }

  #one(): FindTest {
    if (this.#takes("!", "-not")) {
      const inner = this.#one();
      return (entry) => !inner(entry);
    }
    if (this.#takes("(")) {
      const inner = this.#list();
      if (this.#takes(")")) return inner;
      throw new FindFailure("invalid expression; expected to find a ')' but didn't see one.");
    }
    return this.#named(this.words[this.#at++]);
  }

  #named(word: string | undefined): FindTest {
    if (word === undefined) throw new FindFailure("expected an expression");
    const maker = Object.hasOwn(findTests, word) ? findTests[word] : undefined;
    if (!maker) {
      const isOption = word.startsWith("-");
      throw new FindFailure(isOption ? `unknown predicate \`${word}'` : `paths must precede expression: \`${word}'`);
    }
    return maker(() => {
      const value = this.words[this.#at++];
      if (value === undefined) throw new FindFailure(`missing argument to \`${word}'`);
      return value;
    }, this.walk);
  }
}

function statOf(path: string, walk: FindWalk): fs.Stats {
  if (!walk.followsLinks) return fs.lstatSync(path);
  return fs.statSync(path, { throwIfNoEntry: false }) ?? fs.lstatSync(path);
}

function visit(path: string, start: string, depth: number, test: FindTest, walk: FindWalk): void {
  let entry: FindEntry;
  try {
    entry = { path, start, depth, name: basename(path) || path, stat: statOf(path, walk) };
  } catch (error) {
    walk.complain(`‘${path}’: ${reasonOf(error)}`);
    walk.failed = true;
    return;
  }
  const judge = () => {
    if (depth >= walk.minDepth && !walk.quits) test(entry);
  };
  walk.prunes = false;
  if (!walk.depthFirst) judge();
  if (entry.stat.isDirectory() && !walk.prunes && !walk.quits && depth < walk.maxDepth) {
    inside(entry, test, walk);
  }
  if (walk.depthFirst) judge();
}

function inside({ path, start, depth }: FindEntry, test: FindTest, walk: FindWalk): void {
  let names: readonly string[] = [];
  try {
    names = fs.readdirSync(path);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    walk.complain(`‘${path}’: ${reasonOf(error)}`);
    walk.failed = true;
  }
  for (const name of names) {
    if (walk.quits) return;
    visit(path.endsWith("/") ? path + name : `${path}/${name}`, start, depth + 1, test, walk);
  }
}

function spawned({ complain }: Call, [file = "", ...args]: readonly string[], cwd?: string): number {
  const { error, status, signal } = spawnSync(file, args, { stdio: "inherit", cwd });
  if (error) complain(`‘${file}’: ${reasonOf(error)}`);
  return signal ? 128 + constants.signals[signal] : (status ?? 127);
}

const walkFor = (call: Call): FindWalk => ({
  out: call.out,
  complain: call.complain,
  spawn: (command, folder) => spawned(call, command, folder),
  minDepth: 0,
  maxDepth: Number.POSITIVE_INFINITY,
  depthFirst: false,
  followsLinks: false,
  prunes: false,
  quits: false,
  failed: false,
  atEnd: [],
});

const beginsExpression = (word: string): boolean => /^-./.test(word) || ["(", ")", "!", ","].includes(word);

function search(call: Call, walk: FindWalk, starts: readonly string[], words: readonly string[]): void {
  const test = words.length === 0 ? () => true : new Parser(words, walk).all();
  const print: FindTest = (entry) => {
    if (test(entry)) call.out(`${entry.path}\n`);
    return true;
  };
  const judge = words.some((word) => findActions.has(word)) ? test : print;
  for (const start of starts.length > 0 ? starts : ["."]) visit(start, start, 0, judge, walk);
  for (const work of walk.atEnd) work();
}

export const find: Command = (call) => {
  const args = [...call.args];
  const walk = walkFor(call);
  for (; /^-[LPH]$/.test(args[0] ?? ""); args.shift()) walk.followsLinks = args[0] === "-L";
  const from = args.findIndex(beginsExpression);
  const end = from < 0 ? args.length : from;
  try {
    search(call, walk, args.slice(0, end), args.slice(end));
  } catch (error) {
    if (!(error instanceof FindFailure) && codeOf(error) === undefined) throw error;
    call.complain(error instanceof FindFailure ? error.message : reasonOf(error));
    return 1;
  }
  return Number(walk.failed);
};
