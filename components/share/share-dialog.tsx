"use client";

import { useState } from "react";
import type { SecretChoices } from "@/lib/studio";
import { useStudio } from "../studio-context";
import { Dialog } from "../ui/dialog";
import { Segmented } from "../ui/segmented";
import { EmbedSnippets } from "./embed-snippets";
import { MyShares } from "./my-shares";
import { ShareLink } from "./share-link";
import { ShareScope } from "./share-scope";
import { ShareSecrets } from "./share-secrets";
import { ShortLink } from "./short-link";
import { useShareDraft } from "./use-share-draft";
import { useShareWish } from "./use-share-wish";
import { useSharingStrings } from "../reading/use-sharing-strings";

type Way = "link" | "short" | "embed" | "mine";

/** Everything about handing the project on: what goes along, what stays back, and the ways to send it. */
export function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const { project } = useStudio();
  const strings = useSharingStrings();
  const [wish, setWish] = useShareWish(project.get().id);
  const [choices, setChoices] = useState<SecretChoices>({});
  const [way, setWay] = useState<Way>("link");
  const draft = useShareDraft(wish, choices);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={strings.dialog.title}
      description={strings.dialog.description}
      className="max-w-2xl"
    >
      <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-4 pb-5">
        <ShareScope wish={wish} onChange={setWish} draft={draft} />
        {draft.type === "ready" && (
          <ShareSecrets secrets={draft.collected.secrets} choices={choices} onChange={setChoices} />
        )}
        <div className="mt-5 border-t border-line pt-4">
          <Segmented<Way>
            label={strings.share}
            value={way}
            options={[
              { value: "link", label: strings.link.title },
              { value: "short", label: strings.short.title },
              { value: "embed", label: strings.embed.title },
              { value: "mine", label: strings.mine.title },
            ]}
            onChange={setWay}
          />
          <div className="mt-4 min-h-64">
            {way === "link" && (
              <ShareLink
                draft={draft}
                onShorten={() => {
                  setWay("short");
                }}
              />
            )}
            {way === "short" && <ShortLink draft={draft} author={wish.author} />}
            {way === "embed" && <EmbedSnippets draft={draft} />}
            {way === "mine" && <MyShares />}
          </div>
        </div>
      </div>
    </Dialog>
  );
}
