const place = Symbol.for("tabsmith.ending");
/** Next may load this module several times in one process, which ends once. */
const shared = globalThis as { [place]?: boolean };

export const isEnding = (): boolean => shared[place] === true;

export function markEnding(): void {
  shared[place] = true;
}
