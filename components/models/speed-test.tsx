"use client";

import { useState } from "react";
import { messageOf } from "@/lib/base";
import { choiceFor, measureSpeed, type Speed, type ModelDesk } from "@/lib/studio";
import { Button } from "../ui/button";
import { FailureNote } from "./failure-note";
import { formatSeconds } from "./format";
import { useModelStrings } from "./use-model-strings";

type State =
  | { readonly type: "idle" | "running" }
  | { readonly type: "done"; readonly speed: Speed }
  | { readonly type: "failed"; readonly says: string };

/** Asks the main model one short question and tells how fast it was. */
export function SpeedTest({ models }: { readonly models: ModelDesk }) {
  const { speed: words } = useModelStrings();
  const [state, setState] = useState<State>({ type: "idle" });
  const run = async () => {
    setState({ type: "running" });
    try {
      const { provider } = await models.opener.open(choiceFor(models.settings.get(), "main"));
      setState({ type: "done", speed: await measureSpeed(provider) });
    } catch (error) {
      setState({ type: "failed", says: messageOf(error) });
    }
  };
  return (
    <section className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button disabled={state.type === "running"} onClick={() => void run()}>
        {state.type === "running" ? words.testing : words.test}
      </Button>
      <output className="text-ink-muted">
        {state.type === "done"
          ? words.result(formatSeconds(state.speed.firstWord), state.speed.tokensPerSecond.toFixed(0))
          : words.hint}
      </output>
      {state.type === "failed" && <FailureNote says={state.says} />}
    </section>
  );
}
