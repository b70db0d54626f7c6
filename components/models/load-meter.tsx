"use client";

import { useStore } from "../use-store";
import type { ModelDesk } from "@/lib/studio";
import { classNames } from "../ui/class-names";
import { formatBytes } from "./format";
import { useModelStrings } from "./use-model-strings";

interface LoadMeterProps {
  readonly models: Pick<ModelDesk, "opener" | "catalogue">;
  readonly className?: string;
}

/** How far the model is that is on its way into the tab; nothing when none is. */
export function LoadMeter({ models, className }: LoadMeterProps) {
  const resident = useStore(models.opener.resident);
  const { loading, downloads } = useModelStrings();
  if (resident?.type !== "loading") return null;
  const { phase, loaded, total } = resident.progress;
  const known = total > 0 && loaded > 0;
  const name = models.catalogue.find(resident.id)?.name ?? resident.id;
  return (
    <div className={classNames("flex flex-wrap items-center gap-2 text-small text-ink-muted", className)}>
      <span>{`${name}: ${loading[phase]}`}</span>
      <progress
        className="h-1 w-24 overflow-hidden rounded-full accent-ember"
        aria-label={`${name}: ${loading[phase]}`}
        {...(known ? { value: loaded, max: total } : {})}
      />
      {known && phase === "download" && <span>{downloads.progress(formatBytes(loaded), formatBytes(total))}</span>}
    </div>
  );
}
