"use client";

import type { OpenPort } from "@/lib/studio";
import { useStrings } from "../app-context";
import { classNames } from "../ui/class-names";
import type { PreviewView } from "./preview-view";
import { previewSizes } from "./preview-sizes.data";

interface PreviewFrameProps {
  readonly port: OpenPort;
  readonly view: PreviewView;
}

/** Another origin than the app's, so a page that keeps its own origin still can't reach out of its frame. */
const permissions = "allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-downloads";

/** The project's page, on the sandbox's origin: it can reach nothing of the app. */
export function PreviewFrame({ port, view }: PreviewFrameProps) {
  const { preview } = useStrings();
  const size = view.size === "fit" ? undefined : previewSizes[view.size];
  const [width, height] = size && view.isRotated ? [size[1], size[0]] : (size ?? []);
  return (
    <div className={classNames("flex min-h-0 flex-1 overflow-auto", size && "bg-ground p-4")}>
      <iframe
        key={`${port.port} ${view.loads}`}
        src={new URL(view.path.slice(1), port.url).href}
        title={preview.frame}
        sandbox={permissions}
        allow="cross-origin-isolated; clipboard-write"
        style={{ width, height }}
        className={classNames("bg-white", size ? "m-auto shrink-0 border border-line-strong" : "size-full")}
      />
    </div>
  );
}
