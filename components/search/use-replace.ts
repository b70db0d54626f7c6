"use client";

import { basename } from "@/lib/base";
import { replaceMatch, replaceMatches, type FileMatches, type SearchMatch, type SearchQuery } from "@/lib/workspace";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";

export interface Replacing {
  readonly all: (files: readonly FileMatches[]) => void;
  readonly one: (path: string, match: SearchMatch) => void;
}

/** Replacing in files: what belongs together is one edit with a checkpoint before it, so it happens at once and is taken back at once. */
export function useReplace(query: SearchQuery, replacement: string): Replacing {
  const { workspace, documents, notices, attempt } = useStudio();
  const { search, common } = useStrings();
  const write = async (paths: readonly string[], next: (text: string) => string, told: string) => {
    await documents.flush();
    const before = await workspace.history.checkpoint(search.replaceAll, { automatic: true });
    const edits = await Promise.all(
      paths.map(async (path) => ({ type: "write" as const, path, content: next(await workspace.readText(path)) })),
    );
    await workspace.apply(edits, "restore");
    const run = async () => void (await workspace.history.restore(before.id, paths));
    notices.emit({ type: "success", text: told, action: { label: common.undo, run } });
  };
  return {
    all(files) {
      const matches = files.reduce((sum, file) => sum + file.matches.length, 0);
      const paths = files.map(({ path }) => path);
      const told = search.replaced(matches, paths.length);
      void attempt(() => write(paths, (text) => replaceMatches(text, query, replacement), told));
    },
    one(path, match) {
      const told = search.replacedOne(basename(path));
      void attempt(() => write([path], (text) => replaceMatch(text, query, replacement, match), told));
    },
  };
}
