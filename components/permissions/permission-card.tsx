"use client";

import { useEffect, useEffectEvent, useState } from "react";
import type { Answer, PermissionQuestion } from "@/lib/agent";
import { useChat } from "../agent/chat-context";
import { askedWords } from "../agent/decision-words";
import { QuestionActions, QuestionCard } from "../agent/question-card";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { fieldClass } from "../ui/text-field";
import { useKeysOf } from "../use-keys-of";
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
    <QuestionCard title={strings.permission} detail={askedWords(strings.decisionWords, question)}>
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
  const keysOf = useKeysOf();
  const [reason, setReason] = useState("");
  const allow = () => {
    onAnswer({ type: "allow" });
  };
  const deny = () => {
    onAnswer({ type: "deny", ...(reason.trim() !== "" && { reason: reason.trim() }) });
  };
  useAnswerCommands({ allow, deny, ...(canAlways && { always: onAlways }) });
  const keys = [keysOf("answer-allow"), canAlways ? keysOf("answer-always") : undefined, keysOf("answer-deny")];
  return (
    <QuestionActions>
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
        <span className="text-mini text-ink-faint coarse:hidden">{keys.filter(Boolean).join(" · ")}</span>
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
    </QuestionActions>
  );
}

interface Acts {
  readonly allow: () => void;
  readonly deny: () => void;
  readonly always?: () => void;
}

/** Alt with a letter, anywhere in the workbench: it types nothing, so no one allows a command by writing on. */
function useAnswerCommands(acts: Acts) {
  const { commands } = useStudio();
  const act = useEffectEvent((name: keyof Acts) => acts[name]?.());
  const canAlways = acts.always !== undefined;
  useEffect(() => {
    const registered = commands.register([
      {
        id: "answer-allow",
        title: (strings) => strings.commands.answerAllow,
        keys: ["Alt+Y"],
        run: () => act("allow"),
      },
      {
        id: "answer-always",
        title: (strings) => strings.commands.answerAlways,
        keys: ["Alt+A"],
        isAvailable: () => canAlways,
        run: () => act("always"),
      },
      { id: "answer-deny", title: (strings) => strings.commands.answerDeny, keys: ["Alt+N"], run: () => act("deny") },
    ]);
    return () => {
      registered.dispose();
    };
  }, [commands, canAlways]);
}
