import type { ShellWord } from "../call";

/** How many words a wrapper takes before the command that it runs, or undefined where that can't be told. */
type Skip = (words: readonly ShellWord[]) => number | undefined;

/** Options that start with `-`, those in `valued` with the word after them. */
function skipOptions(words: readonly ShellWord[], valued: ReadonlySet<string>): number | undefined {
  let at = 1;
  for (; at < words.length; at += 1) {
    const word = words[at];
    if (!word || word.dynamic) return undefined;
    if (word.value === "--") return at + 1;
    if (!word.value.startsWith("-") || word.value === "-") return at;
    if (valued.has(word.value)) at += 1;
  }
  return at;
}

const timeout: Skip = (words) => {
  const at = skipOptions(words, new Set(["-k", "--kill-after", "-s", "--signal"]));
  return at === undefined || words[at]?.dynamic ? undefined : at + 1;
};

const plain: Skip = (words) => skipOptions(words, new Set());

/** `env -S` splits its argument anew and `env NAME=…` may change which code runs, so both stay as they are. */
const env: Skip = (words) => {
  const at = skipOptions(words, new Set(["-u", "--unset"]));
  const options = words.slice(1, at);
  if (at === undefined || options.some((word) => /^(?:-\w*[SC]|--split|--chdir)/.test(word.value))) return undefined;
  return words[at] && !words[at].value.includes("=") ? at : undefined;
};

const wrappers: Readonly<Record<string, Skip>> = {
  timeout,
  // With options it may write a file.
  time: (words) => (words[1]?.value.startsWith("-") ? undefined : 1),
  nice: (words) => skipOptions(words, new Set(["-n", "--adjustment"])),
  nohup: plain,
  env,
  stdbuf: (words) => skipOptions(words, new Set(["-i", "-o", "-e"])),
  command: (words) => (words[1]?.value.startsWith("-") ? undefined : 1),
  builtin: plain,
};

/** Takes off what only changes how a command runs: `timeout 5 nice npm test` is `npm test`. */
export function unwrap(words: readonly ShellWord[]): readonly ShellWord[] {
  let rest = words;
  for (;;) {
    const name = rest[0];
    const skip = name && !name.dynamic && Object.hasOwn(wrappers, name.value) ? wrappers[name.value] : undefined;
    const at = skip?.(rest);
    if (at === undefined || at >= rest.length || at === 0) return rest;
    rest = rest.slice(at);
  }
}
