import { answerOperatorRequest } from "@/lib/server";

export { answerOperatorRequest as POST };
