"use client";

import { useState } from "react";
import { messageOf } from "@/lib/base";
import {
  beginOpenRouterSignIn,
  checkConnection,
  type CloudProvider,
  type ConnectionReport,
  type ModelDesk,
} from "@/lib/studio";
import { Button, buttonClass } from "../ui/button";
import { fieldClass } from "../ui/text-field";
import { useStore } from "../use-store";
import { FailureNote } from "./failure-note";
import { LiveModels } from "./live-models";
import { useModelStrings } from "./use-model-strings";

interface ProviderKeyProps {
  readonly provider: CloudProvider;
  readonly models: ModelDesk;
}

type Check =
  | { readonly type: "idle" | "running" }
  | { readonly type: "done"; readonly report: ConnectionReport }
  | { readonly type: "failed"; readonly says: string };

/** One provider: enter a key, see whether it works, take it away. A key that is saved is never shown again. */
export function ProviderKey({ provider, models }: ProviderKeyProps) {
  const { keys: words } = useModelStrings();
  const [check, setCheck] = useState<Check>({ type: "idle" });
  const test = async () => {
    setCheck({ type: "running" });
    try {
      const key = await models.keys.get(provider.id);
      setCheck({ type: "done", report: await checkConnection({ provider: provider.id, key }) });
    } catch (error) {
      setCheck({ type: "failed", says: messageOf(error) });
    }
  };
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-baseline justify-between gap-2">
        <h3 className="font-medium">{provider.name}</h3>
        <a
          className="text-small text-ink-muted underline underline-offset-2 hover:text-ink"
          href={provider.keysUrl}
          target="_blank"
          rel="noreferrer"
        >
          {words.get}
          <span className="sr-only">: {provider.name}</span>
        </a>
      </div>
      <div className="flex flex-wrap gap-2">
        <KeyForm provider={provider} models={models} onSaved={test} />
        <SavedKey provider={provider} models={models} busy={check.type === "running"} onTest={test} />
        {provider.id === "openrouter" && <OpenRouterSignIn label={words.signIn} />}
      </div>
      {provider.id === "openrouter" && <SignInTrouble models={models} />}
      <CheckResult check={check} provider={provider} models={models} />
    </div>
  );
}

function KeyForm({ provider, models, onSaved }: ProviderKeyProps & { readonly onSaved: () => Promise<void> }) {
  const { keys: words } = useModelStrings();
  const { names } = useStore(models.keys.status);
  const [typed, setTyped] = useState("");
  const save = async () => {
    await models.keys.set(provider.id, typed);
    setTyped("");
    await onSaved();
  };
  return (
    <form
      className="flex min-w-60 flex-1 gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== "") void save();
      }}
    >
      <input
        type="password"
        autoComplete="off"
        spellCheck={false}
        className={`${fieldClass} max-w-80`}
        aria-label={words.key(provider.name)}
        placeholder={
          names.includes(provider.id) ? words.present : provider.keyStart === undefined ? "" : `${provider.keyStart}…`
        }
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
      />
      <Button type="submit" size="medium" disabled={typed.trim() === ""}>
        {words.save}
      </Button>
    </form>
  );
}

interface SavedKeyProps extends ProviderKeyProps {
  readonly busy: boolean;
  readonly onTest: () => Promise<void>;
}

function SavedKey({ provider, models, busy, onTest }: SavedKeyProps) {
  const { keys: words } = useModelStrings();
  const { names } = useStore(models.keys.status);
  if (!names.includes(provider.id)) return null;
  return (
    <>
      <Button
        size="medium"
        disabled={busy}
        aria-label={`${words.test}: ${provider.name}`}
        onClick={() => void onTest()}
      >
        {busy ? words.testing : words.test}
      </Button>
      <Button
        look="ghost"
        size="medium"
        aria-label={`${words.remove}: ${provider.name}`}
        onClick={() => void models.keys.remove(provider.id)}
      >
        {words.remove}
      </Button>
    </>
  );
}

function CheckResult({ check, provider, models }: ProviderKeyProps & { readonly check: Check }) {
  const { keys: words } = useModelStrings();
  if (check.type === "failed") return <FailureNote says={check.says} />;
  if (check.type !== "done") return null;
  const { diagnosis, models: listed } = check.report;
  if (diagnosis.problem !== "none") return <FailureNote says={diagnosis.says} advice={diagnosis.advice} />;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <output className="text-small text-good">{words.works(listed.length)}</output>
      {listed.length > 0 && <LiveModels provider={provider} models={models} listed={listed} />}
    </div>
  );
}

function SignInTrouble({ models }: Pick<ProviderKeyProps, "models">) {
  const says = useStore(models.signInTrouble);
  return says === undefined ? null : <FailureNote says={says} />;
}

/** Leaves this page for OpenRouter's, which sends the user back with a code. */
function OpenRouterSignIn({ label }: { readonly label: string }) {
  const go = async () => {
    const back = new URL(location.href);
    back.searchParams.set("sign-in", "openrouter");
    location.assign(await beginOpenRouterSignIn(back.href, sessionStorage));
  };
  return (
    <button type="button" className={buttonClass("secondary", "medium")} onClick={() => void go()}>
      {label}
    </button>
  );
}
