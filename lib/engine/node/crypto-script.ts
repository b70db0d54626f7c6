import { createCryptoBinding } from "@/lib/engine/node/bindings/crypto";
import { offerCrypto } from "@/lib/engine/node/crypto-slot";

offerCrypto(createCryptoBinding);
