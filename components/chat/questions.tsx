"use client";

import type { Question } from "@/lib/agent";
import { PermissionCard } from "../permissions/permission-card";
import { useStore } from "../use-store";
import { useChat } from "../agent/chat-context";
import { ChoiceCard } from "./choice-card";
import { GuardCard } from "./guard-card";
import { PlanCard } from "./plan-card";

/** The oldest open question; the others follow when it is answered. */
export function Questions() {
  const { agent } = useChat();
  const [question] = useStore(agent.questions);
  if (!question) return null;
  return (
    <div data-question className="max-h-[70%] min-h-0 overflow-y-auto">
      <QuestionView key={question.id} question={question} />
    </div>
  );
}

function QuestionView({ question }: { readonly question: Question }) {
  switch (question.type) {
    case "permission":
      return <PermissionCard question={question} />;
    case "choice":
      return <ChoiceCard question={question} />;
    case "plan":
      return <PlanCard question={question} />;
    case "guard":
      return <GuardCard question={question} />;
  }
}
