"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { importRepository, readRepositoryUrl } from "@/lib/studio";
import { useStrings } from "../app-context";
import { TokenForm } from "../git/token-form";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";
import { useStore } from "../use-store";

interface RepositoryDialogProps {
  /** Filled in already, and begun with at once. */
  readonly url?: string;
  readonly onClose: () => void;
}

export function RepositoryDialog({ url = "", onClose }: RepositoryDialogProps) {
  const { git } = useStudio();
  const { panels, files, common } = useStrings();
  const [text, setText] = useState(url);
  const [isWrong, begin, forget] = useImport(text, onClose);
  const state = useStore(git.remote.state);
  const beginOnce = useEffectEvent(() => {
    if (url !== "") begin();
  });
  useEffect(() => {
    beginOnce();
  }, []);
  return (
    <Dialog open onOpenChange={onClose} title={panels.files.gitTitle} description={panels.files.gitText}>
      <form
        className="flex min-h-0 flex-col gap-3 overflow-auto px-5 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          begin();
        }}
      >
        <TextField
          id="repository-url"
          label={panels.files.gitUrl}
          placeholder={panels.files.gitUrlHint}
          value={text}
          inputMode="url"
          data-first-focus
          aria-invalid={isWrong}
          aria-describedby="repository-note"
          onChange={({ target }) => {
            setText(target.value);
            forget();
          }}
        />
        <Note isWrong={isWrong} />
        {state.type === "working" && (
          <output className="block text-ink-muted">
            {panels.files.importing} {state.progress}
          </output>
        )}
        <span className="flex justify-end gap-2">
          <Button size="medium" look="ghost" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button size="medium" look="primary" type="submit" disabled={state.type === "working" || text.trim() === ""}>
            {files.import}
          </Button>
        </span>
      </form>
      {state.type === "token-needed" && (
        <div className="px-5 pb-4">
          <TokenForm host={state.host} wasTried={state.wasTried} onKept={begin} />
        </div>
      )}
    </Dialog>
  );
}

function Note({ isWrong }: { readonly isWrong: boolean }) {
  const { panels } = useStrings();
  return (
    <p id="repository-note" role={isWrong ? "alert" : undefined} className={isWrong ? "text-bad" : "text-ink-muted"}>
      {isWrong ? panels.files.gitBadUrl : panels.files.gitInto}
    </p>
  );
}

function useImport(text: string, onDone: () => void) {
  const { workspace, computer, git, notices, attempt } = useStudio();
  const { panels } = useStrings();
  const [isWrong, setIsWrong] = useState(false);
  const begin = () => {
    const place = readRepositoryUrl(text);
    setIsWrong(!place);
    if (!place) return;
    void attempt(async () => {
      if (!(await importRepository({ workspace, computer, remote: git.remote }, place))) return;
      notices.emit({ type: "success", text: panels.files.imported(place.name) });
      onDone();
    });
  };
  const forget = () => {
    setIsWrong(false);
  };
  return [isWrong, begin, forget] as const;
}
