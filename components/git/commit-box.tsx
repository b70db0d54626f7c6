"use client";

import { useState } from "react";
import type { GitFacts } from "@/lib/studio";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { Switch } from "../ui/switch";
import { fieldClass, TextField } from "../ui/text-field";
import { useGitAct } from "./use-git-act";
import { useGitStrings } from "./use-git-strings";

export function CommitBox({ facts }: { readonly facts: GitFacts }) {
  const { git } = useStudio();
  const words = useGitStrings();
  const act = useGitAct();
  const [message, setMessage] = useState("");
  const [amend, setAmend] = useState(false);
  const { staged, unstaged, conflicts, hasCommits } = facts.status;
  if (!facts.who) return <Introduction />;
  const all = staged.length === 0;
  const nothing = staged.length + unstaged.length === 0;
  const commit = () => {
    const making = git.actions.commit(message.trim(), { all: all && !amend, amend });
    act(making, ({ id }) => {
      setMessage("");
      setAmend(false);
      return words.committed(id);
    });
  };
  const isReady = message.trim() !== "" && conflicts.length === 0 && (amend || !nothing);
  return (
    <form
      className="flex shrink-0 flex-col gap-2 border-b border-line p-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) commit();
      }}
    >
      <textarea
        aria-label={words.message}
        placeholder={words.messageHint}
        rows={2}
        value={message}
        onChange={({ target }) => {
          setMessage(target.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !isReady) return;
          event.preventDefault();
          commit();
        }}
        className={`${fieldClass} field-sizing-content h-auto max-h-40 min-h-14 resize-none py-1.5`}
      />
      {hasCommits && <Switch label={words.amend} checked={amend} onChange={setAmend} />}
      <Button
        type="submit"
        look="primary"
        disabled={!isReady}
        aria-label={words.commit}
        title={all && !amend ? words.commitAll : undefined}
      >
        {all && !amend && !nothing ? words.commitAll : words.commit}
      </Button>
    </form>
  );
}

/** Git wants to know who writes before the first commit. */
function Introduction() {
  const { git } = useStudio();
  const words = useGitStrings();
  const act = useGitAct();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  return (
    <form
      aria-label={words.who}
      className="flex shrink-0 flex-col gap-2 border-b border-line p-2"
      onSubmit={(event) => {
        event.preventDefault();
        act(git.actions.introduce(name.trim(), email.trim()));
      }}
    >
      <p className="text-small text-pretty text-ink-muted">{words.whoHint}</p>
      <TextField
        id="git-name"
        label={words.name}
        value={name}
        autoComplete="name"
        onChange={({ target }) => {
          setName(target.value);
        }}
      />
      <TextField
        id="git-email"
        label={words.email}
        type="email"
        value={email}
        autoComplete="email"
        onChange={({ target }) => {
          setEmail(target.value);
        }}
      />
      <Button type="submit" disabled={name.trim() === "" || email.trim() === ""} className="self-start">
        {words.keep}
      </Button>
    </form>
  );
}
