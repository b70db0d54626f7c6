import { parseLenientJson } from "../calls/lenient-json";
import type { TourCall } from "./tour-script";

/** The input into which the body of a fence goes, for tools that have one long text. */
const bodyKeys: Readonly<Record<string, string>> = {
  Write: "content",
  Bash: "command",
  WebSearch: "query",
  WebFetch: "url",
};

/**
 * A call from the first line and the body of a fence: `Write file_path=server.mjs` with the file as the body,
 * `Bash` with the command, `Edit` with the old and the new text between conflict markers, any other tool with JSON.
 */
export function parseToolBlock(info: string, body: string): TourCall {
  const name = /^\S+/.exec(info)?.[0] ?? "";
  const given = parseFields(info.slice(name.length));
  if (name === "Edit" || name === "MultiEdit") return { name, input: { ...given, ...editOf(body) } };
  const key = bodyKeys[name];
  if (key !== undefined) return { name, input: { ...given, [key]: name === "Write" ? `${body}\n` : body } };
  if (body.trim() === "") return { name, input: given };
  const parsed = parseLenientJson(body);
  if (!parsed?.complete || typeof parsed.value !== "object")
    throw new Error(`The body of \`${name}\` must be a JSON object.`);
  return { name, input: { ...given, ...(parsed.value as Record<string, unknown>) } };
}

/** `key=value`, with quotes around a value that has blanks. Numbers, `true` and `false` are what they look like. */
function parseFields(text: string): Record<string, unknown> {
  const fields = [...text.matchAll(/([A-Za-z_]\w*)=(?:"([^"]*)"|(\S*))/g)];
  return Object.fromEntries(fields.map(([, key = "", quoted, bare = ""]) => [key, quoted ?? plainValue(bare)]));
}

function plainValue(text: string): unknown {
  if (text === "true" || text === "false") return text === "true";
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function editOf(body: string): Record<string, string> {
  const parts = /^<{7}[^\n]*\n([\s\S]*?)\n?={7}\n([\s\S]*?)\n?>{7}/.exec(body);
  if (!parts)
    throw new Error(
      "An Edit holds `<<<<<<<`, the old text, `=======`, the new text and `>>>>>>>`, each on a line of its own.",
    );
  return { old_string: parts[1] ?? "", new_string: parts[2] ?? "" };
}
