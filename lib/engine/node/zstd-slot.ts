import type { createZstd } from "@/lib/engine/node/bindings/zlib/zstd";
import type { EngineTexts } from "@/lib/engine/node/engine-texts";
import { lazyScript } from "@/lib/engine/node/lazy-script";

/** The build puts the script's name here. */
declare const process: { readonly env: { readonly ENGINE_ZSTD: string } };

type CreateZstd = typeof createZstd;

const script = lazyScript<CreateZstd>("zstd");

/** Called by the script that holds it. */
export const offerZstd = (create: CreateZstd): void => {
  script.offer(create);
};

/** Few programs ask for Zstandard. */
export const loadZstd = (texts: EngineTexts): CreateZstd => script.load(texts, process.env.ENGINE_ZSTD);
