"use client";

import { useEffect, useState } from "react";
import { createStore, type ReadableStore } from "@/lib/base";
import { embedProtocol, readEmbedRequest, type EmbedAnswer, type EmbedEvent, type EmbedRequest } from "@/lib/studio";
import type { SharedWork, ShareView } from "@/lib/studio";
import type { OpenedWork } from "../share/use-shared-work";

type Run = () => Promise<void>;

/** The page around the embed: it asks by messages and is told what happens. */
export interface EmbedHost {
  /** What the page asked to be shown. */
  readonly view: ShareView;
  readonly tell: (event: EmbedEvent) => void;
  /** Takes requests to run for as long as it isn't disposed. */
  readonly onRun: (run: () => Promise<void>) => () => void;
}

/** Answers the page around this one. Whatever it asks, it only gets what is in the project and shown anyway. */
export function useEmbedHost(opened: OpenedWork): EmbedHost {
  const [view, setView] = useState<ShareView>({});
  const [runs] = useState(() => createStore<Run | undefined>(undefined));
  useEffect(() => {
    if (window.parent === window) return undefined;
    if (opened.type === "trouble") tell({ type: "failed", code: opened.code, message: opened.details });
    if (opened.type !== "open") return undefined;
    const { work } = opened;
    const ready = () => {
      tell({ type: "ready", name: work.project.name, canRun: crossOriginIsolated });
    };
    const onMessage = ({ source, data }: MessageEvent<unknown>) => {
      const envelope = source === window.parent ? readEmbedRequest(data) : undefined;
      if (!envelope) return;
      if (envelope.request.type === "hello") ready();
      void answer(envelope.request, work, setView, runs).then((said) => {
        window.parent.postMessage({ protocol: embedProtocol, id: envelope.id, answer: said }, "*");
      });
    };
    window.addEventListener("message", onMessage);
    ready();
    return () => {
      window.removeEventListener("message", onMessage);
    };
  }, [opened, runs]);
  return {
    view,
    tell,
    onRun(run) {
      runs.set(() => run);
      return () => {
        runs.set(undefined);
      };
    },
  };
}

/** The view that runs a project comes a moment after the project itself. */
function whenShown(runs: ReadableStore<Run | undefined>): Promise<Run> {
  return new Promise((resolve) => {
    let stop = (): void => undefined;
    const look = () => {
      const run = runs.get();
      if (run === undefined) return;
      stop();
      resolve(run);
    };
    stop = runs.subscribe(look);
    look();
  });
}

/** To whoever is around: a page that frames a project may know all that is in it. */
function tell(event: EmbedEvent): void {
  if (window.parent !== window) window.parent.postMessage({ protocol: embedProtocol, event }, "*");
}

async function answer(
  request: EmbedRequest,
  { project }: SharedWork,
  show: (view: ShareView) => void,
  runs: ReadableStore<Run | undefined>,
): Promise<EmbedAnswer> {
  const file = "path" in request ? project.files.find(({ path }) => path === request.path) : undefined;
  switch (request.type) {
    case "hello":
      return { ok: true, value: null };
    case "list":
      return { ok: true, value: project.files.map(({ path }) => path) };
    case "read":
      return file ? { ok: true, value: file.content } : { ok: false, error: `There is no file ${request.path}.` };
    case "open":
      if (!file) return { ok: false, error: `There is no file ${request.path}.` };
      show({ file: file.path, ...(request.line !== undefined && { line: request.line }) });
      tell({ type: "opened", path: file.path });
      return { ok: true, value: null };
    case "run":
      if (!crossOriginIsolated)
        return { ok: false, error: "Programs can't run in this page: it isn't cross-origin isolated." };
      await (
        await whenShown(runs)
      )();
      return { ok: true, value: null };
  }
}
