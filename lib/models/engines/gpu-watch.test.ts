import { expect, test, vi } from "vitest";
import { endOf, isWatchGpu, watchGpus } from "./gpu-watch";

/** A scope with a GPU that is lost for a reason. */
function scopeWith(reason: string) {
  class GPUAdapter {
    requestDevice(label: string) {
      return Promise.resolve({ label, lost: Promise.resolve({ reason, message: `${label} went` }) });
    }
  }
  return { GPUAdapter };
}

test.each([
  ["unknown", ["card went"]],
  ["destroyed", []],
])("a GPU that is lost for the reason %s tells the port %j", async (reason, told) => {
  const scope = scopeWith(reason);
  const heard: unknown[] = [];
  watchGpus({ postMessage: (message: unknown) => void heard.push(message) }, scope);
  expect(await new scope.GPUAdapter().requestDevice("card")).toMatchObject({ label: "card" });
  await vi.waitFor(() => {
    expect(heard).toEqual(told);
  });
});

test("where there is no WebGPU there is nothing to watch", () => {
  expect(() => {
    watchGpus({ postMessage: () => undefined }, {});
  }).not.toThrow();
});

test("a worker's end is heard through the port that it is sent", async () => {
  const sent: MessagePort[] = [];
  const end = endOf({
    addEventListener: () => undefined,
    postMessage: (message: unknown, [port]: Transferable[]) => {
      if (isWatchGpu(message)) sent.push(port as MessagePort);
    },
  } as unknown as Worker);
  sent[0]?.postMessage("the driver was restarted");
  await expect(end).rejects.toThrow("device was lost: the driver was restarted");
});
