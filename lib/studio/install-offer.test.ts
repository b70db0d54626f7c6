import { expect, test, vi } from "vitest";
import { createInstallOffer } from "./install-offer";

test("an offer is held back, open until it is accepted, and used once", async () => {
  const target = new EventTarget();
  const offer = createInstallOffer(target);
  expect(offer.isOpen.get()).toBe(false);
  const prompt = vi.fn<() => Promise<void>>(() => Promise.resolve());
  const event = Object.assign(new Event("beforeinstallprompt", { cancelable: true }), { prompt });
  target.dispatchEvent(event);
  expect(event.defaultPrevented).toBe(true);
  expect(offer.isOpen.get()).toBe(true);
  await offer.accept();
  await offer.accept();
  expect(prompt).toHaveBeenCalledOnce();
  expect(offer.isOpen.get()).toBe(false);
});

test("an app that was installed otherwise is offered no more", () => {
  const target = new EventTarget();
  const offer = createInstallOffer(target);
  target.dispatchEvent(Object.assign(new Event("beforeinstallprompt"), { prompt: () => Promise.resolve() }));
  target.dispatchEvent(new Event("appinstalled"));
  expect(offer.isOpen.get()).toBe(false);
});
