import "@mlc-ai/web-xgrammar";
import type * as XGrammar from "@mlc-ai/web-xgrammar";
import { createCallReader } from "@/lib/models/calls/call-reader";
import { callTags } from "@/lib/models/engines/call-schema";
import { builtInTools } from "@/lib/tools";
import { generator } from "./random-model";

/** The package puts itself into the global scope, whatever its own types say. */
const { xgrammar } = globalThis as unknown as { readonly xgrammar: typeof XGrammar };

const printable = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at));

/** Walks at random through what the grammar of each tool allows, and answers the calls that came out. */
export async function walkGrammar(
  walks: number,
): Promise<{ name: string; calls: { name: string; input: string }[] }[]> {
  const vocabulary = ["<end>", ...printable, "\n", "<tool_call>"];
  const info = await xgrammar.TokenizerInfo.createTokenizerInfo(vocabulary, "raw", false, vocabulary.length, [0]);
  const compiler = await xgrammar.GrammarCompiler.createGrammarCompiler(info);
  const walked: { name: string; calls: { name: string; input: string }[] }[] = [];
  for (const { name, description, schema } of builtInTools) {
    const tool = { name, description, schema };
    const grammar = await compiler.compileStructuralTag(callTags([tool], true) as never);
    const calls: { name: string; input: string }[] = [];
    for (let seed = 1; seed <= walks; seed += 1) {
      const reader = createCallReader([tool]);
      const events = [...reader.push(await walk(grammar, vocabulary, seed)), ...reader.end()];
      for (const event of events) if (event.type === "call-ended") calls.push({ name: event.name, input: event.input });
    }
    grammar.dispose();
    walked.push({ name, calls });
  }
  return walked;
}

/** Long enough to leave any string: closing quotes are preferred more and more. */
async function walk(grammar: XGrammar.CompiledGrammar, vocabulary: readonly string[], seed: number): Promise<string> {
  const matcher = await xgrammar.GrammarMatcher.createGrammarMatcher(grammar);
  const random = generator(seed);
  let text = "";
  for (let length = 0; length < 4000 && !matcher.isTerminated(); length += 1) {
    const allowed = await allowedTokens(matcher, vocabulary.length);
    const closing = allowed.filter((token) => /["}\]]/.test(vocabulary[token] ?? ""));
    const choices = closing.length > 0 && random() < 0.3 + length / 300 ? closing : allowed;
    const token = choices[Math.floor(random() * choices.length)];
    if (token === undefined) break;
    matcher.acceptToken(token);
    if (token > 0) text += vocabulary[token] ?? "";
  }
  matcher.dispose();
  return text;
}

async function allowedTokens(matcher: XGrammar.GrammarMatcher, count: number): Promise<number[]> {
  const mask = await matcher.getNextTokenBitmask();
  return Array.from({ length: count }, (_, token) => token).filter(
    (token) => ((mask[token >> 5] ?? 0) >>> (token & 31)) & 1,
  );
}
