"use client";

import { CircleAlert, CircleCheck, CircleDashed, CircleX } from "lucide-react";
import type { Check, CheckStrings, Finding } from "@/lib/studio";
import { kindOf, nameOf } from "./name-of";

const icons = {
  good: { icon: CircleCheck, colour: "text-good" },
  limited: { icon: CircleAlert, colour: "text-warn" },
  bad: { icon: CircleX, colour: "text-bad" },
} as const;

const none = { icon: CircleDashed, colour: "text-ink-faint" } as const;

interface CheckRowProps {
  readonly check: Check;
  readonly finding: Finding | undefined;
  readonly words: CheckStrings;
}

export function CheckRow({ check, finding, words }: CheckRowProps) {
  const { icon: Icon, colour } = finding ? icons[finding.verdict] : none;
  const waiting = check.group === "outside" ? words.waiting : words.running;
  return (
    <li className="flex gap-3 border-t border-line px-4 py-3 first:border-t-0">
      <Icon size={16} aria-hidden className={`mt-0.5 shrink-0 ${colour}`} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap justify-between gap-x-4">
          <span className="font-medium">{nameOf(check, words)}</span>
          <span className={finding ? colour : "text-ink-faint"}>
            {finding ? words.verdicts[finding.verdict] : waiting}
          </span>
        </p>
        {finding && <p className="text-small break-words text-ink-muted">{finding.facts}</p>}
        {finding && finding.verdict !== "good" && <p className="mt-1 text-pretty">{words.mend[kindOf(check)]}</p>}
      </div>
    </li>
  );
}
