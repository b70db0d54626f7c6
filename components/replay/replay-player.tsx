"use client";

import { useDeferredValue } from "react";
import type { Replay } from "@/lib/agent";
import type { FileSet, ForkPoint, SharedProject, Sharing } from "@/lib/studio";
import { useSharingStrings } from "../reading/use-sharing-strings";
import { EmptyState } from "../ui/empty-state";
import { useMedia } from "../use-media";
import { ReplayConversation } from "./replay-conversation";
import { ReplayFiles } from "./replay-files";
import { ReplayTimeline } from "./replay-timeline";
import { usePlaying } from "./use-playing";
import { useReplay } from "./use-replay";
import { useReplayKeys } from "./use-replay-keys";

interface ReplayPlayerProps {
  readonly project: SharedProject;
  readonly sharing: Sharing;
  readonly start: number;
  readonly onFork: (point: ForkPoint) => void;
}

/** A session that is over, to be watched: what was said, what was done, and the files at each moment. Nothing runs. */
export function ReplayPlayer({ project, sharing, start, onFork }: ReplayPlayerProps) {
  const { trouble } = useSharingStrings();
  const read = useReplay(project, sharing);
  if (read.type === "broken") return <EmptyState title={trouble.unknown.title} text={read.reason} />;
  return <Player {...read} start={start} onFork={onFork} />;
}

interface PlayerProps {
  readonly replay: Replay;
  readonly files: readonly FileSet[];
  readonly start: number;
  readonly onFork: (point: ForkPoint) => void;
}

const noFiles: FileSet = new Map();

function Player({ replay, files, start, onFork }: PlayerProps) {
  const { replay: strings } = useSharingStrings();
  const isNarrow = useMedia("(max-width: 767px)");
  const { steps } = replay;
  const playing = usePlaying(steps, start);
  useReplayKeys(playing, steps.length - 1);
  const shown = useDeferredValue(playing.step);
  const step = steps[playing.step];
  const set = files[shown] ?? noFiles;
  const fork = () => {
    onFork({ files: [...(files[playing.step] ?? noFiles).values()], seq: step?.seq ?? 0 });
  };
  return (
    <section aria-label={strings.player} className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
      <div className={isNarrow ? "flex min-h-0 flex-1 flex-col" : "flex min-h-0 flex-1"}>
        <ReplayConversation conversation={replay.conversationAt(shown)} />
        <ReplayFiles files={set} diff={steps[shown]?.diff} isNarrow={isNarrow} />
      </div>
      <ReplayTimeline steps={steps} playing={playing} onFork={fork} />
    </section>
  );
}
