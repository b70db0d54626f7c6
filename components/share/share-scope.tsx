"use client";

import { Segmented } from "../ui/segmented";
import { fieldClass, TextField } from "../ui/text-field";
import type { ShareDraft, ShareWish } from "./use-share-draft";
import { useSharingStrings } from "../reading/use-sharing-strings";
import { useSizeText } from "./use-size-text";

interface ShareScopeProps {
  readonly wish: ShareWish;
  readonly onChange: (next: ShareWish) => void;
  readonly draft: ShareDraft;
}

export function ShareScope({ wish, onChange, draft }: ShareScopeProps) {
  const { dialog } = useSharingStrings();
  const sizeText = useSizeText();
  return (
    <section aria-label={dialog.what}>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Segmented<"project" | "conversation">
          label={dialog.scope}
          value={wish.withConversation ? "conversation" : "project"}
          options={[
            { value: "project", label: dialog.project },
            { value: "conversation", label: dialog.withConversation },
          ]}
          onChange={(next) => {
            onChange({ ...wish, withConversation: next === "conversation" });
          }}
        />
        <output className="text-small text-ink-muted">
          {draft.type === "ready" && dialog.counted(draft.made.files, sizeText(draft.made.bytes))}
          {draft.type === "collecting" && dialog.collecting}
        </output>
      </div>
      {wish.withConversation && <p className="mt-1.5 text-small text-ink-muted">{dialog.conversationNote}</p>}
      {draft.type === "failed" && (
        <p role="alert" className="mt-2 text-bad">
          {dialog.failed}: {draft.reason}
        </p>
      )}
      <div className="mt-3 grid gap-3 sm:grid-cols-2">
        <TextField
          id="share-author"
          label={dialog.author}
          value={wish.author}
          maxLength={80}
          onChange={(event) => {
            onChange({ ...wish, author: event.target.value });
          }}
        />
        <div className="flex flex-col gap-1">
          <label htmlFor="share-ignore" className="text-small font-medium text-ink-muted">
            {dialog.ignore}
          </label>
          <textarea
            id="share-ignore"
            rows={2}
            value={wish.ignore}
            placeholder={dialog.ignoreHint}
            spellCheck={false}
            className={`${fieldClass} h-auto min-h-8 resize-y py-1.5 font-mono text-small`}
            onChange={(event) => {
              onChange({ ...wish, ignore: event.target.value });
            }}
          />
        </div>
      </div>
    </section>
  );
}
