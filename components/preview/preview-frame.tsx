"use client";

import { useCallback } from "react";
import type { OpenPort, Runner } from "@/lib/studio";
import { useStrings } from "../app-context";
import { classNames } from "../ui/class-names";
import { useStore } from "../use-store";
import { frameBox } from "./frame-box";
import type { PreviewView } from "./preview-view";

interface PreviewFrameProps {
  readonly port: OpenPort;
  readonly page: Runner["page"];
  readonly view: PreviewView;
  /** Someone else's work, not trusted: no windows of its own, nothing to download, no dialog over the app. */
  readonly isRestricted?: boolean;
}

/** Another origin than the app's, so a page that keeps its own origin still can't reach out of its frame. */
const restricted = "allow-scripts allow-same-origin allow-forms";
const permissions = "allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-downloads";

/** The project's page, on the sandbox's origin: it can reach nothing of the app. */
export function PreviewFrame({ port, page, view, isRestricted = false }: PreviewFrameProps) {
  const { preview } = useStrings();
  const { path, loads } = useStore(page.target);
  const key = `${port.port} ${loads}`;
  const attach = useCallback(
    (frame: HTMLIFrameElement | null) => {
      if (!frame?.contentWindow) return undefined;
      const attached = page.attach(frame.contentWindow);
      return () => {
        attached.dispose();
      };
    },
    [page],
  );
  const box = frameBox(view);
  const isSized = view.size !== "fit";
  return (
    <div className={classNames("flex min-h-0 flex-1 overflow-auto", isSized && "bg-ground p-4")}>
      <div className={classNames(isSized ? "m-auto shrink-0" : "size-full overflow-hidden")} style={box.outer}>
        {/* Behind a page that paints nothing is what a tab would show: white, or dark for a page that can be dark. */}
        <iframe
          key={key}
          ref={attach}
          src={new URL(path.slice(1), port.url).href}
          title={preview.frame}
          onLoad={page.arrived}
          sandbox={isRestricted ? restricted : permissions}
          allow={isRestricted ? "cross-origin-isolated" : "cross-origin-isolated; clipboard-write; fullscreen"}
          style={box.frame}
          className={classNames("bg-[Canvas]", isSized && "outline outline-line-strong")}
        />
      </div>
    </div>
  );
}
