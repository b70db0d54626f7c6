"use client";

import { Minus, Plus, Undo2 } from "lucide-react";
import { basename, dirname } from "@/lib/base";
import { showRegion, type ChangeKind, type GitChange, type GitStatus } from "@/lib/studio";
import { FileIcon } from "../ui/file-icon";
import { useStudio } from "../studio-context";
import { IconButton } from "../ui/icon-button";
import { useGitAct } from "./use-git-act";
import { useGitStrings } from "./use-git-strings";

export function ChangeLists({ status }: { readonly status: GitStatus }) {
  const words = useGitStrings();
  const { staged, unstaged, conflicts } = status;
  if (staged.length + unstaged.length + conflicts.length === 0)
    return <p className="shrink-0 border-b border-line p-3 text-ink-faint">{words.clean}</p>;
  return (
    <div className="shrink-0 border-b border-line pb-1">
      <ChangeList title={words.conflicts} changes={conflicts} isStaged={false} />
      <ChangeList title={words.staged} changes={staged} isStaged />
      <ChangeList title={words.unstaged} changes={unstaged} isStaged={false} />
    </div>
  );
}

interface ChangeListProps {
  readonly title: string;
  readonly changes: readonly GitChange[];
  readonly isStaged: boolean;
}

/** More rows than this help nobody, and cost everybody. */
const most = 300;

function ChangeList({ title, changes, isStaged }: ChangeListProps) {
  const act = useChangeActions();
  const words = useGitStrings();
  if (changes.length === 0) return null;
  return (
    <section aria-label={title}>
      <div className="flex h-8 items-center gap-1 pr-1.5 pl-3 coarse:h-11">
        <h3 className="min-w-0 flex-1 truncate text-small font-medium text-ink-muted">
          {title} <span className="font-normal text-ink-faint">{changes.length}</span>
        </h3>
        {isStaged ? (
          <IconButton
            icon={Minus}
            label={words.unstageAll}
            onClick={() => {
              act.unstage(changes);
            }}
          />
        ) : (
          <>
            <IconButton
              icon={Undo2}
              label={words.discardAll}
              onClick={() => {
                act.discard(changes);
              }}
            />
            <IconButton
              icon={Plus}
              label={words.stageAll}
              onClick={() => {
                act.stage(changes);
              }}
            />
          </>
        )}
      </div>
      <ul>
        {changes.slice(0, most).map((change) => (
          <ChangeRow key={change.path} change={change} isStaged={isStaged} />
        ))}
      </ul>
      {changes.length > most && <p className="px-3 py-1 text-small text-ink-faint">{`+ ${changes.length - most}`}</p>}
    </section>
  );
}

function useChangeActions() {
  const { git } = useStudio();
  const words = useGitStrings();
  const act = useGitAct();
  return {
    stage: (changes: readonly GitChange[]) => {
      act(git.actions.stage(changes));
    },
    unstage: (changes: readonly GitChange[]) => {
      act(git.actions.unstage(changes));
    },
    discard: (changes: readonly GitChange[]) => {
      act(git.actions.discard(changes), () => words.discarded(changes.length, changes[0]?.path ?? ""));
    },
  };
}

const colours: Readonly<Record<ChangeKind, string>> = {
  modified: "text-warn",
  added: "text-good",
  untracked: "text-good",
  deleted: "text-bad",
  renamed: "text-ink-muted",
  conflicted: "text-bad",
};

const letters: Readonly<Record<ChangeKind, string>> = {
  modified: "M",
  added: "A",
  untracked: "U",
  deleted: "D",
  renamed: "R",
  conflicted: "C",
};

function ChangeRow({ change, isStaged }: { readonly change: GitChange; readonly isStaged: boolean }) {
  const { editors, layout } = useStudio();
  const words = useGitStrings();
  const act = useChangeActions();
  const { path, kind } = change;
  const folder = dirname(path) === "." ? "" : dirname(path);
  const open = () => {
    layout.set((now) => showRegion(now, "editor"));
    if (kind === "conflicted") editors.open(path);
    else editors.open(path, { type: "diff", since: "git:HEAD" });
  };
  return (
    <li className="flex items-center pr-1.5 transition-colors hover:bg-hover">
      <button
        type="button"
        title={path}
        onClick={open}
        className="focus-inset flex h-7 min-w-0 flex-1 items-center gap-1.5 pl-3 text-left coarse:h-10"
      >
        <FileIcon path={path} />
        <span className="min-w-0 truncate">{basename(path)}</span>
        <span className="min-w-0 flex-1 truncate text-small text-ink-faint">{folder}</span>
        <span className={`w-4 shrink-0 text-center font-mono text-small ${colours[kind]}`}>
          <span aria-hidden>{letters[kind]}</span>
          <span className="sr-only">{words.states[kind]}</span>
        </span>
      </button>
      {isStaged ? (
        <IconButton
          icon={Minus}
          label={words.unstage(path)}
          onClick={() => {
            act.unstage([change]);
          }}
        />
      ) : (
        <>
          <IconButton
            icon={Undo2}
            label={words.discard(path)}
            onClick={() => {
              act.discard([change]);
            }}
          />
          <IconButton
            icon={Plus}
            label={words.stage(path)}
            onClick={() => {
              act.stage([change]);
            }}
          />
        </>
      )}
    </li>
  );
}
