"use client";

import { Suspense, use, useState } from "react";
import { openModelDesk, type ModelDesk } from "@/lib/studio";
import { useStrings } from "../app-context";
import { Dialog } from "../ui/dialog";
import { ModelSettings } from "./model-settings";

/** The model settings over whatever is open. */
export function ModelSettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { models: words, common } = useStrings();
  const [desk] = useState(openModelDesk);
  return (
    <Dialog open onOpenChange={onClose} title={words.title} description={words.lead} className="h-[720px] max-w-4xl">
      <Suspense fallback={<p className="p-5">{common.loading}</p>}>
        <Content desk={desk} />
      </Suspense>
    </Dialog>
  );
}

function Content({ desk }: { readonly desk: Promise<ModelDesk> }) {
  return <ModelSettings models={use(desk)} />;
}
