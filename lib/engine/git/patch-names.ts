const signs: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

/** A name as a patch has it, from the bytes of its line: without the quotes that it stands in where it needs them. */
export function nameFrom(text: string): string {
  const plain = text.startsWith('"') ? unquoted(text) : text;
  return Buffer.from(plain, "latin1").toString("utf8");
}

function unquoted(text: string): string {
  const inner = /^"((?:[^"\\]|\\.)*)"/su.exec(text)?.[1] ?? text.slice(1);
  return inner.replaceAll(/\\([0-7]{3}|.)/gsu, (_, sign: string) => {
    if (sign.length === 3) return String.fromCharCode(Number.parseInt(sign, 8));
    const code = signs[sign];
    return code === undefined ? sign : String.fromCharCode(code);
  });
}

/** Without its first folders; undefined where it has no more than those. */
export function stripped(name: string, folders: number): string | undefined {
  const parts = name.split("/");
  return parts.length > folders ? parts.slice(folders).join("/") : undefined;
}

/** What a `---` or `+++` line names; nothing for `/dev/null`. A date may stand behind it. */
export function nameOfLine(line: string, folders: number): string | undefined {
  const text = line.slice(4).replace(/\t.*$/u, "");
  if (text === "/dev/null") return undefined;
  return stripped(nameFrom(text), folders);
}

/** The one name that a `diff --git` line has on both of its sides; others are told by the lines below it. */
export function sharedName(line: string, folders: number): string | undefined {
  const text = line.slice("diff --git ".length);
  if (text.startsWith('"')) return stripped(nameFrom(text), folders);
  for (let at = text.indexOf(" "); at >= 0; at = text.indexOf(" ", at + 1)) {
    const [from, to] = [stripped(text.slice(0, at), folders), stripped(text.slice(at + 1), folders)];
    if (from !== undefined && from === to) return nameFrom(from);
  }
  return undefined;
}
