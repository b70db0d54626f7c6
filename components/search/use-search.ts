"use client";

import { useEffect, useState } from "react";
import { messageOf } from "@/lib/base";
import type { Documents } from "@/lib/studio";
import {
  searchExpression,
  searchFiles,
  searchPaths,
  type FileMatches,
  type SearchQuery,
  type Workspace,
} from "@/lib/workspace";
import { useStudio } from "../studio-context";

export interface Results {
  readonly type: "idle" | "searching" | "done" | "bad";
  readonly files: readonly FileMatches[];
  readonly matches: number;
  /** More was found than is worth showing. */
  readonly isCut: boolean;
  readonly reason?: string;
}

const idle: Results = { type: "idle", files: [], matches: 0, isCut: false };

/** Someone who types on is not answered letter by letter. */
const pauseBeforeSearch = 60;

/** Time for a frame: contents that are in memory come without ever giving way to one. */
const giveWay = () => new Promise((resolve) => setTimeout(resolve));

/** Matches that are listed; a search that finds more wants more words. */
const mostMatches = 5000;

/** The results of a query as they come in. A new query ends the one before it. */
export function useSearch(query: SearchQuery): Results {
  const { workspace, documents } = useStudio();
  const [results, setResults] = useState(idle);
  useEffect(() => {
    const gone = new AbortController();
    const show = (next: Results) => {
      if (!gone.signal.aborted) setResults(next);
    };
    const timer = setTimeout(() => {
      search(workspace, documents, query, gone.signal, show).catch((error: unknown) => {
        show({ ...idle, type: "bad", reason: messageOf(error) });
      });
    }, pauseBeforeSearch);
    const following = workspace.onChange((changes) => {
      void refresh(workspace, query, new Set(changes.map(({ path }) => path)), (change) => {
        if (!gone.signal.aborted) setResults(change);
      });
    });
    return () => {
      clearTimeout(timer);
      following.dispose();
      gone.abort();
    };
  }, [workspace, documents, query]);
  return results;
}

/** Files that were written are searched again, and stay where they are in the list. */
async function refresh(
  workspace: Workspace,
  query: SearchQuery,
  paths: ReadonlySet<string>,
  change: (next: (now: Results) => Results) => void,
): Promise<void> {
  if (query.text === "") return;
  const found = new Map(
    (await searchPaths(workspace, query, [...paths]).catch(() => [])).map((file) => [file.path, file]),
  );
  change((now) => {
    if (now.type !== "done") return now;
    const kept = now.files.flatMap((file) => (paths.has(file.path) ? (found.get(file.path) ?? []) : file));
    const known = new Set(now.files.map(({ path }) => path));
    const files = [...kept, ...[...found.values()].filter(({ path }) => !known.has(path))];
    return { ...now, files, matches: files.reduce((sum, { matches }) => sum + matches.length, 0) };
  });
}

async function search(
  workspace: Workspace,
  documents: Documents,
  query: SearchQuery,
  signal: AbortSignal,
  show: (results: Results) => void,
): Promise<void> {
  if (query.text === "") return show(idle);
  searchExpression(query);
  await documents.flush();
  const files: FileMatches[] = [];
  let matches = 0;
  let shownAt = performance.now();
  for await (const file of searchFiles(workspace, query, signal)) {
    files.push(file);
    matches += file.matches.length;
    if (matches >= mostMatches) return show({ type: "done", files, matches, isCut: true });
    if (files.length > 1 && performance.now() - shownAt < 80) continue;
    shownAt = performance.now();
    show({ type: "searching", files: [...files], matches, isCut: false });
    await giveWay();
  }
  return show({ type: "done", files, matches, isCut: false });
}
