import type { Binding, BindingHost } from "@/lib/engine/node/binding-host";

export function createAsyncContextFrameBinding({ frames }: BindingHost): Binding {
  return {
    getContinuationPreservedEmbedderData: () => frames.current,
    setContinuationPreservedEmbedderData(frame: unknown) {
      frames.current = frame;
    },
  };
}
