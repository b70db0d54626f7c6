"use client";

import type { ToolCallView } from "@/lib/agent";
import { Bot } from "lucide-react";
import { useChat, type ShownHelper } from "../agent/chat-context";
import { ClampedText } from "../agent/clamped-text";
import { decisionWords } from "../agent/decision-words";
import { FileDiffView } from "../agent/file-diff-view";
import { Button } from "../ui/button";

export function ToolDetails({ call }: { readonly call: ToolCallView }) {
  const { strings } = useChat();
  const output = call.output ?? call.progress;
  return (
    <div className="flex flex-col gap-2 border-t border-line p-2">
      {call.diff && call.diff.length > 0 && (
        <Part title={strings.changes}>
          <div className="flex flex-col gap-2">
            {call.diff.map((diff) => (
              <FileDiffView
                key={diff.path}
                diff={diff}
                {...(call.state === "done" && { callId: call.id, reviews: call.reviews ?? [] })}
              />
            ))}
          </div>
        </Part>
      )}
      {output !== undefined && output !== "" && (
        <Part title={strings.output}>
          <ClampedText label={strings.output} text={output} />
        </Part>
      )}
      {call.images?.map((image) => (
        <img
          key={image.data.slice(0, 64)}
          src={`data:${image.mediaType};base64,${image.data}`}
          alt={strings.attachedImage(call.title)}
          className="max-h-80 max-w-full self-start rounded-control border border-line"
        />
      ))}
      <Part title={strings.input}>
        <ClampedText label={strings.input} text={call.inputText ?? inputText(call.input)} />
      </Part>
      {call.agent !== undefined && <HelperButton helper={{ id: call.agent, title: call.title }} />}
      {call.decision && (
        <p className="text-mini text-ink-faint">
          {strings.decidedBy(decisionWords(strings.decisionWords, call.decision))}
        </p>
      )}
    </div>
  );
}

/** Opens the conversation of a helper, also long after it ended. */
function HelperButton({ helper }: { readonly helper: ShownHelper }) {
  const { showHelper, strings } = useChat();
  return (
    <Button
      className="self-start"
      onClick={() => {
        showHelper(helper);
      }}
    >
      <Bot size={13} aria-hidden />
      {strings.showAgentWork}
    </Button>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <h4 className="mb-1 text-mini font-medium text-ink-faint">{title}</h4>
      {children}
    </div>
  );
}

/** A lone text is easier to read than the object around it. */
function inputText(input: unknown): string {
  if (typeof input === "object" && input !== null) {
    const values = Object.values(input);
    if (values.length === 1 && typeof values[0] === "string") return values[0];
  }
  return JSON.stringify(input, null, 2) ?? "";
}
