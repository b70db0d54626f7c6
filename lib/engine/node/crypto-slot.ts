import type { createCryptoBinding } from "@/lib/engine/node/bindings/crypto";
import type { EngineTexts } from "@/lib/engine/node/engine-texts";
import { lazyScript } from "@/lib/engine/node/lazy-script";

/** The build puts the script's name here. */
declare const process: { readonly env: { readonly ENGINE_CRYPTO: string } };

type CreateCrypto = typeof createCryptoBinding;

const script = lazyScript<CreateCrypto>("crypto");

/** Called by the script that holds the binding. */
export const offerCrypto = (create: CreateCrypto): void => {
  script.offer(create);
};

/**
 * The crypto binding is a quarter of a megabyte and makes tables and curves when it begins, which a process that computes no
 * hash shouldn't wait for.
 */
export const loadCrypto = (texts: EngineTexts): CreateCrypto => script.load(texts, process.env.ENGINE_CRYPTO);
