"use client";

import { Check, Undo2 } from "lucide-react";
import type { ChangeReview } from "@/lib/agent";
import type { DiffHunk, DiffLine, FileDiff } from "@/lib/tools";
import { classNames } from "../ui/class-names";
import { IconButton } from "../ui/icon-button";
import { useChat } from "./chat-context";

interface FileDiffViewProps {
  readonly diff: FileDiff;
  /** The call whose change it is; without one there is nothing to take back yet. */
  readonly callId?: string;
  /** What was said of the call's changes so far. */
  readonly reviews?: readonly ChangeReview[];
}

export function FileDiffView({ diff, callId, reviews = [] }: FileDiffViewProps) {
  const { agent, host, strings } = useChat();
  const said = (hunk?: number) =>
    reviews.findLast((review) => review.path === diff.path && (review.hunk === undefined || review.hunk === hunk))
      ?.verdict;
  return (
    <section className="overflow-hidden rounded-control border border-line">
      <header className="flex items-center gap-2 border-b border-line bg-ground px-2 py-1">
        <button
          type="button"
          className="min-w-0 truncate rounded-[4px] font-mono text-small hover:underline"
          onClick={() => {
            host.openFile(diff.path, diff.hunks[0]?.afterStart);
          }}
        >
          {diff.path}
        </button>
        <span className="ml-auto shrink-0 font-mono text-mini">
          <span className="text-good">+{diff.added}</span> <span className="text-bad">−{diff.removed}</span>
        </span>
        {callId !== undefined && said() !== "reverted" && (
          <IconButton
            icon={Undo2}
            label={strings.revertFile(diff.path)}
            onClick={() => void host.attempt(() => agent.revert(callId, { path: diff.path }))}
          />
        )}
      </header>
      {diff.opaque && <p className="px-2 py-1 text-ink-muted">{strings.opaqueDiff}</p>}
      {diff.hunks.map((hunk, index) => (
        <HunkView
          key={`${hunk.beforeStart}:${hunk.afterStart}`}
          hunk={hunk}
          {...(callId !== undefined && { change: { callId, path: diff.path, hunk: index, verdict: said(index) } })}
        />
      ))}
    </section>
  );
}

interface Change {
  readonly callId: string;
  readonly path: string;
  readonly hunk: number;
  readonly verdict: ChangeReview["verdict"] | undefined;
}

function HunkView({ hunk, change }: { readonly hunk: DiffHunk; readonly change?: Change }) {
  const { strings } = useChat();
  return (
    <div className="border-line not-last:border-b">
      <div className="flex h-7 items-center gap-2 bg-ground/60 px-2 text-mini text-ink-faint">
        {strings.lineRange(hunk.afterStart)}
        {change && <HunkReview change={change} />}
      </div>
      <pre className="focus-inset overflow-x-auto py-1 font-mono text-small leading-5" tabIndex={0}>
        {numbered(hunk.lines).map(({ key, line }) => (
          <DiffLineView key={key} line={line} />
        ))}
      </pre>
    </div>
  );
}

/** Lines have no names of their own, and a hunk never changes: their place is their key. */
const numbered = (lines: readonly DiffLine[]) => lines.map((line, index) => ({ key: String(index), line }));

function HunkReview({ change: { callId, path, hunk, verdict } }: { readonly change: Change }) {
  const { agent, host, strings } = useChat();
  if (verdict) return <span className="ml-auto">{strings[verdict]}</span>;
  return (
    <span className="ml-auto flex">
      <IconButton
        icon={Check}
        label={strings.accept}
        onClick={() => {
          agent.accept(callId, { path, hunk });
        }}
      />
      <IconButton
        icon={Undo2}
        label={strings.revert}
        onClick={() => void host.attempt(() => agent.revert(callId, { path, hunk }))}
      />
    </span>
  );
}

const looks = {
  same: { mark: " ", className: "text-ink-muted" },
  added: { mark: "+", className: "bg-good/10 text-ink" },
  removed: { mark: "−", className: "bg-bad/10 text-ink" },
} as const;

function DiffLineView({ line }: { readonly line: DiffLine }) {
  const { mark, className } = looks[line.type];
  return (
    <span className={classNames("block min-w-fit px-2", className)}>
      <span className="mr-2 select-none text-ink-faint">{mark}</span>
      {line.text || " "}
    </span>
  );
}
