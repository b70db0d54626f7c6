"use client";

import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, GitFork, Pause, Play } from "lucide-react";
import { memo } from "react";
import type { ReplayKind, ReplayStep } from "@/lib/agent";
import { useSharingStrings } from "../reading/use-sharing-strings";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { speeds, type Playing } from "./use-playing";

interface ReplayTimelineProps {
  readonly steps: readonly ReplayStep[];
  readonly playing: Playing;
  readonly onFork: () => void;
}

export function ReplayTimeline({ steps, playing, onFork }: ReplayTimelineProps) {
  const { replay: strings } = useSharingStrings();
  const step = steps[playing.step];
  const named = step ? `${strings.kinds[step.kind]}${step.title === "" ? "" : `: ${step.title}`}` : "";
  return (
    <div className="shrink-0 border-t border-line bg-ground px-3 pt-2 pb-2">
      <Marks steps={steps} />
      <input
        type="range"
        aria-label={strings.timeline}
        aria-valuetext={`${strings.step(playing.step + 1, steps.length)}. ${named}`}
        min={0}
        max={Math.max(0, steps.length - 1)}
        value={playing.step}
        className="h-5 w-full accent-(--ink) coarse:h-10"
        onChange={(event) => {
          playing.go(Number(event.target.value));
        }}
      />
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Transport playing={playing} />
        <p className="min-w-0 flex-1 basis-40 truncate text-small" title={strings.keys}>
          <span className="text-ink-faint">{strings.step(playing.step + 1, steps.length)}</span>{" "}
          <span className="font-medium">{named}</span>
        </p>
        <label className="flex items-center gap-1.5 text-small text-ink-muted">
          {strings.speed}
          <select
            value={playing.speed}
            className="h-7 rounded-control border border-control bg-surface px-1 text-small coarse:h-10"
            onChange={(event) => {
              playing.setSpeed(Number(event.target.value));
            }}
          >
            {speeds.map((speed) => (
              <option key={speed} value={speed}>
                {strings.times(speed)}
              </option>
            ))}
          </select>
        </label>
        <Button title={strings.forkHint} onClick={onFork}>
          <GitFork size={14} aria-hidden />
          {strings.fork}
        </Button>
      </div>
    </div>
  );
}

function Transport({ playing }: { readonly playing: Playing }) {
  const { replay: strings } = useSharingStrings();
  return (
    <div className="flex items-center">
      <IconButton
        icon={ChevronFirst}
        size="medium"
        label={strings.previousPrompt}
        onClick={() => {
          playing.goTo("prompt", -1);
        }}
      />
      <IconButton
        icon={ChevronLeft}
        size="medium"
        label={strings.previous}
        onClick={() => {
          playing.go(playing.step - 1);
        }}
      />
      <IconButton
        icon={playing.isPlaying ? Pause : Play}
        size="medium"
        label={playing.isPlaying ? strings.pause : strings.play}
        onClick={playing.toggle}
      />
      <IconButton
        icon={ChevronRight}
        size="medium"
        label={strings.next}
        onClick={() => {
          playing.go(playing.step + 1);
        }}
      />
      <IconButton
        icon={ChevronLast}
        size="medium"
        label={strings.nextPrompt}
        onClick={() => {
          playing.goTo("prompt", 1);
        }}
      />
    </div>
  );
}

/** What a mark looks like: how tall it is says how much it means. */
const marks: Readonly<Partial<Record<ReplayKind, readonly [height: number, className: string]>>> = {
  prompt: [12, "stroke-(--ink)"],
  change: [10, "stroke-(--good)"],
  approval: [8, "stroke-(--warn)"],
  refusal: [8, "stroke-(--bad)"],
  checkpoint: [6, "stroke-(--ink-muted)"],
  call: [4, "stroke-(--control)"],
  restore: [12, "stroke-(--bad)"],
};

/** One line a step that means something, one path a kind, so that thousands of them cost little. */
const Marks = memo(function Marks({ steps }: { readonly steps: readonly ReplayStep[] }) {
  const last = Math.max(1, steps.length - 1);
  const kinds = Object.entries(marks) as [ReplayKind, readonly [number, string]][];
  return (
    <svg aria-hidden viewBox="0 0 1000 12" preserveAspectRatio="none" className="block h-3 w-full px-2">
      {kinds.map(([kind, [height, className]]) => (
        <path
          key={kind}
          d={steps
            .flatMap((step, at) => (step.kind === kind ? [`M${((at / last) * 1000).toFixed(1)} 12v-${height}`] : []))
            .join("")}
          vectorEffect="non-scaling-stroke"
          strokeWidth={1.5}
          className={className}
        />
      ))}
    </svg>
  );
});
