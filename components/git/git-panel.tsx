"use client";

import type { GitFacts } from "@/lib/studio";
import { useStudio } from "../studio-context";
import { BranchBar } from "./branch-bar";
import { ChangeLists } from "./change-lists";
import { CommitBox } from "./commit-box";
import { CommitLog } from "./commit-log";
import { RemoteBar } from "./remote-bar";

export function GitPanel({ facts }: { readonly facts: GitFacts }) {
  const { project } = useStudio();
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-auto">
      <BranchBar facts={facts} />
      <CommitBox key={`${project.get().id} ${facts.who?.name ?? ""}`} facts={facts} />
      <ChangeLists status={facts.status} />
      <RemoteBar facts={facts} />
      <CommitLog log={facts.log} />
    </div>
  );
}
