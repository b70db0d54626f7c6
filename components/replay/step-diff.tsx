"use client";

import { memo } from "react";
import type { DiffLine, FileDiff } from "@/lib/tools";
import { useSharingStrings } from "../reading/use-sharing-strings";
import { classNames } from "../ui/class-names";

const looks = {
  same: { mark: " ", className: "text-ink-muted" },
  added: { mark: "+", className: "bg-good/10 text-ink" },
  removed: { mark: "−", className: "bg-bad/10 text-ink" },
} as const;

const mostLines = 400;

/** What one step did to one file. */
export const StepDiff = memo(function StepDiff({ diff }: { readonly diff: FileDiff }) {
  const { replay: strings } = useSharingStrings();
  return (
    <section aria-label={diff.path} className="rounded-control border border-line">
      <header className="flex items-center gap-2 border-b border-line bg-ground px-2 py-1 font-mono text-small">
        <span className="min-w-0 truncate">{diff.path}</span>
        <span className="ml-auto shrink-0 text-mini">
          <span className="text-good">+{diff.added}</span> <span className="text-bad">−{diff.removed}</span>
        </span>
      </header>
      {diff.opaque && <p className="px-2 py-1 text-ink-muted">{strings.opaque}</p>}
      {diff.hunks.map((hunk) => (
        <pre
          key={`${hunk.beforeStart} ${hunk.afterStart}`}
          tabIndex={0}
          className="focus-inset overflow-x-auto border-line py-1 font-mono text-small leading-5 not-last:border-b"
        >
          {hunk.lines.slice(0, mostLines).map((line, at) => (
            <Line key={at} line={line} />
          ))}
        </pre>
      ))}
    </section>
  );
});

function Line({ line }: { readonly line: DiffLine }) {
  const { mark, className } = looks[line.type];
  return (
    <span className={classNames("block min-w-fit px-2", className)}>
      <span className="mr-2 text-ink-faint select-none">{mark}</span>
      {line.text || " "}
    </span>
  );
}
