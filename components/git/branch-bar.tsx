"use client";

import { ChevronDown, GitBranch } from "lucide-react";
import { useState } from "react";
import type { GitFacts } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { Menu, type MenuGroups } from "../ui/menu";
import { fieldClass } from "../ui/text-field";
import { useGitAct } from "./use-git-act";
import { useGitStrings } from "./use-git-strings";

export function BranchBar({ facts }: { readonly facts: GitFacts }) {
  const { git } = useStudio();
  const words = useGitStrings();
  const act = useGitAct();
  const [isNaming, setIsNaming] = useState(false);
  const name = facts.status.branch ?? words.detached;
  const groups = useBranchMenu(facts, () => {
    setIsNaming(true);
  });
  const start = (wanted: string) => {
    setIsNaming(false);
    if (wanted !== "") act(git.actions.createBranch(wanted));
  };
  return (
    <div className="flex shrink-0 flex-col gap-2 border-b border-line p-2">
      <Menu groups={groups}>
        <Button look="ghost" aria-label={words.branchNamed(name)} className="max-w-full self-start">
          <GitBranch size={14} aria-hidden />
          <span className="truncate">{name}</span>
          <ChevronDown size={12} aria-hidden />
        </Button>
      </Menu>
      {isNaming && <NewBranch onEnd={start} />}
    </div>
  );
}

function useBranchMenu({ status, branches }: GitFacts, onNew: () => void): MenuGroups {
  const { git } = useStudio();
  const words = useGitStrings();
  const act = useGitAct();
  const others = branches.filter((name) => name !== status.branch);
  const told = (text: string) => () => words.done(text);
  return [
    [{ label: words.newBranch, disabled: !status.hasCommits, onSelect: onNew }],
    others.map((other) => ({
      label: other,
      onSelect: () => {
        act(git.actions.switchTo(other));
      },
    })),
    others.map((other) => ({
      label: words.mergeBranch(other),
      onSelect: () => {
        act(git.actions.merge(other), told(words.mergeBranch(other)));
      },
    })),
    others.map((other) => ({
      label: words.deleteBranch(other),
      danger: true,
      onSelect: () => {
        act(git.actions.deleteBranch(other), told(words.deleteBranch(other)));
      },
    })),
  ].filter((group) => group.length > 0);
}

function NewBranch({ onEnd }: { readonly onEnd: (name: string) => void }) {
  const words = useGitStrings();
  const { common } = useStrings();
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
        aria-label={words.branchName}
        placeholder={words.branchName}
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
          {words.createBranch}
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
