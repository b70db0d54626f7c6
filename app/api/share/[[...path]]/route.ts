import { answerShareRequest } from "@/lib/server";

export {
  answerShareRequest as GET,
  answerShareRequest as HEAD,
  answerShareRequest as POST,
  answerShareRequest as PUT,
  answerShareRequest as DELETE,
};
