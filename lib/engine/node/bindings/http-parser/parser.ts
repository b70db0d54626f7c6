import * as body from "./body";
import * as headers from "./headers";
import * as startLine from "./start-line";
import { Machine, State, type Handler, type MessageEvents } from "./machine";

const byName: Readonly<Record<keyof typeof State, Handler>> = {
  start: startLine.readStart,
  method: startLine.readMethod,
  spacesBeforeUrl: startLine.skipSpacesBeforeUrl,
  url: startLine.readTarget,
  http09: startLine.readHttp09End,
  protocol: startLine.readProtocol,
  version: startLine.readVersion,
  requestLineEnd: startLine.readRequestLineEnd,
  requestLineLF: startLine.readRequestLineLF,
  preface: startLine.readPreface,
  statusCode: startLine.readStatusCode,
  statusText: startLine.readStatusText,
  statusLF: startLine.readStatusLF,
  headersStart: headers.readHeadersStart,
  headerField: headers.readHeaderField,
  headerFieldName: headers.readHeaderFieldName,
  headerValueStart: headers.skipBlanksBeforeValue,
  headerValue: headers.readHeaderValue,
  headerValueLF: headers.readHeaderValueLF,
  headerFold: headers.readHeaderFold,
  headersLF: headers.readHeadersLF,
  bodyByLength: body.readBodyByLength,
  bodyToEnd: body.readBodyToEnd,
  chunkSize: body.readChunkSize,
  chunkSizeDigits: body.readChunkSizeDigits,
  chunkSizeSpaces: body.skipChunkSizeSpaces,
  chunkExtension: body.readChunkExtension,
  chunkExtensionName: body.readChunkExtensionName,
  chunkExtensionValue: body.readChunkExtensionValue,
  chunkExtensionQuoted: body.readChunkExtensionQuoted,
  chunkExtensionQuotedPair: body.readChunkExtensionQuotedPair,
  chunkExtensionQuoteEnd: body.readChunkExtensionQuoteEnd,
  chunkSizeLF: body.readChunkSizeLF,
  chunkData: body.readChunkData,
  chunkDataEnd: body.readChunkDataEnd,
  chunkDataLF: body.readChunkDataLF,
  closed: body.readClosed,
  emptyValueLF: headers.readEmptyValueLF,
};

const handlers: Handler[] = [];
for (const [name, number] of Object.entries(State)) handlers[number] = byName[name as keyof typeof State];

/** Reads HTTP/1 as llhttp does: the same events, the same errors, the same leniency. */
export const createMessageParser = (type: number, lenient: number, events: MessageEvents): Machine =>
  new Machine(type, lenient, events, handlers);
