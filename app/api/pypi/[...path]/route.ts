import { answerPythonIndexRequest } from "@/lib/server";

export { answerPythonIndexRequest as GET, answerPythonIndexRequest as HEAD, answerPythonIndexRequest as OPTIONS };
