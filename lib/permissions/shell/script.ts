import { joinPath, normalizePath } from "@/lib/base";
import {
  forEachChild,
  parse,
  type Command,
  type ParsedScript,
  type Redirect,
  type SyntaxNode,
  type Word,
} from "unbash";
import type { Part, ShellWord } from "../call";
import { effectOf } from "./effect";
import { opacityOf } from "./opaque";
import { harmlessVariables, ownVariable } from "./programs.data";
import { unwrap } from "./unwrap";

const longestScript = 20_000;
const deepest = 4;
const staticParts: ReadonlySet<string> = new Set(["Literal", "SingleQuoted", "AnsiCQuoted"]);

function isDynamic(word: Word): boolean {
  if (/^~|^[^'"]*=~/.test(word.text)) return true;
  return (word.parts ?? []).some((part) => {
    if (part.type === "DoubleQuoted" || part.type === "LocaleString")
      return part.parts.some((inner) => inner.type !== "Literal");
    return !staticParts.has(part.type);
  });
}

const toWord = (word: Word): ShellWord => ({ text: word.text, value: word.value, dynamic: isDynamic(word) });

/** What changes the meaning of the words that follow it. */
function hiddenEffect(node: SyntaxNode): string | undefined {
  if (node.type === "Function" || node.type === "Coproc")
    return "it defines a function, whose name could hide another command";
  if ((node.type === "For" || node.type === "Select") && !ownVariable.test(node.name.value))
    return `it sets the variable ${node.name.value}, which may change what runs`;
  const assigns = node.type === "ArithmeticBinary" && /^(?:[-+*/%&|^]|<<|>>)?=$/.test(node.operator);
  return assigns ? "it sets a variable by arithmetic" : undefined;
}

/** Gathers the parts of one script. `folders` grows with each `cd`, since a path may be meant from any of them. */
class Reader {
  readonly parts: Part[] = [];
  private folders: readonly string[];
  constructor(
    cwd: string,
    private readonly depth: number,
  ) {
    this.folders = [normalizePath(cwd)];
  }

  /** Answers why the script can't be understood, or undefined. */
  script(script: ParsedScript): string | undefined {
    if (script.errors && script.errors.length > 0) return script.errors[0]?.message ?? "a syntax error";
    let why: string | undefined;
    const visit = (node: SyntaxNode): void => {
      if (node.type === "Command") this.command(node);
      why ??= this.trouble(node);
      forEachChild(node, visit);
    };
    forEachChild(script, visit);
    return why;
  }

  private trouble(node: SyntaxNode): string | undefined {
    if (node.type === "Script" && "errors" in node) return node.errors?.[0]?.message;
    return node.type === "Redirect" ? this.redirect(node) : hiddenEffect(node);
  }

  private command(node: Command): void {
    const assigned = node.prefix.flatMap((item) => (item.type === "Assignment" ? [item] : []));
    const given = [...(node.name ? [toWord(node.name)] : []), ...node.suffix.flatMap((item) => this.argument(item))];
    const words = unwrap(given);
    const names = assigned.map((item) => item.name);
    if (words.length === 0) {
      this.assign(names, assigned.map((item) => item.text).join(" "));
      return;
    }
    const opacity = opacityOf(words, names);
    const written = words.map((word) => word.text);
    this.parts.push({
      type: "command",
      command: opacity
        ? {
            words,
            text: [...assigned.map((item) => item.text), ...written].join(" "),
            effect: { type: "unknown" },
            opaque: opacity.why,
          }
        : { words, text: written.join(" "), effect: effectOf(words, this.folders) },
    });
    this.follow(words, opacity?.scripts ?? []);
  }

  /** A variable that is set for all that follows may change what the following words do. */
  private assign(names: readonly string[], text: string) {
    const name = names.find((candidate) => !ownVariable.test(candidate) && !harmlessVariables.test(candidate));
    if (name === undefined) return;
    const opaque = `the variable ${name} may change what runs`;
    this.parts.push({ type: "command", command: { words: [], text, effect: { type: "unknown" }, opaque } });
  }

  private follow([program, target]: readonly ShellWord[], scripts: readonly string[]) {
    if (program?.value === "cd" || program?.value === "pushd") this.enter(target);
    for (const script of scripts) this.parts.push(...readScript(script, this.folders[0] ?? ".", this.depth + 1));
  }

  private argument(item: Command["suffix"][number]): readonly ShellWord[] {
    if (item.type === "Word") return [toWord(item)];
    if (item.type === "Assignment") return [{ text: item.text, value: item.text, dynamic: /[$`*?~]/.test(item.text) }];
    return [];
  }

  private enter(target: ShellWord | undefined) {
    const folder = target && !target.dynamic ? target.value : "/";
    this.folders = [...new Set([...this.folders, ...this.folders.map((from) => joinPath(from, folder))])].slice(0, 16);
  }

  private redirect(node: Redirect): string | undefined {
    const { target, operator } = node;
    if (!target || ((operator === ">&" || operator === "<&") && /^(?:\d+-?|-)$/.test(target.value))) return undefined;
    const word = toWord(target);
    if (word.dynamic) return "a redirect's target is known only when it runs";
    if (/^\/dev\/(?:null|stdout|stderr|stdin|tty)$/.test(word.value)) return undefined;
    const type = operator === "<" || operator === "<&" ? "read" : "write";
    for (const folder of this.folders) this.parts.push({ type, path: joinPath(folder, word.value) });
    return undefined;
  }
}

/** Every program that a script would start and every file that it redirects to, substitutions and nested shells included. */
export function readScript(text: string, cwd = ".", depth = 0): readonly Part[] {
  if (text.length > longestScript) return [{ type: "unparsable", text, why: "it is too long to be read" }];
  if (depth > deepest) return [{ type: "unparsable", text, why: "it is nested too deep" }];
  const reader = new Reader(cwd, depth);
  const why = reader.script(parse(text));
  return why === undefined ? reader.parts : [...reader.parts, { type: "unparsable", text, why }];
}
