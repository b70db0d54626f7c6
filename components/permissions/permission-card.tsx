"use client";

import { useEffect, useState } from "react";
import type { Answer, PermissionQuestion } from "@/lib/agent";
import { useChat } from "../agent/chat-context";
import { QuestionCard } from "../agent/question-card";
import { Button } from "../ui/button";
import { fieldClass } from "../ui/text-field";
import { AlwaysForm } from "./always-form";
import { CallPreviewView } from "./call-preview";

/** Whether a call may run: exactly what it would do, and the answers, each with a key that no one types by chance. */
export function PermissionCard({ question }: { readonly question: PermissionQuestion }) {
  const { agent, strings } = useChat();
  const [choosingRules, chooseRules] = useState(false);
  const answer = (given: Answer) => {
    agent.answer(question.id, given);
  };
  return (
    <QuestionCard title={strings.permission} detail={question.message}>
      <p className="text-small text-ink-muted">
        {question.agent !== "main" && `${strings.helperAsks}: `}
        <span className="font-medium text-ink">{question.tool}</span>
        {question.preview.type === "text" && <span className="font-mono"> {question.title}</span>}
      </p>
      <CallPreviewView preview={question.preview} />
      {choosingRules ? (
        <AlwaysForm
          rules={question.always}
          onSave={answer}
          onCancel={() => {
            chooseRules(false);
          }}
        />
      ) : (
        <Answers
          canAlways={question.always.length > 0}
          onAnswer={answer}
          onAlways={() => {
            chooseRules(true);
          }}
        />
      )}
    </QuestionCard>
  );
}

interface AnswersProps {
  readonly canAlways: boolean;
  readonly onAnswer: (answer: Answer) => void;
  readonly onAlways: () => void;
}

function Answers({ canAlways, onAnswer, onAlways }: AnswersProps) {
  const { strings } = useChat();
  const [reason, setReason] = useState("");
  const allow = () => {
    onAnswer({ type: "allow" });
  };
  const deny = () => {
    onAnswer({ type: "deny", ...(reason.trim() !== "" && { reason: reason.trim() }) });
  };
  useAnswerKeys({ KeyY: allow, KeyN: deny, ...(canAlways && { KeyA: onAlways }) });
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <Button look="primary" aria-keyshortcuts="Alt+Y" onClick={allow}>
          {strings.allowOnce}
        </Button>
        {canAlways && (
          <Button aria-keyshortcuts="Alt+A" onClick={onAlways}>
            {strings.always}
          </Button>
        )}
        <Button look="danger" aria-keyshortcuts="Alt+N" onClick={deny}>
          {strings.deny}
        </Button>
        <span className="text-mini text-ink-faint coarse:hidden">{strings.answerKeys}</span>
      </div>
      <input
        aria-label={strings.denyReason}
        placeholder={strings.denyReason}
        className={fieldClass}
        value={reason}
        onChange={(event) => {
          setReason(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && reason.trim() !== "") deny();
        }}
      />
    </>
  );
}

/** Alt with a letter, anywhere in the workbench: it types nothing, so no one allows a command by writing on. */
function useAnswerKeys(keys: Readonly<Record<string, () => void>>) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const act = event.altKey && !event.ctrlKey && !event.metaKey && !event.repeat ? keys[event.code] : undefined;
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
    };
  }, [keys]);
}
