import { createZstd } from "@/lib/engine/node/bindings/zlib/zstd";
import { offerZstd } from "@/lib/engine/node/zstd-slot";

offerZstd(createZstd);
