import { answerPageRequest } from "@/lib/server";

export { answerPageRequest as POST };
