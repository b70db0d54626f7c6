export { answerOembed as GET } from "@/lib/server";
