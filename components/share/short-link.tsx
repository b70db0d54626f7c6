"use client";

import { useEffect, useState } from "react";
import { messageOf } from "@/lib/base";
import { loadSharing, type OwnShare } from "@/lib/studio";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { fieldClass } from "../ui/text-field";
import { CopyButton } from "./copy-button";
import type { ShareDraft } from "./use-share-draft";
import { useSharingStrings } from "../reading/use-sharing-strings";

type Storing =
  | { readonly type: "idle" }
  | { readonly type: "storing" }
  | { readonly type: "stored"; readonly text: string }
  | { readonly type: "failed"; readonly reason: string };

const lives = { day: 1, month: 30, year: 365 } as const;
type Life = keyof typeof lives;

/** A link that is short because the server keeps the project. Made once, it can be brought up to date. */
export function ShortLink({ draft, author }: { readonly draft: ShareDraft; readonly author: string }) {
  const { project } = useStudio();
  const { short } = useSharingStrings();
  const [own, setOwn] = useOwnShare(project.get().id);
  const [life, setLife] = useState<Life>("month");
  const [state, setState] = useState<Storing>({ type: "idle" });
  const store = async () => {
    if (draft.type !== "ready") return;
    setState({ type: "storing" });
    const { id, name } = project.get();
    const wish = { share: draft.made.share, name, author, project: id, days: lives[life] };
    try {
      const { makeShortLink, updateShortLink } = await loadSharing();
      setOwn(own ? await updateShortLink(own, wish) : await makeShortLink(wish));
      setState({ type: "stored", text: own ? short.updated : short.made });
    } catch (error) {
      setState({ type: "failed", reason: messageOf(error) });
    }
  };
  return (
    <div>
      <p className="text-ink-muted">{short.text}</p>
      {own && <Address own={own} />}
      <div className="mt-3 flex flex-wrap items-center gap-3">
        {!own && <LifeChoice life={life} onChange={setLife} />}
        <Button
          size="medium"
          look={own ? "secondary" : "primary"}
          disabled={draft.type !== "ready" || state.type === "storing"}
          onClick={() => void store()}
        >
          {state.type === "storing" ? short.making : own ? short.update : short.make}
        </Button>
        <output className="text-small text-ink-muted">{state.type === "stored" && state.text}</output>
      </div>
      {state.type === "failed" && (
        <p role="alert" className="mt-2 text-bad">
          {short.failed(state.reason)}
        </p>
      )}
    </div>
  );
}

function Address({ own }: { readonly own: OwnShare }) {
  const { link } = useSharingStrings();
  const address = `${location.origin}/s/${own.id}`;
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      <input
        readOnly
        aria-label={link.address}
        value={address}
        className={`${fieldClass} flex-1 basis-60 font-mono text-small`}
      />
      <CopyButton look="primary" size="medium" text={address} label={link.copy} />
    </div>
  );
}

function LifeChoice({ life, onChange }: { readonly life: Life; readonly onChange: (next: Life) => void }) {
  const { short } = useSharingStrings();
  return (
    <label className="flex items-center gap-2 text-small text-ink-muted">
      {short.expires}
      <select
        value={life}
        className={`${fieldClass} w-auto`}
        onChange={({ target: { value } }) => {
          onChange(value === "day" || value === "year" ? value : "month");
        }}
      >
        {(["day", "month", "year"] as const).map((known) => (
          <option key={known} value={known}>
            {short.expiry[known]}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The link that was made of this project before, if there is one. */
function useOwnShare(project: string) {
  const [own, setOwn] = useState<OwnShare>();
  useEffect(() => {
    let gone = false;
    const find = async () => {
      const all = await (await loadSharing()).listOwnShares();
      if (!gone) setOwn(all.find((share) => share.project === project));
    };
    void find();
    return () => {
      gone = true;
    };
  }, [project]);
  return [own, setOwn] as const;
}
