"use client";

import { useState } from "react";
import { messageOf } from "@/lib/base";
import { readSettings, type Settings } from "@/lib/studio";
import { useApp, useStrings } from "../app-context";
import { Button } from "../ui/button";
import { useStore } from "../use-store";

/** All settings as one text. What isn't known or allowed is named and changes nothing. */
export function SettingsJson() {
  const { settings } = useApp();
  const { tools } = useStrings();
  const now = useStore(settings);
  const [text, setText] = useState(() => JSON.stringify(now, null, 2));
  const [answer, setAnswer] = useState<Answer>();
  const apply = () => {
    const next = judge(text, now);
    setAnswer(next);
    if (next.type === "applied") settings.set(next.settings);
  };
  return (
    <div className="flex flex-col gap-2 py-3">
      <textarea
        aria-label={tools.settings.jsonText}
        value={text}
        spellCheck={false}
        rows={14}
        onChange={({ target }) => {
          setText(target.value);
        }}
        className="w-full rounded-control border border-control bg-surface p-2 font-mono text-small text-ink focus-visible:border-focus"
      />
      <div className="flex items-center gap-3">
        <output className="block min-w-0 flex-1 text-small text-ink-muted">
          {answer?.type === "bad" && <span className="text-bad">{tools.settings.badJson(answer.reason)}</span>}
          {answer?.type === "applied" && answer.ignored.length === 0 && tools.settings.applied}
          {answer?.type === "applied" && answer.ignored.length > 0 && tools.settings.ignored(answer.ignored.join(", "))}
        </output>
        <Button onClick={apply}>{tools.settings.apply}</Button>
      </div>
    </div>
  );
}

type Answer =
  | { readonly type: "bad"; readonly reason: string }
  | { readonly type: "applied"; readonly settings: Settings; readonly ignored: readonly string[] };

function judge(text: string, now: Settings): Answer {
  try {
    return { type: "applied", ...readSettings(JSON.parse(text), now) };
  } catch (error) {
    return { type: "bad", reason: messageOf(error) };
  }
}
