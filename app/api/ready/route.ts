import { answerReady } from "@/lib/server";

export const dynamic = "force-dynamic";
export { answerReady as GET };
