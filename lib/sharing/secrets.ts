import { environmentFile, keyFile, longestLine, longestSecret, secretShapes } from "./secret-shapes.data";
import type { SharedFile } from "./shared-project";

export interface FoundSecret {
  readonly path: string;
  /** From 1; absent when the file as a whole is of a kind that holds secrets. */
  readonly line?: number;
  /** What it looks like, by name. */
  readonly kind: SecretKind;
  /** The start of it, so that the author recognizes it; never the whole. */
  readonly hint: string;
}

export type SecretKind = (typeof secretShapes)[number]["kind"] | "environment-file" | "key-file";

/** What looks like a secret in what is about to be shared. It can't know everything, and says what it saw. */
export function findSecrets(files: readonly SharedFile[]): readonly FoundSecret[] {
  return files.flatMap((file) => [...inName(file), ...inText(file)]);
}

function inName({ path, content }: SharedFile): readonly FoundSecret[] {
  if (content.length === 0) return [];
  if (environmentFile.test(path)) return [{ path, kind: "environment-file", hint: path }];
  return keyFile.test(path) ? [{ path, kind: "key-file", hint: path }] : [];
}

function inText({ path, content }: SharedFile): readonly FoundSecret[] {
  if (!isText(content)) return [];
  return new TextDecoder()
    .decode(content)
    .split("\n")
    .flatMap((text, index) =>
      matchesIn(text).map(({ kind, text: match }) => ({ path, line: index + 1, kind, hint: hintOf(match) })),
    );
}

export const isText = (content: Uint8Array): boolean => !content.subarray(0, 8000).includes(0);
export const hintOf = (secret: string): string => `${secret.slice(0, 10)}…`;

export interface SecretMatch {
  readonly kind: SecretKind;
  readonly text: string;
}

/** Secrets in what was said; the line is the event's number. Their path is no file's, since no file's begins with a slash. */
export function findSessionSecrets(session: string): readonly FoundSecret[] {
  return session.split("\n").flatMap((event, index) =>
    textsIn(event).flatMap((text) =>
      text
        .split("\n")
        .flatMap(matchesIn)
        .map(({ kind, text: match }) => ({ path: conversationPath, line: index + 1, kind, hint: hintOf(match) })),
    ),
  );
}

export const conversationPath = "/conversation";

function textsIn(json: string): readonly string[] {
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === "string") texts.push(value);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(walk);
  };
  if (json.trim() !== "") walk(JSON.parse(json));
  return texts;
}

/** What of one line looks like a secret; what two shapes see is told once. */
export function matchesIn(line: string): readonly SecretMatch[] {
  const found: SecretMatch[] = [];
  for (const part of windowsOf(line))
    for (const { kind, expression } of secretShapes)
      for (const [text] of part.matchAll(expression))
        if (!found.some((known) => known.text.includes(text) || text.includes(known.text))) found.push({ kind, text });
  return found;
}

/** A long line in pieces that overlap by more than a secret is long, so that no expression meets a text that it is slow on. */
function windowsOf(line: string): readonly string[] {
  if (line.length <= longestLine) return [line];
  const step = longestLine - longestSecret;
  return Array.from({ length: Math.ceil(line.length / step) }, (_, at) =>
    line.slice(at * step, at * step + longestLine),
  );
}
