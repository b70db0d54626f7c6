"use client";

import { useId, useState } from "react";
import type { ChoiceQuestion } from "@/lib/agent";
import type { ChoicePrompt } from "@/lib/tools";
import { Button } from "../ui/button";
import { fieldClass } from "../ui/text-field";
import { useChat } from "../agent/chat-context";
import { QuestionCard } from "../agent/question-card";

interface Chosen {
  readonly labels: readonly string[];
  readonly other: string;
}

const nothing: Chosen = { labels: [], other: "" };
const answersOf = ({ labels, other }: Chosen): readonly string[] =>
  other.trim() === "" ? labels : [...labels, other.trim()];

export function ChoiceCard({ question }: { readonly question: ChoiceQuestion }) {
  const { agent, strings } = useChat();
  const [chosen, choose] = useState<readonly Chosen[]>(question.questions.map(() => nothing));
  return (
    <QuestionCard title={strings.question}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          agent.answer(question.id, { type: "choices", answers: chosen.map(answersOf) });
        }}
      >
        {question.questions.map((prompt, at) => (
          <Prompt
            key={prompt.question}
            prompt={prompt}
            chosen={chosen[at] ?? nothing}
            onChange={(next) => {
              choose(chosen.map((old, index) => (index === at ? next : old)));
            }}
          />
        ))}
        <Button
          type="submit"
          look="primary"
          className="self-start"
          disabled={chosen.some((one) => answersOf(one).length === 0)}
        >
          {strings.answer}
        </Button>
      </form>
    </QuestionCard>
  );
}

interface PromptProps {
  readonly prompt: ChoicePrompt;
  readonly chosen: Chosen;
  readonly onChange: (chosen: Chosen) => void;
}

function Prompt({ prompt, chosen, onChange }: PromptProps) {
  const { strings } = useChat();
  const name = useId();
  const toggle = (label: string) => {
    const has = chosen.labels.includes(label);
    const others = prompt.multiple ? chosen.labels.filter((other) => other !== label) : [];
    onChange({ ...chosen, labels: has && prompt.multiple ? others : [...others, label] });
  };
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1">{prompt.question}</legend>
      {prompt.options.map(({ label, description }) => (
        <label key={label} className="flex items-start gap-2 rounded-control px-1 py-0.5 hover:bg-hover">
          <input
            type={prompt.multiple ? "checkbox" : "radio"}
            name={name}
            className="mt-1 accent-ember"
            checked={chosen.labels.includes(label)}
            onChange={() => {
              toggle(label);
            }}
          />
          <span>
            {label}
            <span className="block text-small text-ink-muted">{description}</span>
          </span>
        </label>
      ))}
      <input
        aria-label={strings.otherAnswer}
        placeholder={strings.otherAnswer}
        className={fieldClass}
        value={chosen.other}
        onChange={(event) => {
          onChange({ ...chosen, other: event.target.value });
        }}
      />
    </fieldset>
  );
}
