/** V8 drops a `sourceURL` with white space or quotes in it; these stand for them, and are put back in stack traces. */
const first = 0xe000;
const unsafe = /[\s"']/g;
const replaced = /[\ue000-\ue0ff]/g;

export const toSourceName = (name: string): string =>
  name.replace(unsafe, (char) => String.fromCharCode(first + (char.charCodeAt(0) & 0xff)));

export const fromSourceName = (name: string): string =>
  name.replace(replaced, (char) => String.fromCharCode(char.charCodeAt(0) - first));
