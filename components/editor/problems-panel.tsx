"use client";

import { CircleAlert, Info, TriangleAlert, X } from "lucide-react";
import { useState } from "react";
import type { Problem } from "@/lib/studio";
import { useStrings } from "../app-context";
import { FileIcon } from "../ui/file-icon";
import { useStudio } from "../studio-context";
import { IconButton } from "../ui/icon-button";
import { fieldClass } from "../ui/text-field";
import { useStore } from "../use-store";
import { groupProblems } from "./group-problems";

const mostShown = 500;

/** What compilers and linters find wrong in the project, file by file, the worst first. */
export function ProblemsPanel() {
  const { editors } = useStudio();
  const { tools, common } = useStrings();
  const problems = useStore(editors.problems);
  const [filter, setFilter] = useState("");
  const { files, left } = groupProblems(problems, filter, mostShown);
  return (
    <section aria-label={tools.problems.title} className="flex min-h-0 flex-1 flex-col bg-surface">
      <div className="flex h-9 shrink-0 items-center gap-2 border-b border-line pr-1.5 pl-3">
        <h2 className="text-small font-medium text-ink-muted">{tools.problems.title}</h2>
        <div className="flex-1" />
        <input
          type="search"
          aria-label={tools.problems.filter}
          placeholder={tools.problems.filter}
          value={filter}
          spellCheck={false}
          autoComplete="off"
          onChange={({ target }) => {
            setFilter(target.value);
          }}
          className={`${fieldClass} h-6 max-w-48`}
        />
        <IconButton
          icon={X}
          label={common.close}
          onClick={() => {
            editors.showsProblems.set(false);
          }}
        />
      </div>
      {files.length === 0 ? (
        <output className="block p-3 text-ink-faint">
          {problems.length === 0 ? tools.problems.none : tools.problems.noMatch}
        </output>
      ) : (
        <ul className="min-h-0 flex-1 overflow-auto pb-2">
          {files.map(({ path, problems: found }) => (
            <FileProblems key={path} path={path} problems={found} />
          ))}
          {left > 0 && <li className="px-3 py-1 text-small text-ink-faint">{tools.problems.more(left)}</li>}
        </ul>
      )}
    </section>
  );
}

function FileProblems({ path, problems }: { readonly path: string; readonly problems: readonly Problem[] }) {
  return (
    <li>
      <h3 className="flex h-7 items-center gap-1.5 px-3">
        <FileIcon path={path} />
        <span className="truncate">{path}</span>
        <span className="text-mini text-ink-faint tabular-nums">{problems.length}</span>
      </h3>
      <ul>
        {problems.map((problem) => (
          <ProblemRow key={`${problem.line}:${problem.column}:${problem.message}`} problem={problem} />
        ))}
      </ul>
    </li>
  );
}

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;
const colours = { error: "text-bad", warning: "text-warn", info: "text-ink-muted" } as const;

function ProblemRow({ problem }: { readonly problem: Problem }) {
  const { editors } = useStudio();
  const { tools } = useStrings();
  const { severity, message, source, line, column } = problem;
  const Icon = icons[severity];
  return (
    <li>
      <button
        type="button"
        onClick={() => {
          editors.openAt(problem);
        }}
        className="focus-inset flex w-full items-start gap-2 py-0.5 pr-3 pl-7 text-left transition-colors hover:bg-hover"
      >
        <Icon size={13} aria-hidden className={`mt-1 shrink-0 ${colours[severity]}`} />
        <span className="sr-only">{tools.problems[severity]}: </span>
        <span className="min-w-0 flex-1 break-words">
          {message} {source && <span className="text-ink-faint">{source}</span>}
        </span>
        <span className="shrink-0 text-small text-ink-faint tabular-nums">
          <span aria-hidden>{`${line}:${column}`}</span>
          <span className="sr-only">{tools.problems.place(line, column)}</span>
        </span>
      </button>
    </li>
  );
}
