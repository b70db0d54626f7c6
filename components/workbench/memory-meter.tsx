"use client";

import { MemoryStick } from "lucide-react";
import { useEffect, useState } from "react";
import { useApp, useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { sizeText } from "../ui/size-text";
import { useStore } from "../use-store";

interface Heap {
  readonly used: number;
  readonly most: number;
}

/** Chromium tells it; other browsers don't. */
function readHeap(): Heap | undefined {
  const { memory } = performance as { memory?: { usedJSHeapSize: number; jsHeapSizeLimit: number } };
  return memory && { used: memory.usedJSHeapSize, most: memory.jsHeapSizeLimit };
}

const pause = 4000;
const high = 0.75;

/** How much memory the tab uses, quiet until it matters. Before trouble everything is saved and said. */
export function MemoryMeter() {
  const { documents, notices, runner } = useStudio();
  const { panels } = useStrings();
  const { language } = useStore(useApp().settings);
  const [heap, setHeap] = useState<Heap>();
  const isHigh = heap !== undefined && heap.used > heap.most * high;
  useEffect(() => {
    const look = () => {
      setHeap(readHeap());
    };
    look();
    const timer = setInterval(look, pause);
    return () => {
      clearInterval(timer);
    };
  }, []);
  useEffect(() => {
    if (!isHigh) return;
    void documents.flush();
    notices.emit({
      type: "failure",
      text: panels.app.memoryHigh,
      action: { label: panels.app.stopAll, run: runner.stop },
    });
  }, [isHigh, documents, notices, panels, runner]);
  if (!heap) return null;
  return (
    <span
      title={`${panels.app.memoryTitle}: ${panels.app.memoryOf(sizeText(heap.used, language), sizeText(heap.most, language))}`}
      className={isHigh ? "flex items-center gap-1 font-medium text-warn" : "flex items-center gap-1"}
    >
      <MemoryStick size={12} aria-hidden />
      <span className="sr-only">{panels.app.memory(sizeText(heap.used, language))}</span>
      <span aria-hidden>{sizeText(heap.used, language)}</span>
    </span>
  );
}
