import { answerRegistryRequest } from "@/lib/server";

export { answerRegistryRequest as GET, answerRegistryRequest as HEAD, answerRegistryRequest as OPTIONS };
