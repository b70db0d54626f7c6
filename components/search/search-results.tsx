"use client";

import { Replace, ReplaceAll, X } from "lucide-react";
import { basename, dirname } from "@/lib/base";
import { showRegion } from "@/lib/studio";
import { replacementFor, type FileMatches, type SearchMatch, type SearchQuery } from "@/lib/workspace";
import { useStrings } from "../app-context";
import { FileIcon } from "../ui/file-icon";
import { IconButton } from "../ui/icon-button";
import { useStudio } from "../studio-context";
import type { Replacing } from "./use-replace";
import type { Results } from "./use-search";

/** Files whose matches are drawn; the count above the list is of all. */
const mostFiles = 200;

interface ShownReplacing extends Replacing {
  readonly query: SearchQuery;
  readonly replacement: string;
}

interface ResultsProps {
  /** While something stands in the field to replace with: what would become of each match is shown. */
  readonly replacing: ShownReplacing | undefined;
  readonly onLeaveOut: (path: string) => void;
}

export function SearchResults({ results, ...rest }: ResultsProps & { readonly results: Results }) {
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <Summary results={results} />
      <ul className="min-h-0 flex-1 overflow-auto pb-4">
        {results.files.slice(0, mostFiles).map((file) => (
          <FileResult key={file.path} file={file} {...rest} />
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

function FileResult({ file, replacing, onLeaveOut }: ResultsProps & { readonly file: FileMatches }) {
  const { search } = useStrings();
  const folder = dirname(file.path);
  const name = basename(file.path);
  return (
    <li>
      <div className="flex h-7 items-center gap-1.5 px-2 coarse:h-11">
        <h3 title={file.path} className="flex min-w-0 flex-1 items-center gap-1.5">
          <FileIcon path={file.path} />
          <span className="truncate font-medium">{name}</span>
          <span className="min-w-0 flex-1 truncate text-small text-ink-faint">{folder === "." ? "" : folder}</span>
          <span className="text-mini text-ink-faint tabular-nums">{file.matches.length}</span>
        </h3>
        {replacing && (
          <>
            <IconButton
              icon={ReplaceAll}
              label={search.replaceFile(name)}
              onClick={() => {
                replacing.all([file]);
              }}
            />
            <IconButton
              icon={X}
              label={search.leaveOut(name)}
              onClick={() => {
                onLeaveOut(file.path);
              }}
            />
          </>
        )}
      </div>
      <ul>
        {file.matches.map((match) => (
          <Match key={`${match.line}:${match.column}`} path={file.path} match={match} replacing={replacing} />
        ))}
      </ul>
    </li>
  );
}

/** The list is narrow: what stands before a match must not push it out of sight. */
const lead = (before: string, most: number): string => (before.length > most ? `…${before.slice(-most)}` : before);

interface MatchProps extends Pick<ResultsProps, "replacing"> {
  readonly path: string;
  readonly match: SearchMatch;
}

function Match({ path, match, replacing }: MatchProps) {
  const { editors, layout } = useStudio();
  const { search } = useStrings();
  const { preview, at, length, line, column } = match;
  return (
    <li className="group flex items-center">
      <button
        type="button"
        onClick={() => {
          layout.set((now) => showRegion(now, "editor"));
          editors.openAt({ path, line, column, length }, { preview: true });
        }}
        className="focus-inset flex min-w-0 flex-1 gap-2 px-2 py-0.5 pl-7 text-left font-mono text-small text-ink-muted transition-colors hover:bg-hover hover:text-ink coarse:py-2"
      >
        <span className="min-w-6 shrink-0 text-right text-ink-faint tabular-nums">{line}</span>
        <span className="truncate">
          {lead(preview.slice(0, at).trimStart(), replacing ? 5 : 14)}
          <MatchedText match={match} replacing={replacing} />
          {preview.slice(at + length)}
        </span>
      </button>
      {replacing && (
        <IconButton
          icon={Replace}
          label={search.replaceOne(line)}
          className="mr-1"
          onClick={() => {
            replacing.one(path, match);
          }}
        />
      )}
    </li>
  );
}

function MatchedText({ match, replacing }: Pick<MatchProps, "match" | "replacing">) {
  const matched = match.preview.slice(match.at, match.at + match.length);
  const next = replacing && replacementFor(match, replacing.query, replacing.replacement);
  if (next === undefined) return <mark className="rounded-[2px] bg-warn/25 text-ink">{matched}</mark>;
  return (
    <>
      <del className="rounded-[2px] bg-bad/15 text-ink line-through decoration-bad">{matched}</del>
      <ins className="rounded-[2px] bg-good/20 text-ink no-underline">{next}</ins>
    </>
  );
}
