"use client";

import { ChevronDown, GitBranch } from "lucide-react";
import { useState } from "react";
import type { GitFacts } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { Menu } from "../ui/menu";
import { fieldClass } from "../ui/text-field";
import { useGitAct } from "./use-git-act";

export function BranchBar({ facts }: { readonly facts: GitFacts }) {
  const { git } = useStudio();
  const { panels } = useStrings();
  const act = useGitAct();
  const [isNaming, setIsNaming] = useState(false);
  const { branch, hasCommits } = facts.status;
  const others = facts.branches.filter((name) => name !== branch);
  const name = branch ?? panels.git.detached;
  const each = (label: (other: string) => string, work: (other: string) => void, danger = false) =>
    others.map((other) => ({
      label: label(other),
      danger,
      onSelect: () => {
        work(other);
      },
    }));
  return (
    <div className="flex shrink-0 flex-col gap-2 border-b border-line p-2">
      <Menu
        groups={[
          [
            {
              label: panels.git.newBranch,
              disabled: !hasCommits,
              onSelect: () => {
                setIsNaming(true);
              },
            },
          ],
          each(
            (other) => other,
            (other) => {
              act(git.actions.switchTo(other));
            },
          ),
          each(panels.git.mergeBranch, (other) => {
            act(git.actions.merge(other), () => panels.git.done(panels.git.mergeBranch(other)));
          }),
          each(
            panels.git.deleteBranch,
            (other) => {
              act(git.actions.deleteBranch(other), () => panels.git.done(panels.git.deleteBranch(other)));
            },
            true,
          ),
        ].filter((group) => group.length > 0)}
      >
        <Button look="ghost" aria-label={panels.git.branchNamed(name)} className="max-w-full self-start">
          <GitBranch size={14} aria-hidden />
          <span className="truncate">{name}</span>
          <ChevronDown size={12} aria-hidden />
        </Button>
      </Menu>
      {isNaming && (
        <NewBranch
          onEnd={(wanted) => {
            setIsNaming(false);
            if (wanted !== "") act(git.actions.createBranch(wanted));
          }}
        />
      )}
    </div>
  );
}

function NewBranch({ onEnd }: { readonly onEnd: (name: string) => void }) {
  const { panels, common } = useStrings();
  const [name, setName] = useState("");
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onEnd(name.trim());
      }}
    >
      <input
        aria-label={panels.git.branchName}
        placeholder={panels.git.branchName}
        value={name}
        ref={(field) => {
          field?.focus();
        }}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => {
          setName(target.value);
        }}
        onKeyDown={({ key }) => {
          if (key === "Escape") onEnd("");
        }}
        className={fieldClass}
      />
      <span className="flex gap-2">
        <Button type="submit" disabled={name.trim() === ""}>
          {panels.git.createBranch}
        </Button>
        <Button
          look="ghost"
          onClick={() => {
            onEnd("");
          }}
        >
          {common.cancel}
        </Button>
      </span>
    </form>
  );
}
