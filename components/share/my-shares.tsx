"use client";

import { ExternalLink, Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import { codeOf, messageOf } from "@/lib/base";
import { loadSharing, type OwnShare, type ShortLinkFacts } from "@/lib/studio";
import { useStudio } from "../studio-context";
import { IconButton } from "../ui/icon-button";
import { CopyButton } from "./copy-button";
import { useSharingStrings } from "../reading/use-sharing-strings";

/** Every short link that was made in this browser. */
export function MyShares() {
  const { mine } = useSharingStrings();
  const { attempt, notices } = useStudio();
  const [shares, setShares] = useState<readonly OwnShare[]>([]);
  useEffect(() => {
    let gone = false;
    const list = async () => {
      const all = await (await loadSharing()).listOwnShares();
      if (!gone) setShares(all);
    };
    void list();
    return () => {
      gone = true;
    };
  }, []);
  const remove = async (own: OwnShare) => {
    await (await loadSharing()).removeShortLink(own);
    setShares((now) => now.filter(({ id }) => id !== own.id));
    notices.emit({ type: "success", text: mine.removed(own.name) });
  };
  if (shares.length === 0) return <p className="text-ink-muted">{mine.empty}</p>;
  return (
    <ul className="divide-y divide-line rounded-panel border border-line">
      {shares.map((own) => (
        <ShareRow key={own.id} own={own} onRemove={() => void attempt(() => remove(own))} />
      ))}
    </ul>
  );
}

function ShareRow({ own, onRemove }: { readonly own: OwnShare; readonly onRemove: () => void }) {
  const { link, mine } = useSharingStrings();
  const text = useFacts(own.id);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
      <div className="min-w-0 flex-1 basis-48">
        <p className="truncate font-medium">{own.name}</p>
        <p className="text-small text-ink-muted">
          {mine.version(own.version)}
          {text !== "" && ` · ${text}`}
        </p>
      </div>
      <CopyButton text={`${location.origin}/s/${own.id}`} label={link.copy} />
      <IconButton
        icon={ExternalLink}
        size="medium"
        label={`${mine.open}: ${own.name}`}
        onClick={() => {
          window.open(`/s/${own.id}`, "_blank", "noopener");
        }}
      />
      <IconButton icon={Trash2} size="medium" label={mine.remove(own.name)} onClick={onRemove} />
    </li>
  );
}

type Facts = ShortLinkFacts | { readonly failed: string } | undefined;

/** How often it was seen and copied, and until when it lives, in words. */
function useFacts(id: string): string {
  const { mine } = useSharingStrings();
  const [facts, setFacts] = useState<Facts>();
  useEffect(() => {
    let gone = false;
    const read = async () => {
      const next = await (
        await loadSharing()
      )
        .readShortLink(id)
        .catch((error: unknown) => ({ failed: codeOf(error) === "ESHAREEXPIRED" ? mine.expired : messageOf(error) }));
      if (!gone) setFacts(next);
    };
    void read();
    return () => {
      gone = true;
    };
  }, [id, mine]);
  if (!facts) return "";
  if ("failed" in facts) return facts.failed;
  const until = facts.expiresAt === null ? "" : ` · ${mine.expires(facts.expiresAt.slice(0, 10))}`;
  return `${mine.counts(facts.views, facts.forks)}${until}`;
}
