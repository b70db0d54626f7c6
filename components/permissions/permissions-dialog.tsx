"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { parseRule, printRule, type RuleScope, type Verdict } from "@/lib/permissions";
import { useChat } from "../agent/chat-context";
import { answerWords, reasonWords } from "../agent/decision-words";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { IconButton } from "../ui/icon-button";
import { fieldClass } from "../ui/text-field";
import { useStore } from "../use-store";

interface PermissionsDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

export function PermissionsDialog({ open, onOpenChange }: PermissionsDialogProps) {
  const { strings } = useChat();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={strings.permissions}
      description={strings.permissionsText}
      className="max-w-2xl"
    >
      <div className="flex min-h-0 flex-col gap-5 overflow-y-auto p-5">
        <RuleList />
        <RuleForm />
        <DecisionList />
      </div>
    </Dialog>
  );
}

function RuleList() {
  const { agent, strings } = useChat();
  const rules = useStore(agent.rules.rules);
  if (rules.length === 0) return <p className="text-ink-muted">{strings.noRules}</p>;
  return (
    <ul className="divide-y divide-line rounded-control border border-line">
      {rules.map((rule) => (
        <li key={`${rule.scope} ${rule.verdict} ${printRule(rule)}`} className="flex items-center gap-3 px-2 py-1">
          <span className="w-16 shrink-0 text-small text-ink-muted">{strings.verdicts[rule.verdict]}</span>
          <code className="min-w-0 flex-1 font-mono text-small wrap-anywhere">{printRule(rule)}</code>
          <span className="shrink-0 text-mini text-ink-faint">{strings.scopes[rule.scope]}</span>
          <IconButton
            icon={X}
            label={strings.removeRule(printRule(rule))}
            onClick={() => {
              agent.rules.remove(rule);
            }}
          />
        </li>
      ))}
    </ul>
  );
}

const verdicts: readonly Verdict[] = ["allow", "ask", "deny"];
const scopes: readonly RuleScope[] = ["session", "project", "user"];

function RuleForm() {
  const { agent, strings } = useChat();
  const [text, setText] = useState("");
  const [verdict, setVerdict] = useState<Verdict>("allow");
  const [scope, setScope] = useState<RuleScope>("session");
  const [problem, setProblem] = useState<string>();
  const add = () => {
    const parsed = parseRule(text.trim(), verdict, scope);
    setProblem(parsed.ok ? undefined : parsed.error);
    if (!parsed.ok) return;
    agent.rules.add(parsed.value);
    setText("");
  };
  return (
    <form
      className="flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <Choice label={strings.verdict} known={verdicts} names={strings.verdicts} value={verdict} onChange={setVerdict} />
      <input
        aria-label={strings.rule}
        placeholder="Bash(npm test:*)"
        spellCheck={false}
        className={`${fieldClass} min-w-40 flex-1 font-mono`}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
        }}
      />
      <Choice label={strings.scope} known={scopes} names={strings.scopes} value={scope} onChange={setScope} />
      <Button type="submit" size="medium" disabled={text.trim() === ""}>
        {strings.addRule}
      </Button>
      {problem !== undefined && (
        <p role="alert" className="w-full text-bad">
          {problem}
        </p>
      )}
    </form>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly known: readonly T[];
  readonly names: Readonly<Record<T, string>>;
  readonly value: T;
  readonly onChange: (value: T) => void;
}

function Choice<T extends string>({ label, known, names, value, onChange }: ChoiceProps<T>) {
  return (
    <select
      aria-label={label}
      className="h-8 rounded-control border border-control bg-surface px-1.5 coarse:h-10"
      value={value}
      onChange={(event) => {
        const chosen = known.find((one) => one === event.target.value);
        if (chosen) onChange(chosen);
      }}
    >
      {known.map((one) => (
        <option key={one} value={one}>
          {names[one]}
        </option>
      ))}
    </select>
  );
}

function DecisionList() {
  const { agent, strings } = useChat();
  const decisions = useStore(agent.decisions);
  return (
    <section>
      <h3 className="mb-1 text-small font-medium text-ink-muted">{strings.decisions}</h3>
      {decisions.length === 0 && <p className="text-ink-muted">{strings.noDecisions}</p>}
      <ol className="flex max-h-72 flex-col gap-1 overflow-y-auto" tabIndex={0} aria-label={strings.decisions}>
        {decisions.toReversed().map((entry, at) => (
          <li key={decisions.length - at} className="flex flex-wrap gap-x-3 text-small">
            <span className="w-16 shrink-0 text-ink-muted">{strings.verdicts[entry.verdict]}</span>
            <span className="line-clamp-3 min-w-0 flex-1 wrap-anywhere">
              {entry.tool} <code className="font-mono">{entry.subject}</code>
            </span>
            <span className="w-full pl-19 wrap-anywhere text-ink-faint sm:w-56 sm:pl-0">
              {reasonWords(strings.decisionWords, entry.reason)}
              {entry.answer && (
                <strong className="block font-medium text-ink-muted">
                  {answerWords(strings.decisionWords, entry.answer)}
                </strong>
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
