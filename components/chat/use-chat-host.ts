"use client";

import { useMemo } from "react";
import type { Assistant, Studio } from "@/lib/studio";
import { rankPaths } from "@/lib/workspace";
import { offer } from "../files/download-project";
import { useStudio } from "../studio-context";
import { useStore } from "../use-store";
import type { ChatHost } from "../agent/chat-context";

/** The workbench as the conversation sees it. */
export function useChatHost({ models }: Assistant): ChatHost {
  const studio = useStudio();
  const entries = useStore(models.catalogue.entries);
  return useMemo(
    () => ({
      ...hostOf(studio),
      models: entries.map(({ id, name }) => ({ id, name })),
      warmUp(id) {
        if (models.catalogue.find(id)?.source.type !== "tour") return;
        // What fails now fails again, and is told, when the model is asked.
        void models.opener.open(id).catch(() => undefined);
      },
    }),
    [studio, entries, models],
  );
}

function hostOf(studio: Studio): Omit<ChatHost, "models" | "warmUp"> {
  return {
    attempt: studio.attempt,
    openFile(path, line) {
      if (line === undefined) studio.editors.open(path);
      else studio.editors.openAt({ path, line, column: 1 });
    },
    openModelSettings() {
      void studio.attempt(() => studio.commands.run("models"));
    },
    async findFiles(query) {
      const paths: string[] = [];
      for await (const { path } of studio.workspace.walk()) paths.push(path);
      return rankPaths(query, paths, [], 8).map(({ path }) => path);
    },
    download(name, text) {
      offer(new Blob([text], { type: "application/jsonl" }), name);
    },
  };
}
