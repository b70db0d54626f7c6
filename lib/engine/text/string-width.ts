import { ambiguousRuns, wideRuns } from "./widths.data";

type Run = readonly [first: number, last: number];

function readRuns(text: string): Run[] {
  const numbers = text.split(" ").map((digits) => parseInt(digits, 36));
  const runs: Run[] = [];
  let at = 0;
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    const first = at + (numbers[i] ?? 0);
    at = first + (numbers[i + 1] ?? 0);
    runs.push([first, at]);
  }
  return runs;
}

/** Read when they are first asked for: most programs print nothing but ASCII. */
let wide: readonly Run[] | undefined;
let ambiguous: readonly Run[] | undefined;
const FIRST_WIDE = 0xa9;
const ZERO_WIDTH_JOINER = 0x200d;

function isIn(runs: readonly Run[], code: number): boolean {
  let low = 0;
  let high = runs.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = runs[middle] ?? [0, 0];
    if (code < first) high = middle - 1;
    else if (code > last) low = middle + 1;
    else return true;
  }
  return false;
}

const ZERO_WIDTH = /[\p{Cc}\p{Cf}\p{Me}\p{Mn}\p{Emoji_Modifier}]/u;
const SOFT_HYPHEN = 0xad;
const EMOJI = /[\p{Emoji_Presentation}\p{Emoji_Modifier}]/u;

function columnWidth(character: string, code: number, isAmbiguousWide: boolean): number {
  if (code >= FIRST_WIDE && isIn((wide ??= readRuns(wideRuns)), code)) return 2;
  if (isAmbiguousWide && isIn((ambiguous ??= readRuns(ambiguousRuns)), code)) return 2;
  return code !== SOFT_HYPHEN && ZERO_WIDTH.test(character) ? 0 : 1;
}

/** How many columns of a terminal a text takes. Emoji joined to one may count once. */
export function getStringWidth(text: string, isAmbiguousWide = false, expandsEmoji = true): number {
  let width = 0;
  let before = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const isJoined = !expandsEmoji && before === ZERO_WIDTH_JOINER && EMOJI.test(character);
    if (!isJoined) width += columnWidth(character, code, isAmbiguousWide);
    before = code;
  }
  return width;
}
