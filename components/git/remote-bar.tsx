"use client";

import { ArrowDown, ArrowUp, RefreshCw } from "lucide-react";
import { useEffect, useState } from "react";
import { hostOf, readRepositoryUrl, type GitFacts } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { useStore } from "../use-store";
import { TokenForm } from "./token-form";
import { useGitAct } from "./use-git-act";
import { useGitStrings } from "./use-git-strings";

export function RemoteBar({ facts }: { readonly facts: GitFacts }) {
  const words = useGitStrings();
  return (
    <section aria-label={words.remote} className="flex shrink-0 flex-col gap-2 border-b border-line p-2">
      {facts.remote === undefined ? <RemoteForm /> : <RemoteActions facts={facts} url={facts.remote} />}
    </section>
  );
}

function RemoteActions({ facts, url }: { readonly facts: GitFacts; readonly url: string }) {
  const { git, attempt, notices } = useStudio();
  const words = useGitStrings();
  const state = useStore(git.remote.state);
  const { ahead, behind } = facts.status;
  const run = (what: "fetch" | "pull" | "push") => () =>
    void attempt(async () => {
      if (await git.remote[what]()) notices.emit({ type: "success", text: words.done(words[what]) });
    });
  const isBusy = state.type === "working";
  return (
    <>
      <p className="truncate px-1 text-small text-ink-faint" title={url}>
        {url.replace(/^https?:\/\//u, "")}
      </p>
      <div className="flex flex-wrap gap-1.5">
        <Button disabled={isBusy} onClick={run("pull")}>
          <ArrowDown size={14} aria-hidden />
          {words.pull}
          {behind > 0 && ` ${behind}`}
        </Button>
        <Button disabled={isBusy} onClick={run("push")}>
          <ArrowUp size={14} aria-hidden />
          {words.push}
          {ahead > 0 && ` ${ahead}`}
        </Button>
        <Button look="ghost" disabled={isBusy} onClick={run("fetch")}>
          <RefreshCw size={14} aria-hidden />
          {words.fetch}
        </Button>
      </div>
      {ahead + behind > 0 && <p className="sr-only">{words.aheadBehind(ahead, behind)}</p>}
      {state.type === "working" && (
        <output className="block px-1 text-small text-ink-muted">
          {words.working(state.what === "clone" ? words.clone : words[state.what])} {state.progress}
        </output>
      )}
      {state.type === "token-needed" && state.what !== "clone" && (
        <TokenForm host={state.host} wasTried={state.wasTried} onKept={run(state.what)} />
      )}
      {state.type === "idle" && <ForgetToken host={hostOf(url)} />}
    </>
  );
}

function ForgetToken({ host }: { readonly host: string }) {
  const { git, attempt } = useStudio();
  const words = useGitStrings();
  const [has, setHas] = useState(false);
  useEffect(() => {
    let isGone = false;
    const look = async () => {
      const found = await git.remote.hasToken(host);
      if (!isGone) setHas(found);
    };
    void look();
    return () => {
      isGone = true;
    };
  }, [git, host]);
  if (!has) return null;
  return (
    <Button
      look="ghost"
      className="self-start"
      onClick={() =>
        void attempt(async () => {
          await git.remote.forgetToken(host);
          setHas(false);
        })
      }
    >
      {words.forgetToken(host)}
    </Button>
  );
}

function RemoteForm() {
  const { git, attempt } = useStudio();
  const words = useGitStrings();
  const { panels } = useStrings();
  const act = useGitAct();
  const [text, setText] = useState("");
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const place = readRepositoryUrl(text);
        if (place) act(git.actions.setRemote(place.url));
        else void attempt(() => Promise.reject(new Error(panels.files.gitBadUrl)));
      }}
    >
      <TextField
        id="git-remote"
        label={words.remoteUrl}
        placeholder={panels.files.gitUrlHint}
        value={text}
        inputMode="url"
        onChange={({ target }) => {
          setText(target.value);
        }}
      />
      <Button type="submit" disabled={text.trim() === ""} className="self-start">
        {words.setRemote}
      </Button>
    </form>
  );
}
