"use client";

import { useId, useState } from "react";
import type { ContextView, CostView } from "@/lib/agent";
import { useChat } from "../agent/chat-context";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { fieldClass } from "../ui/text-field";
import { useStore } from "../use-store";
import { dollars, shortNumber } from "./numbers";

interface UsageDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** What the session has cost, where the cost may go, and what fills the model's window. */
export function UsageDialog({ open, onOpenChange }: UsageDialogProps) {
  const { agent, strings } = useChat();
  const cost = useStore(agent.cost);
  const context = useStore(agent.context);
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={strings.usage} className="max-w-lg">
      <div className="flex min-h-0 flex-col gap-6 overflow-y-auto p-5">
        <CostTable cost={cost} />
        {open && <CapsForm cost={cost} />}
        <ContextParts context={context} />
      </div>
    </Dialog>
  );
}

function CostTable({ cost }: { readonly cost: CostView }) {
  const { host, strings } = useChat();
  const rows = Object.entries(cost.byModel);
  const nameOf = (id: string) => host.models.find((model) => model.id === id)?.name ?? id;
  return (
    <section>
      <h3 className="mb-1 font-medium">{strings.cost}</h3>
      {rows.length === 0 && <p className="text-ink-muted">{strings.nothingSpent}</p>}
      {rows.length > 0 && (
        <table className="w-full text-left text-small">
          <thead className="text-ink-faint">
            <tr>
              {strings.costColumns.map((column, at) => (
                <th key={column} scope="col" className={at === 0 ? "font-normal" : "text-right font-normal"}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([id, { usage, dollars: spent }]) => (
              <tr key={id} className="border-t border-line">
                <th scope="row" className="max-w-40 truncate py-1 font-normal">
                  {nameOf(id)}
                </th>
                <td className="text-right">{shortNumber.format(usage.input)}</td>
                <td className="text-right">{shortNumber.format(usage.cacheRead)}</td>
                <td className="text-right">{shortNumber.format(usage.output)}</td>
                <td className="text-right">
                  {spent === undefined ? strings.unknown : strings.costKnown(dollars(spent))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const amount = (text: string): number | undefined => {
  const value = Number(text.replace(",", "."));
  return text.trim() !== "" && Number.isFinite(value) && value > 0 ? value : undefined;
};

/** The caps of a turn and of a session; an emptied one is none. */
function CapsForm({ cost }: { readonly cost: CostView }) {
  const { agent, strings } = useChat();
  const [turn, setTurn] = useState(cost.turnCap?.toString() ?? "");
  const [session, setSession] = useState(cost.sessionCap?.toString() ?? "");
  const save = () => {
    const [turnCap, sessionCap] = [amount(turn), amount(session)];
    agent.setSpendCaps({
      ...(turnCap !== undefined && { turn: turnCap }),
      ...(sessionCap !== undefined && { session: sessionCap }),
    });
  };
  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Cap label={strings.turnCap} value={turn} onChange={setTurn} />
      <Cap label={strings.sessionCap} value={session} onChange={setSession} />
      <Button type="submit" size="medium">
        {strings.saveCaps}
      </Button>
      <p className="w-full text-small text-ink-faint">{strings.capsText}</p>
    </form>
  );
}

interface CapProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

function Cap({ label, value, onChange }: CapProps) {
  const id = useId();
  return (
    <div className="flex w-36 flex-col gap-1">
      <label htmlFor={id} className="text-small text-ink-muted">
        {label}
      </label>
      <input
        id={id}
        inputMode="decimal"
        className={fieldClass}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    </div>
  );
}

function ContextParts({ context }: { readonly context: ContextView }) {
  const { strings } = useChat();
  const { used, window, parts, estimated } = context;
  return (
    <section>
      <h3 className="mb-1 font-medium">{strings.context}</h3>
      <p className="mb-2 text-small text-ink-muted">
        {strings.contextDetail(shortNumber.format(used), shortNumber.format(window), estimated)}
      </p>
      <ul className="flex flex-col gap-1.5">
        {parts.map(({ name, tokens }) => (
          <li key={name} className="grid grid-cols-[7rem_1fr_3rem] items-center gap-3 text-small">
            <span>{strings.contextParts[name]}</span>
            <span className="h-1.5 overflow-hidden rounded-full bg-ground" aria-hidden>
              <span
                className="block h-full rounded-full bg-ink-faint"
                style={{ width: `${window === 0 ? 0 : Math.min(100, (tokens / window) * 100)}%` }}
              />
            </span>
            <span className="text-right text-ink-muted">{shortNumber.format(tokens)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
