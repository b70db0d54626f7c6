"use client";

import { Cloud, GitBranch, Tag } from "lucide-react";
import { useState } from "react";
import { drawGraph, showRegion, type CommitFile, type CommitName, type GitCommit, type GraphRow } from "@/lib/studio";
import { useApp } from "../app-context";
import { relativeTime } from "../relative-time";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { useStore } from "../use-store";
import { useGitAct } from "./use-git-act";
import { useGitStrings } from "./use-git-strings";

export function CommitLog({ log }: { readonly log: readonly GitCommit[] }) {
  const { git } = useStudio();
  const words = useGitStrings();
  const rows = drawGraph(log);
  return (
    <section aria-label={words.log} className="pb-2">
      <h3 className="flex h-8 items-center px-3 text-small font-medium text-ink-muted">{words.log}</h3>
      {log.length === 0 && <p className="px-3 pb-2 text-ink-faint">{words.noCommits}</p>}
      <ol>
        {log.map((commit, at) => {
          const row = rows[at];
          return row && <CommitRow key={commit.id} commit={commit} row={row} />;
        })}
      </ol>
      {log.length > 0 && log.length % 60 === 0 && (
        <Button look="ghost" className="mx-2" onClick={() => void git.showMore()}>
          {words.more}
        </Button>
      )}
    </section>
  );
}

const laneWidth = 10;
const rowHeight = 40;
const mostLanes = 6;

const x = (lane: number): number => 10 + Math.min(lane, mostLanes) * laneWidth;

/** The part of the graph beside one commit. The commits around it say the same in words. */
function Graph({ row }: { readonly row: GraphRow }) {
  const width = x(Math.max(0, row.width - 1)) + 8;
  const middle = rowHeight / 2;
  return (
    <svg width={width} height={rowHeight} aria-hidden className="shrink-0 stroke-ink-faint" fill="none">
      {row.lines.map(({ from, to }) => {
        const start = from === row.lane ? middle : 0;
        const end = to === row.lane && from !== row.lane ? middle : rowHeight;
        const half = (start + end) / 2;
        return (
          <path
            key={`${from} ${to}`}
            d={`M ${x(from)} ${start} C ${x(from)} ${half}, ${x(to)} ${half}, ${x(to)} ${end}`}
            strokeWidth={1.5}
          />
        );
      })}
      <path d={`M ${x(row.lane)} 0 V ${middle}`} strokeWidth={1.5} className="opacity-0" />
      <circle cx={x(row.lane)} cy={middle} r={3.5} className="fill-surface stroke-ink" strokeWidth={1.5} />
    </svg>
  );
}

function CommitRow({ commit, row }: { readonly commit: GitCommit; readonly row: GraphRow }) {
  const { git, attempt } = useStudio();
  const words = useGitStrings();
  const { language } = useStore(useApp().settings);
  const [now] = useState(Date.now);
  const [files, setFiles] = useState<readonly CommitFile[]>();
  const toggle = () => {
    if (files) setFiles(undefined);
    else
      void attempt(async () => {
        setFiles(await git.filesOf(commit.id));
      });
  };
  return (
    <li>
      <button
        type="button"
        aria-expanded={files !== undefined}
        title={`${commit.id}\n${commit.subject}`}
        onClick={toggle}
        className="focus-inset flex w-full items-center gap-1 pr-3 text-left transition-colors hover:bg-hover"
      >
        <Graph row={row} />
        <span className="min-w-0 flex-1">
          <span className="block truncate">{commit.subject}</span>
          <span className="flex min-w-0 items-center gap-1 text-small text-ink-faint">
            {commit.names.map((name) => (
              <NameMark key={`${name.type} ${name.name}`} {...name} />
            ))}
            <span className="min-w-0 truncate">
              <span className="font-mono">{commit.id.slice(0, 7)}</span>{" "}
              {words.commitBy(commit.author, relativeTime(commit.at, now, language))}
            </span>
          </span>
        </span>
      </button>
      {files && <CommitFiles commit={commit} files={files} />}
    </li>
  );
}

/** A branch or tag at the commit where it stands. The one that is worked on stands out. */
function NameMark({ type, name }: CommitName) {
  const words = useGitStrings();
  const Icon = type === "tag" ? Tag : type === "remote" ? Cloud : GitBranch;
  return (
    <span
      title={type === "tag" ? words.tagNamed(name) : words.branchNamed(name)}
      className={classNames(
        "inline-flex max-w-32 min-w-0 shrink-0 items-center gap-1 rounded-control border px-1 text-mini",
        type === "head" ? "border-ink-faint font-medium text-ink" : "border-line text-ink-muted",
      )}
    >
      <Icon size={10} aria-hidden className="shrink-0" />
      <span className="truncate">{name}</span>
    </span>
  );
}

function CommitFiles({ commit, files }: { readonly commit: GitCommit; readonly files: readonly CommitFile[] }) {
  const { editors, layout, git } = useStudio();
  const words = useGitStrings();
  const act = useGitAct();
  const short = commit.id.slice(0, 7);
  const [parent] = commit.parents;
  return (
    <div className="pb-1 pl-6">
      <ul aria-label={words.filesOf(short)}>
        {files.map(({ path, letter }) => (
          <li key={path}>
            <button
              type="button"
              title={path}
              onClick={() => {
                layout.set((now) => showRegion(now, "editor"));
                editors.open(path, { type: "diff", since: `git:${parent ?? ""}`, until: `git:${commit.id}` });
              }}
              className="focus-inset flex h-6 w-full items-center gap-2 pr-3 pl-1 text-left text-small text-ink-muted transition-colors hover:bg-hover hover:text-ink coarse:h-10"
            >
              <span className="w-3 font-mono">{letter}</span>
              <span className="min-w-0 truncate">{path}</span>
            </button>
          </li>
        ))}
      </ul>
      <Button
        look="ghost"
        onClick={() => {
          act(git.actions.createBranch(`at-${short}`, commit.id), () => words.branchNamed(`at-${short}`));
        }}
      >
        {words.restoreCommit}
      </Button>
    </div>
  );
}
