"use client";

import type { GuardQuestion } from "@/lib/agent";
import { Button } from "../ui/button";
import { useChat } from "../agent/chat-context";
import { QuestionCard } from "../agent/question-card";

export function GuardCard({ question }: { readonly question: GuardQuestion }) {
  const { agent, strings } = useChat();
  return (
    <QuestionCard title={strings.guard} detail={question.message}>
      <div className="flex gap-2">
        <Button
          look="primary"
          onClick={() => {
            agent.answer(question.id, { type: "stop" });
          }}
        >
          {strings.stopHere}
        </Button>
        <Button
          onClick={() => {
            agent.answer(question.id, { type: "continue" });
          }}
        >
          {strings.goOn}
        </Button>
      </div>
    </QuestionCard>
  );
}
