import { answerHealth } from "@/lib/server";

export const dynamic = "force-dynamic";
export { answerHealth as GET };
