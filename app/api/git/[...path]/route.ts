import { answerGitRequest } from "@/lib/server";

export { answerGitRequest as GET, answerGitRequest as POST, answerGitRequest as OPTIONS };
