"use client";

import { useEffect, useRef, useState } from "react";
import { createRemembered, type RememberedStore } from "@/lib/studio";
import { useStrings } from "../app-context";
import { Button } from "../ui/button";
import { useStore } from "../use-store";

const steps = [
  { id: "files", at: "[data-region=files]" },
  { id: "editor", at: "[data-region=editor]" },
  { id: "run", at: "[data-tour=run]" },
  { id: "preview", at: "[data-region=preview]" },
  { id: "chat", at: "[data-region=chat]" },
] as const;

let seen: RememberedStore<boolean> | undefined;

/** Whether the tour was seen or skipped in this browser. */
export const tourSeen = (): RememberedStore<boolean> =>
  (seen ??= createRemembered<boolean>({ key: "tabsmith.tour", initial: false, parse: (raw) => raw === true }));

/** Five steps round the workbench, shown once. It stands beside what it tells of and stops nobody from working. */
export function Tour() {
  const store = tourSeen();
  const isSeen = useStore(store);
  if (isSeen) return null;
  return (
    <Steps
      onEnd={() => {
        store.set(true);
      }}
    />
  );
}

function Steps({ onEnd }: { readonly onEnd: () => void }) {
  const { tour } = useStrings().panels;
  const [at, setAt] = useState(0);
  const step = steps[at] ?? steps[0];
  const { title, text } = tour.steps[step.id];
  const isLast = at === steps.length - 1;
  useMark(step.at);
  return (
    <aside
      aria-label={tour.title}
      className="fixed right-3 bottom-10 z-30 w-[min(360px,calc(100vw-24px))] animate-appear rounded-panel border border-line-strong bg-raised p-4 shadow-float max-md:bottom-16"
    >
      <p className="text-small text-ink-faint">{tour.step(at + 1, steps.length)}</p>
      <div role="status">
        <h2 className="mt-1 text-body font-semibold">{title}</h2>
        <p className="mt-1 text-pretty text-ink-muted">{text}</p>
      </div>
      <div className="mt-3 flex items-center gap-2">
        {!isLast && (
          <Button look="ghost" onClick={onEnd}>
            {tour.skip}
          </Button>
        )}
        <div className="flex-1" />
        {at > 0 && (
          <Button
            onClick={() => {
              setAt(at - 1);
            }}
          >
            {tour.back}
          </Button>
        )}
        <Button
          look="primary"
          onClick={() => {
            if (isLast) onEnd();
            else setAt(at + 1);
          }}
        >
          {isLast ? tour.done : tour.next}
        </Button>
      </div>
    </aside>
  );
}

/** Draws a line round what the step tells of, where it is on the screen. */
function useMark(selector: string) {
  const marked = useRef<Element>(undefined);
  useEffect(() => {
    const element = document.querySelector(selector) ?? undefined;
    marked.current = element;
    element?.setAttribute("data-tour-mark", "");
    return () => {
      element?.removeAttribute("data-tour-mark");
    };
  }, [selector]);
}
