"use client";

import { basename, dirname } from "@/lib/base";
import { showRegion } from "@/lib/studio";
import type { FileMatches, SearchMatch } from "@/lib/workspace";
import { useStrings } from "../app-context";
import { FileIcon } from "../ui/file-icon";
import { useStudio } from "../studio-context";
import type { Results } from "./use-search";

/** Files whose matches are drawn; the count above the list is of all. */
const mostFiles = 200;

export function SearchResults({ results }: { readonly results: Results }) {
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <Summary results={results} />
      <ul className="min-h-0 flex-1 overflow-auto pb-4">
        {results.files.slice(0, mostFiles).map((file) => (
          <FileResult key={file.path} file={file} />
        ))}
      </ul>
    </div>
  );
}

function Summary({ results }: { readonly results: Results }) {
  const { search } = useStrings();
  return (
    <output className="block shrink-0 px-3 py-2 text-small text-ink-faint">
      {results.type === "idle" && search.hint}
      {results.type === "bad" && <span className="text-bad">{search.badRegex(results.reason ?? "")}</span>}
      {results.type === "searching" && results.matches === 0 && search.searching}
      {results.type === "done" && results.matches === 0 && search.none}
      {results.matches > 0 && search.results(results.matches, results.files.length)}
      {(results.isCut || results.files.length > mostFiles) && ` ${search.more}`}
    </output>
  );
}

function FileResult({ file }: { readonly file: FileMatches }) {
  const folder = dirname(file.path);
  return (
    <li>
      <h3 title={file.path} className="flex h-7 items-center gap-1.5 px-2">
        <FileIcon path={file.path} />
        <span className="truncate font-medium">{basename(file.path)}</span>
        <span className="min-w-0 flex-1 truncate text-small text-ink-faint">{folder === "." ? "" : folder}</span>
        <span className="text-mini text-ink-faint tabular-nums">{file.matches.length}</span>
      </h3>
      <ul>
        {file.matches.map((match) => (
          <Match key={`${match.line}:${match.column}`} path={file.path} match={match} />
        ))}
      </ul>
    </li>
  );
}

function Match({ path, match }: { readonly path: string; readonly match: SearchMatch }) {
  const { editors, layout } = useStudio();
  const { preview, at, length, line, column } = match;
  return (
    <li>
      <button
        type="button"
        onClick={() => {
          layout.set((now) => showRegion(now, "editor"));
          editors.openAt({ path, line, column, length }, { preview: true });
        }}
        className="focus-inset flex w-full gap-2 px-2 py-0.5 pl-7 text-left font-mono text-small text-ink-muted transition-colors hover:bg-hover hover:text-ink"
      >
        <span className="min-w-6 shrink-0 text-right text-ink-faint tabular-nums">{line}</span>
        <span className="truncate">
          {preview.slice(0, at).trimStart()}
          <mark className="rounded-[2px] bg-warn/25 text-ink">{preview.slice(at, at + length)}</mark>
          {preview.slice(at + length)}
        </span>
      </button>
    </li>
  );
}
