import { allMethods, methods } from "./http-parser/methods";
import { createConnectionsList } from "./http-parser/connections-list";
import { createHttpParserClass, type HttpParserHost } from "./http-parser/http-parser-class";

/** `internalBinding("http_parser")`. */
export function createHttpParserBinding(host: HttpParserHost) {
  return {
    methods: [...methods],
    allMethods: [...allMethods],
    ConnectionsList: createConnectionsList(host.now),
    HTTPParser: createHttpParserClass(host),
  };
}
