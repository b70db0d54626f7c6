import { decodeText } from "@/lib/workspace";
import { z } from "zod";
import type { ToolContext } from "./context";
import { showNotebook } from "./notebook";
import { pictureFor } from "./picture";
import { projectPath } from "./project-path";
import { readFileBytes } from "./text-file";
import { defineTool, ToolError, type ToolOutput } from "./tool";

const mostLines = 2000;
const longestLine = 2000;

const images: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
};
const largestImage = 5_000_000;

function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 32_768) binary += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(binary);
}

/** Lines with their numbers, as Edit's errors and the user speak of them. */
export function numbered(text: string, offset: number, limit: number): string {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  if (lines.length === 0) return "(The file is empty.)";
  if (offset > lines.length) throw new ToolError(`The file has only ${lines.length} lines; \`offset\` is ${offset}.`);
  const shown = lines.slice(offset - 1, offset - 1 + limit);
  const cut = (line: string) =>
    line.length > longestLine ? `${line.slice(0, longestLine)} [… ${line.length - longestLine} more characters]` : line;
  const body = shown.map((line, at) => `${String(offset + at).padStart(6)}\t${cut(line)}`).join("\n");
  const left = lines.length - (offset - 1) - shown.length;
  return left > 0 ? `${body}\n\n(${left} more lines. Go on with \`offset: ${offset + shown.length}\`.)` : body;
}

async function readImage(
  path: string,
  mediaType: string,
  question: string | undefined,
  context: ToolContext,
): Promise<string | readonly ToolOutput[]> {
  const bytes = await readFileBytes(context.workspace, path);
  if (bytes.length > largestImage)
    throw new ToolError(`${path} has ${bytes.length} bytes; a picture may have ${largestImage}.`);
  return pictureFor(
    context,
    { mediaType, data: base64(bytes) },
    { caption: `The picture ${path}:`, question, otherwise: "Ask the user what it shows." },
  );
}

async function readText(
  path: string,
  offset: number,
  limit: number,
  { workspace, seen }: ToolContext,
): Promise<string> {
  const bytes = await readFileBytes(workspace, path);
  const text = decodeText(bytes);
  if (text === undefined)
    throw new ToolError(
      `${path} is a binary file of ${bytes.length} bytes. Use Bash with a program that understands it, such as \`file\` or \`xxd\`.`,
    );
  const extension = path.slice(path.lastIndexOf(".") + 1);
  seen.note(path, text);
  return extension === "ipynb" ? showNotebook(text) : numbered(text.replace(/^\uFEFF/, ""), offset, limit);
}

export const readFile = defineTool({
  name: "Read",
  aliases: ["read_file", "View", "view_file"],
  description: `Read a file of the project. Gives its lines with numbers; pictures are shown as pictures, notebooks as cells.
- \`file_path\` is relative to the project's folder.
- Reads ${mostLines} lines from the start unless \`offset\` and \`limit\` say otherwise. Read whole files when you can.
- A file must be read before it is edited. Several files: call Read several times in one answer.
- For a folder use Glob.`,
  input: z.object({
    file_path: z.string().min(1).describe("The file, relative to the project"),
    offset: z.number().int().min(1).optional().describe("The line to start at, from 1"),
    limit: z.number().int().min(1).optional().describe("How many lines"),
    question: z.string().optional().describe("For a picture: what you want to know of it, answered in words"),
  }),
  outputLimit: 100_000,
  title: ({ file_path }) => file_path,
  access: ({ file_path }, context) => ({ type: "files", reads: [projectPath(file_path, context)] }),
  async run({ file_path, offset = 1, limit = mostLines, question }, context) {
    const path = projectPath(file_path, context);
    const mediaType = images[path.slice(path.lastIndexOf(".") + 1).toLowerCase()];
    return mediaType ? readImage(path, mediaType, question, context) : readText(path, offset, limit, context);
  },
});
