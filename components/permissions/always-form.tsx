"use client";

import { useId, useState } from "react";
import type { Answer } from "@/lib/agent";
import { parseRule } from "@/lib/permissions";
import { useChat } from "../agent/chat-context";
import { Button } from "../ui/button";
import { fieldClass } from "../ui/text-field";

type Scope = Extract<Answer, { type: "always" }>["scope"];
const scopes: readonly Scope[] = ["session", "project", "user"];

interface AlwaysFormProps {
  readonly rules: readonly string[];
  readonly onSave: (answer: Answer) => void;
  readonly onCancel: () => void;
}

/** The exact rules that "always" means, to be changed before they count. An emptied line is no rule. */
export function AlwaysForm({ rules, onSave, onCancel }: AlwaysFormProps) {
  const { strings } = useChat();
  const [texts, setTexts] = useState(rules);
  const [scope, setScope] = useState<Scope>("session");
  const scopeId = useId();
  const wrong = troubleIn(texts, scope);
  const kept = texts.map((text) => text.trim()).filter((text) => text !== "");
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onSave({ type: "always", rules: kept, scope });
      }}
    >
      <p className="text-small text-ink-muted">{strings.rulesTitle}</p>
      {texts.map((text, at) => (
        <input
          key={rules[at]}
          aria-label={strings.ruleLabel(at + 1)}
          className={`${fieldClass} font-mono`}
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setTexts(texts.map((old, index) => (index === at ? event.target.value : old)));
          }}
        />
      ))}
      <Trouble says={wrong} />
      <div className="flex flex-wrap items-center gap-2">
        <label htmlFor={scopeId} className="text-small text-ink-muted">
          {strings.scope}
        </label>
        <select
          id={scopeId}
          className="h-7 rounded-control border border-control bg-surface px-1.5 coarse:h-10"
          value={scope}
          onChange={(event) => {
            setScope(scopes.find((known) => known === event.target.value) ?? "session");
          }}
        >
          {scopes.map((known) => (
            <option key={known} value={known}>
              {strings.scopes[known]}
            </option>
          ))}
        </select>
        <Button type="submit" look="primary" disabled={kept.length === 0 || wrong !== undefined}>
          {strings.saveRules}
        </Button>
        <Button look="ghost" onClick={onCancel}>
          {strings.cancel}
        </Button>
      </div>
    </form>
  );
}

function Trouble({ says }: { readonly says: string | undefined }) {
  return says === undefined ? null : (
    <p role="alert" className="text-small text-bad">
      {says}
    </p>
  );
}

/** What is wrong with the first rule that can't be read. */
function troubleIn(texts: readonly string[], scope: Scope): string | undefined {
  for (const text of texts.map((written) => written.trim()).filter(Boolean)) {
    const parsed = parseRule(text, "allow", scope);
    if (!parsed.ok) return parsed.error;
  }
  return undefined;
}
