import { keyBlock } from "./secret-shapes.data";
import { hintOf, isText, matchesIn, type FoundSecret } from "./secrets";
import type { SharedFile, SharedProject } from "./shared-project";

/** What happens to something that looks like a secret: the file stays behind, the text is blanked, or it goes along. */
export type SecretChoice = "leave-out" | "blank" | "share";

/** Names what was found for as long as the files are as they are. */
export const secretId = ({ path, line, hint }: FoundSecret): string => `${path}:${line ?? ""}:${hint}`;

/** What happens unless the author says otherwise: never that it goes along. */
export const usualChoice = ({ line }: FoundSecret): SecretChoice => (line === undefined ? "leave-out" : "blank");

const blank = "[removed]";

/** The project without what the author keeps back: in its files, in what they were earlier, and in what was said. */
export function withhold(
  project: SharedProject,
  found: readonly FoundSecret[],
  choiceOf: (secret: FoundSecret) => SecretChoice,
): SharedProject {
  const left = new Set(found.filter((secret) => choiceOf(secret) === "leave-out").map(({ path }) => path));
  const shared = new Set(found.filter((secret) => choiceOf(secret) === "share").map(secretId));
  const sharedHints = new Set(found.filter((secret) => choiceOf(secret) === "share").map(({ hint }) => hint));
  const mayGo = (path: string, line: number, text: string): boolean =>
    shared.has(`${path}:${line}:${hintOf(text)}`) || shared.has(`${path}::${path}`);
  const { session, history, ...rest } = project;
  return {
    ...rest,
    files: project.files.filter(({ path }) => !left.has(path)).map((file) => blanked(file, mayGo)),
    links: project.links.filter(({ path }) => !left.has(path)),
    ...(session !== undefined && { session: blankSession(session, (text) => sharedHints.has(hintOf(text))) }),
    ...(history && {
      history: history.map(({ checkpoint, files }) => ({
        checkpoint,
        files: files
          .filter(({ path }) => !left.has(path))
          .map((file) =>
            file.content
              ? blanked({ ...file, content: file.content }, (_, __, text) => sharedHints.has(hintOf(text)))
              : file,
          ),
      })),
    }),
  };
}

function blanked(file: SharedFile, mayGo: (path: string, line: number, text: string) => boolean): SharedFile {
  if (!isText(file.content)) return file;
  const text = new TextDecoder().decode(file.content);
  const next = blankText(text, (line, secret) => mayGo(file.path, line, secret));
  return next === text ? file : { ...file, content: new TextEncoder().encode(next) };
}

function blankText(text: string, mayGo: (line: number, secret: string) => boolean): string {
  const withoutKeys = text.replace(keyBlock, (block, offset: number) => {
    const line = text.slice(0, offset).split("\n").length;
    const [first = ""] = block.split("\n");
    return mayGo(line, first.trim()) ? block : `${blank}${"\n".repeat(block.split("\n").length - 1)}`;
  });
  return withoutKeys
    .split("\n")
    .map((line, index) => {
      let result = line;
      for (const { text: secret } of matchesIn(line))
        if (!mayGo(index + 1, secret)) result = result.replaceAll(secret, blank);
      return result;
    })
    .join("\n");
}

/** JSON stays JSON: the texts in it are blanked, not what is around them. */
function blankSession(session: string, mayGo: (text: string) => boolean): string {
  const walk = (value: unknown): unknown => {
    if (typeof value === "string") return blankText(value, (_, secret) => mayGo(secret));
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item)]));
  };
  return session
    .split("\n")
    .map((line) => (line.trim() === "" ? line : JSON.stringify(walk(JSON.parse(line)))))
    .join("\n");
}
