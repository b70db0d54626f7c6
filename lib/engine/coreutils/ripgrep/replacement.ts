import type { Fit } from "./matcher";
import type { Block } from "./search";

const references = /\$(?:\$|\{([^}]*)\}|(\w+))/gu;

/** What `$1`, `${name}` and the like stand for in a fit; nothing where there is no such group. */
const expanded = (text: string, { groups }: Fit): string =>
  text.replaceAll(references, (_, braced: string | undefined, bare: string | undefined) => {
    const name = braced ?? bare;
    if (name === undefined) return "$";
    return (/^\d+$/u.test(name) ? groups[Number(name)] : groups.groups?.[name]) ?? "";
  });

/** A block in which something else stands for each fit, and where that stands. */
export function replaced(
  block: Block,
  replacement: string,
): { block: Block; fits: readonly { from: number; to: number }[] } {
  let text = "";
  let done = 0;
  const fits = block.fits.map((fit) => {
    text += block.text.slice(done, fit.from);
    const from = text.length;
    text += expanded(replacement, fit);
    done = fit.to;
    return { from, to: text.length };
  });
  return { block: { ...block, text: text + block.text.slice(done) }, fits };
}
