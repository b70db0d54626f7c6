const trim = (text: string): string => text.replace(/^[ \t\n]+|[ \t\n]+$/g, "");

interface Value {
  readonly value: string;
  readonly rest: string;
}

/** What follows the next line break from `from` on; nothing when there is none. */
function afterLine(text: string, from = 0): string {
  const newline = text.indexOf("\n", from);
  return newline < 0 ? "" : text.slice(newline + 1);
}

function quoted(content: string): Value | undefined {
  const quote = content[0] ?? "";
  if (!['"', "'", "`"].includes(quote)) return undefined;
  const closing = content.indexOf(quote, 1);
  if (closing < 0) {
    const newline = content.indexOf("\n");
    return { value: newline < 0 ? content : content.slice(0, newline), rest: trim(afterLine(content)) };
  }
  const inner = content.slice(1, closing);
  return { value: quote === '"' ? inner.replaceAll("\\n", "\n") : inner, rest: afterLine(content, closing + 1) };
}

function plain(content: string): Value {
  const newline = content.indexOf("\n");
  const line = newline < 0 ? content : content.slice(0, newline);
  const comment = line.indexOf("#");
  return { value: trim(comment < 0 ? line : line.slice(0, comment)), rest: trim(afterLine(content)) };
}

const withoutExport = (key: string): string => (key.startsWith("export ") ? trim(key.slice(7)) : key);

/** Splits off the key of an assignment; a line without `=` is passed over. */
function nextKey(content: string): { key: string | undefined; rest: string } {
  const at = content.search(/[=\n]/);
  if (at < 0) return { key: undefined, rest: "" };
  const rest = content.slice(at + 1);
  return content[at] === "\n" ? { key: undefined, rest: trim(rest) } : { key: trim(content.slice(0, at)), rest };
}

function valueOf(content: string): Value {
  const trimmed = trim(content);
  return trimmed === "" ? { value: "", rest: "" } : (quoted(trimmed) ?? plain(trimmed));
}

/** Reads `KEY=value` lines as Node's `--env-file` does: comments, `export`, three kinds of quotes, values over lines. */
export function parseEnvFile(text: string): Map<string, string> {
  const found = new Map<string, string>();
  let content = trim(text.replaceAll("\r", ""));
  while (content !== "") {
    if (content.startsWith("\n") || content.startsWith("#")) {
      content = afterLine(content);
      continue;
    }
    const { key, rest } = nextKey(content);
    content = rest;
    if (key === undefined) continue;
    if (rest === "" || rest.startsWith("\n")) {
      found.set(key, "");
      continue;
    }
    content = trim(rest);
    if (key === "") continue;
    const value = valueOf(content);
    found.set(withoutExport(key), value.value);
    content = value.rest;
  }
  return found;
}
