"use client";

import { useState } from "react";
import type { PlanQuestion } from "@/lib/agent";
import { Button } from "../ui/button";
import { fieldClass } from "../ui/text-field";
import { useChat } from "../agent/chat-context";
import { Markdown } from "../agent/markdown";
import { QuestionActions, QuestionCard } from "../agent/question-card";

/** A plan to approve, to change, or to send back with what should be otherwise. */
export function PlanCard({ question }: { readonly question: PlanQuestion }) {
  const { agent, strings } = useChat();
  const [text, setText] = useState(question.plan.text);
  const [editing, setEditing] = useState(false);
  const [comments, setComments] = useState("");
  const approve = (mode: "default" | "acceptEdits") => () => {
    agent.answer(question.id, {
      type: "approve-plan",
      mode,
      ...(text !== question.plan.text && { edited: text }),
    });
  };
  return (
    <QuestionCard title={strings.plan} detail={strings.planText}>
      {editing ? <PlanEditor text={text} onChange={setText} /> : <Markdown text={text} />}
      <QuestionActions>
        <input
          aria-label={strings.planComments}
          placeholder={strings.planComments}
          className={fieldClass}
          value={comments}
          onChange={(event) => {
            setComments(event.target.value);
          }}
        />
        <div className="flex flex-wrap gap-2">
          <Button look="primary" onClick={approve("default")}>
            {strings.approve}
          </Button>
          <Button onClick={approve("acceptEdits")}>{strings.approveAccept}</Button>
          <Button
            onClick={() => {
              setEditing(!editing);
            }}
            aria-pressed={editing}
          >
            {strings.editPlan}
          </Button>
          <Button
            look="danger"
            disabled={comments.trim() === ""}
            onClick={() => {
              agent.answer(question.id, { type: "reject-plan", comments });
            }}
          >
            {strings.reject}
          </Button>
        </div>
      </QuestionActions>
    </QuestionCard>
  );
}

function PlanEditor({ text, onChange }: { readonly text: string; readonly onChange: (text: string) => void }) {
  const { strings } = useChat();
  return (
    <textarea
      aria-label={strings.editPlan}
      rows={12}
      spellCheck={false}
      value={text}
      className="max-h-[38dvh] w-full resize-y rounded-control border border-control bg-surface px-2 py-1.5 font-mono text-small"
      onChange={(event) => {
        onChange(event.target.value);
      }}
    />
  );
}
