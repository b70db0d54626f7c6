"use client";

import { GitBranch, RefreshCw } from "lucide-react";
import { useEffect, useState } from "react";
import { useStrings } from "../app-context";
import { CheckpointChanges } from "../changes/checkpoint-changes";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";
import { Region, RegionHeader } from "../ui/region";
import { Segmented } from "../ui/segmented";
import { useStore } from "../use-store";
import { GitPanel } from "./git-panel";
import { useGitAct } from "./use-git-act";
import { useGitStrings } from "./use-git-strings";

type View = "git" | "checkpoints";

/** What changed: against the repository's commits, or against the checkpoints that the project has without one. */
export function GitRegion() {
  const words = useGitStrings();
  const { workbench } = useStrings();
  const { git } = useStudio();
  const [view, setView] = useState<View>("git");
  return (
    <Region id="git" label={workbench.regions.git}>
      <RegionHeader title={workbench.regions.git}>
        {view === "git" && <IconButton icon={RefreshCw} label={words.refresh} onClick={() => void git.refresh()} />}
      </RegionHeader>
      <div className="shrink-0 border-b border-line px-2 py-1.5">
        <Segmented<View>
          label={words.view}
          value={view}
          options={[
            { value: "git", label: workbench.regions.git },
            { value: "checkpoints", label: words.checkpoints },
          ]}
          onChange={setView}
        />
      </div>
      {view === "git" ? <Repository /> : <CheckpointChanges />}
    </Region>
  );
}

const quiet = 500;

/** Looks again when something was written, but not at what Git itself writes while it is asked. */
function useFreshState() {
  const { git, workspace } = useStudio();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    void git.refresh();
    const following = workspace.onChange((changes) => {
      const isOfGit = (path: string) => path.startsWith(".git/");
      const matters = changes.some(({ path }) => !isOfGit(path) || /^\.git\/(?:HEAD|refs\/|MERGE_HEAD)/u.test(path));
      if (!matters) return;
      clearTimeout(timer);
      timer = setTimeout(() => void git.refresh(), quiet);
    });
    return () => {
      clearTimeout(timer);
      following.dispose();
    };
  }, [git, workspace]);
  return useStore(git.state);
}

function Repository() {
  const { git } = useStudio();
  const words = useGitStrings();
  const { common } = useStrings();
  const state = useFreshState();
  const act = useGitAct();
  switch (state.type) {
    case "unknown":
      return <p className="p-3 text-ink-faint">{words.starting}</p>;
    case "failed":
      return (
        <EmptyState
          title={words.noRepository}
          text={state.reason}
          action={<Button onClick={() => void git.refresh()}>{common.retry}</Button>}
        />
      );
    case "none":
      return (
        <EmptyState
          icon={<GitBranch size={20} aria-hidden />}
          title={words.noRepository}
          text={words.noRepositoryText}
          action={
            <Button
              onClick={() => {
                act(git.actions.init());
              }}
            >
              {words.init}
            </Button>
          }
        />
      );
    case "ready":
      return <GitPanel facts={state} />;
  }
}
