import { answerModelRequest } from "@/lib/server";

export { answerModelRequest as GET, answerModelRequest as POST };
