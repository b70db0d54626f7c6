"use client";

import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { useStore } from "../use-store";

/** Two tabs never write one project: this one says so and offers to change over. */
export function LeaseBar() {
  const { lease, attempt } = useStudio();
  const { workbench } = useStrings();
  const state = useStore(lease.state);
  if (state === "held" || state === "asked") return null;
  const takeOver = async () => {
    await lease.takeOver();
    location.reload();
  };
  return (
    <div
      role="alert"
      className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line bg-raised px-3 py-1.5"
    >
      <p className="min-w-0 flex-1 text-warn">{state === "free" ? workbench.freeAgain : workbench.readOnly}</p>
      <Button onClick={() => void attempt(takeOver)}>{workbench.takeOver}</Button>
    </div>
  );
}
