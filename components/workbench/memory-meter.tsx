"use client";

import { MemoryStick } from "lucide-react";
import { useEffect, useState } from "react";
import { watchMemory, type MemoryFigures } from "@/lib/studio";
import { useApp, useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { sizeText } from "../ui/size-text";
import { useStore } from "../use-store";

/** How much memory the tab uses, its Workers and the project's programs among it; quiet until it matters. Before trouble everything is saved and said. */
export function MemoryMeter() {
  const { computer, documents, notices, runner, terminals } = useStudio();
  const { panels } = useStrings();
  const { language } = useStore(useApp().settings);
  const [memory, setMemory] = useState<MemoryFigures>();
  const isHigh = memory?.isShort === true;
  useEffect(() => {
    const watching = watchMemory(computer, setMemory);
    return () => {
      watching.dispose();
    };
  }, [computer]);
  useEffect(() => {
    if (!isHigh) return;
    void documents.flush();
    notices.emit({
      type: "failure",
      text: panels.app.memoryHigh,
      action: {
        label: panels.app.stopAll,
        run() {
          runner.stop();
          for (const session of terminals.state.get().sessions) session.kill();
        },
      },
    });
  }, [isHigh, documents, notices, panels, runner, terminals]);
  if (!memory) return null;
  const [used, most] = [sizeText(memory.used, language), sizeText(memory.most, language)];
  return (
    <span
      title={`${panels.app.memoryTitle}: ${panels.app.memoryOf(used, most)}`}
      className={isHigh ? "flex items-center gap-1 font-medium text-warn" : "flex items-center gap-1"}
    >
      <MemoryStick size={12} aria-hidden />
      <span className="sr-only">{panels.app.memory(used)}</span>
      <span aria-hidden>{used}</span>
    </span>
  );
}
